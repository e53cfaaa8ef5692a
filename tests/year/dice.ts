/** Chance that is the same every time. */
export interface Dice {
  /** A whole number from 0 to below `count`. */
  of(count: number): number
}

/** Makes dice from a seed. */
export function makeDice(seed: number): Dice {
  let state = seed >>> 0
  return {
    of: (count) => {
      state = (state + 0x6d2b79f5) >>> 0
      let mixed = Math.imul(state ^ (state >>> 15), state | 1)
      mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
      return ((mixed ^ (mixed >>> 14)) >>> 0) % count
    },
  }
}
