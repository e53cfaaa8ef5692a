import type { ApplicationReason } from '../domain/application.ts'
import type { ChairLink } from '../ports/chair-links.ts'
import type { Tx } from '../ports/store.ts'
import type { DecideDeps } from './decide-application.ts'
import { takeOutsideStep } from './outside-step.ts'
import { wakeReplies } from './tell-household.ts'

/** What a chair decides by a link: to confirm some requests, or to send one back with a reason. */
export interface ChairDecision {
  link: ChairLink
  applicationIds: readonly string[]
  /** Absent: they are confirmed. */
  reason?: ApplicationReason
  /** Words for the household, where it is sent back. */
  note?: string
}

/** How many were moved on; the others no longer wait for this chair, or never did. */
export interface ChairDone {
  done: number
  passedOver: number
}

/** Moves requests of the link's commune on, all in one transaction; each household is told. */
export async function decideAsChair(deps: DecideDeps, decision: ChairDecision): Promise<ChairDone> {
  const at = deps.clock.now()
  const ids = [...new Set(decision.applicationIds)]
  const done = await deps.store.transaction(async (tx) => {
    let moved = 0
    for (const id of ids) if (await decideOne(tx, decision, { id, at })) moved++
    return moved
  })
  if (done > 0) await wakeReplies(deps.jobs)
  return { done, passedOver: ids.length - done }
}

async function decideOne(
  tx: Tx,
  { link, reason, note }: ChairDecision,
  { id, at }: { id: string; at: Date },
): Promise<boolean> {
  const application = /^\d{1,18}$/.test(id) ? await tx.applications.find(id) : undefined
  const theirs = application?.communeId === link.communeId && application.officeId === link.officeId
  if (!application || !theirs) return false
  const stepped = await takeOutsideStep(tx, {
    ...{ application, by: 'commune_chair', actor: { kind: 'chair_link', id: link.id }, at },
    ...(link.opener ? { opener: link.opener } : {}),
    event: reason ? 'return_unconfirmed' : 'confirm',
    ...(reason ? { reason } : {}),
    ...(note ? { noteToHousehold: note } : {}),
  })
  return stepped.ok
}
