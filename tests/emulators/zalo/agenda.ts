/** What is to happen later, on the clock of the emulator. */
export interface Agenda {
  /** Does something at a moment, in milliseconds; gives what takes it off the agenda. */
  at: (moment: number, act: () => void) => () => void
  /** Does, in order, whatever has become due. */
  due: () => void
  close: () => void
}

interface Entry {
  moment: number
  act: () => void
}

// A clock that a test moves says nothing when it moves: then `due` is called. A clock that goes by itself is looked at by a timer.
const longestNapMs = 60_000

/** An agenda for a clock, which may be a test's. */
export function makeAgenda(now: () => number): Agenda {
  let entries: Entry[] = []
  let timer: NodeJS.Timeout | undefined
  const next = () => entries.reduce<Entry | undefined>((a, b) => (a && a.moment <= b.moment ? a : b), undefined)
  const wind = () => {
    clearTimeout(timer)
    const entry = next()
    if (!entry) return
    timer = setTimeout(due, Math.min(longestNapMs, Math.max(1, entry.moment - now())))
    timer.unref()
  }
  const due = () => {
    for (let entry = next(); entry && entry.moment <= now(); entry = next()) {
      const done = entry
      entries = entries.filter((e) => e !== done)
      done.act()
    }
    wind()
  }
  return {
    at(moment, act) {
      const entry = { moment, act }
      entries.push(entry)
      wind()
      return () => {
        entries = entries.filter((e) => e !== entry)
      }
    },
    due,
    close() {
      entries = []
      clearTimeout(timer)
    },
  }
}
