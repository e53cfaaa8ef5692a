import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { tokenOf } from '../../src/conversation/token.ts'
import type { Message, Prompt } from '../../src/conversation/words.ts'
import type { InboundKind } from '../../src/ports/channel.ts'
import type { Line } from '../../src/ports/history.ts'
import { prismaAccounts } from '../../src/store/accounts.ts'
import { prismaHistory } from '../../src/store/history.ts'
import { prismaInbox } from '../../src/store/inbox.ts'
import { prismaOutbox } from '../../src/store/outbox.ts'
import { prismaOwnData } from '../../src/store/own-data.ts'
import { type Database, openPrisma } from '../../src/store/prisma.ts'
import { makeSeal } from '../../src/store/seal.ts'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'

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
  await prismaOwnData(database.prisma, makeSeal(Buffer.alloc(32, 7))).erase(accountId, at(3))
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
  const history = prismaHistory(database.prisma)
  expect(await history.accountAt(stranger)).toBeUndefined()
  expect((await history.ofSender(stranger, { limit: 5 })).map(short)).toEqual(['person: có ai không?'])
})

it('never shows the talk of another', async () => {
  await says({ kind: 'text', text: 'của tôi' }, 1)
  await answers('cho tôi', 2)
  expect(await prismaHistory(database.prisma).ofSender({ channel: 'web', address: 'other' }, { limit: 5 })).toEqual([])
  expect(
    await prismaHistory(database.prisma).ofSender({ channel: 'zalo', address: sender.address }, { limit: 5 }),
  ).toEqual([])
})

it('knows who reads, and in which language', async () => {
  expect(await prismaHistory(database.prisma).accountAt(sender)).toEqual({
    id: accountId,
    lang: 'en',
    status: 'active',
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
  return prismaHistory(database.prisma).of(accountId, page)
}

async function says(what: InboundKind, second: number, from: typeof sender = sender): Promise<void> {
  updates += 1
  const inbound = { ...from, updateId: `u${updates}`, at: at(second), what }
  await prismaInbox(database.prisma).store([inbound], at(second))
}

async function answers(
  text: string,
  second: number,
  state = 'sent',
  sentSecond: number | undefined = undefined,
  asked?: Prompt,
): Promise<void> {
  const to = { id: accountId, channel: 'web' as const }
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
