import { lanes } from '../domain/delivery.ts'
import { type AnnounceDeps, type Author, noteAnnouncement, seenAnnouncement } from './announce.ts'

/** What can be done with a sending. `again`: to those that may or may not have it. `rest`: to all others, without looking longer at the first ones. */
export type Turn = 'pause' | 'resume' | 'cancel' | 'again' | 'rest'

/** How it ended. `not_now`: it does not stand where that is possible. */
export type Turned = { ok: true } | { ok: false; problem: 'not_found' | 'not_now' }

const to = { pause: 'paused', resume: 'sending', cancel: 'cancelled', rest: 'rest' } as const

/** Pauses a sending, lets it go on, ends it, or sends again to those of whom nobody knows whether it arrived. */
export async function pauseAnnouncement(
  deps: AnnounceDeps,
  { author, id, turn }: { author: Author; id: string; turn: Turn },
): Promise<Turned> {
  const at = deps.clock.now()
  const turned = await deps.store.transaction(async (tx): Promise<Turned> => {
    if (!(await seenAnnouncement(tx, author, id))) return { ok: false, problem: 'not_found' }
    const done =
      turn === 'again' ? (await tx.announcements.sendAgain(id, at)) > 0 : await tx.announcements.turn(id, to[turn])
    if (!done) return { ok: false, problem: 'not_now' }
    await noteAnnouncement(tx, { author, action: `announcement.${turn}`, id, at })
    return { ok: true }
  })
  // The senders stop as soon as the turn is committed; to write it down for a million takes longer. Asked again, it ends what broke off.
  if (turn === 'cancel' && (turned.ok || turned.problem === 'not_now')) await deps.store.announcements.skipRest(id)
  if (turned.ok && (turn === 'resume' || turn === 'again' || turn === 'rest'))
    await deps.jobs.wake('send-batch', { lane: lanes.announcement })
  return turned
}
