import { paymentTimes } from '../app/difficulty-given.ts'
import { alsoTold, type CaseKind, type CaseSubject, routeCase } from '../domain/case.ts'
import { caseDueAt } from '../domain/case-clock.ts'
import { addDays, addMonths, atHour, type Day, dayOf } from '../domain/day.ts'
import type { Role } from '../domain/staff.ts'
import { termChangeOf } from '../domain/term-request.ts'
import type { MoreTime } from '../ports/cases.ts'
import type { Household } from '../ports/households.ts'
import type { Language } from '../ports/language.ts'
import type { Tx } from '../ports/store.ts'
import type { SampleAccount } from './accounts.ts'

/** A sample case: how many days ago it was opened, and how far it has come. The words are `demo:cases.<text>`. */
interface SampleCase {
  kind: CaseKind
  about?: CaseSubject
  text: string
  daysAgo: number
  answer?: string
  closed?: true
}

const sample: readonly SampleCase[] = [
  { kind: 'disaster', text: 'flood', daysAgo: 0 },
  { kind: 'talk', text: 'book', daysAgo: 1 },
  { kind: 'more_time', text: 'ill', daysAgo: 6 },
  { kind: 'complaint', about: 'leader', text: 'receipt', daysAgo: 3, answer: 'receipt_answer' },
  { kind: 'fraud', text: 'caller', daysAgo: 2 },
  { kind: 'talk', text: 'session', daysAgo: 12, answer: 'session_answer', closed: true },
]

/** Cases of the sample accounts: new ones, one beyond its time, answered and closed ones. */
export async function seedCases(
  tx: Tx,
  {
    accounts,
    staffId,
    language,
    day,
  }: { accounts: readonly SampleAccount[]; staffId: string; language: Language; day: Day },
): Promise<void> {
  const words = (text: string) => language.say({ key: `demo:cases.${text}` }, 'vi')
  for (const [place, { kind, about, text, daysAgo, answer, closed }] of sample.entries()) {
    const { id: accountId, household } = accounts[place * 2]!
    const at = atHour(addDays(day, -daysAgo), 7, 5 + place)
    const alsoTo = alsoTold(kind)
    const wish = kind === 'more_time' ? await wishOf(tx, { household, reason: words(text), day: dayOf(at) }) : {}
    const { id } = await tx.cases.open({
      ...{ kind, accountId, ...wish, ...(alsoTo ? { alsoTo } : {}) },
      householdId: household.id,
      officeId: household.commune.officeId,
      communeId: household.commune.id,
      routedTo: routeCase(kind, about),
      text: words(text),
      at,
      dueAt: caseDueAt(kind, at),
    })
    const later = new Date(at.getTime() + 3 * 3_600_000)
    if (answer) await tx.cases.say(id, { by: 'staff', staff: staffId, text: words(answer), at: later })
    if (closed) await tx.cases.close(id, later, 'solved')
  }
}

/** Half a million now and the rest in four months: of the loan that is to be paid next. */
async function wishOf(
  tx: Tx,
  { household, reason, day }: { household: Household; reason: string; day: Day },
): Promise<{ loanId?: string; moreTime?: MoreTime }> {
  const loans = (await tx.loans.ofHousehold(household.id)).filter(({ status }) => status !== 'closed')
  const loan = loans.find(({ nextPrincipal = 0 }) => nextPrincipal > 500_000) ?? loans[0]
  if (!loan) return {}
  const time = (await paymentTimes({ tx }, household))(loan)
  const asked = { form: termChangeOf(loan), reason, payNow: 500_000, until: addMonths(day, 4), askedOn: day }
  return { loanId: loan.id, moreTime: { ...asked, ...time } }
}

/** Of the staff accounts, the one that has answered sample cases. */
export const answering: Role = 'officer'
