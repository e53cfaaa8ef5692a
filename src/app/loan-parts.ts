import type { Part } from '../conversation/words.ts'
import { nextSessions, type SessionCalendar, sessionOf } from '../domain/transaction-day.ts'
import type { Household } from '../ports/households.ts'
import type { Loan } from '../ports/loans.ts'
import { type Scene, say } from './scene.ts'
import { sessionNotes } from './session-words.ts'

/** Where and when a household pays: its group's transaction point, else the commune's. */
export interface PayingPlace {
  name: string
  address: string
  opensAt: string
  sessions: SessionCalendar
}

/** The point at which a household pays, where one is known. */
export function payingPlace({ tx }: Pick<Scene, 'tx'>, household: Household): Promise<PayingPlace | undefined> {
  return tx.units.pointOfHousehold(household.id)
}

/** A household's loans: what is owed, what falls due, when and where, by figures of which day. Only for a linked account. */
export async function loanParts(scene: Scene, household: Household): Promise<Part[]> {
  const loans = (await scene.tx.loans.ofHousehold(household.id)).filter((l) => l.status !== 'closed')
  if (loans.length === 0) return [say('flows/my-loan:none', { name: household.headName })]
  const place = await payingPlace(scene, household)
  const parts = loans.flatMap((loan) => [...figures(loan, place), ...trouble(loan)])
  return [
    { as: 'title', words: { key: 'flows/my-loan:title', with: { name: household.headName } } },
    ...parts,
    ...sessionParts(scene, place),
    ...asOf(loans),
  ]
}

function figures(loan: Loan, place: PayingPlace | undefined): Part[] {
  const programme = { words: { key: `programmes/${loan.programme.replaceAll('_', '-')}:name` } }
  const owed = say('flows/my-loan:loan', {
    programme,
    code: loan.loanCode.slice(-4),
    owed: { dong: loan.outstanding },
    rate: { pct: loan.ratePct },
  })
  if (loan.nextDueDate === undefined) return [owed]
  const day = place ? sessionOf(place.sessions, loan.nextDueDate) : loan.nextDueDate
  const due = { principal: { dong: loan.nextPrincipal ?? 0 }, interest: { dong: loan.interestDue }, day: { day } }
  return [owed, say(loan.nextPrincipal ? 'flows/my-loan:due' : 'flows/my-loan:interest_due', due)]
}

function trouble({ status, overdue }: Loan): Part[] {
  if (status === 'overdue') return [say('flows/my-loan:overdue', { overdue: { dong: overdue } })]
  return status === 'normal' ? [] : [say(`flows/my-loan:${status}`)]
}

/** Where and when the next session is, and why it is on another day than usual; nothing where no point is known. */
export function sessionParts({ day }: Pick<Scene, 'day'>, place: PayingPlace | undefined): Part[] {
  if (!place) return []
  const { name, address, opensAt, sessions } = place
  return nextSessions(sessions, day, 1).flatMap((session) => [
    say('flows/my-loan:where', { name, address, at: opensAt, day: { day: session.day } }),
    ...sessionNotes(session),
  ])
}

function asOf(loans: readonly Loan[]): Part[] {
  const day = loans.map((l) => l.asOf).sort()[0]
  return day ? [{ as: 'source', words: { key: 'flows/my-loan:as_of', with: { day: { day } } } }] : []
}
