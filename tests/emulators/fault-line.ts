/** Faults that wait for their calls, in their order. */
export interface FaultLine<Fault extends { times?: number }> {
  add: (fault: Fault) => void
  /** The first that is meant for a call. It is used up once it has struck as often as it says: once where it does not. */
  next: (meant: (fault: Fault) => boolean) => Fault | undefined
  clear: () => void
}

/** A line in which nothing waits yet. */
export function makeFaultLine<Fault extends { times?: number }>(): FaultLine<Fault> {
  let line: { fault: Fault; left: number }[] = []
  return {
    add: (fault) => void line.push({ fault, left: fault.times ?? 1 }),
    next(meant) {
      const first = line.find(({ fault }) => meant(fault))
      if (!first) return undefined
      first.left -= 1
      if (first.left <= 0) line = line.filter((one) => one !== first)
      return first.fault
    },
    clear: () => {
      line = []
    },
  }
}
