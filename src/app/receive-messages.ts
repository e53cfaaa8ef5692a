import type { Talk } from '../conversation/talk.ts'
import { dayOf } from '../domain/day.ts'
import { lanes } from '../domain/delivery.ts'
import type { Inbound } from '../ports/channel.ts'
import type { Clock } from '../ports/clock.ts'
import type { Sender, Waiting } from '../ports/inbox.ts'
import type { Jobs } from '../ports/jobs.ts'
import type { Language } from '../ports/language.ts'
import type { Store, Tx } from '../ports/store.ts'
import type { Understanding } from '../understanding/index.ts'
import { conduct } from './conduct.ts'
import { type OwnPages, say } from './scene.ts'
import { type PhotoDeps, type TakenPhoto, takePhoto, wantsPhoto } from './take-photo.ts'

/** What answering needs. `onFailure` is told of every update that could not be handled. */
export interface ReceiveDeps {
  store: Store
  jobs: Jobs
  clock: Clock
  language: Language
  understanding: Understanding
  /** How pictures are fetched and read. Without it none can be. */
  photos?: PhotoDeps
  /** How pages of our own are linked to. Without it none are. */
  pages?: OwnPages
  onFailure: (error: unknown, about: { inboxId: string; gaveUp: boolean }) => void
}

/**
 * Handles everything that waits from one sender, in order. Each update is one transaction: the talk is saved, the answer is in
 * the outbox and the update is done, or nothing of it happened. An update that fails five times is set aside with a kind word.
 */
export async function receiveMessages(deps: ReceiveDeps, sender: Sender): Promise<void> {
  let fetched: Fetched | undefined
  for (;;) {
    const seen: { waiting?: Waiting } = {}
    try {
      const from = fetched
      const next = await deps.store.transaction((tx) => receiveNext(deps, tx, { sender, seen, fetched: from }))
      if (next === 'none') return
      fetched = next === 'answered' ? undefined : await next()
      if (fetched) continue
    } catch (error) {
      if (!seen.waiting) throw error
      const { gaveUp } = await setAside(deps, seen.waiting)
      deps.onFailure(error, { inboxId: seen.waiting.id, gaveUp })
      if (!gaveUp) return
    }
    await deps.jobs.wake('send-batch', { lane: lanes.reply })
  }
}

async function receiveNext(
  deps: ReceiveDeps,
  tx: Tx,
  { sender, seen, fetched }: { sender: Sender; seen: { waiting?: Waiting }; fetched: Fetched | undefined },
): Promise<'none' | 'answered' | (() => Promise<Fetched>)> {
  const waiting = await tx.inbox.next(sender)
  if (!waiting) return 'none'
  seen.waiting = waiting
  const { inbound } = waiting
  const now = deps.clock.now()
  const account = await accountOf(tx, inbound, { lang: deps.language.nearest(inbound.lang), at: heardAt(inbound, now) })
  const taken = fetched?.inboxId === waiting.id ? fetched.taken : undefined
  const fetch = taken ? undefined : fetching(deps, waiting, await tx.talks.load(account.id))
  if (fetch) return fetch
  const { language, understanding, pages } = deps
  await conduct(
    { tx, account, now, day: dayOf(now), language, understanding, ...(pages ? { pages } : {}) },
    { what: inbound.what, at: inbound.at, updateId: waiting.id, ...(taken ? { taken } : {}) },
  )
  await tx.inbox.done(waiting.id, now)
  return 'answered'
}

/** A picture that was fetched for one update, between two transactions: the platform may take seconds. */
interface Fetched {
  inboxId: string
  taken: TakenPhoto
}

/** How the picture of this update is fetched, where the talk waits for one. */
function fetching({ photos }: ReceiveDeps, { id, inbound }: Waiting, talk: Talk): (() => Promise<Fetched>) | undefined {
  const { what, channel } = inbound
  if (!photos || what.kind !== 'photo' || !('ref' in what.photo) || !wantsPhoto(talk)) return undefined
  const { photo } = what
  return async () => ({ inboxId: id, taken: await takePhoto(photos, channel, photo) })
}

/** False for what is no sign of life here: whom a colleague writes to has not been heard of by that, nor whoever leaves or wants to be forgotten. */
function isOwnAct({ what }: Inbound): boolean {
  return what.kind !== 'agent' && what.kind !== 'withdrawn' && what.kind !== 'blocked'
}

/** When the person did it, as the platform says: it counts from then how long they may be written to. Clocks of two houses differ. */
function heardAt({ at }: Inbound, now: Date): Date {
  return at < now ? at : now
}

function accountOf(tx: Tx, inbound: Inbound, { lang, at }: { lang: string; at: Date }) {
  const { channel, address, name } = inbound
  if (!isOwnAct(inbound)) return tx.accounts.known({ channel, address, lang, at })
  return tx.accounts.arrive({ channel, address, lang, ...(name ? { name } : {}), at })
}

/** Counts the failure. When the update is given up, the person is told in one plain sentence that it was our fault. */
async function setAside(deps: ReceiveDeps, { id, inbound }: Waiting): Promise<{ gaveUp: boolean }> {
  return deps.store.transaction(async (tx) => {
    const at = deps.clock.now()
    const outcome = await tx.inbox.failed(id, 'see the log', at)
    // Anything else is nothing that the person waits for.
    if (outcome.gaveUp && isOwnAct(inbound)) {
      const account = await tx.accounts.arrive({ channel: inbound.channel, address: inbound.address, at })
      await tx.outbox.write(
        account,
        { parts: [say('common:our_fault')] },
        { lane: lanes.reply, key: `sorry:${id}`, at },
      )
    }
    return outcome
  })
}
