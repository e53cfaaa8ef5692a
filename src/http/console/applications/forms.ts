import { Hono } from 'hono'
import { openApprovalNotice } from '../../../app/form-approval-notice.ts'
import { openGroupList, openGroupMinutes } from '../../../app/form-group.ts'
import { openLoanRequest } from '../../../app/form-loan-request.ts'
import { programmeIds } from '../../../policy/index.ts'
import type { ConsoleDeps, ConsoleEnv, Ctx } from '../deps.ts'
import { formFiles, sendForm } from '../pdf.ts'

/** The forms of a request, to be printed: 01/TD always, 04/TD once it is decided. */
export function applicationPaperRoutes(deps: ConsoleDeps): Hono<ConsoleEnv> {
  const app = new Hono<ConsoleEnv>()
  app.get(`/:id/form/${formFiles.loan_request}.pdf`, async (c) => {
    const form = await openLoanRequest(deps, { staff: c.get('staff'), applicationId: c.req.param('id') })
    return sendForm(c, deps, { form, subject: form?.code ?? '' })
  })
  app.get(`/:id/form/${formFiles.approval_notice}.pdf`, async (c) => {
    const form = await openApprovalNotice(deps, { staff: c.get('staff'), applicationId: c.req.param('id') })
    return sendForm(c, deps, { form, subject: form?.code ?? '' })
  })
  return app
}

/** The forms of a group's meeting, to be printed: the list 03/TD and the minutes 10C/TD. `?programme=` keeps to one programme. */
export function groupPaperRoutes(deps: ConsoleDeps): Hono<ConsoleEnv> {
  const app = new Hono<ConsoleEnv>()
  app.get(`/:id/form/${formFiles.group_list}.pdf`, async (c) => {
    const form = await openGroupList(deps, { ...wanted(c), groupId: c.req.param('id') })
    return sendForm(c, deps, { form, subject: form?.group.code ?? '' })
  })
  app.get(`/:id/form/${formFiles.group_minutes}.pdf`, async (c) => {
    const form = await openGroupMinutes(deps, { ...wanted(c), groupId: c.req.param('id') })
    return sendForm(c, deps, { form, subject: form?.group.code ?? '' })
  })
  return app
}

function wanted(c: Ctx) {
  const programme = programmeIds.find((id) => id === c.req.query('programme'))
  return { staff: c.get('staff'), ...(programme ? { programme } : {}) }
}
