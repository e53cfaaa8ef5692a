import type { Given, Json } from '../conversation/question.ts'
import type { Words } from '../conversation/words.ts'
import type { Day } from '../domain/day.ts'
import { askBy, askWorkingDays } from '../domain/term-request.ts'
import { sessionOf } from '../domain/transaction-day.ts'
import { type ClosedDays, holidaysAreDecided } from '../domain/working-calendar.ts'
import type { LoanToName } from '../flows/report-difficulty.ts'
import type { Household } from '../ports/households.ts'
import type { Loan } from '../ports/loans.ts'
import { type PayingPlace, payingPlace } from './loan-parts.ts'
import type { Scene } from './scene.ts'

/** What the talk about a difficulty is started with: the day, and the household's loans with the time to ask for more time. */
export async function difficultyGiven(scene: Scene): Promise<Given> {
  const { tx, account, day } = scene
  const base = { day, askDays: askWorkingDays }
  const household = account.householdId ? await tx.households.find(account.householdId) : undefined
  if (!household) return base
  const open = (await tx.loans.ofHousehold(household.id)).filter(({ status }) => status !== 'closed')
  const times = await paymentTimes(scene, household)
  const loans = open.sort(byNextPayment).map((loan) => named(loan, times(loan), day))
  const struck = await tx.disasters.inCommune(household.commune.id)
  return { ...base, loans: loans as unknown as Json, ...(struck ? { struck: true } : {}) }
}

/** The day on which a payment is due at the transaction point, and the last one on which it is in time to ask for more time. */
export interface PaymentTime {
  paysOn?: Day
  askBy?: Day
}

/** Works out the times of a household's loans, on the calendar of its point and its office. */
export async function paymentTimes(
  { tx }: Pick<Scene, 'tx'>,
  household: Household,
): Promise<(loan: Loan) => PaymentTime> {
  const { closed } = await tx.applications.times(household.commune.officeId)
  const place = await payingPlace({ tx }, household)
  return (loan) => timeOf(loan, { place, closed })
}

/** What counts is the transaction day of the month in which it falls due; where no point is known, the day of the contract. */
function timeOf(
  { nextDueDate, finalDueDate }: Loan,
  { place, closed }: { place: PayingPlace | undefined; closed: ClosedDays },
): PaymentTime {
  const due = nextDueDate ?? finalDueDate
  const paysOn = place ? sessionOf(place.sessions, due) : due
  const by = askBy(paysOn, closed)
  return { paysOn, ...(by ? { askBy: by } : {}) }
}

function named({ id, programme, loanCode, outstanding }: Loan, time: PaymentTime, today: Day): LoanToName {
  const name: Words = { key: `programmes/${programme.replaceAll('_', '-')}:name` }
  const label = { programme: { words: name }, code: loanCode.slice(-4) }
  return {
    id,
    outstanding,
    words: { key: 'flows/report-difficulty:loan_label', with: label },
    timing: timingWords(time, today),
  }
}

/** A late wish is as welcome as one in time: it is only said that there may be no more time to settle it. */
function timingWords({ paysOn, askBy: by }: PaymentTime, today: Day): Words {
  const days = { days: askWorkingDays }
  if (paysOn === undefined || by === undefined || paysOn < today)
    return { key: 'flows/report-difficulty:timing.unknown', with: days }
  const fillers = { ...days, pays: { day: paysOn }, by: { day: by } }
  const timing: Words = { key: `flows/report-difficulty:timing.${by < today ? 'late' : 'in_time'}`, with: fillers }
  if (holidaysAreDecided(by, paysOn)) return timing
  return { key: 'flows/report-difficulty:timing.not_decided', with: { timing: { words: timing } } }
}

function byNextPayment(one: Loan, other: Loan): number {
  return (one.nextDueDate ?? one.finalDueDate).localeCompare(other.nextDueDate ?? other.finalDueDate)
}
