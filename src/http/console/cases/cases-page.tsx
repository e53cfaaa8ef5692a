import { Hono } from 'hono'
import type { ConsoleDeps, ConsoleEnv, Ctx } from '../deps.ts'
import { exportRoutes } from '../export.tsx'
import { Layout } from '../layout.tsx'
import { show } from '../respond.tsx'
import type { Ui } from '../ui.ts'
import { caseTable } from './case-table.ts'
import { Desk, type DeskShown } from './desk.tsx'
import { deskAsked, deskFilter, deskPlace } from './desk-filter.ts'
import { DeskFilters } from './desk-filters.tsx'
import { DeskScript, deskScript } from './desk-script.tsx'

const perPage = 30

/** The inbox: the talks that need a person. Overdue ones first, then those that nobody has opened, then by deadline. */
export function casesRoutes(deps: ConsoleDeps): Hono<ConsoleEnv> {
  const app = new Hono<ConsoleEnv>()
  app.get('/desk.js', deskScript.serve as never)
  app.get('/', async (c) => show(c, <Inbox ui={c.get('ui')} {...(await shown(deps, c))} />))
  app.get('/live', async (c) => show(c, <Desk ui={c.get('ui')} {...(await shown(deps, c))} />))
  app.get('/next', async (c) => c.redirect(await nextCase(deps, c)))
  app.route(
    '/',
    exportRoutes(deps, (c) => caseTable(deps, c)),
  )
  return app
}

async function shown({ store }: ConsoleDeps, c: Ctx): Promise<DeskShown> {
  const asked = deskAsked(c)
  const place = deskPlace(c)
  const filter = deskFilter(asked, c.get('staff'), c.get('ui').now)
  const found = await store.caseDesk.list({ ...filter, ...place, limit: perPage + 1 })
  const rows = found.slice(0, perPage)
  const last = found.length > perPage ? rows.at(-1) : undefined
  return {
    asked,
    counts: await store.caseDesk.counts({ ...filter, staffId: c.get('staff').id }),
    rows,
    ...(last ? { next: last } : {}),
    ...(place.after ? { later: true as const } : {}),
  }
}

/** The case that waits most besides the one that is left: one of mine, else one that nobody has. */
async function nextCase({ store }: ConsoleDeps, c: Ctx): Promise<string> {
  const { ui, staff } = { ui: c.get('ui'), staff: c.get('staff') }
  for (const whose of ['mine', 'nobody'] as const) {
    const filter = deskFilter({ state: 'open', whose }, staff, ui.now)
    const rows = await store.caseDesk.list({ ...filter, limit: 2 })
    const found = rows.find(({ id }) => id !== c.req.query('after'))
    if (found) return `/console/cases/${found.id}`
  }
  return '/console/cases'
}

function Inbox({ ui, ...desk }: DeskShown & { ui: Ui }) {
  const title = ui.t('cases.title')
  return (
    <Layout ui={ui} title={title} here="cases">
      <h1>{title}</h1>
      <DeskFilters ui={ui} asked={desk.asked} />
      <Desk ui={ui} {...desk} />
      <DeskScript />
    </Layout>
  )
}
