import type { Talk } from '../conversation/talk.ts'
import type { Token } from '../conversation/token.ts'
import { dayOf } from '../domain/day.ts'
import { closingHour } from '../domain/working-calendar.ts'
import type { Case } from '../ports/cases.ts'
import { caseOwners } from './case-words.ts'
import { actOn, closeSolved, ownCase } from './own-case.ts'
import { standing } from './proceed.ts'
import { type Said, type Scene, say } from './scene.ts'
import { caseIdOf } from './solved-question.ts'

/**
 * A tap below the question whether a case is solved. It counts only when the case is one of this person's own. "Not yet" opens the case
 * again, also when it was closed in the meantime; a second tap on the same answer changes nothing.
 */
export async function answerSolved(scene: Scene, talk: Talk, { ref, option }: Token): Promise<Said> {
  const found = await ownCase(scene, caseIdOf(ref))
  if (!found || isErased(found)) return standing(scene, talk, [say('common:old_button')])
  if (option === 'solved') return solved(scene, talk, found)
  return option === 'not_yet' ? notYet(scene, talk, found) : standing(scene, talk, [say('common:unknown_button')])
}

/** What was closed with a person's data is empty, and stays so. */
function isErased({ state, outcome }: Case): boolean {
  return state === 'closed' && outcome === undefined
}

async function solved(scene: Scene, talk: Talk, found: Case): Promise<Said> {
  const fresh = await closeSolved(scene, found)
  return {
    talk: without(talk, found.id),
    parts: [say(`flows/case-solved:${fresh ? 'thanks' : 'thanked'}`, { code: found.code })],
  }
}

async function notYet(scene: Scene, talk: Talk, found: Case): Promise<Said> {
  const { tx, account, now, language } = scene
  const listening = { ...talk, caseId: found.id }
  const fillers = { code: found.code, to: caseOwners(found) }
  if (!(await tx.cases.reopen(found.id, now)))
    return { talk: listening, parts: [say('flows/case-solved:is_open', fillers)] }
  const text = language.say({ key: 'cases:solving.reopened' }, 'vi')
  await tx.cases.say(found.id, { by: 'household', text, at: now })
  await tx.audit.write({ ...actOn(found.id, account.id), at: now, action: 'case.reopen' })
  const { dueAt } = (await tx.cases.find(found.id)) ?? found
  const promise = { ...fillers, hour: closingHour, day: { day: dayOf(dueAt) } }
  return { talk: listening, parts: [say('flows/case-solved:opened', promise)] }
}

/** What is over listens no more. */
function without(talk: Talk, caseId: string): Talk {
  const { caseId: listening, ...rest } = talk
  return listening === caseId ? rest : talk
}
