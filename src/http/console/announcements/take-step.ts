import type { Author } from '../../../app/announce.ts'
import { seenAnnouncement } from '../../../app/announce.ts'
import { decideAnnouncement, submitAnnouncement } from '../../../app/announcement-approval.ts'
import { authorOf } from '../../../app/announcement-author.ts'
import { beginTesting, findTester, sendTest } from '../../../app/announcement-test.ts'
import { scheduleAnnouncement, unscheduleAnnouncement } from '../../../app/schedule-announcement.ts'
import type { ConsoleDeps, Ctx } from '../deps.ts'
import { type Typed, typedForm } from '../respond.tsx'

/** What a step before the sending came to, as the page says it. */
export const steps = [
  'submitted',
  'approved',
  'returned',
  'scheduled',
  'unscheduled',
  'tested',
  'test_found',
  'test_begun',
  'picture_kept',
  'picture_removed',
] as const

/** One of `steps`. */
export type StepDone = (typeof steps)[number]

/** How a step ended. */
export type Stepped = { ok: true; done: StepDone } | { ok: false; problem: string }

/** What a machine looks at, with how fast the channels are set to go. */
export function checking(deps: ConsoleDeps) {
  return { ...deps, rates: deps.channelDesk.rates }
}

/** Takes a step before the sending, by the name in the address. */
export async function takeStep(c: Ctx, deps: ConsoleDeps, id: string): Promise<Stepped> {
  const typed = await typedForm(c)
  const of = { author: authorOf(c.get('staff')), id }
  switch (c.req.param('step')) {
    case 'submit':
      return done(await submitAnnouncement(checking(deps), of), 'submitted')
    case 'decide':
      return decide(deps, of, typed)
    case 'test':
      return tryOut(deps, of, typed.one('do'))
    case 'schedule': {
      const wish = { ...of, day: typed.one('day'), hour: typed.one('hour') }
      return done(await scheduleAnnouncement(deps, wish), 'scheduled')
    }
    default:
      return done(await unscheduleAnnouncement(deps, of), 'unscheduled')
  }
}

interface Of {
  author: Author
  id: string
}

async function decide(deps: ConsoleDeps, of: Of, { one, all }: Typed): Promise<Stepped> {
  const approves = one('decide') === 'approve'
  const said = { version: Number(one('version')), why: one('why'), ticked: all('ticked') }
  const decision = { ...of, ...said, decide: approves ? 'approve' : 'return' } as const
  return done(await decideAnnouncement(checking(deps), decision), approves ? 'approved' : 'returned')
}

/** Names the own account, or sends the announcement to it. */
async function tryOut(deps: ConsoleDeps, { author, id }: Of, wanted: string): Promise<Stepped> {
  if (!(await seenAnnouncement(deps.store, author, id))) return { ok: false, problem: 'not_found' }
  if (wanted === 'send') return done(await sendTest(deps, { author, id }), 'tested')
  if (wanted === 'find') return done(await findTester(deps, author), 'test_found')
  await beginTesting(deps, author)
  return { ok: true, done: 'test_begun' }
}

function done(ended: { ok: true } | { ok: false; problem: string }, said: StepDone): Stepped {
  return ended.ok ? { ok: true, done: said } : ended
}
