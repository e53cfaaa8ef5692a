import { Hono } from 'hono'
import type { Child } from 'hono/jsx'
import { BarChart, LineChart } from '../chart.tsx'
import type { ConsoleDeps, ConsoleEnv } from '../deps.ts'
import { ExportLinks, exportRoutes } from '../export.tsx'
import { Layout } from '../layout.tsx'
import { Empty, link, Table } from '../parts.tsx'
import { show } from '../respond.tsx'
import type { Ui } from '../ui.ts'
import { FigureRooms } from './figure-rooms.tsx'
import { type FiguresShown, figuresOf, measuredDays } from './figures-of.ts'
import { figuresTable } from './figures-table.ts'
import { PromisePart } from './promise-part.tsx'

/** How the work stands, in pictures with their tables: requests, the time they take, open cases, and how soon people are answered. */
export function figuresRoutes(deps: ConsoleDeps): Hono<ConsoleEnv> {
  const app = new Hono<ConsoleEnv>()
  app.get('/', async (c) => show(c, <Page ui={c.get('ui')} figures={await figuresOf(deps, c)} />))
  app.route(
    '/',
    exportRoutes(deps, (c) => figuresTable(deps, c)),
  )
  return app
}

interface PartProps {
  ui: Ui
  figures: FiguresShown
}

function Page({ ui, figures }: PartProps) {
  return (
    <Layout ui={ui} title={ui.t('figures.title')} here="figures">
      <h1>{ui.t('figures.title')}</h1>
      <p class="lead">{ui.t('figures.lead', { days: measuredDays })}</p>
      <FigureRooms ui={ui} here="figures" />
      <Requests ui={ui} figures={figures} />
      <Times ui={ui} figures={figures} />
      <Cases ui={ui} figures={figures} />
      <Answers ui={ui} figures={figures} />
      <Weeks ui={ui} figures={figures} />
      <PromisePart ui={ui} promises={figures.promises} />
      <ExportLinks ui={ui} link={(file) => `/console/figures/${file}`} />
    </Layout>
  )
}

function Requests({ ui, figures: { requests } }: PartProps) {
  const bars = requests.map(({ state, count }) => ({ name: stateText(ui, state), values: [count] }))
  return (
    <Part ui={ui} id="requests" empty={bars.length === 0}>
      <BarChart {...chartOf(ui, 'requests', bars)} bars={bars} write={(value) => number(ui, value)} />
      <Table
        columns={columnsOf(ui, 'requests', ['state', 'count'])}
        numbers={[1]}
        rows={requests.map(({ state, count }) => [
          <a href={link('/console/applications', { state })}>{stateText(ui, state)}</a>,
          number(ui, count),
        ])}
      />
    </Part>
  )
}

function Times({ ui, figures: { times } }: PartProps) {
  const bars = times.map(({ state, medianDays }) => ({ name: stateText(ui, state), values: [tenths(medianDays)] }))
  return (
    <Part ui={ui} id="times" empty={bars.length === 0}>
      <BarChart {...chartOf(ui, 'times', bars)} bars={bars} write={(value) => number(ui, value)} />
      <Table
        columns={columnsOf(ui, 'times', ['state', 'days', 'stays'])}
        numbers={[1, 2]}
        rows={times.map((row) => [stateText(ui, row.state), number(ui, tenths(row.medianDays)), number(ui, row.stays)])}
      />
    </Part>
  )
}

const ages = ['day', 'week', 'older'] as const

function Cases({ ui, figures: { cases } }: PartProps) {
  const bars = cases.map((row) => ({ name: kindText(ui, row.kind), values: ages.map((age) => row[age]) }))
  const parts = ages.map((age) => ui.t(`figures.cases.${age}`))
  return (
    <Part ui={ui} id="cases" empty={bars.length === 0}>
      <BarChart {...chartOf(ui, 'cases', bars)} bars={bars} parts={parts} write={(value) => number(ui, value)} />
      <Table
        columns={[ui.t('figures.cases.columns.kind'), ...parts]}
        numbers={[1, 2, 3]}
        rows={cases.map((row) => [
          <a href={link('/console/cases', { kind: row.kind })}>{kindText(ui, row.kind)}</a>,
          ...ages.map((age) => number(ui, row[age])),
        ])}
      />
    </Part>
  )
}

function Answers({ ui, figures: { answers } }: PartProps) {
  const bars = answers.map(({ kind, medianHours }) => ({ name: kindText(ui, kind), values: [tenths(medianHours)] }))
  return (
    <Part ui={ui} id="answers" empty={bars.length === 0}>
      <BarChart {...chartOf(ui, 'answers', bars)} bars={bars} write={(value) => number(ui, value)} />
      <Table
        columns={columnsOf(ui, 'answers', ['kind', 'hours', 'answered'])}
        numbers={[1, 2]}
        rows={answers.map((row) => [
          ...[kindText(ui, row.kind), number(ui, tenths(row.medianHours)), number(ui, row.answered)],
        ])}
      />
    </Part>
  )
}

function Weeks({ ui, figures: { weeks } }: PartProps) {
  const points = weeks.map(({ week, medianHours }) => ({ name: ui.day(week), value: tenths(medianHours) }))
  const bars = points.map(({ name, value }) => ({ name, values: [value] }))
  return (
    <Part ui={ui} id="weeks" empty={points.length === 0}>
      <LineChart {...chartOf(ui, 'weeks', bars)} points={points} write={(value) => number(ui, value)} />
      <Table
        columns={columnsOf(ui, 'weeks', ['week', 'hours', 'answered'])}
        numbers={[1, 2]}
        rows={weeks.map((row) => [
          ...[ui.day(row.week), number(ui, tenths(row.medianHours)), number(ui, row.answered)],
        ])}
      />
    </Part>
  )
}

interface PartOfPage {
  ui: Ui
  id: string
  empty: boolean
  children: Child
}

/** A picture with its table beside it, or what will be here once there is something to count. */
function Part({ ui, id, empty, children }: PartOfPage) {
  return (
    <section>
      <h2>{ui.t(`figures.${id}.title`)}</h2>
      <p class="hint">{ui.t(`figures.${id}.hint`, { days: measuredDays })}</p>
      {empty ? (
        <Empty title={ui.t('figures.none')}>{ui.t(`figures.${id}.none`)}</Empty>
      ) : (
        <div class="columns figures">{children}</div>
      )}
    </section>
  )
}

/** The title of a picture, and its summary: how many lines it has and which is the longest. */
function chartOf(ui: Ui, id: string, bars: readonly { name: string; values: readonly number[] }[]) {
  const total = (of: { values: readonly number[] }) => of.values.reduce((all, value) => all + value, 0)
  const longest = [...bars].sort((one, other) => total(other) - total(one))[0]
  const most = longest ? { name: longest.name, value: total(longest) } : { name: '', value: 0 }
  return {
    id,
    title: ui.t(`figures.${id}.title`),
    summary: ui.t('figures.summary', { count: bars.length, ...most }),
  }
}

function columnsOf(ui: Ui, id: string, names: readonly string[]): string[] {
  return names.map((name) => ui.t(`figures.${id}.columns.${name}`))
}

function stateText(ui: Ui, state: string): string {
  return ui.say({ key: `applications:states.${state}` })
}

function kindText(ui: Ui, kind: string): string {
  return ui.say({ key: `cases:kinds.${kind}` })
}

function number(ui: Ui, value: number): string {
  return ui.t('value', { value })
}

function tenths(value: number): number {
  return Math.round(value * 10) / 10
}
