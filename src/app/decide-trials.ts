import { trialVerdict } from '../domain/announcement-trial.ts'
import { lanes } from '../domain/delivery.ts'
import type { Announcement } from '../ports/announcements.ts'
import { type AnnounceDeps, noteAnnouncement } from './announce.ts'
import { minutesOfTrial } from './announcement-rules.ts'

/** Who is on record for what nobody of staff did. */
const author = { kind: 'system', id: 'announcements' } as const

/**
 * Looks at the first ones of every sending, lets the rest go or stops it. What it decides by stands in the database: whoever looks next
 * decides the same, and a decision is taken once.
 */
export async function decideTrials(deps: AnnounceDeps): Promise<void> {
  const { store, clock } = deps
  const now = clock.now()
  const minutes = await minutesOfTrial(store.settings)
  for (const announcement of await store.announcements.onTrial()) {
    const reading = await store.announcements.readTrial(announcement.mailingId, now)
    const verdict = trialVerdict(reading, { now, minutes })
    if (verdict.do === 'go_on') await end(deps, announcement, { passed: true })
    if (verdict.do === 'stop') await end(deps, announcement, { why: `trial_${verdict.why}` })
  }
}

async function end(
  { store, clock, jobs }: AnnounceDeps,
  { id }: Announcement,
  how: { passed: true } | { why: string },
): Promise<void> {
  const action = 'passed' in how ? 'announcement.trial_pass' : 'announcement.trial_stop'
  const detail = 'passed' in how ? {} : { detail: { why: how.why } }
  const ended = await store.transaction(async (tx) => {
    const done = await tx.announcements.endTrial(id, how)
    if (done) await noteAnnouncement(tx, { author, action, id, at: clock.now(), ...detail })
    return done
  })
  if (ended && 'passed' in how) await jobs.wake('send-batch', { lane: lanes.announcement })
}
