import { addDays, addMonths, type Day, dayInMonth, dayOfMonth, daysBetween, monthOf, yearOf } from '../domain/day.ts'
import type { LoanStatus } from '../domain/loan.ts'
import type { Dong } from '../domain/money.ts'
import { monthlyInterestDong, type ProgrammeId, termsOn } from '../policy/index.ts'
import type { Chance } from './chance.ts'
import type { SampleHousehold } from './households.ts'
import { sessionDay } from './office.ts'

/** The programmes of the sample. */
export type LoanProgramme = Extract<
  ProgrammeId,
  | 'newly_escaped'
  | 'poor'
  | 'near_poor'
  | 'clean_water'
  | 'student'
  | 'job_creation'
  | 'social_housing'
  | 'labour_export'
  | 'ex_prisoner'
>

/** How a sample loan stands: due at the coming session, later, or in trouble. */
export type Standing = 'due' | 'later' | Exclude<LoanStatus, 'normal' | 'closed'>

/** A made-up loan with its instalments. */
export interface LoanPlan {
  loanId: string
  household: SampleHousehold
  programme: LoanProgramme
  principal: Dong
  disbursedOn: Day
  ratePct: number
  overdueRatePct: number
  outstanding: Dong
  overdue: Dong
  interestDue: Dong
  instalments: { dueDate: Day; principal: Dong }[]
  status: LoanStatus
}

/** How a programme is lent in the sample: not before the day its rules began, for so many months, repaid every so many. */
const habits: Record<LoanProgramme, { since: Day; months: number; every: number }> = {
  newly_escaped: { since: '2021-03-30', months: 60, every: 24 },
  poor: { since: '2019-03-01', months: 60, every: 24 },
  near_poor: { since: '2019-03-01', months: 60, every: 24 },
  clean_water: { since: '2024-09-02', months: 60, every: 12 },
  student: { since: '2022-05-19', months: 108, every: 12 },
  job_creation: { since: '2019-11-08', months: 60, every: 24 },
  social_housing: { since: '2024-08-01', months: 240, every: 6 },
  labour_export: { since: '2022-05-19', months: 36, every: 12 },
  ex_prisoner: { since: '2023-10-10', months: 60, every: 24 },
}

/** What is asked of a sample loan. */
export interface LoanOrder {
  loanId: string
  household: SampleHousehold
  programme: LoanProgramme
  outstanding: Dong
  standing: Standing
}

/** Makes a loan up: lent at a time that fits, at the rate of that time, within what the law allows, repaid at sessions. */
export function planOf(order: LoanOrder, { day, chance }: { day: Day; chance: Chance }): LoanPlan {
  const { programme, outstanding, standing } = order
  const disbursedOn = lentOn(programme, { day, chance })
  const principal = lent(order, { disbursedOn, chance })
  const { pct, overduePct } = rateOf(programme, { disbursedOn, day })
  const instalments = spread(outstanding, dueDays(order, { disbursedOn, day, chance }))
  const late = standing === 'overdue' || standing === 'risk_pending'
  return {
    ...order,
    principal,
    disbursedOn,
    ratePct: pct,
    overdueRatePct: overduePct,
    overdue: standing === 'overdue' ? (instalments[0]?.principal ?? 0) : 0,
    interestDue: monthlyInterestDong(outstanding, pct) * (late ? 4 : 1),
    instalments,
    status: standing === 'due' || standing === 'later' ? 'normal' : standing,
  }
}

/** Between eight months before the end of its term and two months ago. */
function lentOn(programme: LoanProgramme, { day, chance }: { day: Day; chance: Chance }): Day {
  const { since, months } = habits[programme]
  const [, from = since] = [addMonths(day, -Math.min(months - 10, 44)), since].sort()
  const span = daysBetween(from, addMonths(day, -2))
  return addDays(from, chance.whole(0, Math.max(0, span)))
}

/** What was lent: as much as is left, or somewhat more, within the limit of the day. In whole millions where it can be. */
function lent(
  { programme, outstanding }: LoanOrder,
  { disbursedOn, chance }: { disbursedOn: Day; chance: Chance },
): Dong {
  const repaid = programme === 'student' ? 0 : chance.pick([0, 0, 0.1, 0.25])
  const wished = Math.ceil((outstanding * (1 + repaid)) / 1_000_000) * 1_000_000
  return Math.max(outstanding, Math.min(wished, mostOn(programme, disbursedOn)))
}

/**
 * The most that a household of the sample borrows at once: the limit of the law on that day; for clean water both works, for a
 * student four years of ten months, and for what the law measures by a price the sample's own prices.
 */
export function mostOn(programme: LoanProgramme, day: Day): Dong {
  const limit = termsOn(programme, day)?.limits[0]
  if (limit === undefined || !('dong' in limit)) return programme === 'social_housing' ? 800_000_000 : 100_000_000
  const times: Partial<Record<typeof limit.unit, number>> = { per_work: 2, per_student_month: 40 }
  return limit.dong * (times[limit.unit] ?? 1)
}

// Rates were cut for all balances on 2025-12-01. Since 2026 some programmes have a new rate for new loans only, so that an
// older loan keeps the one of the year's end.
function rateOf(programme: LoanProgramme, { disbursedOn, day }: { disbursedOn: Day; day: Day }) {
  const [yearsEnd = day] = [day, '2025-12-31' as Day].sort()
  const [, fixed = day] = [disbursedOn, yearsEnd].sort()
  const [rate] = termsOn(programme, fixed)?.rates ?? []
  if (!rate) throw new Error(`no rate for ${programme} on ${disbursedOn}`)
  return { pct: rate.pct, overduePct: rate.overduePct ?? rate.pct }
}

/** The days of the instalments that are left: sessions of the group's point, within the term. */
function dueDays(
  { household, programme, standing }: LoanOrder,
  { disbursedOn, day, chance }: { disbursedOn: Day; day: Day; chance: Chance },
): Day[] {
  const { months, every } = habits[programme]
  const session = sessionDay(household.group.point, day)
  const end = addMonths(disbursedOn, months)
  const left = Math.floor(daysBetween(session, end) / 31)
  const now = standing === 'due' || standing === 'adjustment_pending'
  const first = now ? 0 : chance.whole(1, Math.max(1, Math.min(every - 1, left)))
  const count = 1 + Math.max(0, Math.floor((left - first) / every))
  return Array.from({ length: count }, (_, turn) => sessionIn(session, first + turn * every))
}

function sessionIn(session: Day, months: number): Day {
  const month = addMonths(`${session.slice(0, 7)}-01` as Day, months)
  return dayInMonth(yearOf(month), monthOf(month), dayOfMonth(session))
}

/** Equal parts in tenths of a million, the last one with what remains. */
function spread(outstanding: Dong, days: Day[]): { dueDate: Day; principal: Dong }[] {
  const part = Math.floor(outstanding / days.length / 100_000) * 100_000
  const last = outstanding - part * (days.length - 1)
  return days.map((dueDate, place) => ({ dueDate, principal: place === days.length - 1 ? last : part }))
}
