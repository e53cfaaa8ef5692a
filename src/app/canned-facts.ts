import { type Day, dayOf } from '../domain/day.ts'
import { nextSession } from '../domain/transaction-day.ts'
import type { Case } from '../ports/cases.ts'
import type { StaffMember } from '../ports/staff.ts'
import type { Store } from '../ports/store.ts'

/** What is known for the fillers of a text: who the household is, its next session, who writes. Absent is what nobody knows. */
export interface CannedFacts {
  name?: string
  day?: Day
  place?: string
  officer: string
  phone?: string
}

/** The facts of a case for a text that is sent often. Of a person who is not linked only the name that their account shows is known. */
export async function cannedFacts(
  store: Pick<Store, 'households' | 'accounts' | 'units'>,
  { found, staff, now }: { found: Case; staff: StaffMember; now: Date },
): Promise<CannedFacts> {
  const { householdId, accountId, officeId } = found
  const household = householdId === undefined ? undefined : await store.households.find(householdId)
  const account = accountId === undefined || household ? undefined : await store.accounts.find(accountId)
  const point = householdId === undefined ? undefined : await store.units.pointOfHousehold(householdId)
  const office = await store.units.office(officeId)
  const name = household?.headName ?? account?.name
  return {
    officer: staff.name,
    ...(name ? { name } : {}),
    ...(point
      ? { day: nextSession(point.sessions, dayOf(now)), place: [point.name, point.address].filter(Boolean).join(', ') }
      : {}),
    ...(office?.phone ? { phone: office.phone } : {}),
  }
}
