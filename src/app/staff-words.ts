import { stand } from '../conversation/engine.ts'
import type { Talk } from '../conversation/talk.ts'
import { fold } from '../domain/fold.ts'
import { staffNotice } from '../flows/staff-notice.ts'
import { openFlow, proceed } from './proceed.ts'
import type { Said, Scene } from './scene.ts'
import { staffAuthor } from './staff-account.ts'

/** What somebody of staff typed: the word that opens their talk, or the title or text that it waits for. Undefined for all else, and for everybody else. */
export async function typedByStaff(scene: Scene, talk: Talk, text: string): Promise<Said | undefined> {
  // What is announced is nobody's question, and holds any word.
  if (isWriting(talk)) return proceed(scene, talk, { text })
  const typed = fold(text)
  if (!scene.language.lists('commands:announcements').some((word) => fold(word) === typed)) return undefined
  if (!(await staffAuthor(scene))) return undefined
  const { caseId: _, ...free } = talk
  return openFlow(scene, free, { flow: 'staff-notice' })
}

/** The talk as it was, or without the staff's part where the account is theirs no longer: its buttons are as those of any other old talk. */
export async function withoutEndedStaff(scene: Scene, talk: Talk): Promise<Talk> {
  const { current, past, ...rest } = talk
  const { [staffNotice.id]: old, ...others } = past
  const stands = current?.flow === staffNotice.id
  if ((!stands && !old) || (await staffAuthor(scene))) return talk
  return { ...rest, past: others, ...(current && !stands ? { current } : {}) }
}

function isWriting({ current }: Talk): boolean {
  if (current?.flow !== staffNotice.id) return false
  const turn = stand(staffNotice as never, current)
  return turn.kind === 'ask' && turn.prompt.kind === 'text'
}
