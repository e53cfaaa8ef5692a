import { readDay } from '../domain/day.ts'
import type { Application, Json } from '../ports/applications.ts'
import type { FormDetail, FormDetailName, LoanRequestForm, PlanItem } from '../ports/forms.ts'
import type { StaffMember } from '../ports/staff.ts'
import type { Tx } from '../ports/store.ts'
import { programmeName } from './application-message.ts'
import { seenApplication } from './decide-application.ts'
import { borrowerOf, type FormDeps, formGroup, formOffice, noteOpened, number, termsOf, text } from './form-parts.ts'
import { refusalOf } from './form-refusal.ts'

/** 01/TD of a request, filled in with what is known. Undefined when the request is not theirs to see. Who opened it is written down. */
export async function openLoanRequest(
  { store, clock }: FormDeps,
  { staff, applicationId }: { staff: StaffMember; applicationId: string },
): Promise<LoanRequestForm | undefined> {
  const at = clock.now()
  return store.transaction(async (tx) => {
    const application = await seenApplication(tx, staff, applicationId)
    if (!application) return undefined
    const form = await gathered(tx, application, staff)
    await noteOpened(tx, { staff, at, subjectKind: 'application', subjectId: applicationId, form: '01/TD' })
    return form
  })
}

async function gathered(tx: Tx, application: Application, staff: StaffMember): Promise<LoanRequestForm> {
  const { code, answers, bank, amount, householdId } = application
  const household = householdId === undefined ? undefined : await tx.households.find(householdId)
  const ownCapital = number(answers.own_capital)
  const termMonths = number(answers.term_months)
  const instalmentMonths = number(answers.instalment_months)
  const terms = termsOf(bank)
  const refusal = await refusalOf(tx, application)
  return {
    form: 'loan_request',
    ...{ code, amount },
    office: await formOffice(tx, application.officeId),
    programme: programmeName(application.programme),
    borrower: borrowerOf(application, { household, staff }),
    ...(household?.group ? { group: formGroup(household.group) } : {}),
    heirName: text(bank?.heirName) || text(answers.heir_name),
    plan: text(answers.plan),
    items: planItems(answers.items),
    details: detailsOf(answers),
    ...(ownCapital === undefined ? {} : { ownCapital }),
    ...(termMonths === undefined ? {} : { termMonths }),
    ...(instalmentMonths === undefined ? {} : { instalmentMonths }),
    ...(terms ? { terms } : {}),
    ...(refusal ? { refusal: refusal.reason } : {}),
  }
}

/** The answers that only some programmes ask for, in the order of the form, and what they are. */
const details: Record<FormDetailName, 'text' | 'number' | 'day' | 'dong'> = {
  student_name: 'text',
  study_year: 'number',
  school: 'text',
  course: 'text',
  tuition: 'dong',
  workers: 'number',
  workplace: 'text',
  country: 'text',
  company: 'text',
  contract_day: 'day',
  costs: 'dong',
  price: 'dong',
  collateral: 'text',
}

function detailsOf(answers: Application['answers']): FormDetail[] {
  return (Object.keys(details) as FormDetailName[]).flatMap((name) => {
    const value = detailOf(answers[name], details[name])
    return value === undefined || value === '' ? [] : [{ name, value }]
  })
}

function detailOf(answer: Json | undefined, kind: 'text' | 'number' | 'day' | 'dong'): FormDetail['value'] | undefined {
  if (kind === 'text') return text(answer)
  if (kind === 'number') return number(answer)
  if (kind === 'dong') return typeof answer === 'number' ? { dong: answer } : undefined
  const day = readDay(text(answer))
  return day && { day }
}

/** The rows of the plan, where the household was asked for them. */
function planItems(rows: Json | undefined): PlanItem[] {
  if (!Array.isArray(rows)) return []
  return rows.flatMap((row) => {
    if (typeof row !== 'object' || row === null || Array.isArray(row)) return []
    const amount = number(row.amount)
    const quantity = typeof row.quantity === 'number' ? String(row.quantity) : text(row.quantity)
    return [{ item: text(row.item), quantity, ...(amount === undefined ? {} : { amount }) }]
  })
}
