import { Hono } from 'hono'
import { startComparison, stopComparison, type TypedComparison } from '../../../app/compare-wordings.ts'
import { arms } from '../../../domain/stable-arm.ts'
import type { Comparison } from '../../../domain/wording.ts'
import type { ArmResult } from '../../../ports/comparisons.ts'
import type { ConsoleDeps, ConsoleEnv, Ctx } from '../deps.ts'
import { Layout } from '../layout.tsx'
import { Empty } from '../parts.tsx'
import { doneOf, missing, onTo, show, typedForm } from '../respond.tsx'
import type { Ui } from '../ui.ts'
import { TrialForm, type TriedTrial } from './trial-form.tsx'
import { TrialResult } from './trial-result.tsx'
import { calendarWords } from './words.ts'

const path = '/console/calendar/trials'

/** Two texts of a reminder against each other: what runs, what it came to, and a form that starts one. Started and stopped by the director. */
export function trialsRoutes(deps: ConsoleDeps): Hono<ConsoleEnv> {
  const app = new Hono<ConsoleEnv>()
  app.get('/trials', (c) => page(c, deps, {}))
  app.post('/trials', async (c) => {
    const form = await typedForm(c)
    const of = (arm: string) => ({
      by: form.one(`${arm}-by`),
      appeal: form.one(`${arm}-appeal`),
      sentence: form.one(`${arm}-sentence`),
    })
    const typed: TypedComparison = { kind: form.one('kind'), wordings: { a: of('a'), b: of('b') } }
    const started = await startComparison(deps, { staff: c.get('staff'), typed })
    if (started.ok) return onTo(c, path, 'trial_started')
    return started.problem === 'not_yours' ? missing(c) : page(c, deps, { typed, problems: started.problems })
  })
  app.post('/trials/:id/stop', async (c) => {
    const stopped = await stopComparison(deps, { staff: c.get('staff'), id: c.req.param('id') })
    return stopped ? onTo(c, path, 'trial_stopped') : missing(c)
  })
  return app
}

async function page(c: Ctx, { store }: ConsoleDeps, tried: TriedTrial): Promise<Response> {
  const { officeId, role } = c.get('staff')
  if (officeId === undefined) return missing(c)
  const comparisons = await store.comparisons.list(officeId)
  const shown = await Promise.all(
    comparisons.map(async (comparison) => ({ comparison, results: await store.comparisons.results(comparison.id) })),
  )
  const { done } = doneOf(c, 'trial_started', 'trial_stopped')
  const props = { ui: c.get('ui'), shown, tried, done, mayRun: role === 'director' }
  return show(c, <Trials {...props} />, tried.problems ? 422 : 200)
}

interface TrialsProps {
  ui: Ui
  shown: { comparison: Comparison; results: ArmResult[] }[]
  tried: TriedTrial
  done: string | undefined
  mayRun: boolean
}

function Trials({ ui, shown, tried, done, mayRun }: TrialsProps) {
  const say = calendarWords(ui)
  return (
    <Layout ui={ui} title={say('calendar:trials.title')} here="calendar">
      <p class="crumb">
        <a href="/console/calendar">{say('calendar:title')}</a>
      </p>
      {done ? (
        <p class="notice good" role="status">
          {say(`calendar:done.${done}`)}
        </p>
      ) : null}
      <h1>{say('calendar:trials.title')}</h1>
      <p class="lead">{say('calendar:trials.lead')}</p>
      <div class="columns">
        <div>
          {shown.length === 0 ? (
            <Empty title={say('calendar:trials.none')}>{say('calendar:trials.none_text')}</Empty>
          ) : (
            shown.map((one) => <TrialResult ui={ui} {...one} mayStop={mayRun} />)
          )}
        </div>
        {mayRun ? (
          <TrialForm ui={ui} tried={tried} arms={arms} />
        ) : (
          <p class="notice">{say('calendar:trials.director_only')}</p>
        )}
      </div>
    </Layout>
  )
}
