import type { OwnData } from '../ports/own-data.ts'
import { type Db, key } from './db.ts'
import { erasePeople } from './own-data-erase.ts'
import { exportAll } from './own-data-export.ts'
import { holdPerson, samePerson } from './same-person.ts'
import type { Seal } from './seal.ts'

/** Access and erasure, over every table that holds something of a person, on whichever account. */
export function prismaOwnData(db: Db, seal: Seal): OwnData {
  return {
    export: async (accountId) => exportAll(db, seal, { ids: await samePerson(db, accountId) }),
    exportHousehold: async (householdId) =>
      exportAll(db, seal, { ids: await accountsOf(db, householdId), householdId: key(householdId) }),
    count: async (accountId) => {
      const of = { accountId: { in: await samePerson(db, accountId) } }
      return {
        messagesIn: await inboxCount(db, of.accountId.in),
        messagesOut: await db.delivery.count({ where: { ...of, state: 'sent' } }),
        applications: await db.application.count({ where: of }),
        cases: await db.case.count({ where: of }),
      }
    },
    erase: async (accountId, at) => erasePeople(db, seal, { ids: await holdPerson(db, accountId), at }),
    eraseHousehold: async (householdId, at) => {
      await db.$queryRaw`SELECT id FROM household WHERE id = ${key(householdId)} FOR UPDATE`
      const ids = await accountsOf(db, householdId)
      await erasePeople(db, seal, { ids, householdId: key(householdId), at })
      return ids.map(String)
    },
  }
}

async function accountsOf(db: Db, householdId: string): Promise<bigint[]> {
  const where = { householdId: key(householdId) }
  return (await db.channelAccount.findMany({ where, orderBy: { id: 'asc' }, select: { id: true } })).map(({ id }) => id)
}

async function inboxCount(db: Db, ids: bigint[]): Promise<number> {
  const rows = await db.$queryRaw<{ count: bigint }[]>`
    SELECT count(*) FROM inbox i JOIN channel_account a ON i.channel = a.channel AND i.address = a.address
    WHERE a.id = ANY(${ids}::bigint[])`
  return Number(rows[0]?.count ?? 0)
}
