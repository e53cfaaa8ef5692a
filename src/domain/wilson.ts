/** A share of some cases with the interval in which it lies, 95 times in 100. All between 0 and 1. */
export interface Share {
  share: number
  low: number
  high: number
}

/** 95 % of a normal distribution lie within so many standard deviations. */
const z = 1.959964

/** The share `of` cases and its interval after Wilson (1927), which holds for few cases and near 0 and 1 too. Undefined for no case. */
export function wilson(count: number, of: number): Share | undefined {
  if (of <= 0) return undefined
  const share = count / of
  const centre = (share + (z * z) / (2 * of)) / (1 + (z * z) / of)
  const half = (z * Math.sqrt((share * (1 - share)) / of + (z * z) / (4 * of * of))) / (1 + (z * z) / of)
  return { share, low: count === 0 ? 0 : centre - half, high: count === of ? 1 : centre + half }
}

/** By how much the first share is larger than the second, with its interval: after Newcombe (1998), method 10, from both of Wilson's. */
export function difference(first: Share, second: Share): Share {
  const share = first.share - second.share
  const below = Math.hypot(first.share - first.low, second.high - second.share)
  const above = Math.hypot(first.high - first.share, second.share - second.low)
  return { share, low: share - below, high: share + above }
}

/** What a comparison of two shares says: too few cases, nothing that chance would not do, or which one is larger. */
export type Verdict = 'too_few' | 'nothing' | 'first' | 'second'

/** With fewer cases than this on one side nothing is said, whatever the figures look like: our own rule. */
export const fewestCases = 100

/** What may be said of two shares. */
export function verdictOf(first: { count: number; of: number }, second: { count: number; of: number }): Verdict {
  if (Math.min(first.of, second.of) < fewestCases) return 'too_few'
  const [one, other] = [wilson(first.count, first.of), wilson(second.count, second.of)]
  if (!one || !other) return 'too_few'
  const { low, high } = difference(one, other)
  if (low > 0) return 'first'
  return high < 0 ? 'second' : 'nothing'
}
