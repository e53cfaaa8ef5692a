import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { tokenOf } from '../../src/conversation/token.ts'
import type { Message, Prompt } from '../../src/conversation/words.ts'
import type { CaseRoute } from '../../src/domain/case.ts'
import type { InboundKind } from '../../src/ports/channel.ts'
import type { Line, PersonPage } from '../../src/ports/history.ts'
import type { Sender } from '../../src/ports/inbox.ts'
import { prismaAccounts } from '../../src/store/accounts.ts'
import { prismaCases } from '../../src/store/cases.ts'
import { prismaHistory } from '../../src/store/history.ts'
import { prismaInbox } from '../../src/store/inbox.ts'
import { prismaOutbox } from '../../src/store/outbox.ts'
import { prismaOwnData } from '../../src/store/own-data.ts'
import { type Database, openPrisma } from '../../src/store/prisma.ts'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'
import { testSeal } from '../support/test-seal.ts'

let fresh: FreshDatabase
let database: Database
let accountId: string
let sender: { channel: 'web'; address: string }
let people = 0
let updates = 0

beforeAll(async () => {
  fresh = await freshDatabase()
  database = openPrisma(fresh.url, { poolSize: 3 })
})
afterAll(async () => {
  await database.close()
  await fresh.drop()
})
beforeEach(async () => {
  people += 1
  sender = { channel: 'web', address: `person-${people}` }
  accountId = (await prismaAccounts(database.prisma).arrive({ ...sender, lang: 'en', at: at(0) })).id
})

it('shows what came in and what went out, in order', async () => {
  await says({ kind: 'text', text: 'xin chào' }, 1)
  await answers('chào bà con', 2)
  await says({ kind: 'contact', phone: '0912345678', own: true }, 3)
  await answers('cảm ơn', 4)
  await says({ kind: 'unsupported' }, 5)
  expect((await talk()).map(short)).toEqual([
    'person: xin chào',
    'bot: chào bà con',
    'person: phone 0912345678',
    'bot: cảm ơn',
    'person: unsupported',
  ])
})

it('tells what a colleague wrote by hand from what the bot said', async () => {
  await answers('chào bà con', 1)
  await says({ kind: 'agent', text: 'Chị chờ em nhé', by: '7' }, 2)
  await says({ kind: 'text', text: 'vâng' }, 3)
  expect((await talk()).map(short)).toEqual(['bot: chào bà con', 'agent: Chị chờ em nhé', 'person: vâng'])
})

it('passes over what nobody said: a start, a block', async () => {
  await says({ kind: 'start', payload: 'CODE' }, 1)
  await says({ kind: 'blocked' }, 2)
  await says({ kind: 'unblocked' }, 3)
  expect(await talk()).toEqual([])
})

it.each([
  ['pending', false],
  ['sending', true],
  ['sent', true],
  ['retry', false],
  ['uncertain', true],
  ['failed', false],
  ['blocked', false],
  ['skipped', false],
])('a message that is %s shows: %s', async (state, shows) => {
  await answers('tin', 1, state)
  expect(await talk()).toHaveLength(shows ? 1 : 0)
})

it('does not show what was erased, and what is said afterwards', async () => {
  await answers('chuyện riêng', 1)
  await says({ kind: 'text', text: 'xóa đi' }, 2)
  await database.prisma.inbox.updateMany({ where: { address: sender.address }, data: { processedAt: at(2) } })
  await prismaOwnData(database.prisma, testSeal).erase(accountId, at(3))
  await answers('đã xóa', 4)
  expect((await talk()).map(short)).toEqual(['bot: đã xóa'])
})

it('puts a message that waited where it arrived, and one on its way last', async () => {
  await answers('viết trước, đến sau', 1, 'sent', 5)
  await answers('đang đến', 2, 'sending')
  await says({ kind: 'text', text: 'ở giữa' }, 3)
  expect((await talk()).map(short)).toEqual(['person: ở giữa', 'bot: viết trước, đến sau', 'bot: đang đến'])
})

it('names a tap by the label of its button, also long after', async () => {
  await answers('hỏi', 1, 'sent', undefined, prompt)
  for (let i = 2; i < 8; i++) await answers(`tin ${i}`, i)
  await says({ kind: 'tap', token: tokenOf(prompt, 'near_poor') }, 9)
  await says({ kind: 'tap', token: tokenOf(prompt, 'menu') }, 10)
  await says({ kind: 'tap', token: 'check/household.poor#zz' }, 11)
  await says({ kind: 'tap', token: 'never one of ours' }, 12)
  expect((await talk({ limit: 4 })).map(short)).toEqual([
    'person: tap flows/check:near_poor',
    'person: tap common:menu',
    'person: tap ?',
    'person: tap ?',
  ])
})

