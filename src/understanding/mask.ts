import type { Found } from './phrases.ts'
import type { Named } from './programmes.ts'

/** Stands for a named programme, so that what is asked is learnt once for all of them. */
export const programmeWord = 'prog'

/** The words with each named programme replaced by one stand-in. */
export function mask(words: readonly string[], found: readonly Found<Named>[]): string[] {
  const masked: string[] = []
  let at = 0
  for (const { at: start, length, value } of found) {
    if (value.programme === undefined) continue
    masked.push(...words.slice(at, start))
    if (masked.at(-1) !== programmeWord) masked.push(programmeWord)
    at = start + length
  }
  return [...masked, ...words.slice(at)]
}
