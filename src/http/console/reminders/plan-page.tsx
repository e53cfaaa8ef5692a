import { Hono } from 'hono'
import { type PlanSet, setReminderPlan } from '../../../app/set-reminder-plan.ts'
import {
  datedKinds,
  mostPerInstalment,
  type ReminderKind,
  type ReminderPlan,
  rangeOf,
  reminderKinds,
} from '../../../domain/reminder-plan.ts'
import type { ConsoleDeps, ConsoleEnv } from '../deps.ts'
import { Layout } from '../layout.tsx'
import { Field, Problems } from '../parts.tsx'
import { doneOf, missing, onTo, show, typedForm } from '../respond.tsx'
import type { Ui } from '../ui.ts'
import { kindText, reminderSpeech } from './words.ts'

const path = '/console/reminders/plan'

/** What an office reminds of, and when: its director sets it. */
export function reminderPlanRoutes(deps: ConsoleDeps): Hono<ConsoleEnv> {
  const app = new Hono<ConsoleEnv>()
  app.get('/plan', async (c) => {
    const { role, officeId } = c.get('staff')
    if (role !== 'director' || officeId === undefined) return missing(c)
    const { plan } = await deps.store.reminders.plan(officeId)
    return show(c, <PlanPage ui={c.get('ui')} {...typedOf(plan)} problems={{}} {...doneOf(c, 'reminder_plan')} />)
  })
  app.post('/plan', async (c) => {
    const form = await typedForm(c)
    const on = form.all('on')
    const days = Object.fromEntries(reminderKinds.map((kind) => [kind, typedDays(kind, form.one(kind))]))
    const set = await setReminderPlan(deps, { staff: c.get('staff'), on, days })
    if (set.ok) return onTo(c, path, 'reminder_plan')
    if (set.problem === 'not_yours') return missing(c)
    return show(c, <PlanPage ui={c.get('ui')} on={on} days={days} problems={set.problems} />, 422)
  })
  return app
}

/** A kind with one day has no field for it. */
function typedDays(kind: ReminderKind, typed: string): string {
  return datedKinds.includes(kind) ? typed : String(rangeOf[kind].least)
}

function typedOf(plan: ReminderPlan): Pick<PlanProps, 'on' | 'days'> {
  return {
    on: reminderKinds.filter((kind) => plan[kind].on),
    days: Object.fromEntries(reminderKinds.map((kind) => [kind, String(plan[kind].days)])),
  }
}

interface PlanProps {
  ui: Ui
  on: readonly string[]
  days: Readonly<Record<string, string>>
  problems: Extract<PlanSet, { problem: 'fields' }>['problems']
  done?: string
}

function PlanPage({ ui, on, days, problems, done }: PlanProps) {
  const say = reminderSpeech(ui)
  const problem = (kind: ReminderKind) =>
    problems[kind] === undefined ? undefined : say('plan.problem', { kind: kindText(ui, kind), ...rangeOf[kind] })
  const said = reminderKinds.flatMap((kind) => {
    const text = problem(kind)
    return text ? [[kind, text] as const] : []
  })
  return (
    <Layout ui={ui} title={say('plan.title')} here="reminders" {...(done ? { done } : {})}>
      <p class="crumb">
        <a href="/console/reminders">{say('title')}</a>
      </p>
      <div class="narrow">
        <h1>{say('plan.title')}</h1>
        <p class="lead">{say('plan.lead', { most: mostPerInstalment })}</p>
        <Problems ui={ui} problems={said} />
        <form method="post" novalidate>
          {reminderKinds.map((kind) => (
            <Rule {...{ ui, kind, isOn: on.includes(kind), days: days[kind], problem: problem(kind) }} />
          ))}
          <button class="press" type="submit">
            {say('plan.keep')}
          </button>
        </form>
      </div>
    </Layout>
  )
}

interface RuleProps {
  ui: Ui
  kind: ReminderKind
  isOn: boolean
  days: string | undefined
  problem: string | undefined
}

function Rule({ ui, kind, isOn, days, problem }: RuleProps) {
  const say = reminderSpeech(ui)
  return (
    <fieldset>
      <legend>{kindText(ui, kind)}</legend>
      <p class="hint">{say(`plan.about.${kind}`)}</p>
      <label class="pick">
        <input type="checkbox" name="on" value={kind} checked={isOn} />
        <span>{say('plan.on')}</span>
      </label>
      {datedKinds.includes(kind) ? (
        <Field
          {...{ ui, name: kind, value: days, problem }}
          label={say(kind === 'after' ? 'plan.days_after' : 'plan.days_before')}
          hint={say('plan.range', rangeOf[kind])}
          inputmode="numeric"
        />
      ) : null}
    </fieldset>
  )
}
