import type { Part } from '../conversation/words.ts'
import { type InterestPeriod, interestPeriods } from '../domain/interest-period.ts'
import { interestDong } from '../policy/interest.ts'
import type { Household } from '../ports/households.ts'
import type { Loan } from '../ports/loans.ts'
import { householdOf } from './given.ts'
import { payingPlace } from './loan-parts.ts'
import { loanTail, programmeFiller } from './reminder-amounts.ts'
import { type Scene, say } from './scene.ts'

/** The answer to "why more than last month?": to a stranger only what there is to do first. */
export async function whyMore(scene: Scene): Promise<Part[]> {
  const household = await householdOf(scene)
  return household ? interestParts(scene, household) : [say('interest:formula'), say('interest:link_first')]
}

/** So much above what the days alone come to, the bank's figure holds more than this period. */
const clearlyMore = 1.2

/**
 * Why interest differs from month to month, reckoned by days for each loan of a household: this period and the last one, about. The
 * bank's own figure counts, and it is said so. Only for an account that was proven to be the household's.
 *
 * The formula (balance, yearly rate, days, a year of 365) is how offices explain it; no document that was read states it.
 */
export async function interestParts(scene: Scene, household: Household): Promise<Part[]> {
  const loans = (await scene.tx.loans.ofHousehold(household.id)).filter(({ outstanding }) => outstanding > 0)
  const bearing = loans.filter(({ status }) => status === 'normal' || status === 'overdue')
  if (bearing.length === 0) return [say('interest:none')]
  const sessions = household.group?.sessions ?? (await payingPlace(scene, household))?.sessions
  if (!sessions) return [say('interest:formula'), say('interest:counts')]
  const collectionDay = household.group?.collectionDay
  const periods = interestPeriods({ sessions, ...(collectionDay === undefined ? {} : { collectionDay }) }, scene.day)
  return [
    { as: 'title', words: { key: 'interest:title', with: { name: household.headName } } },
    ...daysPart(periods),
    ...bearing.flatMap((loan) => loanParts(loan, periods)),
    say('interest:formula'),
    say('interest:counts'),
  ]
}

type Periods = ReturnType<typeof interestPeriods>

function daysPart({ now, before }: Periods): Part[] {
  const more = now.days - before.days
  const fillers = {
    ...{ from: { day: now.from }, to: { day: now.to }, days: now.days, before: before.days },
    ...(more === 0 ? {} : { more: Math.abs(more) }),
  }
  return [say(`interest:days.${more > 0 ? 'longer' : more < 0 ? 'shorter' : 'same'}`, fillers)]
}

function loanParts(loan: Loan, { now, before }: Periods): Part[] {
  const about = aboutDong(loan, now)
  const named = { programme: programmeFiller(loan), code: loanTail(loan) }
  const parts = [
    say('interest:loan', {
      ...named,
      ...{ owed: { dong: loan.outstanding }, rate: { pct: loan.ratePct } },
      ...{ now: { dong: about }, before: { dong: aboutDong(loan, before) } },
    }),
    say('interest:bank', { due: { dong: loan.interestDue }, day: { day: loan.asOf } }),
  ]
  if (loan.overdue > 0) parts.push(say('interest:overdue', { rate: { pct: loan.overdueRatePct } }))
  else if (loan.interestDue > about * clearlyMore) parts.push(say('interest:unpaid'))
  return parts
}

/** To the nearest thousand: an estimate that looks exact would be taken for the bank's figure. */
function aboutDong({ outstanding, ratePct }: Loan, { from, to }: InterestPeriod): number {
  return Math.round(interestDong(outstanding, ratePct, { from, to }) / 1000) * 1000
}
