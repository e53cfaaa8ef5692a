import { applicationStates } from '../domain/application-state.ts'
import { leadsToNoLoan } from '../domain/retention.ts'
import type { Db } from './db.ts'
import { eraseLosses } from './own-losses.ts'
import { erasePaymentWords } from './own-payment-words.ts'
import type { Seal } from './seal.ts'
import { emptyTalk, talkOf } from './talks.ts'

/** Whose data go: the accounts of one person, or those of a household and what is kept of it without an account. */
export interface Erased {
  ids: bigint[]
  householdId?: bigint
  at: Date
}

/** Empties or deletes what is kept of people. What has to stay is listed, with the reason, in `tests/store/personal-columns.ts`. */
export async function erasePeople(db: Db, seal: Seal, erased: Erased): Promise<void> {
  await eraseMessages(db, erased.ids)
  await eraseMatters(db, erased)
  await eraseTalks(db, seal, erased)
  await eraseLinks(db, erased)
  await endLeading(db, erased)
  await erasePaymentWords(db, erased)
}

async function eraseMessages(db: Db, ids: bigint[]): Promise<void> {
  const nothing = { body: { parts: [] }, bodySealed: null, errorDetail: null }
  const of = { accountId: { in: ids } }
  await db.$executeRaw`
    UPDATE inbox i SET body = jsonb_build_object('erased', true), said_sealed = NULL, error = NULL
    FROM channel_account a
    WHERE a.id = ANY(${ids}::bigint[]) AND i.channel = a.channel AND i.address = a.address AND i.processed_at IS NOT NULL`
  await db.$executeRaw`
    DELETE FROM zalo_sent s USING channel_account a
    WHERE a.id = ANY(${ids}::bigint[]) AND a.channel = 'zalo' AND s.address = a.address`
  const gone = ['sending', 'sent', 'failed', 'blocked', 'skipped', 'uncertain']
  await db.delivery.updateMany({ where: { ...of, state: { in: gone } }, data: nothing })
  await db.delivery.updateMany({
    where: { ...of, state: { in: ['pending', 'retry'] } },
    data: { state: 'skipped', ...nothing },
  })
}

/** Cases are emptied and closed; requests that led to no loan go as a whole, with their steps and pictures. */
async function eraseMatters(db: Db, { ids, householdId, at }: Erased): Promise<void> {
  const theirs = { OR: [{ accountId: { in: ids } }, ...(householdId === undefined ? [] : [{ householdId }])] }
  const open = { ...theirs, state: { not: 'closed' } }
  await db.case.updateMany({ where: open, data: { state: 'closed', closedAt: at } })
  // Without an outcome no old button opens it again.
  await db.case.updateMany({ where: theirs, data: { answersSealed: null, outcome: null } })
  await db.caseLine.updateMany({ where: { case: theirs }, data: { text: '', textSealed: null } })
  const ended = applicationStates.filter(leadsToNoLoan)
  await db.application.deleteMany({ where: { ...theirs, state: { in: ended } } })
  await db.attachment.deleteMany({ where: { accountId: { in: ids }, applicationId: null } })
  await eraseLosses(db, { theirs, ids })
  await db.reminder.updateMany({ where: { accountId: { in: ids } }, data: { answer: null, answeredAt: null } })
}

async function eraseTalks(db: Db, seal: Seal, { ids, at }: Erased): Promise<void> {
  for (const { accountId, ...row } of await db.talk.findMany({ where: { accountId: { in: ids } } })) {
    await db.talk.update({ where: { accountId }, data: { ...emptyTalk(talkOf(row, seal)), updatedAt: at } })
  }
}

/** A person of a household of whom no account is left is somebody's name only. */
async function eraseLinks(db: Db, { ids, householdId }: Erased): Promise<void> {
  const accounts = await db.channelAccount.findMany({ where: { id: { in: ids } }, select: { personId: true } })
  const people = accounts.flatMap(({ personId }) => personId ?? [])
  await db.channelAccount.updateMany({
    where: { id: { in: ids } },
    data: { name: '', householdId: null, personId: null, linkedAt: null },
  })
  const theirs = householdId === undefined ? { id: { in: people } } : { householdId }
  await db.person.deleteMany({ where: { ...theirs, accounts: { none: {} } } })
  await db.linkAttempt.deleteMany({ where: { accountId: { in: ids } } })
  await db.linkCode.deleteMany({ where: householdId === undefined ? { usedBy: { in: ids } } : { householdId } })
  // Whoever leads a group gets a code of its own.
  await db.groupCode.deleteMany({ where: { usedBy: { in: ids } } })
  if (householdId !== undefined) await db.household.update({ where: { id: householdId }, data: { channelOrder: [] } })
}

/** An account of which nothing is kept leads no group. What it recorded of a meeting belongs to the requests of others. */
async function endLeading(db: Db, { ids, at }: Erased): Promise<void> {
  const where = { accountId: { in: ids }, endedAt: null }
  await db.groupRole.updateMany({ where, data: { endedAt: at, endedFor: 'erased' } })
}
