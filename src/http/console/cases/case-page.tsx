import { Hono } from 'hono'
import { answerCase, seenCase } from '../../../app/answer-case.ts'
import { assignCase, colleaguesFor, handsOf } from '../../../app/assign-case.ts'
import { cannedFacts } from '../../../app/canned-facts.ts'
import { canBeAsked, closeCase } from '../../../app/close-case.ts'
import { handBack } from '../../../app/hand-back.ts'
import { noteCase } from '../../../app/note-case.ts'
import { readTalk } from '../../../app/read-talk.ts'
import type { Talk } from '../../../conversation/talk.ts'
import { fillCanned } from '../../../domain/canned-text.ts'
import { handles } from '../../../domain/case.ts'
import type { Case } from '../../../ports/cases.ts'
import type { ConsoleDeps, ConsoleEnv, Ctx } from '../deps.ts'
import { doneOf, missing, onTo, show, typedForm } from '../respond.tsx'
import { cannedWords, type TypedInCase } from './case-answer.tsx'
import { CaseDetail } from './case-detail.tsx'
import { type CaseLive, CaseTalk } from './case-talk.tsx'
import { talkLines, talkRoutes } from './person-talk.tsx'

/** One case: what was said, a field for the answer, notes, who has it, and a button for the end. Whoever opens it has read it. */
export function caseRoutes(deps: ConsoleDeps): Hono<ConsoleEnv> {
  const app = new Hono<ConsoleEnv>()
  app.get('/:id', (c) => page(c, deps, { id: c.req.param('id') }))
  app.get('/:id/live', async (c) => {
    const found = await opened(c, deps, c.req.param('id'))
    return found ? show(c, <CaseTalk ui={c.get('ui')} {...(await liveOf(deps, c, found))} />) : missing(c)
  })
  app.post('/:id/answer', (c) => answer(c, deps, c.req.param('id')))
  app.post('/:id/insert', (c) => insert(c, deps, c.req.param('id')))
  app.post('/:id/note', async (c) => {
    const id = c.req.param('id')
    const note = (await typedForm(c)).one('note')
    const done = await noteCase(deps, { staff: c.get('staff'), caseId: id, text: note })
    if (done.ok) return onTo(c, `/console/cases/${id}`, 'noted')
    return done.problem === 'not_found' ? missing(c) : page(c, deps, { id, note, problem: done.problem })
  })
  app.post('/:id/assign', (c) => assign(c, deps, c.req.param('id')))
  app.post('/:id/hand-back', async (c) => {
    const id = c.req.param('id')
    if (await handBack(deps, { staff: c.get('staff'), caseId: id }))
      return onTo(c, `/console/cases/${id}`, 'handed_back')
    return (await seenBy(c, deps, id)) ? onTo(c, `/console/cases/${id}`) : missing(c)
  })
  app.post('/:id/close', async (c) => {
    const id = c.req.param('id')
    const reason = (await typedForm(c)).one('reason')
    const done = await closeCase(deps, { staff: c.get('staff'), caseId: id, reason })
    if (done.ok) return onTo(c, `/console/cases/${id}`, done.how === 'asked' ? 'asked_solved' : 'closed')
    if (done.problem === 'closed') return onTo(c, `/console/cases/${id}`, 'closed')
    const problem = done.problem === 'too_long' ? 'reason_long' : done.problem
    return problem === 'not_found' ? missing(c) : page(c, deps, { id, reason, problem })
  })
  app.route('/', talkRoutes(deps))
  return app
}

async function answer(c: Ctx, deps: ConsoleDeps, id: string): Promise<Response> {
  const form = await typedForm(c)
  const text = form.one('text')
  const heard = /^\d{1,6}$/.test(form.one('heard')) ? { heard: Number(form.one('heard')) } : {}
  const done = await answerCase(deps, { staff: c.get('staff'), caseId: id, text, ...heard })
  if (done.ok) return onTo(c, `/console/cases/${id}`, 'answered')
  if (done.problem === 'not_found') return missing(c)
  const fillers = 'fillers' in done ? done.fillers.map((name) => `{${name}}`).join(', ') : ''
  return page(c, deps, { id, text, problem: done.problem, fillers })
}

