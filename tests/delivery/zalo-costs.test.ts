import { afterEach, describe, expect, it } from 'vitest'
import type { Message } from '../../src/conversation/words.ts'
import { sendWaiting } from '../../src/delivery/send.ts'
import type { SendDeps } from '../../src/delivery/stream.ts'
import { prismaAccounts } from '../../src/store/accounts.ts'
import { prismaConsents } from '../../src/store/consents.ts'
import { prismaLedger } from '../../src/store/ledger.ts'
import { prismaOutbox } from '../../src/store/outbox.ts'
import { prismaPace } from '../../src/store/pace.ts'
import { prismaWays } from '../../src/store/ways.ts'
import { testSeal, type ZaloBench, zaloBench } from '../channels/zalo/bench.ts'
import type { Variant } from '../emulators/zalo/variants.ts'

let bench: ZaloBench
afterEach(() => bench.close())

const hourMs = 3_600_000
const news: Message = {
  parts: [{ as: 'text', words: { key: 'common:named', with: { name: 'Họp tổ chiều mai' } } }],
  facts: { form: 'announcement', with: { sender: 'Phòng giao dịch', title: 'Họp tổ', source: '' } },
}
/** How long ago each person was heard of, in hours: both sides of 48 h and 7 d, and in between. */
const silences = [0, 1, 24, 48, 48.01, 60, 100, 130, 167, 168, 168.01, 200, 500]

describe.each<[string, Partial<Variant>, { left: number }]>([
  ['a package that holds enough', { monthlyFree: 'july' }, { left: 500 }],
  ['a package with two left', { monthlyFree: 'july' }, { left: 2 }],
  ['an empty package', {}, { left: 0 }],
  ['numbers that are absent, and other refusals', { quotaNumbers: 'absent', afterSevenDays: '-232' }, { left: 2 }],
])('an announcement on Zalo with %s', (_, variant, { left }) => {
  it('costs what Zalo says that it cost, message by message', async () => {
    const { emulator, database } = await open(variant, left)
    for (const hours of silences) await person(hours)
    await announce()
    const [rows, charges] = [await database.prisma.delivery.findMany({ include: { account: true } }), emulator.ledger()]
    expect(rows.map(({ state }) => state)).toEqual(silences.map(() => 'sent'))
    for (const { account, costDong, costClass, way } of rows) {
      const charged = charges.filter(({ to }) => to === account.address)
      expect({ costDong, free: costClass === 'free', package: costClass === 'package', way }).toEqual({
        costDong: charged.reduce((sum, { dong }) => sum + dong, 0),
        free: charged.every(({ cost }) => cost === 'free'),
        package: charged.every(({ cost }) => cost === 'sub_quota'),
        way: charged.every(({ cost }) => cost === 'template') ? 'template_by_user' : 'consultation',
      })
    }
    const all = charges.reduce((sum, { dong }) => sum + dong, 0)
    expect((await deps().ways.means('zalo', '2026-11-01')).spent).toBe(all)
    expect(emulator.violations).toEqual([])
  })
})

it('a text that a program or a clock of Zalo sees otherwise goes by template at once', async () => {
  const { emulator, database } = await open({}, 0)
  // Zalo heard of them long ago, we a moment ago.
  await person(200, 1)
  await announce()
  expect(await database.prisma.delivery.findFirst()).toMatchObject({ state: 'sent', way: 'template_by_user' })
  expect(emulator.messagesOf(emulator.people()[0]!).at(-1)).toMatchObject({
    way: 'id',
    text: 'Họp tổ từ Phòng giao dịch',
  })
})

it('a reminder by phone says nothing of the debt, whatever the text would have room for', async () => {
  const { emulator, database } = await open({}, 0)
  const mai = emulator.user(1, { phone: '84912345678' })
  const { id: accountId } = await prismaAccounts(database.prisma).known({
    ...{ channel: 'zalo', address: 'household:1', at: bench.now() },
  })
  const household = await householdOf('0912345678')
  const by = { byPhone: true, householdId: household }
  await database.prisma.channelAccount.update({ where: { id: BigInt(accountId) }, data: by })
  await allow(accountId)
  await announce({
    parts: news.parts,
    facts: {
      form: 'reminder',
      with: { name: 'Nguyễn Thị Hoàng Phương Khánh Linh', place: 'Trác Văn', total: { dong: 5 } },
    },
  })
  const [shown] = emulator.messagesOf(mai)
  expect(shown).toMatchObject({ way: 'phone', text: 'Hoàng Phương Khánh Linh: Trác Văn' })
  expect(await database.prisma.delivery.findFirst()).toMatchObject({ costDong: 250, way: 'template_by_phone' })
  expect(emulator.ledger().map(({ dong }) => dong)).toEqual([250])
})

