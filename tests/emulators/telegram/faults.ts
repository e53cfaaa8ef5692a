import { makeFaultLine } from '../fault-line.ts'

/**
 * What goes wrong with the next calls of a method. Not done: `error500`, `gateway` (a page of a proxy), `reset` (the connection breaks),
 * `hang` (no answer), `refuse`. Done all the same: `lost` (the connection breaks), `silent` (no answer), `gatewayAfter` (a page of a proxy).
 */
export interface Fault {
  how: 'error500' | 'gateway' | 'reset' | 'hang' | 'lost' | 'silent' | 'gatewayAfter' | 'refuse'
  /** How many calls; one where not said. */
  times?: number
  /** `sendMessage` where not said. */
  method?: string
  /** Only calls to this chat; all where not said. */
  chat?: number
  /** When `hang` and `silent` cut the connection, in milliseconds; never where not said: the caller has to give up. */
  cutMs?: number
  /** For `refuse`: the code, the text and what comes with it. */
  code?: number
  description?: string
  parameters?: Record<string, number>
}

/** The faults in line. */
export interface Faults {
  add: (fault: Fault) => void
  next: (method: string, chat: number) => Fault | undefined
  clear: () => void
}

/** Faults are used up in their order, method by method. */
export function makeFaults(): Faults {
  const line = makeFaultLine<Fault>()
  return {
    ...line,
    next: (method, chat) =>
      line.next((f) => (f.method ?? 'sendMessage') === method && (f.chat === undefined || f.chat === chat)),
  }
}
