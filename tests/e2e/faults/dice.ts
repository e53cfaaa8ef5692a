/** Chance that a seed decides: the same seed throws the same. */
export interface Dice {
  /** From `from` to below `to`. */
  real(from: number, to: number): number
  /** A whole number, both ends included. */
  whole(from: number, to: number): number
  flip(share: number): boolean
  one<T>(of: readonly T[]): T
  /** So many of them, each at most once, in no order. */
  some<T>(of: readonly T[], count: number): T[]
}

/** Dice of a seed: mulberry32, which is plenty for choosing and no good for secrets. */
export function diceOf(seed: number): Dice {
  let state = Math.imul(seed, 0x9e3779b1) | 0
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const real = (from: number, to: number) => from + next() * (to - from)
  const whole = (from: number, to: number) => Math.floor(real(from, to + 1))
  return {
    real,
    whole,
    flip: (share) => next() < share,
    one: (of) => of[whole(0, of.length - 1)]!,
    some: (of, count) => {
      const left = [...of]
      return Array.from({ length: Math.min(count, left.length) }, () => left.splice(whole(0, left.length - 1), 1)[0]!)
    },
  }
}
