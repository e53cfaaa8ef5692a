import type { Account, Accounts, PersonRole } from '../ports/accounts.ts'
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
      const row = await db.channelAccount.findUnique({ where: { id: key(id) }, ...withPerson })
      return row ? accountOf(row) : undefined
    },
    arrive: async ({ channel, address, lang, name, at }) =>
      accountOf(
        await db.channelAccount.upsert({
          where: { channel_address: { channel, address } },
          create: { channel, address, createdAt: at, lastSeenAt: at, ...(lang ? { lang } : {}), name: name ?? '' },
          update: { lastSeenAt: at, status: 'active', ...(name ? { name } : {}) },
          ...withPerson,
        }),
      ),
    known: async ({ channel, address, lang, at }) =>
      accountOf(
        await db.channelAccount.upsert({
          where: { channel_address: { channel, address } },
          create: { channel, address, createdAt: at, lastSeenAt: neverSeen, ...(lang ? { lang } : {}) },
          update: {},
          ...withPerson,
        }),
      ),
    setLang: (id, lang) => change(id, { lang }),
    setStatus: (id, status) => change(id, { status }),
    link: async (id, { householdId, person, at }) => {
      const personId = await personOf(db, { householdId: key(householdId), ...person })
      await change(id, { householdId: key(householdId), personId, linkedAt: at, linkLockedUntil: null })
    },
    unlink: (id) => change(id, { householdId: null, personId: null, linkedAt: null }),
    lockLinking: (id, until) => change(id, { linkLockedUntil: until }),
    ofHousehold: async (householdId) => {
      const rows = await db.channelAccount.findMany({
        where: { householdId: key(householdId) },
        orderBy: { lastSeenAt: 'desc' },
        ...withPerson,
      })
      return rows.map(accountOf)
    },
  }
}

/** The column wants a moment: before anybody wrote. */
const neverSeen = new Date(0)

/** A row as the domain sees it. */
export function accountOf(row: ChannelAccount & { person?: { role: string } | null }): Account {
  return {
    id: row.id.toString(),
    channel: row.channel as ChannelId,
    address: row.address,
    lang: row.lang,
    name: row.name,
    status: row.status as Account['status'],
    ...(row.householdId === null ? {} : { householdId: row.householdId.toString() }),
    ...(row.person ? { role: row.person.role as PersonRole } : {}),
    ...(row.linkLockedUntil === null ? {} : { linkLockedUntil: row.linkLockedUntil }),
  }
}

const withPerson = { include: { person: { select: { role: true } } } } as const

/** The head and the spouse are one each; any other person is one for each account that says so. */
async function personOf(db: Db, person: { householdId: bigint; role: PersonRole; name: string }): Promise<bigint> {
  const { householdId, role } = person
  const single = role === 'head' || role === 'spouse'
  const known = single ? await db.person.findFirst({ where: { householdId, role }, select: { id: true } }) : null
  return (known ?? (await db.person.create({ data: person, select: { id: true } }))).id
}
