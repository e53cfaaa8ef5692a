import type { Citation, Confidence, Dated, Period } from '../domain/dated.ts'
import { addDays, type Day } from '../domain/day.ts'
import { poorRate } from './bases.ts'
import { programmes } from './catalogue.ts'
import type { ProgrammeId } from './ids.ts'
import type { Collateral, Limit, Lines, Overdue, Programme, Rate, Term } from './programme.ts'
import { overduePctOn, rateOn } from './rates.ts'

/** A stretch of days in which a figure stood, with all the texts that set it. */
export interface Stretch<T> {
  from: Day
  /** Last day, inclusive. Absent: still in force. */
  until?: Day
  value: T
  cites: Citation[]
  confidence: Confidence
}

/** A figure of a programme by the name of its line, and how it went. Gaps stay gaps. */
export interface Figure<T> {
  name: string
  history: Stretch<T>[]
}

/** A rate as it stood, and what overdue principal cost. Per cent a year. */
export interface RateStood {
  pct: number
  overduePct?: number
}

/** Everything that the law in here says of a programme, through all its days. */
export interface Sheet {
  open: Figure<boolean>
  limits: Figure<Limit>[]
  rates: Figure<RateStood>[]
  terms: Figure<Term>[]
  collateral: Figure<Collateral>[]
  /** Ids of papers, whose labels are `documents.<id>` of the programme's words. */
  papers: Figure<readonly string[]>
  /** Every other value that a condition reads. */
  conditions: Figure<unknown>[]
}

/** The sheet of a programme. Rates that follow the poor-household rate are reckoned out for each stretch. */
export function sheetOf(id: ProgrammeId): Sheet {
  const programme: Programme = programmes[id]
  return {
    open: figure('open', programme.open),
    limits: figures(programme.limits),
    rates: Object.entries(programme.rates).map(([name, dated]) => ({
      name,
      history: rateHistory(dated, programme.overdue),
    })),
    terms: figures(programme.terms),
    collateral: figures(programme.collateral),
    papers: figure('papers', programme.papers),
    conditions: figures(programme.conditions),
  }
}

/** The stretch that holds on that day; undefined in a gap, before the first and after the last. */
export function stretchOn<T>({ history }: Figure<T>, day: Day): Stretch<T> | undefined {
  return history.find((s) => s.from <= day && (s.until === undefined || day <= s.until))
}

function figures<T>(lines: Lines<T>): Figure<T>[] {
  return Object.entries(lines).map(([name, dated]) => figure(name, dated))
}

function figure<T>(name: string, dated: Dated<T>): Figure<T> {
  return { name, history: dated.map(({ cite, ...period }) => ({ ...period, cites: [cite] })) }
}

/** A rate changes when its own rule, the base that it hangs on, or the overdue rule does. */
function rateHistory(rates: Dated<Rate>, overdue: Dated<Overdue>): Stretch<RateStood>[] {
  const turns = [...new Set([rates, overdue, poorRate].flatMap(turnsOf))].sort()
  const stood = turns.flatMap((from, n) => {
    const rate = rateOn(rates, from)
    if (rate === undefined) return []
    const overduePct = overduePctOn(overdue, rate.pct, from)
    const next = turns[n + 1]
    const value = { pct: rate.pct, ...(overduePct !== undefined && { overduePct }) }
    const { cites, confidence } = rate
    return [{ from, ...(next !== undefined && { until: addDays(next, -1) }), value, cites, confidence }]
  })
  return stood.reduce<Stretch<RateStood>[]>(joined, [])
}

/** The first day of each period, and the day after each last one. */
function turnsOf(dated: readonly Period<unknown>[]): Day[] {
  return dated.flatMap(({ from, until }) => (until === undefined ? [from] : [from, addDays(until, 1)]))
}

/** Two stretches side by side that say the same by the same texts are one. */
function joined(stretches: Stretch<RateStood>[], next: Stretch<RateStood>): Stretch<RateStood>[] {
  const last = stretches.at(-1)
  if (last?.until === undefined || addDays(last.until, 1) !== next.from || !same(last, next))
    return [...stretches, next]
  const { until: _, ...whole } = last
  return [...stretches.slice(0, -1), { ...whole, ...(next.until !== undefined && { until: next.until }) }]
}

function same(a: Stretch<RateStood>, b: Stretch<RateStood>): boolean {
  const texts = (s: Stretch<RateStood>) => s.cites.map((c) => c.text).join('\n')
  return (
    a.value.pct === b.value.pct &&
    a.value.overduePct === b.value.overduePct &&
    a.confidence === b.confidence &&
    texts(a) === texts(b)
  )
}