it('shows an announcement, whose words are kept once for all', async () => {
  const outbox = prismaOutbox(database.prisma)
  const body = message('Thông báo')
  const mailingId = await outbox.openMailing({
    kind: 'announcement',
    lane: 2,
    onUncertain: 'hold',
    body,
    at: at(1),
  })
  await database.prisma.delivery.create({
    data: {
      mailingId: BigInt(mailingId),
      accountId: BigInt(accountId),
      channel: 'web',
      lane: 2,
      state: 'sent',
      createdAt: at(1),
      sentAt: at(2),
    },
  })
  expect((await talk()).map(short)).toEqual(['bot: Thông báo'])
})

it('gives the newest lines, and on request those before them', async () => {
  for (let i = 1; i <= 5; i++) await says({ kind: 'text', text: `tin ${i}` }, i)
  const last = await talk({ limit: 2 })
  expect(last.map(short)).toEqual(['person: tin 4', 'person: tin 5'])
  const before = await talk({ limit: 2, before: last[0]!.place })
  expect(before.map(short)).toEqual(['person: tin 2', 'person: tin 3'])
  expect((await talk({ limit: 2, before: before[0]!.place })).map(short)).toEqual(['person: tin 1'])
})

it('gives what is new since a place, with an overlap', async () => {
  await says({ kind: 'text', text: 'xưa' }, 1)
  await says({ kind: 'text', text: 'vừa rồi' }, 60)
  const place = (await talk()).at(-1)!.place
  await answers('mới', 61)
  expect((await talk({ limit: 10, after: place })).map(short)).toEqual(['person: vừa rồi', 'bot: mới'])
})

it('takes a place that is none of ours for the first page', async () => {
  await says({ kind: 'text', text: 'tin' }, 1)
  expect(await talk({ limit: 5, before: "'; drop table inbox --" })).toHaveLength(1)
})

it('shows by address what nobody has handled yet', async () => {
  const stranger = { channel: 'web' as const, address: 'not-yet' }
  await says({ kind: 'text', text: 'có ai không?' }, 1, stranger)
  const history = prismaHistory(database.prisma, testSeal)
  expect(await history.accountAt(stranger)).toBeUndefined()
  expect((await history.ofSender(stranger, { limit: 5 })).map(short)).toEqual(['person: có ai không?'])
})

it('never shows the talk of another', async () => {
  await says({ kind: 'text', text: 'của tôi' }, 1)
  await answers('cho tôi', 2)
  expect(
    await prismaHistory(database.prisma, testSeal).ofSender({ channel: 'web', address: 'other' }, { limit: 5 }),
  ).toEqual([])
  expect(
    await prismaHistory(database.prisma, testSeal).ofSender({ channel: 'zalo', address: sender.address }, { limit: 5 }),
  ).toEqual([])
})

it('knows who reads, and in which language', async () => {
  expect(await prismaHistory(database.prisma, testSeal).accountAt(sender)).toEqual({
    id: accountId,
    lang: 'en',
    status: 'active',
  })
})

