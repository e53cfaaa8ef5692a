import { isFor } from '../domain/case.ts'
import { fold } from '../domain/fold.ts'
import { readPhone } from '../domain/phone.ts'
import { may, scopeOf, sees } from '../domain/staff.ts'
import type { PersonRow } from '../ports/people.ts'
import type { FoundApplication, FoundCase, FoundLoan } from '../ports/search.ts'
import type { StaffMember } from '../ports/staff.ts'
import type { Store } from '../ports/store.ts'
import { readSearch } from './search-people.ts'

/** People and loans that one page of results shows. */
const shownOfEach = 8

/** The last digits of a loan's number that have to be typed at least: fewer fit too many. */
const fewestDigits = 6

/** What was found, each cut to what the reader may see. */
export interface FoundAll {
  people: PersonRow[]
  /** There are more people than these. */
  more: boolean
  loans: FoundLoan[]
  applications: FoundApplication[]
  cases: FoundCase[]
  /** Where only one thing was found, and it is exactly what was typed. */
  only?: { kind: 'household' | 'application' | 'case'; id: string }
}

/** Finds people, loans, requests and cases of a member of staff's unit by whatever was typed: a name, or a number of any of them. */
export async function searchAll(
  { store }: { store: Pick<Store, 'people' | 'search' | 'applications'> },
  { staff, text }: { staff: StaffMember; text: string },
): Promise<FoundAll> {
  if (!may(staff.role, 'people.see')) return { people: [], more: false, loans: [], applications: [], cases: [] }
  const scope = scopeOf(staff)
  const people = await store.people.search({ scope, limit: shownOfEach, ...readSearch(text) })
  const digits = text.replaceAll(/[\s.]/g, '')
  const loans = endsLoanNumber(text, digits) ? await store.search.loans(scope, digits, shownOfEach) : []
  const matters = isIdentity(digits) ? await byIdentity(store, staff, digits) : await byCode(store, staff, text)
  const found = { people: people.rows, more: people.next !== undefined, loans, ...matters }
  const only = onlyOne(found, text)
  return { ...found, ...(only ? { only } : {}) }
}

/** A phone number and an identity number mean a person: no loan is looked for that happens to end so. */
function endsLoanNumber(text: string, digits: string): boolean {
  const long = new RegExp(`^\\d{${fewestDigits},20}$`).test(digits)
  return long && !isIdentity(digits) && readPhone(text) === undefined
}

function isIdentity(digits: string): boolean {
  return /^\d{12}$/.test(digits)
}

/** The requests whose bank's part names that identity number. It is looked for by its keyed hash and is shown nowhere. */
async function byIdentity(
  { applications }: Pick<Store, 'applications'>,
  staff: StaffMember,
  digits: string,
): Promise<Pick<FoundAll, 'applications' | 'cases'>> {
  const ids = may(staff.role, 'applications.see') ? await applications.byIdentity(digits) : []
  const found = await Promise.all(ids.slice(0, shownOfEach).map(({ id }) => applications.find(id)))
  const seen = found.flatMap((one) => (one && sees(scopeOf(staff), one) ? [one] : []))
  return {
    applications: seen.map(({ id, code, programme, state, officeId, communeId }) => ({
      ...{ id, code, programme, state, officeId },
      ...(communeId === undefined ? {} : { communeId }),
    })),
    cases: [],
  }
}

/** Requests are numbered as in 26-000123, cases as in K26-000123. */
async function byCode(
  store: Pick<Store, 'search'>,
  staff: StaffMember,
  text: string,
): Promise<Pick<FoundAll, 'applications' | 'cases'>> {
  const [, letter, year, number] = /^(K?)(\d{2})-?(\d{6,})$/.exec(text.replaceAll(/\s/g, '').toUpperCase()) ?? []
  if (year === undefined) return { applications: [], cases: [] }
  const code = `${letter}${year}-${number}`
  const application = letter ? undefined : await store.search.application(code)
  const opened = letter ? await store.search.case(code) : undefined
  const scope = scopeOf(staff)
  return {
    applications: application && may(staff.role, 'applications.see') && sees(scope, application) ? [application] : [],
    cases: opened && may(staff.role, 'cases.see') && sees(scope, opened) && isFor(staff.role, opened) ? [opened] : [],
  }
}

function onlyOne({ people, loans, applications, cases }: Omit<FoundAll, 'only'>, text: string): FoundAll['only'] {
  const [person, loan, application, opened] = [people[0], loans[0], applications[0], cases[0]]
  if (people.length + loans.length + applications.length + cases.length !== 1) return undefined
  if (application) return { kind: 'application', id: application.id }
  if (opened) return { kind: 'case', id: opened.id }
  const digits = text.replaceAll(/\D/g, '')
  if (loan) return loan.loanCode === digits ? { kind: 'household', id: loan.householdId } : undefined
  return person && isExactly(person, text) ? { kind: 'household', id: person.id } : undefined
}

/** A number finds by an index of whole numbers, or by the first digits of a customer id; a name by its parts. */
function isExactly({ customerId, headName }: PersonRow, text: string): boolean {
  const { phone, customerId: typed } = readSearch(text)
  if (phone !== undefined && !customerId.startsWith(phone)) return true
  return typed === undefined ? fold(headName) === fold(text) : typed === customerId
}
