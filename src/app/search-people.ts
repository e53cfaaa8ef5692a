import { fold } from '../domain/fold.ts'
import { readPhone } from '../domain/phone.ts'
import { may, scopeOf, sees } from '../domain/staff.ts'
import type { Household } from '../ports/households.ts'
import type { PeoplePage, PeopleSearch } from '../ports/people.ts'
import type { StaffMember } from '../ports/staff.ts'
import type { Store, Tx } from '../ports/store.ts'

/** People on one page. */
export const peoplePerPage = 25

/** Finds households of a member of staff's unit by a name with or without marks, a phone number or a customer id. Empty words find nobody. */
export async function searchPeople(
  { store }: { store: Pick<Store, 'people'> },
  { staff, text, after }: { staff: StaffMember; text: string; after?: { name: string; id: string } },
): Promise<PeoplePage> {
  if (!may(staff.role, 'people.see')) return { rows: [] }
  const page = { scope: scopeOf(staff), limit: peoplePerPage, ...(after ? { after } : {}) }
  return store.people.search({ ...page, ...readSearch(text) })
}

/** What somebody typed into the search field, as what it can mean. */
export function readSearch(text: string): Pick<PeopleSearch, 'nameParts' | 'phone' | 'customerId'> {
  const phone = readPhone(text)
  const digits = text.replaceAll(/[\s.]/g, '')
  const customerId = /^\d{4,20}$/.test(digits) ? digits : undefined
  const nameParts = /\d/.test(text) ? [] : fold(text).split(' ').filter(Boolean)
  return {
    ...(nameParts.length > 0 ? { nameParts } : {}),
    ...(phone ? { phone } : {}),
    ...(customerId ? { customerId } : {}),
  }
}

/** A household of a member of staff's unit, or undefined: one of another unit does not exist for them. */
export async function seenHousehold(
  tx: Pick<Tx, 'households'>,
  staff: StaffMember,
  id: string,
): Promise<Household | undefined> {
  const household = /^\d{1,18}$/.test(id) && may(staff.role, 'people.see') ? await tx.households.find(id) : undefined
  if (!household) return undefined
  const { officeId, id: communeId } = household.commune
  return sees(scopeOf(staff), { officeId, communeId }) ? household : undefined
}
