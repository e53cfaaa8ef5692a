import { type Audience, type AudienceProblem, isNamed, narrowed } from '../domain/audience.ts'
import type { Reach } from '../ports/announcements.ts'
import type { Tx } from '../ports/store.ts'
import { type AnnounceDeps, type Author, audienceProblems } from './announce.ts'

/** The longest name of a kept audience, in characters. */
export const longestAudienceName = 60

/** Whom an audience would reach, or what stands against it. */
export type Counted = { ok: true; reach: Reach } | { ok: false; problem: AudienceProblem }

/** Counts whom an audience would reach now, for who may write to it. */
export async function countAudience(
  { store, clock }: Pick<AnnounceDeps, 'store' | 'clock'>,
  { author, audience }: { author: Author; audience: Audience },
): Promise<Counted> {
  const cut = narrowed(audience, author.scope)
  const { audience: problem } = await audienceProblems(store, author, cut)
  if (problem) return { ok: false, problem: problem as AudienceProblem }
  return { ok: true, reach: await store.announcements.count(cut, author.officeId, clock.now()) }
}

/** How keeping an audience ended. `named`: single accounts are of one announcement only. `no_name`: no name, or too long a one. */
export type Kept = { ok: true; id: string } | { ok: false; problem: AudienceProblem | 'named' | 'no_name' }

/** Keeps an audience of the office under a name; one that has the name already is replaced. */
export async function keepAudience(
  deps: AnnounceDeps,
  { author, audience, name }: { author: Author; audience: Audience; name: string },
): Promise<Kept> {
  const called = name.normalize('NFC').trim()
  if (called === '' || [...called].length > longestAudienceName) return { ok: false, problem: 'no_name' }
  if (isNamed(audience)) return { ok: false, problem: 'named' }
  const cut = narrowed(audience, author.scope)
  const { audience: problem } = await audienceProblems(deps.store, author, cut)
  if (problem) return { ok: false, problem: problem as AudienceProblem }
  const at = deps.clock.now()
  const id = await deps.store.transaction(async (tx) => {
    const kept = await tx.savedAudiences.keep(author.officeId, { name: called, audience: cut, by: author.id, at })
    await note(tx, { author, action: 'audience.keep', id: kept, at })
    return kept
  })
  return { ok: true, id }
}

/** Lets a kept audience go. False when the office has no such one. */
export async function dropAudience(
  deps: AnnounceDeps,
  { author, id }: { author: Author; id: string },
): Promise<boolean> {
  return deps.store.transaction(async (tx) => {
    const dropped = await tx.savedAudiences.drop(author.officeId, id)
    if (dropped) await note(tx, { author, action: 'audience.drop', id, at: deps.clock.now() })
    return dropped
  })
}

async function note(
  tx: Pick<Tx, 'audit'>,
  { author, action, id, at }: { author: Author; action: string; id: string; at: Date },
): Promise<void> {
  const subject = { subjectKind: 'audience', subjectId: id }
  await tx.audit.write({ at, actorKind: author.kind, actorId: author.id, action, ...subject })
}
