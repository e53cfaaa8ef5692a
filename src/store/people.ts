import { maskPhone } from '../domain/phone.ts'
import type { People, PeoplePage, PeopleSearch, PersonRow } from '../ports/people.ts'
import { Prisma } from './client/client.ts'
import { type Db, key } from './db.ts'
import { communeInScope, householdsIn, inScope } from './scope.ts'
import type { Seal } from './seal.ts'

/**
 * The people of the bank, to be found by staff. A phone number and a customer id have an index of their own. A name is looked for in an
 * index that holds all that is asked for, in the order of the list: of 100,000 households in one office that takes a dozen milliseconds
 * at most, for parts of common and of rare names, and for what nobody is called. The rows themselves are read for one page only.
 */
export function prismaPeople(db: Db, seal: Seal): People {
  return {
    search: (search) => find(db, seal, search),
    groups: async (scope) => {
      const where = communeInScope(scope)
      const rows = await db.savingsCreditGroup.findMany({ where, orderBy: [{ name: 'asc' }, { id: 'asc' }] })
      return rows.map(({ id, code, name }) => ({ id, code, name }))
    },
    programmes: async (scope) => {
      const rows = await db.$queryRaw<{ programme: string }[]>`
        SELECT DISTINCT l.programme FROM loan l JOIN household h ON h.id = l.household_id
        WHERE l.status <> 'closed' AND ${householdsIn(scope)} ORDER BY l.programme`
      return rows.map((r) => r.programme)
    },
    associations: async () => {
      const rows = await db.association.findMany({ orderBy: { code: 'asc' } })
      return rows.map((row) => ({ id: row.code, code: String(row.code), name: row.key }))
    },
    accountsIn: async (scope, ids) => {
      const own = { household: communeInScope(scope) }
      const stranger = { householdId: null, applications: { some: inScope(scope) } }
      const where = { id: { in: ids.map(key) }, OR: [own, stranger] }
      return (await db.channelAccount.findMany({ where, select: { id: true } })).map(({ id }) => id.toString())
    },
    offices: async (scope) => {
      const { officeId: id } = inScope(scope)
      const rows = await db.transactionOffice.findMany({
        where: id === undefined ? {} : { id },
        orderBy: { code: 'asc' },
      })
      return rows.map(({ id, code, name }) => ({ id, code, name }))
    },
  }
}

interface FoundRow {
  id: bigint
  customer_id: string
  head_name: string
  folded: string
  phone_sealed: string | null
  commune: string
  hamlet: string | null
  group_name: string | null
  accounts: bigint
}

async function find(db: Db, seal: Seal, search: PeopleSearch): Promise<PeoplePage> {
  const { after, limit } = search
  const rows = await db.$queryRaw<FoundRow[]>`
    SELECT h.id, h.customer_id, h.head_name, h.head_name_folded AS folded, h.phone_sealed, c.name AS commune,
      m.name AS hamlet, g.name AS group_name,
      (SELECT count(*) FROM channel_account a WHERE a.household_id = h.id AND NOT a.by_phone) AS accounts
    FROM (
      SELECT h.id FROM household h WHERE ${householdsIn(search.scope)} AND (${matches(search, seal)})
        AND ${after ? Prisma.sql`(h.head_name_folded, h.id) > (${after.name}, ${key(after.id)})` : Prisma.sql`TRUE`}
      ORDER BY h.head_name_folded, h.id LIMIT ${limit + 1}) AS found
    JOIN household h ON h.id = found.id JOIN commune c ON c.id = h.commune_id LEFT JOIN hamlet m ON m.id = h.hamlet_id
      LEFT JOIN savings_credit_group g ON g.id = h.group_id
    ORDER BY h.head_name_folded, h.id`
  const last = rows.length > limit ? rows[limit - 1] : undefined
  return {
    rows: rows.slice(0, limit).map((row) => personOf(row, seal)),
    ...(last ? { next: { name: last.folded, id: last.id.toString() } } : {}),
  }
}

function matches({ nameParts, phone, customerId }: PeopleSearch, seal: Seal): Prisma.Sql {
  const name = nameParts?.map((part) => Prisma.sql`h.head_name_folded LIKE ${`%${part}%`}`) ?? []
  const ways = [
    ...(name.length > 0 ? [Prisma.join(name, ' AND ', '(', ')')] : []),
    ...(phone === undefined ? [] : [Prisma.sql`h.phone_index = ANY(${seal.indexes(phone)}::text[])`]),
    ...(customerId === undefined ? [] : [Prisma.sql`h.customer_id LIKE ${`${customerId}%`}`]),
  ]
  return ways.length === 0 ? Prisma.sql`FALSE` : Prisma.join(ways, ' OR ')
}

function personOf(row: FoundRow, seal: Seal): PersonRow {
  return {
    id: row.id.toString(),
    customerId: row.customer_id,
    headName: row.head_name,
    commune: row.commune,
    ...(row.hamlet === null ? {} : { hamlet: row.hamlet }),
    ...(row.group_name === null ? {} : { group: row.group_name }),
    ...(row.phone_sealed === null ? {} : { maskedPhone: maskPhone(seal.open(row.phone_sealed)) }),
    accounts: Number(row.accounts),
  }
}
