import type { Account, Accounts } from '../ports/accounts.ts'
import type { ChannelId } from '../ports/channel.ts'
import type { ChannelAccount } from './client/client.ts'
import { type Db, key } from './db.ts'

/** Accounts, kept in PostgreSQL. */
export function prismaAccounts(db: Db): Accounts {
  const change = async (id: string, data: Partial<ChannelAccount>) => {
    await db.channelAccount.update({ where: { id: key(id) }, data })
  }
  return {
    find: async (id) => {
      const row = await db.channelAccount.findUnique({ where: { id: key(id) } })
      return row ? accountOf(row) : undefined
    },
    arrive: async ({ channel, address, lang, name, at }) =>
      accountOf(
        await db.channelAccount.upsert({
          where: { channel_address: { channel, address } },
          create: { channel, address, createdAt: at, lastSeenAt: at, ...(lang ? { lang } : {}), name: name ?? '' },
          update: { lastSeenAt: at, status: 'active', ...(name ? { name } : {}) },
        }),
      ),
    setLang: (id, lang) => change(id, { lang }),
    setStatus: (id, status) => change(id, { status }),
    link: (id, householdId, at) => change(id, { householdId: key(householdId), linkedAt: at, linkLockedUntil: null }),
    unlink: (id) => change(id, { householdId: null, personId: null, linkedAt: null }),
    lockLinking: (id, until) => change(id, { linkLockedUntil: until }),
    ofHousehold: async (householdId) => {
      const rows = await db.channelAccount.findMany({
        where: { householdId: key(householdId) },
        orderBy: { lastSeenAt: 'desc' },
      })
      return rows.map(accountOf)
    },
  }
}

/** A row as the domain sees it. */
export function accountOf(row: ChannelAccount): Account {
  return {
    id: row.id.toString(),
    channel: row.channel as ChannelId,
    address: row.address,
    lang: row.lang,
    name: row.name,
    status: row.status as Account['status'],
    ...(row.householdId === null ? {} : { householdId: row.householdId.toString() }),
    ...(row.linkLockedUntil === null ? {} : { linkLockedUntil: row.linkLockedUntil }),
  }
}
