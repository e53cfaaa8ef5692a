import type { Given } from '../conversation/question.ts'
import { newTalk } from '../conversation/talk.ts'
import { caseOwners } from './case-words.ts'
import type { Ended } from './endings/ending.ts'
import { handOver } from './hand-over.ts'
import { disasterWords, openLoss, strikes } from './loss-open.ts'
import { type Scene, say } from './scene.ts'

/** Somebody is hurt: a person is told at once, before anything else is asked. What is typed next goes to them. */
export async function reportHurt(scene: Scene): Promise<Ended> {
  const { tx, account, language, now } = scene
  const disaster = await strikes(scene)
  if (!disaster) return { parts: [], next: { flow: 'talk-to-staff' } }
  const fillers = { disaster: { words: disasterWords(disaster) } }
  const text = language.say({ key: 'flows/disaster-loss:hurt_case', with: fillers }, 'vi')
  const open = await tx.cases.openOf(account.id, 'disaster')
  if (open) await tx.cases.say(open.id, { by: 'household', text, at: now })
  const handed = open ?? (await handOver(scene, { kind: 'disaster', text }))
  const { next } = await openLoss(scene, newTalk)
  const given: Given = next && 'flow' in next ? { ...next.given, hurt: true } : { hurt: true }
  return {
    parts: [say('flows/disaster-loss:hurt', { code: handed.code, to: caseOwners({ ...handed, level: 0 }) })],
    note: { key: 'flows/disaster-loss:hurt_before', with: { code: handed.code } },
    next: { flow: 'disaster-loss', given },
    change: (talk) => ({ ...talk, caseId: handed.id }),
  }
}
