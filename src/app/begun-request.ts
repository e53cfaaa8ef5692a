import { type Saved, stand } from '../conversation/engine.ts'
import { nextRef, type Talk } from '../conversation/talk.ts'
import { type Day, readDay } from '../domain/day.ts'
import { isDraftKept } from '../domain/retention.ts'
import { apply } from '../flows/apply/apply.ts'
import type { Account } from '../ports/accounts.ts'
import type { Ended } from './endings/ending.ts'
import { channelName, otherAccounts } from './own-accounts.ts'
import { type Scene, say } from './scene.ts'
import { takesPhotos } from './takes-photos.ts'

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

/** The request that this person has begun, here or on another of their accounts: that of the account they write from goes first. */
export async function begunAnywhere(scene: Scene, talk: Talk): Promise<Saved | undefined> {
  return begunRequest(talk) ?? (await begunElsewhere(scene))?.begun
}

/** Puts the question at which a request was left. One that was begun on another account is taken over from there, pictures and all. */
export async function goOnWithRequest(scene: Scene, talk: Talk): Promise<Ended> {
  const begun = begunRequest(talk)
  if (!begun) return takeOver(scene, talk)
  if (isStillKept(begun, scene.day)) return { parts: [], next: { turn: stand(apply as never, begun) } }
  return { parts: [say('flows/apply:expired')], next: { flow: 'menu' }, change: withoutBegunRequest }
}

interface Elsewhere {
  account: Account
  begun: Saved
}

/** Of somebody who is linked to no household nobody knows another account. */
async function begunElsewhere(scene: Scene): Promise<Elsewhere | undefined> {
  if (scene.account.householdId === undefined) return undefined
  for (const account of await otherAccounts(scene)) {
    const begun = begunRequest(await scene.tx.talks.load(account.id))
    if (begun && isStillKept(begun, scene.day)) return { account, begun }
  }
  return undefined
}

/** It leaves the other account, so that nobody sends it twice; there it is found in the same way. */
async function takeOver(scene: Scene, talk: Talk): Promise<Ended> {
  const { tx, account, now } = scene
  const found = await begunElsewhere(scene)
  const left = found && (await tx.talks.change(found.account.id, now, (other) => given(other, found.begun)))
  if (!found || !left) return { parts: [], next: { flow: 'menu' } }
  await tx.attachments.moveOpen({ from: found.account.id, to: account.id })
  const { talk: counted, ref } = nextRef(talk)
  const saved = { ...found.begun, ref, given: { ...found.begun.given, photos: takesPhotos(account.channel) } }
  return {
    parts: [say('flows/apply:taken_over', { channel: channelName(found.account.channel) })],
    next: { turn: stand(apply as never, saved) },
    change: (kept) => ({ ...kept, runs: counted.runs }),
  }
}

/** The other talk without the request; undefined where it went on meanwhile and is another one by now. */
function given(talk: Talk, { ref }: Saved): Talk | undefined {
  if (begunRequest(talk)?.ref !== ref) return undefined
  const { current, ...rest } = withoutBegunRequest(talk)
  return current && current.flow !== 'apply' ? { ...rest, current } : rest
}

/** The talk after a request was forgotten. */
export function withoutBegunRequest(talk: Talk): Talk {
  const { apply: _, ...past } = talk.past
  return { ...talk, past }
}
