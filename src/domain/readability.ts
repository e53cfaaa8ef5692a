/** A sentence with more words than this is not read to its end. In Vietnamese a word is what stands between two blanks: a syllable. */
export const longestReadSentence = 30

/** More words than this in all are not read on a small screen. */
export const longestReadText = 220

/** A single word with more letters than this is no Vietnamese one: an abbreviation, an address, or two words without a blank. */
export const longestReadWord = 12

/** So many words in capitals one after the other shout. */
export const shoutedWords = 3

/** What makes a text hard to read. */
export interface Hard {
  /** The words of the first sentence that is too long, where there is one. */
  sentence?: number
  /** How many words in all, where they are too many. */
  text?: number
  /** The first words that are too long. */
  words: string[]
  /** The first stretch in capitals. */
  shouted?: string
}

/** Looks at a text as somebody with five years of school reads it. */
export function hardToRead(text: string): Hard {
  const plain = text.normalize('NFC').replace(/https?:\/\/\S+/g, ' ')
  const sentences = plain.split(/[.!?…]+(?=\s|$)|\n+/).map(wordsOf)
  const long = sentences.find((words) => words.length > longestReadSentence)
  const all = sentences.flat()
  const shouted = shoutIn(sentences)
  return {
    words: [...new Set(all.filter((word) => [...word].length > longestReadWord))].slice(0, 3),
    ...(long ? { sentence: long.length } : {}),
    ...(all.length > longestReadText ? { text: all.length } : {}),
    ...(shouted ? { shouted } : {}),
  }
}

function wordsOf(sentence: string): string[] {
  return sentence.split(/[^\p{L}\p{N}/.,-]+/u).filter((word) => /\p{L}/u.test(word))
}

/** Short names such as NHCSXH or OTP stand alone; several words in a row do not. */
function shoutIn(sentences: readonly string[][]): string | undefined {
  for (const words of sentences) {
    for (let at = 0; at + shoutedWords <= words.length; at++) {
      const run = words.slice(at, at + shoutedWords)
      if (run.every((word) => /\p{Lu}{2}/u.test(word) && word === word.toUpperCase())) return run.join(' ')
    }
  }
  return undefined
}
