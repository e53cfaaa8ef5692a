import { ledCase } from './leader-group.ts'
import { type Scene, say } from './scene.ts'
import { tellHousehold } from './tell-household.ts'

/** A leader answers a difficulty of a member. Undefined when it is none of theirs, or waits for them no longer. */
export async function answerAsLeader(
  scene: Scene,
  { caseId, text }: { caseId: string; text: string },
): Promise<{ code: string } | undefined> {
  const { tx, account, now } = scene
  const found = await ledCase(scene, caseId)
  if (!found || !(await tx.leaders.answered(caseId))) return undefined
  await tx.cases.say(caseId, { by: 'leader', text, at: now })
  const subject = { subjectKind: 'case', subjectId: caseId }
  await tx.audit.write({ at: now, actorKind: 'leader', actorId: account.id, action: 'case.answer', ...subject })
  const message = {
    parts: [
      say('cases:told.answer.title', { code: found.code }),
      say('cases:told.answer.text', { text }),
      say('flows/leader-answer:signed'),
      say('cases:told.answer.next'),
      say('cases:told.honest'),
    ],
  }
  await tellHousehold(tx, { ...(found.accountId ? { accountId: found.accountId } : {}), message, at: now })
  return { code: found.code }
}
