import type { Day } from './day.ts'
import type { LoanStatus } from './loan.ts'
import type { Dong } from './money.ts'
import { nextSessions, type Session, type SessionCalendar } from './transaction-day.ts'

/** What the sheet needs to know of a loan. */
export interface CollectedLoan {
  householdId: string
  /** The head of the household. */
  name: string
  loanCode: string
  status: LoanStatus
  interestDue: Dong
  nextDueDate?: Day
  nextPrincipal?: Dong
  /** Principal whose time is over. */
  overdue: Dong
  /** The day of these figures. */
  asOf: Day
}

/** A line of the sheet: a member, a loan by its last four signs, and what is paid at that session. The deposit is written in by hand. */
export interface CollectionLine {
  householdId: string
  name: string
  /** The last four signs of the loan. */
  code: string
  interest: Dong
  principal: Dong
}

/** The sheet of one session of a group. */
export interface CollectionSheet {
  session: Day
  lines: CollectionLine[]
  interest: Dong
  principal: Dong
  /** The oldest day of its figures: what was paid since may not be in them. Absent where no line is. */
  asOf?: Day
}

/** Loans of which nothing is collected: paid back, frozen, or with a file for risk handling under way. */
const left: readonly LoanStatus[] = ['closed', 'frozen', 'risk_pending']

/**
 * What a group pays at its next session: the interest of each loan, and the principal that falls due in the month that the session serves, on
 * whichever day it is held, or was due before. Where another date is asked for, the principal waits for the answer. Loans with nothing to pay
 * are left out.
 */
export function collectionSheet(
  loans: readonly CollectedLoan[],
  { sessions, today }: { sessions: SessionCalendar; today: Day },
): CollectionSheet {
  const [session] = nextSessions(sessions, today, 1)
  if (!session) throw new Error(`no session within two months of ${today}`)
  const taken = loans
    .filter(({ status }) => !left.includes(status))
    .map((loan) => ({ loan, line: lineOf(loan, session) }))
  const due = taken.filter(({ line }) => line.interest + line.principal > 0)
  const lines = due.map(({ line }) => line)
  const [asOf] = due.map(({ loan }) => loan.asOf).sort()
  const sum = (of: 'interest' | 'principal') => lines.reduce((all, line) => all + line[of], 0)
  return {
    session: session.day,
    lines,
    interest: sum('interest'),
    principal: sum('principal'),
    ...(asOf ? { asOf } : {}),
  }
}

function lineOf(
  { householdId, name, loanCode, interestDue, ...loan }: CollectedLoan,
  session: Session,
): CollectionLine {
  const who = { householdId, name, code: loanCode.slice(-4) }
  return { ...who, interest: interestDue, principal: principalOf(loan, session) }
}

/** An instalment whose day was over when the figures were made is among what is overdue: it is not counted twice. */
function principalOf(
  loan: Omit<CollectedLoan, 'householdId' | 'name' | 'loanCode' | 'interestDue'>,
  { month }: Session,
): Dong {
  const { status, nextDueDate, nextPrincipal = 0, overdue, asOf } = loan
  if (status === 'adjustment_pending' || nextDueDate === undefined) return overdue
  const isAmong = overdue > 0 && nextDueDate < asOf
  const falls = nextDueDate.slice(0, 7) <= month
  return overdue + (falls && !isAmong ? nextPrincipal : 0)
}