describe('the talk with a person', () => {
  let householdId: bigint
  let other: { id: string; sender: { channel: 'telegram'; address: string } }
  beforeEach(async () => {
    const { prisma } = database
    const code = `${people}`
    const province = { create: { code, name: 'Thử' } }
    const office = { create: { code, name: 'PGD', phone: '0226', province } }
    const commune = await prisma.commune.create({ data: { code, name: 'Thử', kind: 'phuong', office } })
    const names = { headName: 'Thử', headNameFolded: 'thu' }
    householdId = (await prisma.household.create({ data: { customerId: code, ...names, communeId: commune.id } })).id
    const address = `other-${people}`
    const { id } = await prismaAccounts(prisma).arrive({ channel: 'telegram', address, at: at(0) })
    other = { id, sender: { channel: 'telegram', address } }
    await link(accountId, 'head')
    await link(other.id, 'head')
  })

  const link = (id: string, role: 'head' | 'spouse') =>
    prismaAccounts(database.prisma).link(id, {
      householdId: householdId.toString(),
      person: { role, name: 'Thử' },
      at: at(0),
    })
  const ofPerson = (page: PersonPage = { limit: 20 }, id = accountId) =>
    prismaHistory(database.prisma, testSeal).ofPerson(id, page)
  const named = (line: Line) => `${line.channel} ${short(line)}`

  it('is one over all their accounts, each line with its channel', async () => {
    await says({ kind: 'text', text: 'trên web' }, 1)
    await says({ kind: 'text', text: 'trên Telegram' }, 2, other.sender)
    await answers('đáp Telegram', 3, 'sent', undefined, undefined, other)
    await answers('đáp web', 4)
    const lines = [
      'web person: trên web',
      'telegram person: trên Telegram',
      'telegram bot: đáp Telegram',
      'web bot: đáp web',
    ]
    expect((await ofPerson()).map(named)).toEqual(lines)
    expect((await ofPerson({ limit: 20 }, other.id)).map(named)).toEqual(lines)
    expect((await talk()).map((line) => [short(line), line.channel])).toEqual([
      ['person: trên web', undefined],
      ['bot: đáp web', undefined],
    ])
  })

  it('comes page by page, over both accounts', async () => {
    for (let i = 1; i <= 6; i++) await says({ kind: 'text', text: `tin ${i}` }, i, i % 2 ? sender : other.sender)
    const last = await ofPerson({ limit: 4 })
    expect(last.map(short)).toEqual([3, 4, 5, 6].map((i) => `person: tin ${i}`))
    const before = await ofPerson({ limit: 4, before: last[0]!.place })
    expect(before.map(short)).toEqual(['person: tin 1', 'person: tin 2'])
  })

  it('is not mixed with that of another person of the household, nor of who was unlinked', async () => {
    await says({ kind: 'text', text: 'của tôi' }, 1)
    await says({ kind: 'text', text: 'của người khác' }, 2, other.sender)
    await link(other.id, 'spouse')
    expect((await ofPerson()).map(named)).toEqual(['web person: của tôi'])
    await link(other.id, 'head')
    await prismaAccounts(database.prisma).unlink(other.id)
    expect((await ofPerson()).map(named)).toEqual(['web person: của tôi'])
    expect((await ofPerson({ limit: 5 }, other.id)).map(named)).toEqual(['telegram person: của người khác'])
  })

  it('names a tap by the question of its own account: runs are counted there', async () => {
    const asked = (label: string): Prompt => ({ ...prompt, options: [{ id: 'poor', label: { key: label } }] }) as Prompt
    await answers('hỏi', 1, 'sent', undefined, asked('a:web'))
    await answers('hỏi', 2, 'sent', undefined, asked('a:telegram'), other)
    await says({ kind: 'tap', token: tokenOf(prompt, 'poor') }, 3)
    await says({ kind: 'tap', token: tokenOf(prompt, 'poor') }, 4, other.sender)
    expect((await ofPerson()).slice(-2).map(named)).toEqual([
      'web person: tap a:web',
      'telegram person: tap a:telegram',
    ])
  })

  it.each<[string, readonly CaseRoute[] | undefined, boolean]>([
    ['whoever handles that case', ['officer', 'director'], true],
    ['whoever asks for all of it', undefined, true],
    ['whom it is routed past', ['officer'], false],
  ])('shows what was said around a case to %s', async (_, routes, shown) => {
    const hour = 3_600
    await says({ kind: 'text', text: 'xưa' }, -12 * hour - 1)
    await says({ kind: 'text', text: 'phản ánh' }, -12 * hour, other.sender)
    await answers('đã nhận', hour)
    await answers('trả lời đến muộn', hour, 'sent', 9 * hour)
    await says({ kind: 'text', text: 'hôm sau' }, hour + 1)
    const { officeId } = await database.prisma.commune.findFirstOrThrow({ where: { code: `${people}` } })
    await prismaCases(database.prisma, testSeal).open({
      ...{ kind: 'complaint', accountId: other.id, officeId, routedTo: 'director', text: 'phản ánh' },
      ...{ at: at(0), dueAt: at(9) },
    })
    const around = shown ? ['person: phản ánh', 'bot: đã nhận'] : []
    expect((await ofPerson({ limit: 20, ...(routes ? { routes } : {}) })).map(short)).toEqual([
      'person: xưa',
      ...around,
      'person: hôm sau',
      ...(shown ? ['bot: trả lời đến muộn'] : []),
    ])
  })

  it('is handed out and erased whole, and nobody else’s', async () => {
    const ownData = prismaOwnData(database.prisma, testSeal)
    const stranger = { channel: 'web' as const, address: `spouse-${people}` }
    const spouse = await prismaAccounts(database.prisma).arrive({ ...stranger, at: at(0) })
    await link(spouse.id, 'spouse')
    for (let i = 1; i <= 3; i++) await says({ kind: 'text', text: `tin ${i}` }, i, i % 2 ? sender : other.sender)
    await answers('đáp', 4, 'sent', undefined, undefined, other)
    await says({ kind: 'text', text: 'của vợ' }, 5, stranger)
    await database.prisma.inbox.updateMany({ data: { processedAt: at(6) } })
    expect(await ownData.count(other.id)).toMatchObject({ messagesIn: 3, messagesOut: 1 })
    const handed = await ownData.export(accountId)
    expect(handed.accounts).toMatchObject([{ id: accountId }, { id: other.id }])
    expect(handed.history).toMatchObject([
      { channel: 'web', by: 'person', said: { text: 'tin 1' } },
      { channel: 'telegram', by: 'person', said: { text: 'tin 2' } },
      { channel: 'web', by: 'person', said: { text: 'tin 3' } },
      { channel: 'telegram', by: 'bot' },
    ])
    expect(JSON.stringify(handed)).not.toContain('của vợ')
    await ownData.erase(accountId, at(7))
    for (const id of [accountId, other.id]) {
      expect(await ofPerson({ limit: 5 }, id)).toEqual([])
      expect(await prismaAccounts(database.prisma).find(id)).not.toHaveProperty('householdId')
    }
    expect((await ofPerson({ limit: 5 }, spouse.id)).map(named)).toEqual(['web person: của vợ'])
  })

  it('is handed out to its first word, however long it is', async () => {
    await says({ kind: 'text', text: 'lời đầu' }, 0)
    await database.pool.query(
      `INSERT INTO inbox (channel, update_id, address, body, received_at)
       SELECT 'web', $1 || n, $1, '{"what": {"kind": "text", "text": "tin"}}', $2::timestamptz + n * interval '1 second'
       FROM generate_series(1, 1000) n`,
      [sender.address, at(0)],
    )
    const handed = await prismaOwnData(database.prisma, testSeal).export(accountId)
    expect(handed.history).toHaveLength(1001)
    expect((handed.history as Line[])[0]).toMatchObject({ said: { text: 'lời đầu' } })
  })
})

