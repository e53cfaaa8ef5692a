import type { LanguageData } from './lexicon.ts'
import { phraseBook } from './phrases.ts'
import { type Reader, type Token, tokensOf } from './tokens.ts'

/** Finds what a sentence speaks of, in order: "nộp giấy ở đâu" is submit, document, where. */
export function conceptFinder(
  languages: readonly LanguageData[],
  reader: Reader,
): (tokens: readonly Token[]) => string[] {
  const phrases = languages.flatMap(({ lexicon }) =>
    Object.entries(lexicon.concepts).flatMap(([name, list]) =>
      list.map((phrase) => [tokensOf(phrase, reader), name] as const),
    ),
  )
  const book = phraseBook(phrases)
  return (tokens) => book.find(tokens).map((found) => found.value)
}
