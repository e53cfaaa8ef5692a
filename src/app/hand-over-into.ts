import { caseDueAt } from '../domain/case-clock.ts'
import type { Case } from '../ports/cases.ts'
import { type HandedOver, type HandOver, handOver } from './hand-over.ts'
import { ownCase } from './own-case.ts'
import type { Scene } from './scene.ts'

/**
 * Hands over what was asked for, into the case that was opened before the questions: a household that pressed "difficulty" has one case, not two.
 * Without such a case, or where the words accuse somebody, it is a case of its own.
 */
export async function handOverInto(scene: Scene, caseId: unknown, handed: HandOver): Promise<HandedOver> {
  const found = await ownCase(scene, typeof caseId === 'string' ? caseId : undefined)
  const accuses = scene.understanding.accused(handed.text).of.length > 0
  const joined = found && handed.kind === 'more_time' && !accuses ? await joinedTo(scene, found, handed) : undefined
  return joined ?? handOver(scene, handed)
}

async function joinedTo(scene: Scene, found: Case, handed: HandOver): Promise<HandedOver | undefined> {
  const { moreTime, loanId, text } = handed
  if (!moreTime) return undefined
  const { closed } = await scene.tx.applications.times(found.officeId)
  const dueAt = caseDueAt('more_time', scene.now, closed)
  const asked = { moreTime, dueAt, ...(loanId === undefined ? {} : { loanId }) }
  if (!(await scene.tx.cases.askMoreTime(found.id, asked))) return undefined
  await scene.tx.cases.say(found.id, { by: 'household', text, at: scene.now })
  const { id, code, routedTo } = found
  return { id, code, kind: 'more_time', accuses: false, dueAt, routedTo }
}
