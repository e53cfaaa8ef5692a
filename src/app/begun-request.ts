import { type Saved, stand } from '../conversation/engine.ts'
import type { Talk } from '../conversation/talk.ts'
import { type Day, readDay } from '../domain/day.ts'
import { isDraftKept } from '../domain/retention.ts'
import { apply } from '../flows/apply/apply.ts'
import type { Ended } from './endings/ending.ts'
import { say } from './scene.ts'

/** The request that was begun and neither sent nor given up; one that only asked for consent is none. */
export function begunRequest({ current, past }: Talk): Saved | undefined {
  const { saved, done } = current?.flow === 'apply' ? { saved: current, done: undefined } : (past.apply ?? {})
  return saved && !done && saved.replies.length > 1 ? saved : undefined
}

/** Whether a request that was begun is still kept on that day. Of one from before days were noted nobody knows its age. */
export function isStillKept({ given }: Saved, day: Day): boolean {
  const begun = typeof given.day === 'string' ? readDay(given.day) : undefined
  return begun === undefined || isDraftKept(begun, day)
}

/** Puts the question at which a request was left. */
export function goOnWithRequest(talk: Talk, day: Day): Ended {
  const begun = begunRequest(talk)
  if (!begun) return { parts: [], next: { flow: 'menu' } }
  if (isStillKept(begun, day)) return { parts: [], next: { turn: stand(apply as never, begun) } }
  return { parts: [say('flows/apply:expired')], next: { flow: 'menu' }, change: withoutBegunRequest }
}

/** The talk after a request was forgotten. */
export function withoutBegunRequest(talk: Talk): Talk {
  const { apply: _, ...past } = talk.past
  return { ...talk, past }
}
