/** A reading that is kept for a while, by what was asked for. */
export interface Seldom<T> {
  read(key: string): Promise<T>
  /** What was read counts no longer: somebody has changed something. */
  forgetAll(): void
}

/** So many times as long as a reading took it is not done again: however many look on, it takes no more than a tenth of the time. */
const restFactor = 10

/** Makes a costly reading rest after each time, longer the longer it took. Who asks meanwhile gets what was read last. */
export function makeSeldom<T>(read: (key: string) => Promise<T>, now: () => Date): Seldom<T> {
  const kept = new Map<string, { value: Promise<T>; until: number }>()
  return {
    read: (key) => {
      const found = kept.get(key)
      if (found && now().getTime() < found.until) return found.value
      for (const [old, { until }] of kept) if (until <= now().getTime()) kept.delete(old)
      const from = now().getTime()
      const entry = { value: read(key), until: Number.POSITIVE_INFINITY }
      kept.set(key, entry)
      const rest = (factor: number) => {
        entry.until = now().getTime() + factor * (now().getTime() - from)
      }
      entry.value.then(
        () => rest(restFactor),
        () => rest(0),
      )
      return entry.value
    },
    forgetAll: () => kept.clear(),
  }
}
