/** Waiting without polling, for what happens in an emulator. */
export interface Happenings {
  /** Wakes all that wait for something to happen. */
  changed: () => void
  /** Calls a listener after every event; gives what ends that. */
  watch: (listener: () => void) => () => void
  /** Resolves with the first thing found, looked for again after every event; fails after `ms`, saying what was awaited. */
  until: <T>(look: () => T | undefined | false, about: { ms: number; what: () => string }) => Promise<T>
}

/** Happenings that nobody waits for yet. */
export function makeHappenings(): Happenings {
  const watchers = new Set<() => void>()
  return {
    changed: () => {
      for (const look of [...watchers]) look()
    },
    watch(listener) {
      watchers.add(listener)
      return () => void watchers.delete(listener)
    },
    until: (look, { ms, what }) =>
      new Promise((resolve, reject) => {
        const check = () => {
          const found = look()
          if (found === undefined || found === false) return
          clearTimeout(timer)
          watchers.delete(check)
          resolve(found)
        }
        const timer = setTimeout(() => {
          watchers.delete(check)
          reject(new Error(`Nothing after ${ms} ms: ${what()}`))
        }, ms)
        watchers.add(check)
        check()
      }),
  }
}
