import type { Talk } from '../conversation/talk.ts'
import type { InboundKind } from '../ports/channel.ts'
import { handOver } from './hand-over.ts'
import type { Said, Scene } from './scene.ts'

/** So long Loa stays quiet after the last message of staff: a working day, so that an answer in the evening is still theirs. */
export const quietHours = 8

/** The talk once staff have written to the person by hand: what is typed goes to that case, and Loa is quiet for a while from `at` on. */
export function quieted(talk: Talk, { caseId, at, now }: { caseId: string; at: Date; now: Date }): Talk {
  const until = new Date(at.getTime() + quietHours * 3_600_000).toISOString()
  return { ...talk, caseId, quiet: { until, told: isQuiet(talk, now) && talk.quiet.told } }
}

/** The talk once that is over, by time or because the person turned to Loa: what is typed is answered again, and goes to no case. */
export function speakingAgain(talk: Talk): Talk {
  if (talk.quiet === undefined) return talk
  const { quiet: _, caseId: __, ...speaking } = talk
  return speaking
}

/** Nobody reads and types within this time. Platforms answer by themselves as well, and name nobody then. */
const automaticMs = 3_000

/**
 * A colleague of the bank wrote to this person by hand, in the platform's own console. It goes into the case that listens, or into a new
 * one, so that the office sees it, and Loa is quiet for a while. A greeting that the platform sends by itself changes nothing.
 */
export async function hearColleague(scene: Scene, talk: Talk, { what, at }: Heard): Promise<Said> {
  if (what.by === undefined && (await isAutomatic(scene, at))) return { talk, parts: [] }
  const { language, account, now } = scene
  const text = what.text.trim() || language.say({ key: 'common:something_sent' }, account.lang)
  const caseId = await written(scene, talk, text)
  return { talk: quieted(talk, { caseId, at, now }), parts: [] }
}

/** True while a colleague writes by hand. */
export function isQuiet(talk: Talk, now: Date): talk is Talk & Required<Pick<Talk, 'quiet'>> {
  return talk.quiet !== undefined && now.getTime() < Date.parse(talk.quiet.until)
}

interface Heard {
  what: InboundKind & { kind: 'agent' }
  at: Date
}

async function isAutomatic({ tx, account }: Scene, at: Date): Promise<boolean> {
  const acted = await tx.inbox.actedAt(account, at)
  return acted !== undefined && at.getTime() - acted.getTime() < automaticMs
}

async function written(scene: Scene, talk: Talk, text: string): Promise<string> {
  const { cases } = scene.tx
  const listening = talk.caseId === undefined ? undefined : await cases.find(talk.caseId)
  const open = listening && listening.state !== 'closed' ? listening : await cases.openOf(scene.account.id, 'talk')
  if (!open) return (await handOver(scene, { kind: 'talk', text, by: 'agent' })).id
  await cases.say(open.id, { by: 'agent', text, at: scene.now })
  return open.id
}
