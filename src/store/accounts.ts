import type { Account, Accounts, PersonRole } from '../ports/accounts.ts'
import type { ChannelId } from '../ports/channel.ts'
import type { ChannelAccount, Prisma } from './client/client.ts'
import { type Db, key } from './db.ts'
import { samePerson } from './same-person.ts'

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
          // Whatever they did opens the way again, by whichever clock.
          update: { lastSeenAt: at, shutAt: null, status: 'active', ...(name ? { name } : {}) },
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
    samePerson: async (id) => {
      const accounts = await lastHeardFirst(db, { id: { in: await samePerson(db, id) } })
      return accounts.toSorted((a, b) => Number(b.id === id) - Number(a.id === id))
    },
    ofHousehold: (householdId) => lastHeardFirst(db, { householdId: key(householdId) }),
    channelOrder: (householdId) => channelOrder(db, key(householdId)),
    setChannelOrder: async (householdId, order) => {
      await db.household.update({ where: { id: key(householdId) }, data: { channelOrder: [...order] } })
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
    ...(row.byPhone ? { byPhone: true as const } : {}),
    ...(row.linkLockedUntil === null ? {} : { linkLockedUntil: row.linkLockedUntil }),
  }
}

async function lastHeardFirst(db: Db, where: Prisma.ChannelAccountWhereInput): Promise<Account[]> {
  const rows = await db.channelAccount.findMany({ where, orderBy: { lastSeenAt: 'desc' }, ...withPerson })
  return rows.map(accountOf)
}

async function channelOrder(db: Db, id: bigint): Promise<ChannelId[]> {
  const row = await db.household.findUnique({ where: { id }, select: { channelOrder: true } })
  return (row?.channelOrder ?? []) as ChannelId[]
}

const withPerson = { include: { person: { select: { role: true } } } } as const

/** The head and the spouse are one each; any other person is one for each account that says so. */
async function personOf(db: Db, person: { householdId: bigint; role: PersonRole; name: string }): Promise<bigint> {
  const { householdId, role } = person
  const known = role === 'head' || role === 'spouse' ? await single(db, { householdId, role }) : null
  return (known ?? (await db.person.create({ data: person, select: { id: true } }))).id
}

/** Two accounts that link at once wait for each other: neither makes a second head. */
async function single(db: Db, where: { householdId: bigint; role: PersonRole }): Promise<{ id: bigint } | null> {
  await db.$queryRaw`SELECT id FROM household WHERE id = ${where.householdId} FOR NO KEY UPDATE`
  return db.person.findFirst({ where, orderBy: { id: 'asc' }, select: { id: true } })
}
