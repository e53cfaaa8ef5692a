import type { Day } from '../domain/day.ts'
import { may } from '../domain/staff.ts'
import type { Case, MoreTime } from '../ports/cases.ts'
import type { TermChangeForm } from '../ports/forms.ts'
import type { Loan } from '../ports/loans.ts'
import type { StaffMember } from '../ports/staff.ts'
import type { Tx } from '../ports/store.ts'
import { seenCase } from './answer-case.ts'
import { programmeName } from './application-message.ts'
import { communeName, type FormDeps, formGroup, formOffice, noteOpened, statusWords } from './form-parts.ts'

/** Which of the two forms of a difficulty is opened. `askedDay`: the new day, where the household said one. */
export interface TermChangeWanted {
  staff: StaffMember
  caseId: string
  form: TermChangeForm['form']
  askedDay?: Day
}

/** 08/TD or 09/TD for a difficulty with a loan. Undefined when the case, or a loan, is not theirs to see, or none is named. Who opened it is written down. */
export async function openTermChange(
  { store, clock }: FormDeps,
  wanted: TermChangeWanted,
): Promise<TermChangeForm | undefined> {
  const { staff, caseId } = wanted
  const at = clock.now()
  return store.transaction(async (tx) => {
    const found = await seenCase(tx, staff, caseId)
    const loan = found?.loanId === undefined ? undefined : await tx.loans.find(found.loanId)
    if (!found || !loan || !may(staff.role, 'people.see')) return undefined
    const form = await gathered(tx, { found, loan, wanted })
    const name = wanted.form === 'extension' ? '09/TD' : '08/TD'
    await noteOpened(tx, { staff, at, subjectKind: 'case', subjectId: caseId, form: name })
    return form
  })
}

interface Difficulty {
  found: Case
  loan: Loan
  wanted: TermChangeWanted
}

async function gathered(tx: Tx, { found, loan, wanted }: Difficulty): Promise<TermChangeForm> {
  const { form, staff } = wanted
  const household = await tx.households.find(loan.householdId)
  const commune = await tx.units.commune(loan.communeId)
  const phone = may(staff.role, 'people.phone') ? household?.phone : undefined
  const { loanCode, principal, disbursedOn, finalDueDate, outstanding, asOf } = loan
  return {
    ...{ form, code: found.code, loanCode, principal, disbursedOn, finalDueDate, outstanding, asOf },
    office: await formOffice(tx, found.officeId),
    commune: commune ? communeName(commune) : '',
    ...(household?.group ? { group: formGroup(household.group) } : {}),
    borrower: {
      name: household?.headName ?? '',
      ...(household?.birthYear === undefined ? {} : { birthYear: household.birthYear }),
      address: [household?.hamlet, household?.commune.name].filter(Boolean).join(', '),
      ...(phone ? { phone } : {}),
      ...statusWords(household?.povertyStatus),
      ...(household?.listYear === undefined ? {} : { listYear: household.listYear }),
    },
    programme: programmeName(loan.programme),
    ...asked(wanted, { loan, moreTime: await tx.cases.moreTime(found.id) }),
    reason: await reasonOf(tx, found),
  }
}

/** What is due, and of it what the household asked for, where it was asked about this very form. */
function asked(
  { form, askedDay }: TermChangeWanted,
  { loan, moreTime }: { loan: Loan; moreTime: MoreTime | undefined },
): Pick<TermChangeForm, 'due' | 'askedAmount' | 'askedDay'> {
  const { due } = dueOf(loan, form)
  const own = moreTime?.form === form ? moreTime : undefined
  const day = askedDay ?? own?.until
  const later = own && due ? due.amount - own.payNow : 0
  return { ...(due ? { due } : {}), ...(later > 0 ? { askedAmount: later } : {}), ...(day ? { askedDay: day } : {}) }
}

/** An instalment is moved, or what is left at the end of the loan. */
function dueOf(
  { nextDueDate, nextPrincipal, finalDueDate, outstanding }: Loan,
  form: TermChangeForm['form'],
): Pick<TermChangeForm, 'due'> {
  if (form === 'extension') return { due: { amount: outstanding, day: finalDueDate } }
  return nextDueDate && nextPrincipal !== undefined ? { due: { amount: nextPrincipal, day: nextDueDate } } : {}
}

/** The household's own first words. */
async function reasonOf(tx: Tx, { id }: Case): Promise<string> {
  return (await tx.cases.lines(id)).find(({ by }) => by === 'household')?.text ?? ''
}
