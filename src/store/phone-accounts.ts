import { dayOf } from '../domain/day.ts'
import { type PaperConsent, paperOf, paperPurposes } from '../domain/paper-consent.ts'
import type { PapersOf, PhoneAccounts } from '../ports/phone-accounts.ts'
import { type Db, key } from './db.ts'

/** The accounts that stand for phone numbers, kept in PostgreSQL. Their address names the household: the number itself is sealed there. */
export function prismaPhoneAccounts(db: Db): PhoneAccounts {
  const find = async (householdId: string) => {
    const where = { channel_address: { channel, address: addressOf(householdId) } }
    return (await db.channelAccount.findUnique({ where, select: { id: true } }))?.id.toString()
  }
  const papers = async (householdId: string) => {
    const account = { channel, address: addressOf(householdId) }
    const rows = await db.consent.findMany({ where: { account }, orderBy: { id: 'asc' } })
    return rows.flatMap(paperFrom)
  }
  return {
    find,
    papers,
    ensure: async (householdId, at) => {
      const address = addressOf(householdId)
      const tied = { householdId: key(householdId), byPhone: true, status: 'active' }
      const { id } = await db.channelAccount.upsert({
        where: { channel_address: { channel, address } },
        create: { channel, address, ...tied, createdAt: at, linkedAt: at, lastSeenAt: neverSeen },
        update: tied,
        select: { id: true },
      })
      return id.toString()
    },
    shut: (householdId, purposes, at) => shutPhone(db, key(householdId), { purposes, at }),
    standing: async (householdId) => (await papers(householdId)).filter((paper) => paper.withdrawnAt === undefined),
    ofCustomers: (customerIds) => ofCustomers(db, customerIds),
  }
}

/** How the register names what the head of the household took back elsewhere: an older paper never opens it again. */
const takenBack = 'taken_back'

/**
 * The head of the household takes back what was or will be found on paper of an earlier day. It is put on record even where no paper is
 * known yet.
 */
export async function shutPhone(
  db: Db,
  householdId: bigint,
  { purposes, at }: { purposes: readonly string[]; at: Date },
): Promise<void> {
  const taken = paperPurposes.filter((purpose) => purposes.includes(purpose))
  if (taken.length === 0) return
  const address = addressOf(householdId.toString())
  const tied = { householdId, byPhone: true }
  const { id: accountId } = await db.channelAccount.upsert({
    where: { channel_address: { channel, address } },
    create: { channel, address, ...tied, createdAt: at, linkedAt: at, lastSeenAt: neverSeen },
    update: {},
    select: { id: true },
  })
  const where = { accountId, purpose: { in: taken }, withdrawnAt: null }
  await db.consent.updateMany({ where, data: { withdrawnAt: at } })
  const mark = { accountId, wording: takenBack, lang: 'vi', givenAt: at, withdrawnAt: at }
  await db.consent.createMany({ data: taken.map((purpose) => ({ ...mark, purpose })) })
}

const channel = 'zalo'

/** The column wants a moment: before anybody wrote. */
const neverSeen = new Date(0)

function addressOf(householdId: string): string {
  return `household:${householdId}`
}

interface ConsentRow {
  purpose: string
  wording: string
  givenAt: Date
  withdrawnAt: Date | null
}

function paperFrom(row: ConsentRow): PaperConsent[] {
  const purpose = paperPurposes.find((one) => one === row.purpose)
  const paper = row.wording === takenBack ? '' : paperOf(row.wording)
  if (purpose === undefined || paper === undefined) return []
  const { givenAt, withdrawnAt } = row
  return [{ purpose, day: dayOf(givenAt), paper, ...(withdrawnAt === null ? {} : { withdrawnAt }) }]
}

// By the address: an account that was erased is tied to no household any more, and what was taken back then stays so.
async function ofCustomers(db: Db, customerIds: readonly string[]): Promise<Map<string, PapersOf>> {
  const where = { customerId: { in: [...customerIds] } }
  const households = await db.household.findMany({ where, select: { id: true, customerId: true } })
  const addresses = households.map(({ id }) => addressOf(id.toString()))
  const rows = await db.consent.findMany({
    where: { account: { channel, address: { in: addresses } } },
    orderBy: { id: 'asc' },
    include: { account: { select: { address: true } } },
  })
  const byAddress = new Map(addresses.map((address) => [address, [] as PaperConsent[]]))
  for (const row of rows) byAddress.get(row.account.address)?.push(...paperFrom(row))
  return new Map(
    households.map(({ id, customerId }) => {
      const householdId = id.toString()
      return [customerId, { householdId, papers: byAddress.get(addressOf(householdId)) ?? [] }]
    }),
  )
}
