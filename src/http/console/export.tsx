import { Hono } from 'hono'
import { exportList, mostExported } from '../../app/export-list.ts'
import { dayOf } from '../../domain/day.ts'
import type { Listed, TableFormat } from '../../ports/table-files.ts'
import type { ConsoleDeps, ConsoleEnv, Ctx } from './deps.ts'
import { missing } from './respond.tsx'
import type { Ui } from './ui.ts'

/** The kinds of files, with what a browser is told of them. */
const formats: Record<TableFormat, string> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
}

/**
 * The two files of a list, `list.xlsx` and `list.csv`, to be mounted beside its page and before its `/:id`. `listOf` reads the address as
 * the page does, so that the file holds what the page shows, and gives undefined where this reader has no such list.
 */
export function exportRoutes<Row, Place>(
  deps: ConsoleDeps,
  listOf: (c: Ctx) => Listed<Row, Place> | undefined | Promise<Listed<Row, Place> | undefined>,
): Hono<ConsoleEnv> {
  const app = new Hono<ConsoleEnv>()
  for (const format of ['xlsx', 'csv'] as const)
    app.get(`/list.${format}`, async (c) => {
      const listed = await listOf(c)
      return listed ? send(c, deps, { listed, format }) : missing(c)
    })
  return app
}

/** A list that was cut says so in its last row: a file is passed on, a page is not. */
async function send<Row, Place>(
  c: Ctx,
  deps: ConsoleDeps,
  { listed, format }: { listed: Listed<Row, Place>; format: TableFormat },
): Promise<Response> {
  const ui = c.get('ui')
  const { table, cut } = await exportList(deps, { staff: c.get('staff'), listed, format })
  const rows = cut ? [...table.rows, [ui.t('export.cut', { most: mostExported })]] : table.rows
  const bytes = await deps.tableFiles.write({ ...table, rows }, format)
  return c.body(new Uint8Array(bytes), 200, {
    'Content-Type': formats[format],
    'Content-Disposition': `attachment; filename="${listed.list}-${dayOf(ui.now)}.${format}"`,
    'Cache-Control': 'no-store',
  })
}

/** The links to the two files below a list. `link` makes the address of a file beside the page, with what the page is filtered by. */
export function ExportLinks({ ui, link }: { ui: Ui; link: (file: string) => string }) {
  return (
    <p class="hint exports">
      {ui.t('export.take')} <a href={link('list.xlsx')}>{ui.t('export.xlsx')}</a>{' '}
      <a href={link('list.csv')}>{ui.t('export.csv')}</a>
    </p>
  )
}
