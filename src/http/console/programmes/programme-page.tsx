import { Hono } from 'hono'
import type { Day } from '../../../domain/day.ts'
import {
  type Figure,
  type ProgrammeId,
  programmeIds,
  programmeKey,
  type Reason,
  type Stretch,
  stretchOn,
  termsOn,
  weighOne,
} from '../../../policy/index.ts'
import type { ConsoleEnv } from '../deps.ts'
import { Layout } from '../layout.tsx'
import { link, Table } from '../parts.tsx'
import { missing, show } from '../respond.tsx'
import type { Ui } from '../ui.ts'
import { type AskedDay, askedDay, DayForm } from './day-form.tsx'
import { figuresOf } from './figures.ts'
import { State } from './programmes-page.tsx'
import { Sources, Value } from './sources.tsx'

/** One programme: what is in force on a chosen day, who certifies its conditions, and how each figure went. */
export function programmeRoutes(): Hono<ConsoleEnv> {
  const app = new Hono<ConsoleEnv>()
  app.get('/:id', (c) => {
    const id = programmeIds.find((known) => known === c.req.param('id'))
    if (id === undefined) return missing(c)
    const asked = askedDay(c, 'day')
    return show(c, <Whole ui={c.get('ui')} id={id} asked={asked} />, asked.problem ? 422 : 200)
  })
  return app
}

function Whole({ ui, id, asked }: { ui: Ui; id: ProgrammeId; asked: AskedDay }) {
  const name = ui.say({ key: programmeKey(id, 'name') })
  return (
    <Layout ui={ui} title={name} here="programmes">
      <p class="crumb">
        <a href={link('/console/programmes', { day: asked.problem ? undefined : asked.day })}>
          {ui.t('programmes.title')}
        </a>
      </p>
      <h1>{name}</h1>
      <p class="lead">{ui.say({ key: programmeKey(id, 'who') })}</p>
      <DayForm ui={ui} asked={asked} />
      {asked.problem ? null : <OnDay ui={ui} id={id} day={asked.day} />}
    </Layout>
  )
}

function OnDay({ ui, id, day }: { ui: Ui; id: ProgrammeId; day: Day }) {
  const figures = figuresOf(ui, id)
  const lends = termsOn(id, day) !== undefined
  return (
    <>
      <section>
        <h2>{ui.t('programmes.in_force', { day: ui.day(day) })}</h2>
        <p class="standing">
          <State ui={ui} open={lends} />
        </p>
        {lends ? <InForce ui={ui} figures={figures} day={day} /> : <p>{ui.t('programmes.not_lent')}</p>}
      </section>
      {lends ? <Conditions ui={ui} reasons={weighOne(id, {}, day).reasons} /> : null}
      <section>
        <h2>{ui.t('programmes.history')}</h2>
        {figures.map((figure) => (
          <Past ui={ui} figure={figure} day={day} />
        ))}
      </section>
    </>
  )
}

function InForce({ ui, figures, day }: { ui: Ui; figures: Figure<string>[]; day: Day }) {
  const standing = figures.flatMap((figure) => {
    const stretch = stretchOn(figure, day)
    return stretch ? [{ name: figure.name, stretch }] : []
  })
  return (
    <Table
      columns={['figure', 'value', 'since', 'source'].map((name) => ui.t(`programmes.columns.${name}`))}
      rows={standing.map(({ name, stretch }) => [
        name,
        <Value ui={ui} {...stretch} />,
        ui.day(stretch.from),
        <Sources ui={ui} cites={stretch.cites} />,
      ])}
    />
  )
}

/** The conditions as they are asked of a household of which nothing is known yet. */
function Conditions({ ui, reasons }: { ui: Ui; reasons: Reason[] }) {
  return (
    <section>
      <h2>{ui.t('programmes.conditions_title')}</h2>
      <Table
        columns={['condition', 'certifier', 'source'].map((name) => ui.t(`programmes.columns.${name}`))}
        rows={reasons.map(({ words, certifier, citation }) => [
          ui.say(words),
          ui.say({ key: `policy:certifiers.${certifier}` }),
          <Sources ui={ui} cites={[citation]} />,
        ])}
      />
    </section>
  )
}

function Past({ ui, figure: { name, history }, day }: { ui: Ui; figure: Figure<string>; day: Day }) {
  const holds = (s: Stretch<string>) => s.from <= day && (s.until === undefined || day <= s.until)
  return (
    <details class="boxes">
      <summary>{ui.t('programmes.periods', { figure: name, count: history.length })}</summary>
      <Table
        columns={['from', 'until', 'value', 'source'].map((column) => ui.t(`programmes.columns.${column}`))}
        rows={history.map((stretch) => [
          holds(stretch) ? <strong>{ui.day(stretch.from)}</strong> : ui.day(stretch.from),
          stretch.until === undefined ? ui.t('programmes.still') : ui.day(stretch.until),
          <Value ui={ui} {...stretch} />,
          <Sources ui={ui} cites={stretch.cites} />,
        ])}
      />
    </details>
  )
}
