import { Hono } from 'hono'
import { openCollectionSheet } from '../../../app/sheet-form.ts'
import { sheetTable } from '../../sheet/sheet-table.ts'
import type { ConsoleDeps, ConsoleEnv } from '../deps.ts'
import { formFiles, sendForm } from '../pdf.ts'
import { missing } from '../respond.tsx'

/** The sheet by which a group's leader collects, for the officer to print or hand over: PDF and XLSX. */
export function collectionRoutes(deps: ConsoleDeps): Hono<ConsoleEnv> {
  const app = new Hono<ConsoleEnv>()
  app.get(`/:id/form/${formFiles.collection_sheet}.pdf`, async (c) => {
    const form = await openCollectionSheet(deps, { staff: c.get('staff'), groupId: c.req.param('id') })
    return sendForm(c, deps, { form, subject: form?.group.code ?? '' })
  })
  app.get(`/:id/form/${formFiles.collection_sheet}.xlsx`, async (c) => {
    const form = await openCollectionSheet(deps, { staff: c.get('staff'), groupId: c.req.param('id') })
    if (!form) return missing(c)
    const ui = c.get('ui')
    const bytes = await deps.tableFiles.write(
      sheetTable((words) => ui.say(words), form),
      'xlsx',
    )
    return c.body(new Uint8Array(bytes), 200, {
      'Content-Type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'Content-Disposition': `attachment; filename="${formFiles.collection_sheet}-${form.group.code.replace(/[^\w-]/g, '')}.xlsx"`,
      'Cache-Control': 'no-store',
    })
  })
  return app
}
