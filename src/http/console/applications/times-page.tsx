import { Hono } from 'hono'
import { setOfficeTimes, type TimesProblems } from '../../../app/set-office-times.ts'
import {
  aimedStates,
  daysOf,
  deadlineRules,
  longestAim,
  type OfficeTimes,
  usualTimes,
} from '../../../domain/application-deadline.ts'
import type { ConsoleDeps, ConsoleEnv } from '../deps.ts'
import { Layout } from '../layout.tsx'
import { Facts, Field, Problems } from '../parts.tsx'
import { doneOf, missing, onTo, show, typedForm } from '../respond.tsx'
import type { Ui } from '../ui.ts'

const path = '/console/applications/times'

/** The time that each step may take: the bank's own, to be read, and the aims of the office, which its director sets. */
export function timesRoutes(deps: ConsoleDeps): Hono<ConsoleEnv> {
  const app = new Hono<ConsoleEnv>()
  app.get('/times', async (c) => {
    const { role, officeId } = c.get('staff')
    if (role !== 'director' || officeId === undefined) return missing(c)
    const typed = typedOf(c.get('ui'), await deps.store.applications.times(officeId))
    return show(c, <Times ui={c.get('ui')} typed={typed} problems={{}} {...doneOf(c, 'times')} />)
  })
  app.post('/times', async (c) => {
    const form = await typedForm(c)
    const typed = Object.fromEntries([...aimedStates, 'closed'].map((name) => [name, form.one(name)]))
    const set = await setOfficeTimes(deps, { staff: c.get('staff'), typed })
    if (set.ok) return onTo(c, path, 'times')
    if (set.problem === 'not_yours') return missing(c)
    return show(c, <Times ui={c.get('ui')} typed={typed} problems={set.problems} />, 422)
  })
  return app
}

function typedOf(ui: Ui, times: OfficeTimes): Record<string, string> {
  const aims = aimedStates.map((state) => [state, String(daysOf(state, times))] as const)
  return { ...Object.fromEntries(aims), closed: [...times.closed].sort().map(ui.day).join('\n') }
}

interface TimesProps {
  ui: Ui
  typed: Record<string, string>
  problems: TimesProblems
  done?: string
}

function Times({ ui, typed, problems, done }: TimesProps) {
  const said = Object.keys(problems).map((name) => [name, problemText(ui, name, problems) ?? ''] as const)
  return (
    <Layout ui={ui} title={ui.t('times.title')} here="applications" {...(done ? { done } : {})}>
      <p class="crumb">
        <a href="/console/applications">{ui.t('applications.title')}</a>
      </p>
      <div class="narrow">
        <h1>{ui.t('times.title')}</h1>
        <p class="lead">{ui.t('times.lead')}</p>
        <Problems ui={ui} problems={said} />
        <h2>{ui.t('times.rules')}</h2>
        <Facts rows={rulesOf(ui)} />
        <form method="post" novalidate>
          <fieldset>
            <legend>{ui.t('times.aims')}</legend>
            {aimedStates.map((name) => (
              <Field
                {...{ ui, name, value: typed[name], label: stateText(ui, name), hint: hintOf(ui, name) }}
                inputmode="numeric"
                problem={problemText(ui, name, problems)}
              />
            ))}
          </fieldset>
          <Field
            {...{ ui, name: 'closed', rows: 4, value: typed.closed, label: ui.t('times.closed') }}
            hint={ui.t('times.closed_hint')}
            problem={problemText(ui, 'closed', problems)}
          />
          <button class="press" type="submit">
            {ui.t('times.keep')}
          </button>
        </form>
      </div>
    </Layout>
  )
}

function rulesOf(ui: Ui) {
  return Object.entries(deadlineRules)
    .filter(([, { kind }]) => kind === 'rule')
    .map(([state, { days, count, source = '' }]) => {
      return [stateText(ui, state), ui.t(`times.rule.${count}`, { days, source })] as const
    })
}

function hintOf(ui: Ui, state: (typeof aimedStates)[number]): string {
  const count = deadlineRules[state]?.count ?? 'days'
  return ui.t(`times.hint.${count}`, { most: longestAim, days: daysOf(state, usualTimes) ?? 0 })
}

/** The sentence names the field, so that it can be read on its own above the form. */
function problemText(ui: Ui, name: string, problems: TimesProblems): string | undefined {
  const line = problems[name]
  if (line === undefined) return undefined
  if (name === 'closed') return ui.t('times.problems.closed', { line })
  return ui.t('times.problems.aim', { state: stateText(ui, name), most: longestAim })
}

function stateText(ui: Ui, state: string): string {
  return ui.say({ key: `applications:states.${state}` })
}
