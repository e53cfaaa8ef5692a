import { Hono } from 'hono'
import { scopeOf } from '../../../domain/staff.ts'
import {
  type PortfolioLine,
  type PortfolioMonth,
  type PortfolioPart,
  portfolioParts,
} from '../../../ports/portfolio.ts'
import { BarChart, LineChart } from '../chart.tsx'
import type { ConsoleDeps, ConsoleEnv, Ctx } from '../deps.ts'
import { ExportLinks, exportRoutes } from '../export.tsx'
import { Layout } from '../layout.tsx'
import { Empty, Facts, Table } from '../parts.tsx'
import { show } from '../respond.tsx'
import type { Ui } from '../ui.ts'
import { FigureRooms } from './figure-rooms.tsx'
import { lendingTable } from './lending-table.ts'
import { changeCell, changeText, partName, shareText } from './lending-words.ts'

/** Months that the picture shows: this year against the one before. */
const monthsShown = 24

/** What stands out, by programme, association and commune, against the month before. */
export function lendingRoutes(deps: ConsoleDeps): Hono<ConsoleEnv> {
  const app = new Hono<ConsoleEnv>()
  app.route(
    '/',
    exportRoutes(deps, (c) => lendingTable(deps, c)),
  )
  app.get('/', async (c) => show(c, <Page ui={c.get('ui')} {...(await read(c, deps))} />))
  return app
}

type Total = NonNullable<Awaited<ReturnType<ConsoleDeps['store']['portfolio']['total']>>>

interface Shown {
  total: Total | undefined
  parts: (readonly [PortfolioPart, PortfolioLine[]])[]
  months: PortfolioMonth[]
}

async function read(c: Ctx, { store }: ConsoleDeps): Promise<Shown> {
  const scope = scopeOf(c.get('staff'))
  const [total, months, ...lines] = await Promise.all([
    store.portfolio.total(scope),
    store.portfolio.months({ scope, limit: monthsShown }),
    ...portfolioParts.map((by) => store.portfolio.lines({ scope, by })),
  ])
  return { total, months, parts: portfolioParts.map((by, i) => [by, lines[i] ?? []] as const) }
}

function Page({ ui, total, parts, months }: Shown & { ui: Ui }) {
  const say = sayOf(ui)
  return (
    <Layout ui={ui} title={say('title')} here="figures">
      <h1>{say('title')}</h1>
      {total ? <p class="lead">{leadOf(ui, total)}</p> : null}
      <FigureRooms ui={ui} here="lending" />
      {total ? (
        <>
          <Total ui={ui} total={total} />
          {parts.map(([by, lines]) => (
            <Part ui={ui} by={by} lines={lines} />
          ))}
          <Months ui={ui} months={months} />
          <ExportLinks ui={ui} link={(file) => `/console/lending/${file}`} />
        </>
      ) : (
        <Empty title={say('none')}>{say('none_text')}</Empty>
      )}
    </Layout>
  )
}

function leadOf(ui: Ui, { oldest, newest }: Total): string {
  const say = sayOf(ui)
  return oldest === newest
    ? say('lead', { newest: ui.day(newest) })
    : say('lead_apart', { oldest: ui.day(oldest), newest: ui.day(newest) })
}

function Total({ ui, total }: { ui: Ui; total: Total }) {
  const say = sayOf(ui)
  const count = (value: number) => ui.t('value', { value })
  return (
    <Facts
      rows={[
        [say('total.households'), count(total.households)],
        [say('total.loans'), count(total.loans)],
        [say('total.outstanding'), `${ui.dong(total.outstanding)} (${changeText(ui, total, 'outstanding')})`],
        [say('total.overdue'), `${ui.dong(total.overdue)} (${changeText(ui, total, 'overdue')})`],
        [say('total.frozen'), `${ui.dong(total.frozen)} (${changeText(ui, total, 'frozen')})`],
        [say('total.bad_share'), shareText(ui, total.overdue + total.frozen, total.outstanding)],
        [say('total.interest'), ui.dong(total.interestDue)],
      ]}
    />
  )
}

const columns = ['households', 'loans', 'outstanding', 'change', 'overdue', 'overdue_share', 'overdue_change', 'frozen']

function Part({ ui, by, lines }: { ui: Ui; by: PortfolioPart; lines: PortfolioLine[] }) {
  const say = sayOf(ui)
  const count = (value: number) => ui.t('value', { value })
  const bars = lines.map((line) => ({ name: partName(ui, by, line.part), values: [millions(line.outstanding)] }))
  const summary = say('summary', { count: bars.length, name: bars[0]?.name ?? '' })
  return (
    <section>
      <h2>{say(`by.${by}`)}</h2>
      <BarChart
        id={by}
        title={say(`by.${by}`)}
        summary={summary}
        bars={bars}
        write={(value) => ui.dong(value * million)}
      />
      <p class="hint">{say('unit')}</p>
      <Table
        columns={[say(`by.${by}`), ...columns.map((name) => say(`columns.${name}`))]}
        numbers={columns.map((_, i) => i + 1)}
        rows={lines.map((line) => [
          partName(ui, by, line.part),
          ...[count(line.households), count(line.loans), count(line.outstanding), changeCell(ui, line, 'outstanding')],
          ...[count(line.overdue), shareText(ui, line.overdue, line.outstanding), changeCell(ui, line, 'overdue')],
          count(line.frozen),
        ])}
      />
    </section>
  )
}

function Months({ ui, months }: { ui: Ui; months: PortfolioMonth[] }) {
  const say = sayOf(ui)
  const points = months.map(({ month, outstanding }) => ({ name: month.slice(0, 7), value: millions(outstanding) }))
  const summary = say('summary', { count: points.length, name: points.at(-1)?.name ?? '' })
  return (
    <section>
      <h2>{say('months.title')}</h2>
      <p class="hint">{say('months.hint')}</p>
      {months.length < 2 ? (
        <Empty title={say('months.none')} />
      ) : (
        <LineChart
          {...{ id: 'months', title: say('months.title'), summary, points }}
          write={(value) => ui.t('value', { value })}
        />
      )}
      {months.length === 0 ? null : (
        <Table
          columns={['month', 'outstanding', 'overdue', 'frozen', 'lent'].map((name) => say(`months.columns.${name}`))}
          numbers={[1, 2, 3, 4]}
          rows={months.map(({ month, outstanding, overdue, frozen, lent }) => [
            month.slice(0, 7),
            ...[outstanding, overdue, frozen, lent].map((value) => ui.t('value', { value })),
          ])}
        />
      )}
    </section>
  )
}

const million = 1_000_000

function millions(dong: number): number {
  return Math.round(dong / million)
}

function sayOf(ui: Ui) {
  return (key: string, gaps: Record<string, string | number> = {}) => ui.say({ key: `lending:${key}`, with: gaps })
}
