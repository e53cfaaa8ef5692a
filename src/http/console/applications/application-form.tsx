import { Hono } from 'hono'
import { completeApplication, isOpenToFigures } from '../../../app/complete-application.ts'
import { seenApplication } from '../../../app/decide-application.ts'
import { type BankField, type BankProblem, bankFields } from '../../../domain/bank-part.ts'
import { maskIdentity } from '../../../domain/identity-number.ts'
import type { Application } from '../../../ports/applications.ts'
import type { Household } from '../../../ports/households.ts'
import type { ConsoleDeps, ConsoleEnv } from '../deps.ts'
import { Layout } from '../layout.tsx'
import { Field, Problems } from '../parts.tsx'
import { missing, onTo, show, typedForm } from '../respond.tsx'
import type { Ui } from '../ui.ts'

type Typed = Partial<Record<BankField, string>>
type FieldProblems = Partial<Record<BankField, BankProblem>>

/** The form of the bank's part of 01/TD. What is known already stands in it. */
export function applicationFormRoutes(deps: ConsoleDeps): Hono<ConsoleEnv> {
  const app = new Hono<ConsoleEnv>()
  app.get('/:id/complete', async (c) => {
    const application = await deps.store.transaction((tx) => seenApplication(tx, c.get('staff'), c.req.param('id')))
    if (!application || !isOpenToFigures(application)) return missing(c)
    const household = application.householdId ? await deps.store.households.find(application.householdId) : undefined
    return show(
      c,
      <Form ui={c.get('ui')} application={application} typed={prefill(application, household)} problems={{}} />,
    )
  })
  app.post('/:id/complete', async (c) => {
    const applicationId = c.req.param('id')
    const form = await typedForm(c)
    const typed = Object.fromEntries(bankFields.map((name) => [name, form.one(name)])) as Typed
    const application = await deps.store.transaction((tx) => seenApplication(tx, c.get('staff'), applicationId))
    const kept = keptIdentity(application)
    const whole = kept && typed.idNumber?.trim() === '' ? { ...typed, idNumber: kept } : typed
    const completed = await completeApplication(deps, { staff: c.get('staff'), applicationId, typed: whole })
    if (completed.ok) return onTo(c, `/console/applications/${applicationId}`, 'completed')
    if (completed.problem !== 'fields' || !application) return missing(c)
    return show(c, <Form {...{ ui: c.get('ui'), application, typed, problems: completed.fields }} />, 422)
  })
  return app
}

/** The identity number that is kept already. The form does not show it: left empty, it stays. */
function keptIdentity(application: Application | undefined): string | undefined {
  const number = application?.bank?.idNumber
  return typeof number === 'string' ? number : undefined
}

/** What was filled in before; else what the household said, what the bank's list has, and the rate of the day it was weighed. */
function prefill({ bank, answers, amount, verdict }: Application, household: Household | undefined): Typed {
  if (bank) return { ...Object.fromEntries(bankFields.map((name) => [name, textOf(bank[name])])), idNumber: '' }
  const { ratePctPerYear } = (verdict ?? {}) as { ratePctPerYear?: number | null }
  const place = [household?.hamlet ?? textOf(answers.hamlet), household?.commune.name ?? textOf(answers.communeName)]
  return {
    borrowerName: household?.headName ?? textOf(answers.full_name),
    address: place.filter(Boolean).join(', '),
    amount: String(amount),
    termMonths: textOf(answers.term_months),
    ...(typeof ratePctPerYear === 'number' ? { ratePct: String(ratePctPerYear) } : {}),
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

/** The fields in groups, as the paper form has them. */
const groups: Record<string, readonly BankField[]> = {
  borrower: ['borrowerName', 'birthDate', 'idNumber', 'idIssuedOn', 'idIssuedBy', 'address', 'heirName'],
  loan: ['amount', 'ratePct', 'overdueRatePct'],
  repayment: ['termMonths', 'instalmentMonths', 'instalmentAmount', 'finalDueDate', 'interestDay'],
}

const days: readonly BankField[] = ['birthDate', 'idIssuedOn', 'finalDueDate']
const numbers: readonly BankField[] = ['idNumber', 'termMonths', 'instalmentMonths', 'interestDay']
const hints: readonly BankField[] = [
  'idNumber',
  'heirName',
  'amount',
  'ratePct',
  'overdueRatePct',
  'instalmentMonths',
  'interestDay',
]

function Form({
  ui,
  application,
  typed,
  problems,
}: {
  ui: Ui
  application: Application
  typed: Typed
  problems: FieldProblems
}) {
  const kept = keptIdentity(application)
  const said = bankFields.flatMap((name) => {
    const problem = problems[name]
    return problem ? [[name, problemText(ui, name, problem)] as const] : []
  })
  return (
    <Layout ui={ui} title={ui.t('bank.title', { code: application.code })} here="applications">
      <p class="crumb">
        <a href={`/console/applications/${application.id}`}>{ui.t('application.title', { code: application.code })}</a>
      </p>
      <div class="narrow">
        <h1>{ui.t('bank.title', { code: application.code })}</h1>
        <p class="lead">{ui.t('bank.lead')}</p>
        <Problems ui={ui} problems={said} />
        <form method="post" novalidate>
          {Object.entries(groups).map(([group, fields]) => (
            <fieldset>
              <legend>{ui.t(`bank.groups.${group}`)}</legend>
              {fields.map((name) => (
                <BankInput
                  {...{ ui, name, value: typed[name], ...(problems[name] ? { problem: problems[name] } : {}) }}
                  {...(name === 'idNumber' && kept
                    ? { hint: ui.t('bank.kept_id', { number: maskIdentity(kept) }) }
                    : {})}
                />
              ))}
            </fieldset>
          ))}
          <button class="press" type="submit">
            {ui.t('bank.keep')}
          </button>
        </form>
      </div>
    </Layout>
  )
}

interface InputProps {
  ui: Ui
  name: BankField
  value: string | undefined
  problem?: BankProblem
  /** In place of the hint that the field has. */
  hint?: string
}

function BankInput({ ui, name, value, problem, hint }: InputProps) {
  return (
    <Field
      {...{ ui, name, value, label: ui.t(`bank.${name}`) }}
      type={days.includes(name) ? 'date' : 'text'}
      {...(numbers.includes(name) ? { inputmode: 'numeric' as const } : {})}
      hint={hint ?? (hints.includes(name) ? ui.t(`bank.hints.${name}`) : undefined)}
      problem={problem ? problemText(ui, name, problem) : undefined}
    />
  )
}

/** The sentence names the field, so that it can be read on its own above the form. */
function problemText(ui: Ui, name: BankField, problem: BankProblem): string {
  return ui.t(`bank.problems.${problem}`, { field: ui.t(`bank.${name}`) })
}
