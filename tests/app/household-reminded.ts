import { begin } from '../../src/conversation/engine.ts'
import type { Day } from '../../src/domain/day.ts'
import type { ReminderKind } from '../../src/domain/reminder-plan.ts'
import { reminder as reminderFlow } from '../../src/flows/reminder.ts'
import type { Person, TalkBench } from './talk-bench.ts'

/** Somebody of a household, known and linked without the talk about it, with consent to reminders. */
export async function linkedPerson(
  bench: TalkBench,
  householdId: bigint,
  { address, role = 'head' as const }: { address: string; role?: 'head' | 'spouse' | 'child' | 'other' },
): Promise<{ person: Person; accountId: string }> {
  const person = bench.person(address)
  await person.arrives()
  const account = await bench.store.accounts.arrive({ channel: 'web', address, at: bench.now })
  await bench.store.accounts.link(account.id, {
    householdId: String(householdId),
    person: { role, name: address },
    at: bench.now,
  })
  await bench.store.consents.give({
    ...{ accountId: account.id, purposes: ['loans', 'reminders'], wording: 'flows/link-account:1' },
    ...{ lang: 'vi', at: bench.now },
  })
  return { person, accountId: account.id }
}

/** What a reminder in a test is about. */
export interface Reminded {
  accountId: string
  householdId: bigint
  loanIds: readonly bigint[]
  sessionDay: Day
  dueDate?: Day
  day?: Day
  kind?: ReminderKind
}

/** Writes one message about some loans, as the plan does, and sends it. Gives the ids of its reminders. */
export async function remind(bench: TalkBench, person: Person, about: Reminded): Promise<string[]> {
  const { accountId, householdId, loanIds, sessionDay, dueDate = sessionDay, day = '2026-11-16', kind = 'soon' } = about
  const line = { dueDate, kind, sessionDay, principal: 5_000_000, interest: 140_000 }
  const lines = loanIds.map((loanId) => ({ ...line, loanId: String(loanId) }))
  const message = { householdId: String(householdId), accountId, day: day as Day, lines }
  const claimed = (await bench.store.reminders.claim([message], bench.now)).get(String(householdId))
  const ids = [...(claimed?.ids.values() ?? [])]
  const turn = begin(reminderFlow as never, { ref: BigInt(ids[0] ?? 0).toString(36), given: {} })
  if (turn.kind !== 'ask' || !claimed) throw new Error('nothing was claimed')
  const mailing = { kind: 'reminder', lane: 1, onUncertain: 'resend', at: bench.now } as const
  const mailingId = await bench.store.outbox.openMailing(mailing)
  const body = {
    parts: [{ as: 'title' as const, words: { key: 'flows/reminder:answered_before' } }],
    prompt: turn.prompt,
  }
  const letter = { deliveryId: claimed.deliveryId, to: { id: accountId, channel: 'web' as const }, mailingId }
  await bench.store.outbox.writeAll([{ ...letter, message: body, key: `test:${ids[0]}` }], { lane: 1, at: bench.now })
  await bench.store.outbox.seal(mailingId)
  await person.send()
  return ids
}
