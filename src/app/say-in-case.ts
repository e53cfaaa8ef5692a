import { accusedReader, type Held } from '../domain/case-held.ts'
import type { Case } from '../ports/cases.ts'
import { caseOwners } from './case-words.ts'
import { type HandedOver, handOver } from './hand-over.ts'
import { type Scene, say } from './scene.ts'

/** Where words of a household went: into the case that listens, or into one of their own. */
export type SaidInCase = { kind: 'added' } | { kind: 'apart'; handed: HandedOver }

/**
 * Words of a household for a case that is open. What accuses whoever reads that case becomes a complaint of its own, which passes them;
 * of what waits for a leader, all that is not surely harmless is the officer's from then on.
 */
export async function sayInCase(scene: Scene, found: Case, text: string): Promise<SaidInCase> {
  const held = scene.understanding.accused(text)
  const accused = accusedReader(found, held)
  if (accused) return { kind: 'apart', handed: await handOver(scene, { kind: 'complaint', about: accused, text }) }
  if (leaderReads(found, held)) await takeFromLeader(scene, found)
  await scene.tx.cases.say(found.id, { by: 'household', text, at: scene.now })
  return { kind: 'added' }
}

/** What a household reads whose words went another way than it thought: with whom they are, and where the next ones go. */
export function apartParts({ code, ...handed }: HandedOver) {
  return [say('common:apart', { code, to: caseOwners({ ...handed, level: 0 }) })]
}

function leaderReads({ routedTo }: Case, { everyday }: Held): boolean {
  return routedTo === 'group_leader' && !everyday
}

async function takeFromLeader({ tx, now }: Scene, { id }: Case): Promise<void> {
  if (!(await tx.cases.passLeader(id))) return
  const subject = { subjectKind: 'case', subjectId: id, detail: { to: 'officer' } }
  await tx.audit.write({ at: now, actorKind: 'system', actorId: 'say-in-case', action: 'case.raise', ...subject })
}
