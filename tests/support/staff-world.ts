import type { Role } from '../../src/domain/staff.ts'
import { loadLanguage } from '../../src/i18n.ts'
import type { JobName } from '../../src/ports/jobs.ts'
import type { Language } from '../../src/ports/language.ts'
import type { StaffMember } from '../../src/ports/staff.ts'
import type { Store } from '../../src/ports/store.ts'
import { type Database, openPrisma } from '../../src/store/prisma.ts'
import { makeSeal } from '../../src/store/seal.ts'
import { prismaStaff } from '../../src/store/staff.ts'
import { prismaStore } from '../../src/store/store.ts'
import { type FreshDatabase, freshDatabase } from './database.ts'

/** The moment at which these tests take place: a Tuesday morning in Viet Nam. */
export const now = new Date('2026-11-24T02:00:00Z')

/** The data key of these tests. */
export const seal = makeSeal(Buffer.alloc(32, 7))

/** Two offices with their communes, groups and households, as the staff side of a test needs them. */
export interface StaffWorld {
  database: Database
  store: Store
  language: Language
  /** The clock of the test: set `at` to move it. */
  clock: { at: Date; now(): Date }
  /** What was woken, by name of the job. */
  woken: { name: JobName; lane?: number }[]
  jobs: { wake(name: JobName, payload: object): Promise<void> }
  office: { id: number; otherId: number }
  commune: { first: number; second: number; other: number }
  group: { first: number; second: number; other: number }
  household(of: NewHousehold): Promise<string>
  account(of: NewAccount): Promise<string>
  staff(role: Role, of?: { officeId?: number; communeId?: number; id?: string; name?: string }): Promise<StaffMember>
  application(of: {
    accountId: string
    householdId?: string
    officeId?: number
    communeId?: number
    key?: string
  }): Promise<string>
  /** What was written to an account, newest last: locale keys of the parts. */
  told(accountId: string): Promise<string[][]>
  close(): Promise<void>
}

interface NewHousehold {
  name?: string
  folded?: string
  communeId?: number
  groupId?: number
  phone?: string
  programmes?: string[]
  closedProgrammes?: string[]
}

interface NewAccount {
  householdId?: string
  channel?: string
  status?: 'active' | 'blocked' | 'gone'
  consents?: string[]
  seen?: Date
  name?: string
}

let counter = 0

/** Opens a database of the test file's own with the two offices in it. */
export async function staffWorld(): Promise<StaffWorld> {
  const fresh = await freshDatabase()
  const database = openPrisma(fresh.url, { poolSize: 5 })
  const store = prismaStore(database.prisma, seal)
  const clock = { at: now, now: () => clock.at }
  const woken: StaffWorld['woken'] = []
  const units = await seedUnits(database)
  return {
    ...{ database, store, language: loadLanguage(), clock, woken, ...units },
    jobs: {
      wake: async (name, payload) => {
        woken.push({ name, ...('lane' in payload ? { lane: Number(payload.lane) } : {}) })
      },
    },
    household: (of) => addHousehold(database, { communeId: units.commune.first, groupId: units.group.first, ...of }),
    account: (of) => addAccount(database, of),
    staff: (role, of) => addStaff(database, role, { officeId: units.office.id, ...of }),
    application: async ({ key, ...of }) => {
      const sent = { officeId: units.office.id, communeId: units.commune.first, sentKey: key ?? `t${++counter}`, ...of }
      return (await store.applications.submit({ ...request, ...sent })).id
    },
    told: async (accountId) => {
      const rows = await database.prisma.delivery.findMany({
        where: { accountId: BigInt(accountId) },
        orderBy: { id: 'asc' },
      })
      return rows.map((r) =>
        (r.body as unknown as { parts: { words: { key: string } }[] }).parts.map((p) => p.words.key),
      )
    },
    close: () => shut(database, fresh),
  }
}

const request = {
  programme: 'clean_water',
  answers: { full_name: 'Trần Thị Hoa', phone: '0912345678', plan: 'xây bể nước', amount: 20_000_000 },
  amount: 20_000_000,
  lawDay: '2026-11-24',
  verdict: { verdict: 'eligible' },
  at: now,
} as const

async function shut(database: Database, fresh: FreshDatabase): Promise<void> {
  await database.close()
  await fresh.drop()
}

