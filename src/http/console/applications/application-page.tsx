import { type Context, Hono } from 'hono'
import { programmeName } from '../../../app/application-message.ts'
import { isOpenToFigures } from '../../../app/complete-application.ts'
import { type Decided, decideApplication, seenApplication } from '../../../app/decide-application.ts'
import { isDecided } from '../../../app/form-approval-notice.ts'
import { openIdentity } from '../../../app/open-identity.ts'
import { openApplicantPhone } from '../../../app/open-phone.ts'
import { readEvent, readReason } from '../../../domain/application.ts'
import { readDay } from '../../../domain/day.ts'
import { may } from '../../../domain/staff.ts'
import type { Application, ApplicationEvent } from '../../../ports/applications.ts'
import type { AttachmentBrief } from '../../../ports/attachments.ts'
import type { ConsoleDeps, ConsoleEnv, Ctx } from '../deps.ts'
import { Layout } from '../layout.tsx'
import { doneOf, missing, onTo, show, typedForm } from '../respond.tsx'
import type { Ui } from '../ui.ts'
import { AnswerFacts, BankFacts, History, Standing } from './application-parts.tsx'
import { Steps, type StepTyped } from './application-steps.tsx'
import { FormLinks } from './form-links.tsx'
import { Papers } from './papers.tsx'

/** One request: what the household sent, what the bank filled in, what happened, and what may be done now. */
export function applicationRoutes(deps: ConsoleDeps): Hono<ConsoleEnv> {
  const app = new Hono<ConsoleEnv>()
  app.get('/:id', async (c) => page(c, deps, { id: c.req.param('id') }))
  app.post('/:id/phone', async (c) => {
    const applicationId = c.req.param('id')
    const phone = await openApplicantPhone(deps, { staff: c.get('staff'), applicationId })
    return page(c, deps, { id: applicationId, ...(phone ? { phone } : {}) })
  })
  app.post('/:id/identity', async (c) => {
    const applicationId = c.req.param('id')
    const identity = await openIdentity(deps, { staff: c.get('staff'), applicationId })
    return page(c, deps, { id: applicationId, ...(identity ? { identity } : {}) })
  })
  app.post('/:id/step', async (c) => {
    const id = c.req.param('id')
    const form = await typedForm(c)
    const event = readEvent(form.one('event'))
    if (!event) return missing(c)
    const typed = { event, reason: form.one('reason'), note: form.one('note').trim(), day: form.one('day') }
    const decided = await decideApplication(deps, { staff: c.get('staff'), applicationId: id, ...readStep(typed) })
    if (decided.ok) return onTo(c, `/console/applications/${id}`, 'step')
    return decided.problem === 'not_found'
      ? missing(c)
      : page(c, deps, { id, failed: { typed, problem: decided.problem } })
  })
  return app
}

type StepFailed = { typed: StepTyped; problem: Extract<Decided, { ok: false }>['problem'] }

interface Shown {
  id: string
  /** The applicant's number, when it was just opened. */
  phone?: string
  /** The identity number, when it was just opened. */
  identity?: string
  failed?: StepFailed
}

/** The longest remark: with the lines around it, it fits one message on every channel. */
const longestNote = 500

function readStep({ event, reason, note, day }: StepTyped) {
  const readable = readReason(reason)
  const on = readDay(day)
  return {
    event,
    ...(readable ? { reason: readable } : {}),
    ...(note ? { note: [...note].slice(0, longestNote).join('') } : {}),
    ...(on ? { day: on } : {}),
  }
}

async function page(
  c: Ctx | Context<ConsoleEnv>,
  deps: ConsoleDeps,
  { id, failed, ...opened }: Shown,
): Promise<Response> {
  const application = await deps.store.transaction((tx) => seenApplication(tx, c.get('staff'), id))
  if (!application) return missing(c)
  const events = await deps.store.applications.events(id)
  const ui = c.get('ui')
  const { householdId } = application
  const household = householdId === undefined ? undefined : await deps.store.households.find(householdId)
  const shown = {
    ui,
    application,
    events,
    papers: await deps.store.attachments.ofApplication(id),
    groupId: household?.group?.id,
    ...opened,
    ...(failed ? { failed } : {}),
  }
  return show(c, <Detail {...shown} {...doneOf(c, 'step', 'completed')} />, failed ? 422 : 200)
}

interface DetailProps {
  ui: Ui
  application: Application
  events: ApplicationEvent[]
  papers: AttachmentBrief[]
  groupId: number | undefined
  phone?: string
  identity?: string
  failed?: StepFailed
  done?: string
}

function Detail({ ui, application, events, papers, groupId, phone, identity, failed, done }: DetailProps) {
  const role = ui.staff?.role ?? 'officer'
  const completes = may(role, 'applications.complete') && isOpenToFigures(application)
  return (
    <Layout ui={ui} title={application.code} here="applications" {...(done ? { done } : {})}>
      <p class="crumb">
        <a href="/console/applications">{ui.t('applications.title')}</a>
      </p>
      <h1>
        {ui.t('application.title', { code: application.code })}
        <small>{ui.say(programmeName(application.programme))}</small>
      </h1>
      <Standing ui={ui} application={application} />
      {failed ? (
        <p class="notice bad" role="alert">
          {ui.t(`application.problems.${failed.problem}`)}
        </p>
      ) : null}
      <div class="columns">
        <div>
          <AnswerFacts {...{ ui, application, ...(phone ? { phone } : {}) }} />
          <Papers ui={ui} application={application} papers={papers} />
          <BankFacts {...{ ui, application, completes, ...(identity ? { identity } : {}) }} />
        </div>
        <div>
          <Steps ui={ui} application={application} role={role} {...(failed ? { typed: failed.typed } : {})} />
          <FormLinks {...{ ui, application, groupId }} decided={isDecided(application, events)} />
          <History ui={ui} events={events} />
        </div>
      </div>
    </Layout>
  )
}
