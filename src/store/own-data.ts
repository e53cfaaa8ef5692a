import type { Line } from '../ports/history.ts'
import type { OwnData } from '../ports/own-data.ts'
import type { Db } from './db.ts'
import { prismaHistory } from './history.ts'
import { holdPerson, samePerson } from './same-person.ts'
import type { Seal } from './seal.ts'

/** Access and erasure, over every table that holds something of a person, on whichever account. */
export function prismaOwnData(db: Db, seal: Seal): OwnData {
  return {
    export: async (accountId) => {
      const kept = await exportAll(db, seal, await samePerson(db, accountId))
      return plain({ ...kept, history: await everyLine(db, accountId) }) as Record<string, unknown>
    },
    count: async (accountId) => {
      const of = { accountId: { in: await samePerson(db, accountId) } }
      return {
        messagesIn: await inboxCount(db, of.accountId.in),
        messagesOut: await db.delivery.count({ where: { ...of, state: 'sent' } }),
        applications: await db.application.count({ where: of }),
        cases: await db.case.count({ where: of }),
      }
    },
    forget: (before) => forget(db, before),
    erase: async (accountId, at) => {
      const ids = await holdPerson(db, accountId)
      await eraseMessages(db, ids)
      await eraseCases(db, ids, at)
      // The count of runs is of nobody, and goes on: refs of requests rest on it.
      await db.$executeRaw`
        UPDATE talk SET state = jsonb_build_object('past', '{}'::jsonb, 'runs', state -> 'runs'), updated_at = ${at}
        WHERE account_id = ANY(${ids}::bigint[])`
      await db.channelAccount.updateMany({
        where: { id: { in: ids } },
        data: { name: '', householdId: null, personId: null, linkedAt: null },
      })
    },
  }
}

async function eraseMessages(db: Db, ids: bigint[]): Promise<void> {
  const body = { parts: [] }
  const of = { accountId: { in: ids } }
  await db.$executeRaw`
    UPDATE inbox i SET body = jsonb_build_object('erased', true)
    FROM channel_account a
    WHERE a.id = ANY(${ids}::bigint[]) AND i.channel = a.channel AND i.address = a.address AND i.processed_at IS NOT NULL`
  await db.$executeRaw`
    DELETE FROM zalo_sent s USING channel_account a
    WHERE a.id = ANY(${ids}::bigint[]) AND a.channel = 'zalo' AND s.address = a.address`
  const gone = ['sending', 'sent', 'failed', 'blocked', 'skipped', 'uncertain']
  await db.delivery.updateMany({ where: { ...of, state: { in: gone } }, data: { body } })
  await db.delivery.updateMany({
    where: { ...of, state: { in: ['pending', 'retry'] } },
    data: { state: 'skipped', body },
  })
}

async function eraseCases(db: Db, ids: bigint[], at: Date): Promise<void> {
  const of = { accountId: { in: ids } }
  await db.case.updateMany({ where: { ...of, state: { not: 'closed' } }, data: { state: 'closed', closedAt: at } })
  await db.caseLine.updateMany({ where: { by: 'household', case: of }, data: { text: '' } })
}

async function inboxCount(db: Db, ids: bigint[]): Promise<number> {
  const rows = await db.$queryRaw<{ count: bigint }[]>`
    SELECT count(*) FROM inbox i JOIN channel_account a ON i.channel = a.channel AND i.address = a.address
    WHERE a.id = ANY(${ids}::bigint[])`
  return Number(rows[0]?.count ?? 0)
}

async function exportAll(db: Db, seal: Seal, ids: bigint[]): Promise<Record<string, unknown>> {
  const of = { where: { accountId: { in: ids } }, orderBy: { id: 'asc' } } as const
  const accounts = await db.channelAccount.findMany({ where: { id: { in: ids } }, orderBy: { id: 'asc' } })
  const [householdId] = accounts.flatMap((account) => account.householdId ?? [])
  const senders = accounts.map(({ channel, address }) => ({ channel, address }))
  const applications = await db.application.findMany({ ...of, include: { events: true } })
  return {
    accounts,
    household: householdId ? await db.household.findUnique({ where: { id: householdId } }) : null,
    loans: householdId ? await db.loan.findMany({ where: { householdId } }) : [],
    consents: await db.consent.findMany(of),
    talks: await db.talk.findMany({ where: of.where }),
    messagesIn: await db.inbox.findMany({ where: { OR: senders }, orderBy: { id: 'asc' } }),
    messagesOut: await db.delivery.findMany(of),
    applications: applications.map(({ answersSealed, bankSealed, ...rest }) => ({
      ...rest,
      answers: JSON.parse(seal.open(answersSealed)),
      bank: bankSealed === null ? null : JSON.parse(seal.open(bankSealed)),
    })),
    cases: await db.case.findMany({ ...of, include: { lines: true } }),
  }
}

/** Lines read at once. */
const pageOfLines = 500

async function everyLine(db: Db, accountId: string): Promise<Omit<Line, 'place'>[]> {
  const { ofPerson } = prismaHistory(db)
  const lines: Line[] = []
  for (;;) {
    const [first] = lines
    const page = await ofPerson(accountId, { limit: pageOfLines, ...(first ? { before: first.place } : {}) })
    lines.unshift(...page)
    if (page.length < pageOfLines) return lines.map(({ place: _, ...line }) => line)
  }
}

/** Ids as text: JSON knows no number of that size. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (_, v) => (typeof v === 'bigint' ? v.toString() : v)))
}

/** Rows deleted at once: short enough not to be in anybody's way. */
const atOnce = 5_000

/** Ids grow with time, so the oldest are found from the front of the key, without an index on the time. */
async function forget(db: Db, before: Date): Promise<number> {
  const came = await db.$executeRaw`
    DELETE FROM inbox WHERE id IN (SELECT id FROM inbox ORDER BY id LIMIT ${atOnce}) AND received_at < ${before} AND processed_at IS NOT NULL`
  const went = await db.$executeRaw`
    DELETE FROM delivery WHERE id IN (SELECT id FROM delivery ORDER BY id LIMIT ${atOnce}) AND created_at < ${before}
      AND state IN ('sent', 'failed', 'blocked', 'skipped', 'uncertain')`
  return came + went
}
