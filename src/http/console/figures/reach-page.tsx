import { Hono } from 'hono'
import { dayOf } from '../../../domain/day.ts'
import { outOfReachDays, reachedSince } from '../../../domain/reach.ts'
import { scopeOf } from '../../../domain/staff.ts'
import type { PlaceReach, ReachPlace, ReachTotal } from '../../../ports/reach.ts'
import type { Listed } from '../../../ports/table-files.ts'
import type { ConsoleDeps, ConsoleEnv, Ctx } from '../deps.ts'
import { ExportLinks, exportRoutes } from '../export.tsx'
import { Layout } from '../layout.tsx'
import { Empty, Next, Table } from '../parts.tsx'
import { show } from '../respond.tsx'
import type { Ui } from '../ui.ts'
import { FigureRooms } from './figure-rooms.tsx'

const perPage = 50

/** Whom nothing has reached for a long time, by group: the places to visit, those with the most first. */
export function reachRoutes(deps: ConsoleDeps): Hono<ConsoleEnv> {
  const { store } = deps
  const app = new Hono<ConsoleEnv>()
  app.route(
    '/',
    exportRoutes(deps, (c) => placesTable(deps, c)),
  )
  app.get('/', async (c) => {
    const asked = c.req.query('after') ?? ''
    const offset = /^\d{1,6}$/.test(asked) ? Number(asked) : 0
    const of = { scope: scopeOf(c.get('staff')), since: reachedSince(dayOf(c.get('ui').now)) }
    const [total, rows] = await Promise.all([
      store.reach.total(of),
      store.reach.places({ ...of, offset, limit: perPage + 1 }),
    ])
    const next = rows.length > perPage ? `/console/reach?after=${offset + perPage}` : undefined
    return show(c, <Page ui={c.get('ui')} total={total} rows={rows.slice(0, perPage)} next={next} />)
  })
  return app
}

/** The address of the list of a place. */
export function placePath(place: ReachPlace): string {
  return 'groupId' in place ? `/console/reach/group/${place.groupId}` : `/console/reach/direct/${place.communeId}`
}

interface PageProps {
  ui: Ui
  total: ReachTotal
  rows: PlaceReach[]
  next: string | undefined
}

const columns = ['place', 'leader', 'commune', 'households', 'unreached'] as const

function Page({ ui, total, rows, next }: PageProps) {
  const say = (key: string, gaps = {}) => ui.say({ key: `reach:${key}`, with: gaps })
  return (
    <Layout ui={ui} title={say('title')} here="figures">
      <h1>{say('title')}</h1>
      <p class="lead">{say('lead', { days: outOfReachDays })}</p>
      <FigureRooms ui={ui} here="reach" />
      {rows.length === 0 ? (
        <Empty title={say('all_reached')}>{say('all_reached_text', { days: outOfReachDays })}</Empty>
      ) : (
        <>
          <p>{say('total', { ...total })}</p>
          <Table
            columns={columns.map((name) => say(`columns.${name}`))}
            numbers={[3, 4]}
            rows={rows.map((row) => [
              <a href={placePath(row.place)}>{row.name || say('direct')}</a>,
              row.leaderName,
              row.commune,
              ui.t('value', { value: row.households }),
              ui.t('value', { value: row.unreached }),
            ])}
          />
        </>
      )}
      <Next ui={ui} href={next} />
      {rows.length === 0 ? null : <ExportLinks ui={ui} link={(file) => `/console/reach/${file}`} />}
    </Layout>
  )
}

function placesTable({ store }: ConsoleDeps, c: Ctx): Listed<PlaceReach, number> {
  const ui = c.get('ui')
  const of = { scope: scopeOf(c.get('staff')), since: reachedSince(dayOf(ui.now)) }
  return {
    list: 'reach',
    columns: columns.map((name) => ({
      title: ui.say({ key: `reach:columns.${name}` }),
      kind: name === 'households' || name === 'unreached' ? 'number' : 'text',
    })),
    cells: (row) => [
      row.name || ui.say({ key: 'reach:direct' }),
      ...[row.leaderName, row.commune, row.households, row.unreached],
    ],
    page: async (limit, after = 0) => {
      const rows = await store.reach.places({ ...of, offset: after, limit })
      return { rows, ...(rows.length === limit ? { next: after + limit } : {}) }
    },
  }
}
