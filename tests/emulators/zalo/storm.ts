import { drawnIll } from '../drawn-ill.ts'
import type { Fault } from './faults.ts'

/** What can befall a call. `tooFast` is a -32. */
export type Ill = Exclude<Fault['how'], 'refuse'> | 'tooFast'

/** Bad weather: every message draws whether something goes wrong with it, and what. */
export interface StormOptions {
  /** The same seed does the same to the nth call about a person, in whatever order the calls about all of them come. */
  seed: number
  /** The share of the calls, 0 to 1 each and at most 1 together. */
  share: Partial<Record<Ill, number>>
  /** The calls it rages over; `consultation`, `idTemplate` and `phoneTemplate` where not said. */
  calls?: readonly string[]
  /** After so many ills the calls about a person are well; never where not said. */
  perUser?: number
  /** When `hang` and `silent` cut the connection, in milliseconds; never where not said. */
  cutMs?: number
}

/** One call that something befell, in the order of the calls. `nth` counts the calls about the person from 1. */
export interface Struck {
  call: string
  to: string
  nth: number
  how: Ill
}

/** A storm under way. */
export interface Storm {
  strike: (call: string, to: string | undefined) => Fault | undefined
  struck: Struck[]
}

/** Lets a storm loose. */
export function makeStorm(options: StormOptions): Storm {
  const { seed, share, perUser = Infinity, cutMs } = options
  const raged = options.calls ?? ['consultation', 'idTemplate', 'phoneTemplate']
  const struck: Struck[] = []
  const count = new Map<string, number>()
  const ills = new Map<string, number>()
  return {
    struck,
    strike(call, to = '') {
      if (!raged.includes(call)) return undefined
      const nth = (count.get(to) ?? 0) + 1
      count.set(to, nth)
      const how =
        (ills.get(to) ?? 0) < perUser ? drawnIll(share, { order, drawn: chance(`${seed} ${to} ${nth}`) }) : undefined
      if (!how) return undefined
      ills.set(to, (ills.get(to) ?? 0) + 1)
      struck.push({ call, to, nth, how })
      if (how === 'tooFast') return { how: 'refuse', code: -32 }
      return { how, ...(cutMs === undefined ? {} : { cutMs }) }
    },
  }
}

/** A number from 0 to below 1 that depends on nothing but the text: FNV-1a, then the finisher of MurmurHash3. */
export function chance(text: string): number {
  let hash = 0x811c9dc5
  for (const byte of Buffer.from(text)) hash = Math.imul(hash ^ byte, 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32
}

const order = [
  'reset',
  'hang',
  'error500',
  'gateway',
  'tooFast',
  'lost',
  'silent',
  'gatewayAfter',
] as const satisfies readonly Ill[]
