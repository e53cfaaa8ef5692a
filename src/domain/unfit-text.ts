import { fold } from './fold.ts'

/** What stands against a sentence of an office's own: nothing in it, too long, a threat, a link, a number to call or to pay to, marks that we fill. */
export type UnfitText = 'empty' | 'too_long' | 'threat' | 'link' | 'number' | 'braces'

/** What a sentence is weighed against. `threats`: words that no household is to read from us, in every language that is spoken here. */
export interface FitRules {
  longest: number
  threats: readonly string[]
}

/** So many digits in a row, however they are set apart, are a telephone or an account: only the office's own stands in our messages. */
const numberLength = 6

/**
 * What a machine finds against a sentence that an office wrote for its messages, or undefined. A word with tone marks is found with them
 * and in text that was typed without any.
 */
export function unfitText(typed: string, { longest, threats }: FitRules): UnfitText | undefined {
  const text = typed.normalize('NFC').replace(/\s+/g, ' ').trim()
  if (text === '') return 'empty'
  if ([...text].length > longest) return 'too_long'
  if (/[{}]/.test(text)) return 'braces'
  if (/https?:|www\.|\b[a-z0-9-]+\.(?:com|vn|net|org|me|info|top|xyz|io|co)\b/i.test(text)) return 'link'
  if (text.split(/[^\d\s.()+-]/).some((run) => run.replace(/\D/g, '').length >= numberLength)) return 'number'
  return threats.some((threat) => says(text, threat)) ? 'threat' : undefined
}

/** Whole words only, so that lists can hold short ones. */
function says(text: string, threat: string): boolean {
  const words = wordsOf(text)
  const unmarked = fold(text) === words
  return ` ${words} `.includes(` ${unmarked ? fold(threat) : wordsOf(threat)} `)
}

function wordsOf(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .join(' ')
}