const prompt: Prompt = {
  flow: 'check',
  ref: '3f',
  node: 'household',
  kind: 'choice',
  ask: { key: 'flows/check:ask' },
  options: [
    { id: 'poor', label: { key: 'flows/check:poor' } },
    { id: 'near_poor', label: { key: 'flows/check:near_poor' } },
  ],
  also: [{ id: 'menu', label: { key: 'common:menu' } }],
}

function at(second: number): Date {
  return new Date(Date.UTC(2026, 10, 22, 1, 0, second))
}

function talk(page: { limit: number; before?: string; after?: string } = { limit: 20 }): Promise<Line[]> {
  return prismaHistory(database.prisma, testSeal).of(accountId, page)
}

async function says(what: InboundKind, second: number, from: Sender = sender): Promise<void> {
  updates += 1
  const inbound = { ...from, updateId: `u${updates}`, at: at(second), what }
  await prismaInbox(database.prisma, testSeal).store([inbound], at(second))
}

async function answers(
  text: string,
  second: number,
  state = 'sent',
  sentSecond: number | undefined = undefined,
  asked?: Prompt,
  by?: { id: string; sender: Sender },
): Promise<void> {
  const to = by ? { id: by.id, channel: by.sender.channel } : { id: accountId, channel: 'web' as const }
  const body = asked ? { ...message(text), prompt: asked } : message(text)
  const id = await prismaOutbox(database.prisma).write(to, body, { lane: 0, at: at(second) })
  const sentAt = state === 'sent' ? at(sentSecond ?? second) : null
  await database.prisma.delivery.update({ where: { id: BigInt(id!) }, data: { state, sentAt } })
}

function message(text: string): Message {
  return { parts: [{ as: 'text', words: { key: 'plain', with: { text } } }] }
}

function short(line: Line): string {
  if (line.by === 'bot') return `bot: ${String(line.message.parts[0]?.words.with?.text)}`
  if (line.by === 'agent') return `agent: ${line.text}`
  const { said } = line
  if (said.kind === 'text') return `person: ${said.text}`
  if (said.kind === 'tap') return `person: tap ${said.label?.key ?? '?'}`
  return said.kind === 'phone' ? `person: phone ${said.phone}` : 'person: unsupported'
}
