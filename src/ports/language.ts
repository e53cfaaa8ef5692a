import type { Words } from '../conversation/words.ts'

/** The languages that are complete. */
export interface Language {
  langs: readonly string[]
  /** Turns words into text. A missing key or filler is our error and throws. */
  say(words: Words, lang: string): string
  /** True when there are words under that key. */
  has(key: string, lang: string): boolean
  /** Lists that understanding needs, such as the words for "back" in every language: `lists('commands:back')`. */
  lists(key: string): readonly string[]
  /** The language closest to what a platform reports ("vi-VN"), or the first one. */
  nearest(lang: string | undefined): string
}
