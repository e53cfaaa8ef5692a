import type { Accusable, AccusedWords, LanguageData } from './lexicon.ts'
import { type Found, type PhraseBook, phraseBook } from './phrases.ts'
import { type Reader, type Token, tokensOf } from './tokens.ts'

/** What words say against people. */
export interface Accused {
  /** Whom they accuse, as far as it is seen. Rather one too many than one too few. */
  of: readonly Accusable[]
  /**
   * True only where every word is known and says nothing against anybody: a lost book, the day of a meeting. Of anything else nobody
   * knows what it says between the lines, and a leader need not read it.
   */
  everyday: boolean
}

/** Reads whom words accuse. */
export type AccusedFinder = (text: string) => Accused

/** So many words lie at most between somebody and what they are said to have done, and behind it. */
const before = 12
const behind = 8

/** A longer text is no everyday matter, whatever its words are. */
const longestEveryday = 40

/** Words are read in stretches that overlap: of a long story nothing is skipped. */
const stretch = 120
const overlap = 30

/** Finds whom a text accuses, in the words of all languages. */
export function accusedFinder(languages: readonly LanguageData[], reader: Reader): AccusedFinder {
  const books = booksOf(languages, reader)
  return (text) => {
    const stretches = stretchesOf(text).map((part) => tokensOf(part, reader))
    const of = accusables.filter((who) => stretches.some((tokens) => accusedIn(books, tokens).has(who)))
    const [only, ...more] = stretches
    return { of, everyday: of.length === 0 && more.length === 0 && only !== undefined && isEveryday(books, only) }
  }
}

/** What no reader takes for a word, and a person reads over: "t.ổ" and invisible signs inside of words. */
const between = /[\p{Cf}\u00ad]/gu

const accusables: readonly Accusable[] = ['leader', 'officer', 'commune']

type Books = ReturnType<typeof booksOf>

function booksOf(languages: readonly LanguageData[], reader: Reader) {
  const all = (pick: (words: AccusedWords) => readonly string[]) => languages.flatMap(({ accused }) => pick(accused))
  const book = <Value>(entries: readonly (readonly [string, Value])[]) =>
    phraseBook(entries.map(([phrase, value]) => [tokensOf(phrase, reader), value] as const))
  const as = <Value>(value: Value, phrases: readonly string[]) => phrases.map((phrase) => [phrase, value] as const)
  return {
    who: book<Accusable | 'nobody'>([
      ...accusables.flatMap((who) =>
        as(
          who,
          all(({ who: words }) => words[who]),
        ),
      ),
      ...as(
        'nobody' as const,
        all(({ address }) => address),
      ),
    ]),
    deeds: book<'deed' | 'complains'>([
      ...as(
        'deed' as const,
        all(({ deeds }) => deeds),
      ),
      ...as(
        'complains' as const,
        all(({ complains }) => complains),
      ),
    ]),
    known: book<'everyday' | 'plain'>([
      ...as(
        'everyday' as const,
        all(({ everyday }) => everyday),
      ),
      ...as(
        'plain' as const,
        all(({ plain, address }) => [...plain, ...address]),
      ),
    ]),
  }
}

function stretchesOf(text: string): string[] {
  const words = text.normalize('NFC').replace(between, '').split(/\s+/).filter(Boolean)
  const count = Math.max(1, Math.ceil((words.length - overlap) / (stretch - overlap)))
  return Array.from({ length: count }, (_, i) => {
    const from = i * (stretch - overlap)
    return words.slice(from, from + stretch).join(' ')
  })
}

function accusedIn({ who, deeds }: Books, tokens: readonly Token[]): Set<Accusable> {
  const people = who.find(tokens)
  const said = deeds.find(tokens)
  const accused = new Set<Accusable>()
  for (const deed of said) {
    const earlier = people.filter((p) => p.at < deed.at && deed.at - endOf(p) <= before)
    const later = people.filter((p) => p.at >= endOf(deed) && p.at - endOf(deed) <= behind)
    const meant = deed.value === 'complains' ? [...earlier, ...later] : earlier.some(named) ? earlier : later
    for (const { value } of meant) if (value !== 'nobody') accused.add(value)
  }
  return accused
}

function named({ value }: Found<Accusable | 'nobody'>): boolean {
  return value !== 'nobody'
}

function endOf({ at, length }: Found<unknown>): number {
  return at + length
}

function isEveryday({ known }: Books, tokens: readonly Token[]): boolean {
  if (tokens.length > longestEveryday) return false
  const found = known.find(tokens)
  return found.some(({ value }) => value === 'everyday') && covered(found) === tokens.length
}

function covered(found: readonly Found<unknown>[]): number {
  return found.reduce((sum, { length }) => sum + length, 0)
}

/** A book of phrases that are all alike. */
export function plainBook(phrases: readonly string[], reader: Reader): PhraseBook<true> {
  return phraseBook(phrases.map((phrase) => [tokensOf(phrase, reader), true as const] as const))
}
