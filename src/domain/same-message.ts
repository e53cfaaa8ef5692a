import { fold } from './fold.ts'
import { readPasted } from './pasted.ts'

/** Fewer words are too few to tell one message from another: only the whole of it counts. */
const leastWords = 8
/** So much of the pasted words has to stand in ours, in runs of three, and so many runs may not: forwarding adds a name and a time, no sentence. */
const leastShared = 0.9
const mostStrange = 4

/**
 * True where a pasted text is a message of ours, whole or a good part of it. Every number, link and demand in it has to stand in ours as well: a
 * swindler copies our words and puts another number, amount or address in them.
 */
export function isSameMessage(pasted: string, sent: string): boolean {
  const [mine, theirs] = [plain(sent), plain(pasted)]
  if (theirs === '') return false
  const words = theirs.split(' ')
  if (words.length < leastWords) return theirs === mine
  if (addsAnything(pasted, sent)) return false
  const known = new Set(runsOf(mine.split(' ')))
  const runs = runsOf(words)
  const strange = runs.filter((run) => !known.has(run)).length
  return strange <= mostStrange && (runs.length - strange) / runs.length >= leastShared
}

/** As it is compared: an amount with its dots or without is one word. */
function plain(text: string): string {
  return fold(text.replace(/(?<=\d)[.,](?=\d{3})/g, ''))
}

function addsAnything(pasted: string, sent: string): boolean {
  const [own, added] = [readPasted(sent), readPasted(pasted)]
  const digits = digitsIn(sent)
  return (
    !digitsIn(pasted).every((each) => digits.includes(each)) ||
    !added.hosts.every((host) => own.hosts.includes(host)) ||
    !added.scams.every((mark) => own.scams.includes(mark))
  )
}

/** Numbers as bare digits: "5.140.000" and "5140000" are one. */
function digitsIn(text: string): string[] {
  return (text.match(/\d[\d.,\s-]*\d|\d/g) ?? []).map((number) => number.replace(/\D/g, ''))
}

function runsOf(words: readonly string[]): string[] {
  return words.slice(2).map((word, i) => `${words[i]} ${words[i + 1]} ${word}`)
}
