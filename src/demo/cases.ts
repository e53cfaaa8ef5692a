import { type CaseKind, type CaseSubject, routeCase } from '../domain/case.ts'
import { caseDueAt } from '../domain/case-clock.ts'
import { addDays, atHour, type Day } from '../domain/day.ts'
import type { Role } from '../domain/staff.ts'
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
  { kind: 'difficulty', about: 'repayment', text: 'flood', daysAgo: 0 },
  { kind: 'talk', text: 'book', daysAgo: 1 },
  { kind: 'difficulty', about: 'repayment', text: 'ill', daysAgo: 6 },
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
    const { id } = await tx.cases.open({
      kind,
      accountId,
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
    if (closed) await tx.cases.close(id, later)
  }
}

/** Of the staff accounts, the one that has answered sample cases. */
export const answering: Role = 'officer'
