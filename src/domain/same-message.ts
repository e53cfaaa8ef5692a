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
  const ours = mine.split(' ')
  const known = new Set(runsOf(ours))
  const runs = runsOf(words)
  const strange = runs.filter((run) => !known.has(run)).length
  return strange <= mostStrange && (runs.length - strange) / runs.length >= leastShared && keepsSense(words, ours)
}

/** Words that turn a sentence round: where one of them is left out, all the rest is still ours. */
const turning = ['khong', 'dung', 'chua', 'not', 'never', 'nobody', 'no']

/** True where each of them stands in theirs at least as often as in the part of ours that it covers. */
function keepsSense(theirs: readonly string[], ours: readonly string[]): boolean {
  const runs = runsOf(ours)
  const places = runsOf(theirs).flatMap((run) => (runs.includes(run) ? [runs.indexOf(run)] : []))
  const part = ours.slice(Math.min(...places), Math.max(...places) + 3)
  const count = (words: readonly string[], word: string) => words.filter((each) => each === word).length
  return turning.every((word) => count(theirs, word) >= count(part, word))
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
