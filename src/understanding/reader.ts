import { correctBy } from './correct.ts'
import type { LanguageData } from './lexicon.ts'
import { bare, type Reader, type Token } from './tokens.ts'

/** A reader of words for these languages. `words` are those met in training, the usual ones first. */
export function readerOf(languages: readonly LanguageData[], words: readonly string[]): Reader {
  const table = (pick: (data: LanguageData) => Record<string, string>) =>
    languages.flatMap((data) => Object.entries(pick(data)))
  return {
    short: new Map(table((l) => l.lexicon.short).map(([short, long]) => [bare(short), bare(long)])),
    homographs: new Map(
      table((l) => l.lexicon.homographs).map(([word, other]) => [word.normalize('NFC'), bare(other)]),
    ),
    words: new Set(words),
    correct: correctBy(words),
  }
}

/** The folded words of a text. */
export function foldedWords(tokens: readonly Token[]): string[] {
  return tokens.map((t) => t.folded)
}
