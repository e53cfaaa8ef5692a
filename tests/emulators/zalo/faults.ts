import { makeFaultLine } from '../fault-line.ts'

/**
 * What goes wrong with the next calls. Not done: `error500`, `gateway` (a page of a proxy), `reset` (the connection breaks),
 * `hang` (no answer), `refuse`. Done all the same: `lost` (the connection breaks), `silent` (no answer), `gatewayAfter` (a page of a proxy).
 */
export interface Fault {
  how: 'error500' | 'gateway' | 'reset' | 'hang' | 'refuse' | 'lost' | 'silent' | 'gatewayAfter'
  /** How many calls; one where not said. */
  times?: number
  /** The name of the call, such as `refresh` or `phoneTemplate`; `consultation` where not said. */
  call?: string
  /** Only calls about this user id or phone number; all where not said. */
  to?: string
  /** When `hang` and `silent` cut the connection, in milliseconds; never where not said: the caller has to give up. */
  cutMs?: number
  /** For `refuse`: the code and, where it is not the usual one, the text. */
  code?: number
  message?: string
}

/** The faults in line. */
export interface Faults {
  add: (fault: Fault) => void
  next: (call: string, to: string | undefined) => Fault | undefined
  clear: () => void
}

/** Faults are used up in their order, call by call. */
export function makeFaults(): Faults {
  const line = makeFaultLine<Fault>()
  return {
    ...line,
    next: (call, to) => line.next((f) => (f.call ?? 'consultation') === call && (f.to === undefined || f.to === to)),
  }
}
