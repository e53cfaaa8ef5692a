import { Hono } from 'hono'
import { columnsOf, type ImportKind, importKinds } from '../../../domain/import-columns.ts'
import type { TableFormat } from '../../../ports/table-files.ts'
import type { ConsoleDeps, ConsoleEnv } from '../deps.ts'
import { missing } from '../respond.tsx'
import { headerOf } from './words.ts'

/** The kinds of files, with what a browser is told of them. */
const formats: Record<TableFormat, string> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
}

/** Empty lists to fill in: for each kind a file with the Vietnamese names of its columns, in the order of the contract. */
export function templateRoutes({ language, tableFiles }: ConsoleDeps): Hono<ConsoleEnv> {
  const app = new Hono<ConsoleEnv>()
  app.get('/template/:file', async (c) => {
    const [name, ending] = c.req.param('file').split('.')
    const kind = importKinds.find((one) => one === name)
    const format = (['xlsx', 'csv'] as const).find((one) => one === ending)
    if (!kind || !format) return missing(c)
    const columns = columnsOf(kind).map((column) => ({ title: headerOf(language, column), kind: 'text' as const }))
    const bytes = await tableFiles.write({ name: sheetName(language, kind), columns, rows: [] }, format)
    return c.body(new Uint8Array(bytes), 200, {
      'Content-Type': formats[format],
      'Content-Disposition': `attachment; filename="${kind}.${format}"`,
    })
  })
  return app
}

/** A sheet with instalments is known by its name. */
function sheetName(language: ConsoleDeps['language'], kind: ImportKind): string {
  return kind === 'instalments'
    ? (language.lists('import:sheets.instalments')[0] ?? kind)
    : language.say({ key: `imports:kinds.${kind}` }, 'vi')
}