/** Puts a canned text behind what is typed, for a browser without script. */
async function insert(c: Ctx, deps: ConsoleDeps, id: string): Promise<Response> {
  const form = await typedForm(c)
  const found = await seenBy(c, deps, id)
  if (!found) return missing(c)
  const chosen = /^\d{1,18}$/.test(form.one('reply')) ? form.one('reply') : undefined
  const reply = chosen && (await deps.store.cannedReplies.find(found.officeId, chosen))
  const ui = c.get('ui')
  const facts = await cannedFacts(deps.store, { found, staff: c.get('staff'), now: ui.now })
  const filled = reply ? fillCanned(reply.text, cannedWords(ui, facts)) : ''
  const text = [form.one('text').trim(), filled].filter(Boolean).join('\n')
  return page(c, deps, { id, text })
}

async function assign(c: Ctx, deps: ConsoleDeps, id: string): Promise<Response> {
  const form = await typedForm(c)
  const turn = { from: form.one('from'), to: form.one('to') }
  const done = await assignCase(deps, { staff: c.get('staff'), caseId: id, ...turn })
  if (done.ok) return onTo(c, `/console/cases/${id}`, turn.to === '' ? 'let_go' : 'assigned')
  return done.problem === 'not_found' ? missing(c) : page(c, deps, { id, problem: done.problem })
}

function seenBy(c: Ctx, { store }: ConsoleDeps, id: string): Promise<Case | undefined> {
  return store.transaction((tx) => seenCase(tx, c.get('staff'), id))
}

/**
 * What is read is marked before it is shown: what comes between the two is shown, and still counts as unread. Who is only told of a case
 * does not read it for whoever has it.
 */
async function opened(c: Ctx, deps: ConsoleDeps, id: string): Promise<Case | undefined> {
  const found = await seenBy(c, deps, id)
  if (found && handles(c.get('staff').role, found)) await deps.store.caseDesk.markRead(found.id)
  return found
}

async function liveOf({ store }: ConsoleDeps, c: Ctx, found: Case): Promise<CaseLive> {
  const { accountId, assignedTo } = found
  const talk = accountId === undefined ? undefined : await store.talks.load(accountId)
  const quiet = talk && quietUntil(talk, { caseId: found.id, now: c.get('ui').now })
  const assignee = assignedTo === undefined ? undefined : (await store.staff.find(assignedTo))?.name
  return {
    found,
    lines: await store.cases.lines(found.id),
    ...(assignee ? { assignee } : {}),
    ...(quiet ? { quiet } : {}),
  }
}

/** Until when what staff wrote by hand keeps Loa quiet in the talk of this case. */
function quietUntil({ quiet, caseId }: Talk, at: { caseId: string; now: Date }): Date | undefined {
  const until = quiet && caseId === at.caseId ? new Date(quiet.until) : undefined
  return until && until > at.now ? until : undefined
}

async function page(c: Ctx, deps: ConsoleDeps, { id, ...typed }: TypedInCase & { id: string }): Promise<Response> {
  const { store } = deps
  const [ui, staff] = [c.get('ui'), c.get('staff')]
  const found = await opened(c, deps, id)
  if (!found) return missing(c)
  const household = found.householdId ? await store.households.find(found.householdId) : undefined
  const account = found.accountId ? await store.accounts.find(found.accountId) : undefined
  const talk = await readTalk(deps, { staff, caseId: id, limit: talkLines.beside })
  const shown = {
    ...(await liveOf(deps, c, found)),
    replies: await store.cannedReplies.list(found.officeId),
    facts: await cannedFacts(store, { found, staff, now: ui.now }),
    colleagues: await colleaguesFor(store, found),
    hands: await handsOf(store, found),
    askable: await canBeAsked(store, found),
    moreTime: await store.cases.moreTime(found.id),
    loss: found.kind === 'disaster' ? await store.losses.ofCase(found.id) : undefined,
    closed: (await store.applications.times(found.officeId)).closed,
    ...(household ? { household } : {}),
    ...(account ? { account } : {}),
    ...(talk ? { talk } : {}),
  }
  const done = doneOf(c, 'answered', 'closed', 'noted', 'assigned', 'let_go', 'handed_back', 'asked_solved')
  return show(c, <CaseDetail ui={ui} {...shown} typed={typed} {...done} />, typed.problem ? 422 : 200)
}
