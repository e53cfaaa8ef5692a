import { fold } from './fold.ts'

/** What a typed line is compared with: the labels in the order shown, and the words that turn a sentence round. */
export interface Labels {
  labels: readonly string[]
  /** Folded words such as "khong" and "not": a sentence with one of them says yes to nothing but its own label. */
  negations: readonly string[]
}

/**
 * Which option a typed line names, as an index, or undefined when none or more than one fits.
 * A number, the label with or without tone marks, the telling part of it, or a sentence that holds it all count.
 */
export function matchOption(text: string, { labels, negations }: Labels): number | undefined {
  const typed = fold(text)
  const number = /^(?:so |chon |cau |y |option |number )?(\d{1,2})$/.exec(typed)
  if (number) return Number(number[1]) <= labels.length && Number(number[1]) > 0 ? Number(number[1]) - 1 : undefined
  const folded = labels.map(fold)
  const same = folded.indexOf(typed)
  if (same >= 0) return same
  return partOfLabel(typed, folded) ?? labelInside(typed, { labels: folded, negations })
}

/** "can ngheo" for "ho can ngheo": at most two words may be left out, and only one label may be nearest. */
function partOfLabel(typed: string, labels: readonly string[]): number | undefined {
  if (typed.length < 2) return undefined
  const near = labels
    .map((label, index) => ({
      index,
      extra: holds(label, typed) ? wordCount(label) - wordCount(typed) : Number.POSITIVE_INFINITY,
    }))
    .filter((l) => l.extra <= 2)
    .sort((a, b) => a.extra - b.extra)
  return near[0] && near[0].extra !== near[1]?.extra ? near[0].index : undefined
}

/** "da nha em ho can ngheo a" holds "ho can ngheo". The longest label wins; a negated sentence is left alone. */
function labelInside(typed: string, { labels, negations }: Labels): number | undefined {
  if (wordCount(typed) > 12) return undefined
  const inside = labels
    .map((label, index) => ({ label, index }))
    .filter(({ label }) => label.length > 2 && holds(typed, label) && !negated(typed.replace(label, ''), negations))
    .sort((a, b) => b.label.length - a.label.length)
  const [first, second] = inside
  return first && (!second || first.label.includes(second.label)) ? first.index : undefined
}

function holds(whole: string, part: string): boolean {
  return ` ${whole} `.includes(` ${part} `)
}

function negated(rest: string, negations: readonly string[]): boolean {
  return rest.split(' ').some((word) => negations.includes(word))
}

function wordCount(text: string): number {
  return text.split(' ').length
}