const clock = { now: () => bench.now() }
const deps = (): SendDeps => ({
  ledger: prismaLedger(bench.database.prisma),
  pace: prismaPace(bench.database.prisma),
  ways: prismaWays(bench.database.prisma, testSeal),
  clock,
  channels: { zalo: bench.zalo },
  rates: {},
  deadlineSeconds: 30,
  stopping: () => false,
  wait: async () => {},
  onTrouble: (error) => {
    throw error
  },
})

/** Zalo with a package that holds so many more, and texts registered on both sides. */
async function open(variant: Partial<Variant>, left: number): Promise<ZaloBench> {
  bench = await zaloBench({ variant, settings: { monthlyFree: left } })
  const parameters = ['title', 'sender'].map((name) => ({ name }))
  bench.emulator.template({ id: 'news', parameters, priceByIdDong: 165, text: '<title> từ <sender>' })
  const due = [{ name: 'ten', maxLength: 25 }, { name: 'noi' }]
  bench.emulator.template({ id: 'due', parameters: due, priceByPhoneDong: 250, text: '<ten>: <noi>' })
  const { ways } = deps()
  await ways.setTemplates('zalo', {
    announcement: {
      byUser: { id: 'news', dong: 165, params: ['title', 'sender'].map((name) => ({ name, fact: name, longest: 30 })) },
    },
    reminder: {
      byPhone: {
        ...{ id: 'due', dong: 250 },
        params: [
          { name: 'ten', fact: 'name', longest: 25 },
          { name: 'noi', fact: 'place', longest: 30 },
        ],
      },
    },
  })
  await ways.setBudget('zalo', 100_000)
  await ways.setPackageLeft('zalo', left)
  return bench
}

/** Somebody whom Zalo heard of so many hours ago, and we so many. */
async function person(hours: number, ours = hours): Promise<void> {
  const who = bench.emulator.user(bench.emulator.people().length + 1)
  who.wrote(hours * hourMs)
  const at = new Date(bench.now().getTime() - ours * hourMs)
  const { id } = await prismaAccounts(bench.database.prisma).arrive({ channel: 'zalo', address: who.id, at })
  await allow(id)
}

async function allow(accountId: string): Promise<void> {
  const purposes = ['announcements'] as const
  await prismaConsents(bench.database.prisma).give({ accountId, purposes, wording: 't', lang: 'vi', at: bench.now() })
}

async function announce(message = news): Promise<void> {
  const outbox = prismaOutbox(bench.database.prisma)
  const at = bench.now()
  const of = { kind: 'announcement', lane: 2, onUncertain: 'hold', body: message, at } as const
  const mailingId = await outbox.openMailing(of)
  for (const { id } of await bench.database.prisma.channelAccount.findMany({ orderBy: { id: 'asc' } })) {
    const to = { id: id.toString(), channel: 'zalo' } as const
    await outbox.write(to, message, { lane: 2, mailingId, key: `a${id}`, at })
  }
  await outbox.seal(mailingId)
  await sendWaiting(deps(), [2])
}

async function householdOf(phone: string): Promise<bigint> {
  const { prisma } = bench.database
  const province = await prisma.province.create({ data: { code: '37', name: 'P' } })
  const office = { code: 'O', name: 'O', phone: '1', provinceId: province.id }
  const { id: officeId } = await prisma.transactionOffice.create({ data: office })
  const commune = await prisma.commune.create({ data: { code: 'C', name: 'C', kind: 'phuong', officeId } })
  const phoneSealed = testSeal.seal(phone)
  const data = { customerId: '1', headName: 'A', headNameFolded: 'a', communeId: commune.id, phoneSealed }
  return (await prisma.household.create({ data })).id
}
