import type { OwnData } from '../ports/own-data.ts'
import { type Db, key } from './db.ts'
import type { Seal } from './seal.ts'

/** Access and erasure, over every table that holds something of an account. */
export function prismaOwnData(db: Db, seal: Seal): OwnData {
  return {
    export: (accountId) => exportAll(db, seal, key(accountId)),
    count: async (accountId) => {
      const id = { accountId: key(accountId) }
      return {
        messagesIn: await inboxCount(db, id.accountId),
        messagesOut: await db.delivery.count({ where: { ...id, state: 'sent' } }),
        applications: await db.application.count({ where: id }),
        cases: await db.case.count({ where: id }),
      }
    },
    forget: (before) => forget(db, before),
    erase: async (accountId, at) => {
      const id = key(accountId)
      const empty = { parts: [] }
      await db.$executeRaw`
        UPDATE inbox i SET body = jsonb_build_object('erased', true)
        FROM channel_account a WHERE a.id = ${id} AND i.channel = a.channel AND i.address = a.address AND i.processed_at IS NOT NULL`
      await db.$executeRaw`
        DELETE FROM zalo_sent s USING channel_account a WHERE a.id = ${id} AND a.channel = 'zalo' AND s.address = a.address`
      await db.delivery.updateMany({
        where: { accountId: id, state: { in: ['sending', 'sent', 'failed', 'blocked', 'skipped', 'uncertain'] } },
        data: { body: empty },
      })
      await db.delivery.updateMany({
        where: { accountId: id, state: { in: ['pending', 'retry'] } },
        data: { state: 'skipped', body: empty },
      })
      await db.case.updateMany({
        where: { accountId: id, state: { not: 'closed' } },
        data: { state: 'closed', closedAt: at },
      })
      await db.caseLine.updateMany({ where: { by: 'household', case: { accountId: id } }, data: { text: '' } })
      // The count of runs is of nobody, and goes on: refs of requests rest on it.
      await db.$executeRaw`
        UPDATE talk SET state = jsonb_build_object('past', '{}'::jsonb, 'runs', state -> 'runs'), updated_at = ${at}
        WHERE account_id = ${id}`
      await db.channelAccount.update({
        where: { id },
        data: { name: '', householdId: null, personId: null, linkedAt: null },
      })
    },
  }
}

async function inboxCount(db: Db, id: bigint): Promise<number> {
  const rows = await db.$queryRaw<{ count: bigint }[]>`
    SELECT count(*) FROM inbox i JOIN channel_account a ON i.channel = a.channel AND i.address = a.address WHERE a.id = ${id}`
  return Number(rows[0]?.count ?? 0)
}

async function exportAll(db: Db, seal: Seal, id: bigint): Promise<Record<string, unknown>> {
  const account = await db.channelAccount.findUniqueOrThrow({ where: { id } })
  const { channel, address } = account
  const applications = await db.application.findMany({ where: { accountId: id }, include: { events: true } })
  const kept = {
    account,
    household: account.householdId ? await db.household.findUnique({ where: { id: account.householdId } }) : null,
    loans: account.householdId ? await db.loan.findMany({ where: { householdId: account.householdId } }) : [],
    consents: await db.consent.findMany({ where: { accountId: id } }),
    talk: await db.talk.findUnique({ where: { accountId: id } }),
    messagesIn: await db.inbox.findMany({ where: { channel, address }, orderBy: { id: 'asc' } }),
    messagesOut: await db.delivery.findMany({ where: { accountId: id }, orderBy: { id: 'asc' } }),
    applications: applications.map(({ answersSealed, bankSealed, ...rest }) => ({
      ...rest,
      answers: JSON.parse(seal.open(answersSealed)),
      bank: bankSealed === null ? null : JSON.parse(seal.open(bankSealed)),
    })),
    cases: await db.case.findMany({ where: { accountId: id }, include: { lines: true } }),
  }
  return JSON.parse(JSON.stringify(kept, (_, value) => (typeof value === 'bigint' ? value.toString() : value)))
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
