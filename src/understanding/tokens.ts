import { isSyllable, undoKeys } from './syllable.ts'

/** One word as it was typed and as it is compared. */
export interface Token {
  /** Lower case with tone marks, as typed. */
  typed: string
  /** Without marks, short forms written out, slips undone. */
  folded: string
  /** Whether it was written with a capital, as names are. */
  capital: boolean
}

/** What words are read with: looked-up forms, by folded or typed word. */
export interface Reader {
  short: ReadonlyMap<string, string>
  homographs: ReadonlyMap<string, string>
  words: ReadonlySet<string>
  /** Corrects a word that is unknown; undefined leaves it as it is. */
  correct(word: string): string | undefined
}

/** The most words that are read of one text; a longer one keeps its beginning and its end. */
const mostWords = 160

/** Splits a text into words. Figures become "0", whatever they were: an amount or a date says nothing about what is asked. */
export function tokensOf(text: string, reader: Reader): Token[] {
  const typed = text.normalize('NFC').match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
  const kept = typed.length <= mostWords ? typed : [...typed.slice(0, 60), ...typed.slice(-100)]
  const read = kept.flatMap((word) => readWord(word, reader))
  return read.filter((t, i) => t.folded !== '' && (t.folded !== '0' || read[i - 1]?.folded !== '0'))
}

/** Lower case without tone marks: "Nghèo" becomes "ngheo". */
export function bare(word: string): string {
  return word.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd')
}

/**
 * Whether a typed word may be this one, as far as its marks tell: marks may be left out, but none may be another's.
 * "xuống" is not "xưởng"; "xuong" may be either. A short form ("hcn") says nothing about marks.
 */
export function agrees({ typed, folded }: Token, word: string): boolean {
  if (bare(typed) !== folded) return true
  const has = marksOf(word)
  return marksOf(typed).every((mark) => has.includes(mark))
}

function marksOf(word: string): string[] {
  return word.normalize('NFD').match(/[\p{M}đ]/gu) ?? []
}

function readWord(word: string, reader: Reader): Token[] {
  const typed = word.toLowerCase()
  const folded = stem(squeeze(bare(typed)))
  const known = reader.homographs.get(typed) ?? reader.short.get(folded)
  const long = known ?? (/^\d/.test(folded) ? figure(folded) : plain(folded, reader))
  const capital = word !== typed
  return long.split(' ').map((part) => ({ typed, folded: part, capital }))
}

/** A word that is known or could be a syllable stays; anything else is looked at as a slip. */
function plain(folded: string, reader: Reader): string {
  if (reader.words.has(folded) || isSyllable(folded)) return folded
  return undoKeys(folded) ?? reader.correct(folded) ?? folded
}

/** "50tr", "1ty5" are amounts: a figure and its unit. */
function figure(folded: string): string {
  if (/^\d+(tr|trieu|cu|chai)\d*$/.test(folded)) return '0 trieu'
  return /^\d+(ty|ti)\d*$/.test(folded) ? '0 ty' : '0'
}

/** English endings go: "borrowing", "borrowed" and "borrows" are "borrow". No syllable of Vietnamese ends like that. */
function stem(word: string): string {
  return word.length < 5 ? word : word.replace(/(?<=[a-z]{3})(?:ings?|ed|es|s)$/, '')
}

/** "koooo" and "alooo": three of a letter are one. */
function squeeze(word: string): string {
  return word.replace(/(\p{L})\1{2,}/gu, '$1')
}
