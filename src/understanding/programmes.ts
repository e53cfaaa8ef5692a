import type { LanguageData } from './lexicon.ts'
import { type Found, phraseBook } from './phrases.ts'
import { bare, type Reader, type Token, tokensOf } from './tokens.ts'

/** A programme named in a sentence; strength 0 for a phrase that only looks like one. */
export interface Named {
  programme: string | undefined
  strength: number
}

/** Which programmes a row of folded words names. */
export interface ProgrammeFinder {
  find(tokens: readonly Token[]): Found<Named>[]
}

/** Reads programmes off the lexicons of all languages. What is taken back ("không phải hộ nghèo") is found without a programme. */
export function programmeFinder(languages: readonly LanguageData[], reader: Reader): ProgrammeFinder {
  const book = phraseBook<Named>(languages.flatMap(({ lexicon }) => entriesOf(lexicon, reader)))
  const negations = languages.flatMap(({ lexicon }) => lexicon.negations.map((n) => bare(n).split(' ')))
  return {
    find: (tokens) => {
      const words = tokens.map((t) => t.folded)
      return book.find(tokens).map((found) => {
        const takenBack = negations.some((n) => endsWith(words.slice(0, found.at), n))
        return takenBack ? { ...found, value: { programme: undefined, strength: 0 } } : found
      })
    },
  }
}

/** The programme that is meant: the strongest, and of two equally strong ones the one named first. */
export function strongest(
  found: readonly Found<Named>[],
): { programme: string; strength: number; margin: number } | undefined {
  const best = new Map<string, number>()
  for (const { value } of found) {
    if (value.programme !== undefined)
      best.set(value.programme, Math.max(value.strength, best.get(value.programme) ?? 0))
  }
  const ranked = [...best].sort((a, b) => b[1] - a[1])
  const [first, second] = ranked
  if (first === undefined || first[1] < 3) return undefined
  return { programme: first[0], strength: first[1], margin: first[1] - (second?.[1] ?? 0) }
}

function entriesOf(lexicon: LanguageData['lexicon'], reader: Reader): (readonly [Token[], Named])[] {
  const named = Object.entries(lexicon.programmes).flatMap(([programme, { phrases }]) =>
    Object.entries(phrases).map(([phrase, strength]) => [tokensOf(phrase, reader), { programme, strength }] as const),
  )
  const none = { programme: undefined, strength: 0 }
  return [...named, ...lexicon.notProgrammes.map((p) => [tokensOf(p, reader), none] as const)]
}

/** Up to two words may stand between: "không phải là diện hộ nghèo". */
function endsWith(before: readonly string[], negation: readonly string[]): boolean {
  return [0, 1, 2].some((gap) => {
    const end = before.length - gap
    return end >= negation.length && negation.every((word, i) => before[end - negation.length + i] === word)
  })
}