/** The stores that the staff side uses, over one database; a transaction is a real one. */
async function seedUnits({ prisma }: Database) {
  const province = await prisma.province.create({ data: { code: '37', name: 'Ninh Bình' } })
  const offices: { id: number }[] = []
  for (const [code, name] of [
    ['PGD1', 'Phòng giao dịch Duy Tiên'],
    ['PGD2', 'Phòng giao dịch Lý Nhân'],
  ] as const) {
    offices.push(
      await prisma.transactionOffice.create({ data: { code, name, phone: '02263830000', provinceId: province.id } }),
    )
  }
  const [one, two] = offices as [{ id: number }, { id: number }]
  const communes: number[] = []
  for (const [code, officeId, name] of [
    ['C1', one.id, 'Phường Duy Tân'],
    ['C2', one.id, 'Phường Đồng Văn'],
    ['C3', two.id, 'Xã Nhân Chính'],
  ] as const) {
    communes.push((await prisma.commune.create({ data: { code, officeId, name, kind: 'phuong' } })).id)
  }
  const [first, second, other] = communes as [number, number, number]
  const groupOf = async (code: string, communeId: number, associationCode: number) => {
    const data = { code, name: `Tổ ${code}`, leaderName: 'Lê Văn Tâm', associationCode, communeId, transactionDay: 12 }
    return (await prisma.savingsCreditGroup.create({ data })).id
  }
  const group = {
    first: await groupOf('G1', first, 12),
    second: await groupOf('G2', second, 11),
    other: await groupOf('G3', other, 12),
  }
  return { office: { id: one.id, otherId: two.id }, commune: { first, second, other }, group }
}

async function addHousehold({ prisma }: Database, of: NewHousehold & { communeId: number }): Promise<string> {
  const number = ++counter
  const name = of.name ?? `Hộ ${number}`
  const { id } = await prisma.household.create({
    data: {
      customerId: `66${String(number).padStart(8, '0')}`,
      headName: name,
      headNameFolded: of.folded ?? `ho ${number}`,
      communeId: of.communeId,
      groupId: of.groupId ?? null,
      ...(of.phone ? { phoneSealed: seal.seal(of.phone), phoneIndex: seal.index(of.phone) } : {}),
    },
  })
  for (const programme of of.programmes ?? [])
    await addLoan(prisma, { householdId: id, communeId: of.communeId, programme, status: 'normal' })
  for (const programme of of.closedProgrammes ?? [])
    await addLoan(prisma, { householdId: id, communeId: of.communeId, programme, status: 'closed' })
  return id.toString()
}

async function addLoan(
  prisma: Database['prisma'],
  of: { householdId: bigint; communeId: number; programme: string; status: string },
): Promise<void> {
  const day = new Date('2026-01-01T00:00:00Z')
  const money = { principal: 20_000_000n, outstanding: 10_000_000n, overdue: 0n, interestDue: 100_000n }
  const dates = { disbursedOn: day, finalDueDate: new Date('2028-01-01T00:00:00Z'), asOf: day }
  const rates = { ratePct: 9, overdueRatePct: 11.7 }
  await prisma.loan.create({
    data: { loanCode: `6600${String(++counter).padStart(12, '0')}`, ...of, ...money, ...dates, ...rates },
  })
}

async function addAccount({ prisma }: Database, of: NewAccount): Promise<string> {
  const { id } = await prisma.channelAccount.create({
    data: {
      channel: of.channel ?? 'web',
      address: `a${++counter}`,
      name: of.name ?? `Người ${counter}`,
      status: of.status ?? 'active',
      lastSeenAt: of.seen ?? now,
      householdId: of.householdId === undefined ? null : BigInt(of.householdId),
      consents: {
        create: (of.consents ?? ['talk', 'announcements']).map((purpose) => ({
          purpose,
          wording: 'w1',
          lang: 'vi',
          givenAt: now,
        })),
      },
    },
  })
  return id.toString()
}

async function addStaff(
  { prisma }: Database,
  role: Role,
  of: { officeId?: number; communeId?: number; id?: string; name?: string },
): Promise<StaffMember> {
  const id = of.id ?? `s${++counter}`
  const unit = { officeId: of.officeId ?? null, communeId: of.communeId ?? null }
  await prisma.staff.create({ data: { id, name: of.name ?? `Cán bộ ${id}`, email: `${id}@example.vn`, role, ...unit } })
  const member = await prismaStaff(prisma, seal).find(id)
  if (!member) throw new Error('no staff')
  return member
}
