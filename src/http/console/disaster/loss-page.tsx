import { Hono } from 'hono'
import { openLossFile } from '../../../app/loss-file.ts'
import { openLossPhoto } from '../../../app/loss-photo.ts'
import { type LossWish, seenLoss, stepLoss } from '../../../app/loss-step.ts'
import { lossOutcomes, lossSteps } from '../../../domain/loss-report.ts'
import { readDong } from '../../../domain/money.ts'
import type { ConsoleDeps, ConsoleEnv, Ctx } from '../deps.ts'
import { formFiles, sendForm } from '../pdf.ts'
import { doneOf, missing, onTo, show, typedForm } from '../respond.tsx'
import { LossDetail } from './loss-detail.tsx'
import type { LossTried } from './loss-shown.ts'

/** One report of a loss: what the household told, what staff saw, the next step, the pictures and the draft of the file. */
export function lossRoutes(deps: ConsoleDeps): Hono<ConsoleEnv> {
  const app = new Hono<ConsoleEnv>()
  app.get('/report/:id', (c) => page(c, deps, c.req.param('id')))
  app.post('/report/:id/step', (c) => step(c, deps, c.req.param('id')))
  app.get(`/report/:id/${formFiles.loss_file}.pdf`, async (c) => {
    const form = await openLossFile(deps, { staff: c.get('staff'), reportId: c.req.param('id') })
    return sendForm(c, deps, { form, subject: form?.code ?? '' })
  })
  app.get('/report/:id/photo/:photoId', async (c) => {
    const { id: reportId, photoId } = c.req.param()
    const photo = await openLossPhoto(deps, { staff: c.get('staff'), reportId, photoId })
    if (!photo) return missing(c)
    return c.body(photo.content, 200, {
      'Content-Type': photo.mime,
      'Content-Disposition': `inline; filename="thiet-hai-${reportId}-${photoId}.jpg"`,
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
    })
  })
  return app
}

async function step(c: Ctx, deps: ConsoleDeps, reportId: string): Promise<Response> {
  const form = await typedForm(c)
  const name = lossSteps.find((one) => one === form.one('step'))
  if (!name) return missing(c)
  const typed = { loss: form.one('loss'), capital: form.one('capital'), note: form.one('note') }
  const [lossDong, capitalDong] = [readDong(typed.loss), readDong(typed.capital)]
  const outcome = lossOutcomes.find((one) => one === form.one('outcome'))
  const wish: LossWish = {
    ...{ staff: c.get('staff'), reportId, step: name, note: typed.note },
    seen: { ...(lossDong === undefined ? {} : { lossDong }), ...(capitalDong === undefined ? {} : { capitalDong }) },
    ...(outcome ? { outcome } : {}),
  }
  const done = await stepLoss(deps, wish)
  if (done.ok) return onTo(c, `/console/disaster/report/${reportId}`, 'stepped')
  if (done.problem === 'not_found') return missing(c)
  return page(c, deps, reportId, { step: name, ...typed, problem: done.problem })
}

async function page(c: Ctx, { store }: ConsoleDeps, id: string, tried?: LossTried): Promise<Response> {
  const found = await store.transaction(async (tx) => {
    const seen = await seenLoss(tx, c.get('staff'), id)
    if (!seen) return undefined
    const disaster = await tx.disasters.find(seen.report.disasterId)
    const loans = (await tx.loans.ofHousehold(seen.household.id)).filter(({ status }) => status !== 'closed')
    const moves = await tx.losses.moves(id)
    const names = new Map<string, string>()
    for (const { by } of moves) names.set(by, (await tx.staff.find(by))?.name ?? '')
    return { ...seen, ...(disaster ? { disaster } : {}), loans, moves, names, photos: await tx.losses.photos(id) }
  })
  if (!found) return missing(c)
  const shown = { ...found, ...(tried ? { tried } : {}), ...doneOf(c, 'stepped') }
  return show(c, <LossDetail ui={c.get('ui')} {...shown} />, tried ? 422 : 200)
}
