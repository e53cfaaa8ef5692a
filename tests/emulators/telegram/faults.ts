/** What goes wrong with the next calls of a method. `lost`: it is done, but the answer never arrives. */
export interface Fault {
  how: 'error500' | 'gateway' | 'reset' | 'hang' | 'lost' | 'refuse'
  /** How many calls; one where not said. */
  times?: number
  /** `sendMessage` where not said. */
  method?: string
  /** For `refuse`: the code, the text and what comes with it. */
  code?: number
  description?: string
  parameters?: Record<string, number>
}

/** The faults in line. */
export interface Faults {
  add: (fault: Fault) => void
  next: (method: string) => Fault | undefined
  clear: () => void
}

/** Faults are used up in their order, method by method. */
export function makeFaults(): Faults {
  let line: Fault[] = []
  return {
    add: (fault) => void line.push({ ...fault, times: fault.times ?? 1 }),
    next(method) {
      const fault = line.find((f) => (f.method ?? 'sendMessage') === method)
      if (!fault) return undefined
      fault.times = (fault.times ?? 1) - 1
      if (fault.times <= 0) line = line.filter((f) => f !== fault)
      return fault
    },
    clear: () => {
      line = []
    },
  }
}
