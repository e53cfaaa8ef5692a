import { readDay } from '../domain/day.ts'
import { fold } from '../domain/fold.ts'
import { may } from '../domain/staff.ts'
import type { Application, Json } from '../ports/applications.ts'
import type { Clock } from '../ports/clock.ts'
import type { FormGroup, FormOffice, FormPerson, FormTerms } from '../ports/forms.ts'
import type { Household, PovertyStatus } from '../ports/households.ts'
import type { StaffMember } from '../ports/staff.ts'
import type { Store, Tx } from '../ports/store.ts'
import type { Commune, Group } from '../ports/units.ts'

/** What opening a form needs. */
export interface FormDeps {
  store: Pick<Store, 'transaction'>
  clock: Clock
}

/** Writes down that a form with somebody's data was opened, and which one. */
export async function noteOpened(
  tx: Tx,
  { staff, at, ...of }: { staff: StaffMember; at: Date; subjectKind: string; subjectId: string; form: string },
): Promise<void> {
  const { subjectKind, subjectId, form } = of
  const by = { actorKind: 'staff', actorId: staff.id } as const
  await tx.audit.write({ at, ...by, action: `${subjectKind}.form`, subjectKind, subjectId, detail: { form } })
}

/** The office as a form names it. */
export async function formOffice(tx: Pick<Tx, 'units'>, officeId: number): Promise<FormOffice> {
  const office = await tx.units.office(officeId)
  return { name: office?.name ?? '', phone: office?.phone ?? '' }
}

/** The group as a form names it. */
export function formGroup({ code, name, leaderName, associationKey }: Group): FormGroup {
  return { code, name, leaderName, association: { key: `forms:associations.${associationKey}` } }
}

/** "phường Duy Tân": inside a sentence the kind of unit begins small. */
export function communeName({ name, kind }: Commune): string {
  const begins = fold(name).startsWith(`${kind.replace('_', ' ')} `)
  return begins ? name.charAt(0).toLowerCase() + name.slice(1) : name
}

/** What the commune's list says of a household, in words. */
export function statusWords(status: PovertyStatus | undefined): Pick<FormPerson, 'status'> {
  return status && status !== 'none' ? { status: { key: `forms:statuses.${status}` } } : {}
}

/**
 * The borrower of a request: by their papers where staff have seen them, else as the bank's list and the household say. Phone and identity
 * number are on the form only for those who may open them on the page.
 */
export function borrowerOf(
  { bank = {}, answers }: Application,
  { household, staff }: { household: Household | undefined; staff: StaffMember },
): FormPerson {
  const birthDate = readDay(text(bank.birthDate))
  const birthYear = household?.birthYear ?? number(answers.birth_year)
  const issued = readDay(text(bank.idIssuedOn))
  const hamlet = [household?.hamlet ?? text(answers.hamlet), household?.commune.name ?? text(answers.communeName)]
  // Whoever may not open personal numbers gets the form with these lines left blank.
  const opens = may(staff.role, 'people.phone')
  const phone = opens ? text(answers.phone) || household?.phone : undefined
  return {
    name: text(bank.borrowerName) || household?.headName || text(answers.full_name),
    ...(birthDate ? { birthDate } : {}),
    ...(birthYear === undefined ? {} : { birthYear }),
    ...(issued ? { idIssuedOn: issued } : {}),
    idNumber: opens ? text(bank.idNumber) : '',
    idIssuedBy: text(bank.idIssuedBy),
    address: text(bank.address) || hamlet.filter(Boolean).join(', '),
    ...(phone ? { phone } : {}),
    ...statusWords(household?.povertyStatus),
    ...(household?.listYear === undefined ? {} : { listYear: household.listYear }),
  }
}

/** The figures of the bank's part, once it is filled in. */
export function termsOf(bank: Record<string, Json> | undefined): FormTerms | undefined {
  const finalDueDate = readDay(text(bank?.finalDueDate))
  if (!bank || typeof bank.amount !== 'number' || !finalDueDate) return undefined
  const of = (name: string) => number(bank[name]) ?? 0
  return {
    amount: bank.amount,
    ratePct: of('ratePct'),
    overdueRatePct: of('overdueRatePct'),
    termMonths: of('termMonths'),
    instalmentMonths: of('instalmentMonths'),
    instalmentAmount: of('instalmentAmount'),
    finalDueDate,
    interestDay: of('interestDay'),
  }
}

/** An answer as text; nothing where it is none. */
export function text(value: Json | undefined): string {
  return typeof value === 'string' ? value : ''
}

/** An answer as a number; undefined where it is none. */
export function number(value: Json | undefined): number | undefined {
  return typeof value === 'number' ? value : undefined
}
