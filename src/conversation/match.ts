import { fold } from '../domain/fold.ts'

/** What a typed line is compared with: the labels in the order shown, and the words that turn a sentence round. */
export interface Labels {
  labels: readonly string[]
  /** Words such as "không" and "not": a sentence with one of them says yes to nothing but its own label. */
  negations: readonly string[]
}

/**
 * Which option a typed line names, as an index, or undefined when none or more than one fits.
 * A number, the label with or without tone marks, the telling part of it, or a sentence that holds it all count.
 * What is denied is never picked, and a label that denies only where the line denies as well.
 */
export function matchOption(text: string, { labels, negations }: Labels): number | undefined {
  const typed = fold(text)
  const number = /^(?:(?:so|chon|cau|y|thu|muc|nut|option|number) )?(\d{1,2})$/.exec(typed)
  if (number) return Number(number[1]) <= labels.length && Number(number[1]) > 0 ? Number(number[1]) - 1 : undefined
  const exact = labels.findIndex((label) => written(label) === written(text))
  if (exact >= 0) return exact
  const folded = { labels: labels.map(fold), negations: negations.map(fold) }
  const same = folded.labels.indexOf(typed)
  if (same >= 0) return same === folded.labels.lastIndexOf(typed) ? same : undefined
  return partOfLabel(typed, folded) ?? labelInside(typed, folded)
}

/**
 * "can ngheo" for "ho can ngheo", "mua nha" for "mua xay sua nha". A word of two letters says little: it may leave two others out.
 * Of several labels that hold it, it must be the end of one that is nearest: "ngheo" is "ho ngheo", "ho" is nothing.
 */
function partOfLabel(typed: string, { labels, negations }: Labels): number | undefined {
  if (typed.length < 2) return undefined
  const holders = labels
    .map((label, index) => ({ label, index, extra: words(label).length - words(typed).length }))
    .filter(({ label }) => holds(label, typed) || (words(typed).length > 1 && threads(label, typed)))
  if (holders.some(({ label }) => negations.some((word) => holds(label, word) && !holds(typed, word)))) return undefined
  const [only, ...more] = holders
  if (only && more.length === 0) return only.extra <= 2 || typed.length > 2 ? only.index : undefined
  const [first, second] = holders
    .filter(({ label, extra }) => label.endsWith(` ${typed}`) && extra <= 2)
    .sort((a, b) => a.extra - b.extra)
  return first && first.extra !== second?.extra ? first.index : undefined
}

/** "da nha em ho can ngheo a" holds "ho can ngheo". The longest label wins; a denied one, or one beside another, is left alone. */
function labelInside(typed: string, { labels, negations }: Labels): number | undefined {
  if (words(typed).length > 12) return undefined
  const inside = labels
    .map((label, index) => ({ label, index, rest: without(typed, label) }))
    .filter(({ label, rest }) => label.length > 2 && holds(typed, label) && !negated(rest, negations))
    .sort((a, b) => b.label.length - a.label.length)
  const [first, second] = inside
  if (!first || (second && !first.label.includes(second.label))) return undefined
  const others = labels.filter((label) => label !== first.label).flatMap(pairs)
  return others.some((pair) => holds(first.rest, pair)) ? undefined : first.index
}

function written(text: string): string {
  return text.normalize('NFC').trim().toLowerCase()
}

function holds(whole: string, part: string): boolean {
  return ` ${whole} `.includes(` ${part} `)
}

/** Whether the words of a part stand in the whole in their order, with others between: "mua nha" in "mua xay sua nha". */
function threads(whole: string, part: string): boolean {
  const wanted = words(part)
  return words(whole).reduce((found, word) => found + (word === wanted[found] ? 1 : 0), 0) === wanted.length
}

/** What is left of a line; a bar stands where the part was. */
function without(whole: string, part: string): string {
  return ` ${whole} `.replace(` ${part} `, ' | ').trim()
}

function negated(rest: string, negations: readonly string[]): boolean {
  return negations.some((word) => holds(rest, word))
}

function words(text: string): string[] {
  return text.split(' ')
}

/** Two words in a row tell more than one: "can ngheo". */
function pairs(label: string): string[] {
  const all = words(label)
  return all.slice(1).map((word, i) => `${all[i]} ${word}`)
}
