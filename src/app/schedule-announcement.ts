import { atHour, dayOf, readDay } from '../domain/day.ts'
import { areOpen } from '../domain/sending-hours.ts'
import { type Announcement, unsentStates } from '../ports/announcements.ts'
import type { Tx } from '../ports/store.ts'
import { type AnnounceDeps, type Author, audienceProblems, noteAnnouncement, seenAnnouncement } from './announce.ts'
import { checkAnnouncement } from './announcement-checks.ts'
import { type StepDeps, toBeMended } from './announcement-finding.ts'
import { approvalRule } from './announcement-rules.ts'
import { isApproved, sendAnnouncement } from './send-announcement.ts'
import { hoursOf } from './sending-progress.ts'

/**
 * `no_day`: not a day and an hour. `past`: that moment is over. `not_open`: outside the hours of the office. `after_last_day`: it ends
 * before. `outside`: it reaches further than who sets the time may. `stopped`: nobody has approved it, and a machine found something that
 * has to be mended.
 */
export type ScheduleProblem =
  | 'not_found'
  | 'not_now'
  | 'not_approved'
  | 'no_day'
  | 'past'
  | 'not_open'
  | 'after_last_day'
  | 'outside'
  | 'stopped'

/** How scheduling ended. */
export type Scheduled = { ok: true; at: Date } | { ok: false; problem: ScheduleProblem }

/** What is typed: a day as ISO text, and an hour (0 to 23) of that day. */
export interface ScheduleWish {
  author: Author
  id: string
  day: string
  hour: string
}

/** Sets the day and hour at which an announcement goes by itself. */
export async function scheduleAnnouncement(deps: StepDeps, wish: ScheduleWish): Promise<Scheduled> {
  const now = deps.clock.now()
  return deps.store.transaction(async (tx): Promise<Scheduled> => {
    const found = await seenAnnouncement(tx, wish.author, wish.id)
    if (!found) return { ok: false, problem: 'not_found' }
    const rule = await approvalRule(tx.settings, found.officeId)
    if (rule !== 'none' && !isApproved(found)) return { ok: false, problem: 'not_approved' }
    const at = momentOf(wish)
    if (!at) return { ok: false, problem: 'no_day' }
    const problem = await momentProblem(tx, found, { at, now })
    if (problem) return { ok: false, problem }
    // It goes by itself then: whoever sets the time answers for whom it reaches, as whoever sends it does.
    if ((await audienceProblems(tx, wish.author, found.audience)).audience) return { ok: false, problem: 'outside' }
    if (!isApproved(found) && (await isStopped(deps, tx, { ...found, sendAt: at })))
      return { ok: false, problem: 'stopped' }
    const step = { from: unsentStates, to: 'scheduled', version: found.version, sendAt: at } as const
    if (!(await tx.announcements.step(wish.id, step))) return { ok: false, problem: 'not_now' }
    const detail = { at: at.toISOString() }
    await noteAnnouncement(tx, { ...wish, action: 'announcement.schedule', at: now, detail })
    return { ok: true, at }
  })
}

/** Takes the day and hour back: it goes when somebody sends it. */
export async function unscheduleAnnouncement(
  deps: AnnounceDeps,
  { author, id }: { author: Author; id: string },
): Promise<{ ok: true } | { ok: false; problem: 'not_found' | 'not_now' }> {
  const at = deps.clock.now()
  return deps.store.transaction(async (tx) => {
    const found = await seenAnnouncement(tx, author, id)
    if (!found) return { ok: false, problem: 'not_found' }
    if (!(await backFromSchedule(tx, found))) return { ok: false, problem: 'not_now' }
    await noteAnnouncement(tx, { author, action: 'announcement.unschedule', id, at })
    return { ok: true }
  })
}

/** Sends what is to go by now. What cannot be sent any more waits for a person, and the log says why. */
export async function sendDueAnnouncements(deps: StepDeps): Promise<void> {
  for (const due of await deps.store.announcements.due(deps.clock.now())) {
    const { id, officeId } = due
    const author: Author = { kind: 'system', id: 'announcements', officeId, scope: { officeId } }
    const sent = await sendAnnouncement(deps, { author, id })
    if (sent.ok) continue
    await deps.store.transaction(async (tx) => {
      if (!(await backFromSchedule(tx, due))) return
      const detail = { problem: sent.problem }
      await noteAnnouncement(tx, { author, action: 'announcement.unsent', id, at: deps.clock.now(), detail })
    })
  }
}

/** Approved, as it was before, or a draft where nobody has approved it. False when it is not scheduled any more. */
function backFromSchedule(tx: Tx, { version, ...found }: Announcement): Promise<boolean> {
  const to = isApproved(found) ? 'approved' : 'draft'
  return tx.announcements.step(found.id, { from: ['scheduled'], to, version })
}

async function isStopped(deps: StepDeps, tx: Tx, announcement: Announcement): Promise<boolean> {
  const { findings } = await checkAnnouncement({ ...deps, store: tx }, announcement)
  return toBeMended(findings).length > 0
}

function momentOf({ day, hour }: Pick<ScheduleWish, 'day' | 'hour'>): Date | undefined {
  const read = readDay(day)
  return read && /^([01]?\d|2[0-3])$/.test(hour) ? atHour(read, Number(hour)) : undefined
}

async function momentProblem(
  tx: Tx,
  { officeId, lastDay }: Announcement,
  { at, now }: { at: Date; now: Date },
): Promise<ScheduleProblem | undefined> {
  if (at <= now) return 'past'
  if (lastDay !== undefined && dayOf(at) > lastDay) return 'after_last_day'
  return areOpen(hoursOf(await tx.units.office(officeId)), at) ? undefined : 'not_open'
}
