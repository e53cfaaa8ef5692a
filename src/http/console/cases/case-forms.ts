import { Hono } from 'hono'
import { openTermChange } from '../../../app/form-term-change.ts'
import { readDay } from '../../../domain/day.ts'
import type { ConsoleDeps, ConsoleEnv } from '../deps.ts'
import { formFiles, sendForm } from '../pdf.ts'

/** The forms of a difficulty with a loan, to be printed: 08/TD for an instalment, 09/TD for the end of the loan. `?until=` is the day that is asked for. */
export function casePaperRoutes(deps: ConsoleDeps): Hono<ConsoleEnv> {
  const app = new Hono<ConsoleEnv>()
  for (const name of ['instalment_change', 'extension'] as const)
    app.get(`/:id/form/${formFiles[name]}.pdf`, async (c) => {
      const askedDay = readDay(c.req.query('until') ?? '')
      const wanted = { staff: c.get('staff'), caseId: c.req.param('id'), form: name }
      const form = await openTermChange(deps, { ...wanted, ...(askedDay ? { askedDay } : {}) })
      return sendForm(c, deps, { form, subject: form?.code ?? '' })
    })
  return app
}
