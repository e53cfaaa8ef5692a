import type { Message, Words } from '../conversation/words.ts'
import { atHour, firstOfMonth } from '../domain/day.ts'
import { lanes } from '../domain/delivery.ts'
import { mayNudge } from '../domain/nudge-day.ts'
import { nudgeProblem } from '../domain/nudge-words.ts'
import { nextSession } from '../domain/transaction-day.ts'
import { type NudgePerson, type OwnWords, otherNames } from '../flows/leader-nudge.ts'
import type { NudgeTo } from '../ports/leader-bench.ts'
import { codeWordPart } from './code-word.ts'
import { type Bench, benchOf, signatureOf } from './leader-nudge.ts'
import { nudgeCandidates } from './nudge-candidates.ts'
import { type Scene, say } from './scene.ts'

/** A word of a leader, ready to go. `session`: the day that it names; `whom`: `all`, or `h` and the number of a household. */
export interface Nudge {
  groupId: unknown
  session: unknown
  whom: string
  text: Words
  own?: OwnWords
}

/**
 * Sends a word of a leader to whoever may get it still: all rules are asked once more, since minutes or days may lie between the question and
 * this. It ends with the day. Gives how many it went to; undefined when nothing may go, and `other_session` when the day that it names is not
 * that of the next session any more.
 */
export async function sendNudge(scene: Scene, nudge: Nudge): Promise<number | 'other_session' | undefined> {
  const { groupId, session, whom, text, own } = nudge
  const bench = await benchOf(scene, groupId)
  if (!bench || !mayNudge(bench.times, scene.now)) return undefined
  if (session !== nextSession(bench.group.sessions, scene.day)) return 'other_session'
  const { tx, account, now, day } = scene
  const candidates = await nudgeCandidates(scene, bench.group)
  const chosen = candidates.to.filter(({ householdId }) => whom === 'all' || whom === `h${householdId}`)
  const people = (await tx.leaderBench.members(bench.group.id)).map(({ householdId: id, name }) => ({ id, name }))
  if (own && refused(own, { people, whom })) return undefined
  const month = firstOfMonth(day)
  const claimed = await tx.leaderBench.claim(
    chosen.map(({ householdId }) => ({
      groupId: bench.group.id,
      accountId: account.id,
      householdId,
      day,
      month,
      at: now,
    })),
  )
  const going = chosen.flatMap((to) => {
    const deliveryId = claimed.get(to.householdId)
    return deliveryId ? [{ ...to, deliveryId }] : []
  })
  if (going.length > 0) await write(scene, bench, { going, text })
  const subject = { subjectKind: 'group', subjectId: String(bench.group.id), detail: { count: going.length } }
  await tx.audit.write({ at: now, actorKind: 'leader', actorId: account.id, action: 'group.nudge', ...subject })
  return going.length
}

function refused(own: OwnWords, { people, whom }: { people: NudgePerson[]; whom: string }): boolean {
  return nudgeProblem(own.text, { otherNames: otherNames(people, whom) }) !== undefined
}

interface Going {
  going: readonly (NudgeTo & { deliveryId: string })[]
  text: Words
}

async function write(scene: Scene, bench: Bench, { going, text }: Going): Promise<void> {
  const { tx, now, day } = scene
  const mailingId = await tx.outbox.openMailing({
    ...{ kind: 'reminder', lane: lanes.reminder, onUncertain: 'hold', officeId: bench.office.id, at: now },
    notAfter: atHour(day, 24),
  })
  const codeWords = await tx.householdChoices.codeWords(going.map(({ householdId }) => householdId))
  const letters = going.map(({ householdId, name, account, deliveryId }) => ({
    ...{ deliveryId, to: account, mailingId, key: `nudge:${householdId}:${firstOfMonth(day)}` },
    message: messageOf(bench, { name, text, codeWord: codeWords.get(householdId) }),
  }))
  await tx.outbox.writeAll(letters, { lane: lanes.reminder, at: now })
  await tx.outbox.seal(mailingId)
}

/** No sum, no date of a debt: what is owed the bank says itself, to whom it concerns. */
function messageOf(
  { office, ...bench }: Bench,
  { name, text, codeWord }: { name: string; text: Words; codeWord: string | undefined },
): Message {
  const signature = { words: signatureOf(bench) }
  return {
    parts: [
      { as: 'title', words: { key: 'flows/leader-nudge:title', with: { name } } },
      { as: 'text', words: text },
      say('flows/leader-nudge:hard'),
      ...codeWordPart(codeWord),
      { as: 'source', words: { key: 'flows/leader-nudge:foot', with: { signature, phone: office.phone } } },
    ],
  }
}
