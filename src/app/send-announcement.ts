import { trialSize } from '../domain/announcement-trial.ts'
import { atHour, dayOf } from '../domain/day.ts'
import { lanes } from '../domain/delivery.ts'
import { type Announcement, type AnnouncementState, type Reach, unsentStates } from '../ports/announcements.ts'
import type { Tx } from '../ports/store.ts'
import { type Author, audienceProblems, noteAnnouncement, seenAnnouncement } from './announce.ts'
import { checkAnnouncement } from './announcement-checks.ts'
import { fillingOf, isFilled } from './announcement-filling.ts'
import { type StepDeps, toBeMended } from './announcement-finding.ts'
import { announcementMessage } from './announcement-message.ts'
import { approvalRule, minutesOfTrial } from './announcement-rules.ts'

/**
 * How a sending began. `not_draft`: it was sent before, by somebody else or by a second click. `over`: its last day has passed.
 * `not_approved`: a second person has to agree first. `outside`: it reaches further than who sends it may. `stopped`: nobody has approved it,
 * and a machine found something that has to be mended.
 */
export type Announced =
  | { ok: true; written: number; reach: Reach }
  | { ok: false; problem: 'not_found' | 'not_draft' | 'not_approved' | 'nobody' | 'outside' | 'over' | 'stopped' }

interface Sending {
  author: Author
  id: string
  at: Date
}

/** Sends an announcement, once: every recipient is written down in the same transaction, then the senders are woken. */
export async function sendAnnouncement(
  deps: StepDeps,
  { author, id }: { author: Author; id: string },
): Promise<Announced> {
  const at = deps.clock.now()
  const announced = await deps.store.transaction((tx) => send(tx, deps, { author, id, at }))
  if (announced.ok) await deps.jobs.wake('send-batch', { lane: lanes.announcement })
  return announced
}

async function send(tx: Tx, deps: StepDeps, { author, id, at }: Sending): Promise<Announced> {
  const announcement = await seenAnnouncement(tx, author, id)
  if (!announcement) return { ok: false, problem: 'not_found' }
  const free = (await approvalRule(tx.settings, announcement.officeId)) === 'none'
  const unseen = unsentStates.some((state) => state === announcement.status) && !isApproved(announcement)
  if (unseen && !free) return { ok: false, problem: 'not_approved' }
  if (announcement.lastDay !== undefined && announcement.lastDay < dayOf(at)) return { ok: false, problem: 'over' }
  // A colleague's draft may reach further than who sends it may.
  if ((await audienceProblems(tx, author, announcement.audience)).audience) return { ok: false, problem: 'outside' }
  const { findings, reach } = unseen
    ? await checkAnnouncement({ ...deps, store: tx }, announcement)
    : { findings: [], reach: await tx.announcements.count(announcement.audience, announcement.officeId, at) }
  if (reach.reached + reach.followers === 0) return { ok: false, problem: 'nobody' }
  if (toBeMended(findings).length > 0) return { ok: false, problem: 'stopped' }
  const from = free ? unsentStates : approvedStates
  if (!(await tx.announcements.claim(id, { at, from, version: announcement.version })))
    return { ok: false, problem: 'not_draft' }
  const written = await writeDown({ ...deps, store: tx }, { announcement, reach, at })
  await noteAnnouncement(tx, { author, action: 'announcement.send', id, at, detail: { written } })
  return { ok: true, written, reach }
}

/** The states of one that a second person agreed to. */
const approvedStates: readonly AnnouncementState[] = ['approved', 'scheduled']

/** True for one that a second person agreed to as it stands: every change takes that back, and whoever returned it did not agree. */
export function isApproved({
  status,
  decidedBy,
  returnedWhy,
}: Pick<Announcement, 'status' | 'decidedBy' | 'returnedWhy'>): boolean {
  return approvedStates.includes(status) && decidedBy !== undefined && returnedWhy === undefined
}

/** Writes down every recipient. Of many, some go first. */
async function writeDown(
  { store: tx, language }: Pick<StepDeps, 'language'> & { store: Tx },
  { announcement, reach, at }: { announcement: Announcement; reach: Reach; at: Date },
): Promise<number> {
  const { id, officeId, lastDay } = announcement
  // What may have arrived is held for staff to see: a second copy annoys more than a missing one, and they can send it again.
  const mailing = { kind: 'announcement', lane: lanes.announcement, onUncertain: 'hold', at } as const
  const end = lastDay === undefined ? {} : { notAfter: atHour(lastDay, 24) }
  const mailingId = await tx.outbox.openMailing({
    ...mailing,
    body: announcementMessage(announcement),
    officeId,
    ...end,
  })
  const first = (await minutesOfTrial(tx.settings)) > 0 ? trialSize(reach.reached + reach.followers) : undefined
  const second = announcement.otherBody
  const other = second ? { other: announcementMessage({ ...announcement, body: second }) } : {}
  const by = isFilled(announcement) ? await fillingOf({ store: tx, language }, { officeId, at }) : undefined
  const filled = by ? { filled: { message: announcementMessage(announcement), by } } : {}
  const some = first === undefined ? {} : { first }
  const written = await tx.announcements.fanOut(id, { mailingId, at, ...other, ...filled, ...some })
  if (first === undefined || written <= first) await tx.outbox.seal(mailingId)
  else await tx.announcements.sealTrial(mailingId, first)
  return written
}
