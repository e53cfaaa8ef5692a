import { advance, begin } from '../conversation/engine.ts'
import type { Talk } from '../conversation/talk.ts'
import type { Token } from '../conversation/token.ts'
import { disasterNotice } from '../flows/disaster-notice.ts'
import { disasterIdOf } from './disaster-letter.ts'
import { strikes } from './loss-open.ts'
import { proceed, standing } from './proceed.ts'
import { type Said, type Scene, say } from './scene.ts'

/** A tap below the letter. It counts for a linked household of a commune in which that very disaster is on; once it is over, that is said. */
export async function answerDisaster(scene: Scene, talk: Talk, token: Token): Promise<Said> {
  const id = disasterIdOf(token.ref)
  if (id === undefined || scene.account.householdId === undefined)
    return standing(scene, talk, [say('common:old_button')])
  const disaster = await strikes(scene)
  if (disaster?.id !== id) return standing(scene, talk, [say('flows/disaster-notice:over')])
  const flow = disasterNotice as never
  const asked = begin(flow, { ref: token.ref, given: { disaster: id } }).saved
  const turn = advance(flow, asked, { reply: { tap: token.option }, node: token.node })
  return turn.kind === 'done' ? proceed(scene, talk, turn) : standing(scene, talk, [say('common:unknown_button')])
}
