import { type Citation, type Confidence, type Dated, inForce } from '../domain/dated.ts'
import type { Day } from '../domain/day.ts'
import { poorRate } from './bases.ts'
import type { Overdue, Rate } from './programme.ts'

/** A rate as it stands on a day. */
export interface RateOn {
  /** Per cent a year. */
  pct: number
  /** The text that sets the rate, then the one that sets the poor-household rate where it is a factor of it. */
  cites: Citation[]
  confidence: Confidence
  /** Still open-ended, so that doubt about it is doubt about today. */
  current: boolean
}

/** The rate in force on that day; undefined where the programme or the base it hangs on has none. */
export function rateOn(rates: Dated<Rate>, day: Day): RateOn | undefined {
  const own = inForce(rates, day)
  if (own === undefined) return undefined
  const current = own.until === undefined
  if ('pct' in own.value) return { pct: own.value.pct, cites: [own.cite], confidence: own.confidence, current }
  const base = inForce(poorRate, day)
  if (base === undefined) return undefined
  const pct = percent(own.value.factorOfPoor * base.value)
  const confidence = own.confidence === 'uncertain' ? 'uncertain' : 'derived'
  return { pct, cites: [own.cite, base.cite], confidence, current }
}

/** The overdue rate that belongs to a rate, per cent a year; undefined where nothing is in force. */
export function overduePctOn(overdue: Dated<Overdue>, pct: number, day: Day): number | undefined {
  const rule = inForce(overdue, day)?.value
  if (rule === undefined) return undefined
  return 'factor' in rule ? percent(rule.factor * pct) : inForce(poorRate, day)?.value
}

/** Six decimals: enough for every product of the law (1.27 x 6.24 = 7.9248), and no binary dust. */
function percent(value: number): number {
  return Math.round(value * 1e6) / 1e6
}
