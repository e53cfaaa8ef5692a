/** A source of chance that gives the same numbers for the same seed, so that the sample is the same everywhere. */
export interface Chance {
  /** A whole number from `from` to `to`, both included. */
  whole(from: number, to: number): number
  pick<T>(list: readonly T[]): T
  /** A copy in another order. */
  shuffled<T>(list: readonly T[]): T[]
}

/** Chance from a seed: 32 bits of state, stepped and mixed (mulberry32). For samples only, never for secrets. */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const whole = (from: number, to: number) => from + Math.floor(next() * (to - from + 1))
  return { whole, pick: (list) => list[whole(0, list.length - 1)]!, shuffled: (list) => shuffled(list, whole) }
}

function shuffled<T>(list: readonly T[], whole: Chance['whole']): T[] {
  const copy = [...list]
  for (let last = copy.length - 1; last > 0; last--) {
    const other = whole(0, last)
    const kept = copy[last]!
    copy[last] = copy[other]!
    copy[other] = kept
  }
  return copy
}
