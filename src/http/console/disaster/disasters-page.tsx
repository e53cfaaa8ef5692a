import { Hono } from 'hono'
import { disasterWords } from '../../../app/loss-open.ts'
import { dayOf } from '../../../domain/day.ts'
import { may, scopeOf } from '../../../domain/staff.ts'
import type { Disaster } from '../../../ports/disasters.ts'
import type { ConsoleDeps, ConsoleEnv } from '../deps.ts'
import { Layout } from '../layout.tsx'
import { Empty, Table, Tag } from '../parts.tsx'
import { show } from '../respond.tsx'
import type { Ui } from '../ui.ts'
import { disasterSpeech } from './words.ts'

/** The disasters of the reader's unit: where one is on, since when, and when somebody has to look again. */
export function disastersRoutes({ store }: ConsoleDeps): Hono<ConsoleEnv> {
  const app = new Hono<ConsoleEnv>()
  app.get('/', async (c) => {
    const rows = await store.disasters.list(scopeOf(c.get('staff')))
    return show(c, <List ui={c.get('ui')} rows={rows} />)
  })
  return app
}

function List({ ui, rows }: { ui: Ui; rows: Disaster[] }) {
  const say = disasterSpeech(ui)
  const mayStart = ui.staff !== undefined && may(ui.staff.role, 'disasters.switch')
  return (
    <Layout ui={ui} title={say('title')} here="disaster">
      <h1>{say('title')}</h1>
      <p class="lead">{say('lead')}</p>
      {mayStart ? (
        <p>
          <a class="press" href="/console/disaster/new">
            {say('new')}
          </a>
        </p>
      ) : null}
      {rows.length === 0 ? (
        <Empty title={say('none')}>{say('none_text')}</Empty>
      ) : (
        <Table
          columns={['disaster', 'since', 'review', 'communes', 'state'].map((name) => say(`columns.${name}`))}
          rows={rows.map((row) => [
            <a href={`/console/disaster/${row.id}`}>{capital(ui.say(disasterWords(row)))}</a>,
            ui.day(row.since),
            <Review ui={ui} disaster={row} />,
            row.communes.map(({ name }) => name).join(', '),
            <Standing ui={ui} disaster={row} />,
          ])}
        />
      )}
    </Layout>
  )
}

/** Where it is on still, or that it is over. */
export function Standing({ ui, disaster }: { ui: Ui; disaster: Disaster }) {
  const on = isOn(disaster)
  return <Tag tone={on ? 'wait' : 'calm'}>{disasterSpeech(ui)(on ? 'on' : 'off')}</Tag>
}

/** True while one of its communes is on. */
export function isOn({ communes }: Disaster): boolean {
  return communes.some(({ endedAt }) => endedAt === undefined)
}

/** A sentence begins with a capital letter; what people call a storm does inside one. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

function Review({ ui, disaster }: { ui: Ui; disaster: Disaster }) {
  const due = isOn(disaster) && disaster.reviewOn <= dayOf(ui.now)
  return (
    <>
      {ui.day(disaster.reviewOn)} {due ? <Tag tone="bad">{disasterSpeech(ui)('review_due')}</Tag> : null}
    </>
  )
}
