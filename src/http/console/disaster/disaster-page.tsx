import { Hono } from 'hono'
import { endDisaster, seenDisaster } from '../../../app/disaster-end.ts'
import { disasterWords } from '../../../app/loss-open.ts'
import { seesLosses } from '../../../app/loss-step.ts'
import { lossStates } from '../../../domain/loss-report.ts'
import { may, scopeOf } from '../../../domain/staff.ts'
import type { Disaster } from '../../../ports/disasters.ts'
import type { LossCounts } from '../../../ports/losses.ts'
import type { ConsoleDeps, ConsoleEnv, Ctx } from '../deps.ts'
import { exportRoutes } from '../export.tsx'
import { needs } from '../guard.ts'
import { Layout } from '../layout.tsx'
import { Facts, Table } from '../parts.tsx'
import { doneOf, missing, onTo, show, typedForm } from '../respond.tsx'
import type { Ui } from '../ui.ts'
import type { DisasterShown } from './disaster-shown.ts'
import { disasterTable } from './disaster-table.ts'
import { capital, Standing } from './disasters-page.tsx'
import { EndForm } from './end-form.tsx'
import { LossList } from './loss-list.tsx'
import { disasterSpeech } from './words.ts'

const perPage = 50

/** The page of a disaster: what was switched on and why, how far the reports are by commune, and who reported. */
export function disasterRoutes(deps: ConsoleDeps): Hono<ConsoleEnv> {
  const app = new Hono<ConsoleEnv>()
  const ofOne = exportRoutes(deps, (c) => disasterTable(deps, c))
  app.route('/:id', ofOne)
  app.get('/:id', (c) => page(c, deps))
  app.use('/:id/end', needs('disasters.switch'))
  app.post('/:id/end', async (c) => {
    const id = c.req.param('id')
    const ids = (await typedForm(c)).all('communes').flatMap((one) => (/^\d{1,9}$/.test(one) ? [Number(one)] : []))
    const ended = await endDisaster(deps, { staff: c.get('staff'), id, communeIds: ids })
    if (ended === undefined) return missing(c)
    return onTo(c, `/console/disaster/${id}`, ended > 0 ? 'ended' : undefined)
  })
  return app
}

async function page(c: Ctx, { store }: ConsoleDeps): Promise<Response> {
  const staff = c.get('staff')
  const disaster = await seenDisaster(store, staff, c.req.param('id') ?? '')
  if (!disaster) return missing(c)
  const state = lossStates.find((one) => one === c.req.query('state'))
  const after = c.req.query('after') ?? ''
  const which = { disasterId: disaster.id, scope: scopeOf(staff), limit: perPage + 1, ...(state ? { state } : {}) }
  const from = /^\d{1,18}$/.test(after) ? { afterId: after } : {}
  const rows = seesLosses(staff) ? await store.losses.list({ ...which, ...from }) : undefined
  const next = rows && rows.length > perPage ? rows[perPage - 1]?.id : undefined
  const shown: DisasterShown = {
    ...{ disaster, counts: await store.losses.counts(disaster.id, scopeOf(staff)) },
    by: (await store.staff.find(disaster.startedBy))?.name ?? '',
    ...(rows ? { rows: rows.slice(0, perPage) } : {}),
    ...(state ? { state } : {}),
    ...(next ? { next } : {}),
  }
  return show(c, <Whole ui={c.get('ui')} shown={shown} {...doneOf(c, 'started', 'ended')} />)
}

function Whole({ ui, shown, done }: { ui: Ui; shown: DisasterShown; done?: string }) {
  const say = disasterSpeech(ui)
  const { disaster, by, counts } = shown
  const title = capital(ui.say(disasterWords(disaster)))
  const maySwitch = ui.staff !== undefined && may(ui.staff.role, 'disasters.switch')
  return (
    <Layout ui={ui} title={title} here="disaster">
      <p class="crumb">
        <a href="/console/disaster">{say('title')}</a>
      </p>
      {done ? (
        <p class="notice good" role="status">
          {say(`done.${done}`)}
        </p>
      ) : null}
      <h1>
        {title} <Standing ui={ui} disaster={disaster} />
      </h1>
      <Facts
        rows={[
          [say('columns.since'), ui.day(disaster.since)],
          [say('columns.review'), ui.day(disaster.reviewOn)],
          [say('page.reason'), disaster.reason],
          [say('page.by'), by],
          [say('page.at'), ui.moment(disaster.startedAt)],
        ]}
      />
      <Counts ui={ui} disaster={disaster} counts={counts} />
      {maySwitch ? <EndForm ui={ui} disaster={disaster} /> : null}
      {shown.rows ? <LossList ui={ui} shown={shown} rows={shown.rows} /> : <p class="hint">{say('page.hidden')}</p>}
    </Layout>
  )
}

const counted = ['households', 'reported', 'verified', 'drafted', 'sent', 'decided'] as const

function Counts({ ui, disaster, counts }: { ui: Ui; disaster: Disaster; counts: LossCounts[] }) {
  const say = disasterSpeech(ui)
  const on = (id: number) => disaster.communes.some(({ communeId, endedAt }) => communeId === id && !endedAt)
  return (
    <section>
      <h2>{say('page.communes')}</h2>
      <Table
        columns={['commune', 'state', ...counted, 'seen'].map((name) => say(`columns.${name}`))}
        numbers={[2, 3, 4, 5, 6, 7, 8]}
        rows={counts.map((row) => [
          ...[row.commune, say(on(row.communeId) ? 'on' : 'off')],
          ...counted.map((name) => ui.t('value', { value: row[name] })),
          ui.dong(row.seenDong),
        ])}
      />
    </section>
  )
}
