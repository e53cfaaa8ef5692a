import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ZaloSent } from '../../src/ports/zalo-sent.ts'
import { makeProgress } from '../../src/store/announcement-progress.ts'
import { type Database, openPrisma } from '../../src/store/prisma.ts'
import { makeSeal } from '../../src/store/seal.ts'
import { zaloSent } from '../../src/store/zalo-sent.ts'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'

const now = Date.parse('2026-11-23T01:00:00Z')
const minutes = (n: number) => new Date(now + n * 60_000)

let fresh: FreshDatabase
let database: Database
let sent: ZaloSent
let deliveries = 0
beforeAll(async () => {
  fresh = await freshDatabase()
  database = openPrisma(fresh.url, { poolSize: 4 })
  sent = zaloSent(database.prisma, makeSeal(randomBytes(32)))
})
afterAll(async () => {
  await database.close()
  await fresh.drop()
})

// A delivery to a person of its own.
const newPart = (text = 'Chào bà con') => {
  deliveries += 1
  const part = { deliveryId: String(deliveries), part: 0 }
  return { part, sending: { ...part, parts: 1, address: `person-${deliveries}`, text, at: minutes(0) } }
}

describe('a part of a delivery', () => {
  it('is new the first time', async () => {
    expect(await sent.begin(newPart().sending)).toEqual({})
  })

  it('says what it is called once it arrived', async () => {
    const { part, sending } = newPart()
    await sent.begin(sending)
    await sent.settle(part, 'm-1')
    expect(await sent.begin({ ...sending, at: minutes(9) })).toEqual({ messageId: 'm-1' })
  })

  it('says since when nobody knows whether it arrived', async () => {
    const { sending } = newPart()
    await sent.begin(sending)
    expect(await sent.begin({ ...sending, at: minutes(9) })).toEqual({ tried: { at: minutes(0), times: 2 } })
  })

  it('is new again once it surely did not arrive', async () => {
    const { part, sending } = newPart()
    await sent.begin(sending)
    await sent.drop(part)
    expect(await sent.begin(sending)).toEqual({})
  })

  it('keeps the doubt of an earlier try when a later one surely did not arrive', async () => {
    const { part, sending } = newPart()
    await sent.begin(sending)
    await sent.begin({ ...sending, at: minutes(5) })
    await sent.drop(part)
    expect(await sent.begin({ ...sending, at: minutes(9) })).toEqual({ tried: { at: minutes(0), times: 2 } })
  })

  it('is its own for every part', async () => {
    const { sending } = newPart()
    await sent.begin(sending)
    expect(await sent.begin({ ...sending, part: 1 })).toEqual({})
  })

  it('keeps no text', async () => {
    await sent.begin(newPart('Trần Thị Mẫu nợ').sending)
    const { rows } = await database.pool.query('SELECT z::text AS row FROM zalo_sent z')
    expect(rows.map((r) => r.row).join()).not.toContain('Mẫu')
  })
})

describe('an echo', () => {
  const echo = { messageId: 'e-1', text: 'Chào bà con', named: false, at: minutes(1) }

  it('is ours by its id', async () => {
    const { part, sending } = newPart()
    await sent.begin(sending)
    await sent.settle(part, 'e-2')
    expect(await sent.recognise({ ...echo, ...sending, messageId: 'e-2', text: 'shown otherwise' })).toBe(true)
    expect(await sent.known(['e-2', 'never'])).toEqual(['e-2'])
  })

  it.each([
    ['the same text', 'Chào bà con'],
    ['decomposed letters', 'Chào bà con'.normalize('NFD')],
    ['other white space', ' Chào  bà\n con '],
  ])('before the answer settles the part by %s, though it names somebody', async (_, text) => {
    const { sending } = newPart()
    await sent.begin(sending)
    const messageId = `early-${sending.deliveryId}`
    expect(await sent.recognise({ ...echo, address: sending.address, text, messageId, named: true })).toBe(true)
    expect(await sent.begin(sending)).toEqual({ messageId })
  })

  it('settles one part only, the oldest', async () => {
    const { sending } = newPart()
    await sent.begin(sending)
    await sent.begin({ ...sending, part: 1 })
    await sent.recognise({ ...echo, address: sending.address, messageId: 'first' })
    expect(await sent.begin({ ...sending, part: 1 })).toEqual({ tried: { at: minutes(0), times: 2 } })
    await sent.recognise({ ...echo, address: sending.address, messageId: 'second' })
    expect(await sent.begin({ ...sending, part: 1 })).toEqual({ messageId: 'second' })
  })

  it.each([
    ['to another person', { address: 'somebody else' }],
    ['of what was tried more than two hours before', { at: minutes(121) }],
    ['of another text that names who wrote it', { text: 'Anh chị chờ em', named: true }],
    ['of another text more than two minutes later', { text: 'Anh chị chờ em', at: minutes(2.01) }],
  ])('%s is not ours', async (_, other) => {
    const { sending } = newPart()
    await sent.begin(sending)
    expect(await sent.recognise({ ...echo, address: sending.address, messageId: 'x', ...other })).toBe(false)
  })

  it('of another text, unnamed, while a send is under way, is taken for ours and settles nothing', async () => {
    const { sending } = newPart()
    await sent.begin(sending)
    const shown = { ...echo, address: sending.address, text: '', at: minutes(2) }
    expect(await sent.recognise({ ...shown, messageId: 'shown' })).toBe(true)
    expect(await sent.begin(sending)).toEqual({ tried: { at: minutes(0), times: 2 } })
  })
})

it('forgets what is old', async () => {
  const { sending } = newPart()
  await sent.begin(sending)
  await sent.forget(minutes(0))
  expect(await sent.begin(sending)).toEqual({ tried: { at: minutes(0), times: 2 } })
  await sent.forget(minutes(0.1))
  expect(await sent.begin(sending)).toEqual({})
})

describe('a delivery in doubt', () => {
  let account: bigint
  beforeAll(async () => {
    const { prisma } = database
    const seen = { createdAt: minutes(-60), lastSeenAt: minutes(-60) }
    account = (await prisma.channelAccount.create({ data: { channel: 'zalo', address: 'somebody', ...seen } })).id
  })
  type Given = Partial<{ state: string; doubts: number; channel: string; mailingId: bigint }>
  // A delivery of so many parts, all of which went out without an answer.
  const doubtful = async ({ parts = 1, ...given }: Given & { parts?: number } = {}) => {
    const state = {
      state: 'uncertain',
      doubts: 1,
      attempts: 1,
      errorCode: 'uncertain',
      notBefore: minutes(10),
      ...given,
    }
    const made = { channel: 'zalo', lane: 2, createdAt: minutes(-1), triedAt: minutes(0) }
    const { id } = await database.prisma.delivery.create({ data: { accountId: account, ...made, ...state } })
    const sending = { deliveryId: String(id), parts, address: `reader-${id}`, at: minutes(0) }
    for (let part = 0; part < parts; part++) await sent.begin({ ...sending, part, text: `Phần ${part}` })
    const echo = (part: number, at = minutes(1)) =>
      sent.recognise({ messageId: `${id}-${part}`, address: sending.address, text: `Phần ${part}`, named: false, at })
    const row = () => database.prisma.delivery.findUniqueOrThrow({ where: { id } })
    return { id, sending, echo, row }
  }
  const arrived = { state: 'sent', sentAt: minutes(1), notBefore: null, errorCode: null, errorDetail: null, doubts: 1 }

  it.each([
    ['called uncertain', { state: 'uncertain' }],
    ['to be tried once more', { state: 'retry' }],
  ])('%s counts as sent with its echo', async (_, given) => {
    const { id, echo, row } = await doubtful(given)
    expect(await echo(0)).toBe(true)
    expect(await row()).toMatchObject({ ...arrived, messageId: `${id}-0`, attempts: 1 })
  })

  it.each([
    ['is being sent', { state: 'sending' }],
    ['waits without a doubt', { state: 'retry', doubts: 0 }],
    ['was never tried', { state: 'pending', doubts: 0 }],
    ['was cancelled', { state: 'skipped' }],
    ['failed', { state: 'failed' }],
    ['was blocked', { state: 'blocked' }],
    ['is of another channel', { channel: 'telegram' }],
  ])('is left alone where it %s', async (_, given) => {
    const { echo, row } = await doubtful(given)
    const before = await row()
    expect(await echo(0)).toBe(true)
    await sent.settleDoubts()
    expect(await row()).toEqual(before)
  })

  it('of several parts counts as sent with the last of them, in any order', async () => {
    const { id, echo, row } = await doubtful({ parts: 3 })
    await echo(2)
    await echo(0)
    expect(await row()).toMatchObject({ state: 'uncertain', messageId: null })
    await echo(1, minutes(2))
    expect(await row()).toMatchObject({ ...arrived, messageId: `${id}-2`, sentAt: minutes(2) })
  })

  it('of which a part never went out stays in doubt', async () => {
    const { sending, echo, row } = await doubtful()
    await sent.begin({ ...sending, part: 0, parts: 2, text: 'Phần 0' })
    await echo(0)
    await sent.settleDoubts()
    expect(await row()).toMatchObject({ state: 'uncertain' })
  })

  it('is settled once: an echo that comes again changes nothing', async () => {
    const { echo, row } = await doubtful()
    await echo(0)
    const before = await row()
    expect(await echo(0, minutes(30))).toBe(true)
    expect(await row()).toEqual(before)
  })

  it('whose echo came while a dead sender held it is found later, and nothing else is', async () => {
    const held = await doubtful({ state: 'sending', doubts: 0 })
    const other = await doubtful()
    await held.echo(0)
    expect(await sent.settleDoubts()).toBe(0)
    await database.prisma.delivery.update({ where: { id: held.id }, data: { state: 'uncertain', doubts: 1 } })
    expect(await sent.settleDoubts()).toBe(1)
    expect(await sent.settleDoubts()).toBe(0)
    expect(await held.row()).toMatchObject({ ...arrived, messageId: `${held.id}-0`, sentAt: minutes(0) })
    expect(await other.row()).toMatchObject({ state: 'uncertain' })
  })

  it('with what is not of the ledger is passed over', async () => {
    const sending = { deliveryId: 'by hand', part: 0, parts: 1, address: 'r', text: 'Chào', at: minutes(0) }
    await sent.begin(sending)
    expect(await sent.recognise({ ...sending, messageId: 'h', named: false })).toBe(true)
    await expect(sent.delivered({ deliveryId: 'by hand', messageId: 'h', at: minutes(1) })).resolves.toBeUndefined()
  })

  it.each([
    ['called uncertain', { state: 'uncertain' }, true],
    ['to be tried once more', { state: 'retry' }, true],
    ['being sent', { state: 'sending' }, false],
    ['cancelled', { state: 'skipped' }, false],
  ])('%s and the receipt of a template: %s', async (_, given, settles) => {
    const { id, sending, row } = await doubtful(given)
    await sent.delivered({ deliveryId: String(id), messageId: 'receipt', at: minutes(1) })
    expect(await sent.messageIdOf({ ...sending, part: 0 })).toBe('receipt')
    expect(await row()).toMatchObject(settles ? { ...arrived, messageId: 'receipt' } : { state: given.state })
    const before = await row()
    await sent.delivered({ deliveryId: String(id), messageId: 'again', at: minutes(9) })
    expect(await row()).toEqual(before)
  })

  it('is settled by a receipt that comes after its parts were forgotten', async () => {
    const { id, row } = await doubtful()
    await sent.forget(minutes(5))
    await sent.delivered({ deliveryId: String(id), messageId: 'late', at: minutes(1) })
    expect(await row()).toMatchObject({ ...arrived, messageId: 'late' })
  })

  it('shows in the progress of its mailing as arrived', async () => {
    const mailing = await database.prisma.mailing.create({
      data: {
        kind: 'announcement',
        lane: 2,
        status: 'running',
        onUncertain: 'hold',
        body: { parts: [] },
        createdAt: minutes(-1),
      },
    })
    const { echo } = await doubtful({ mailingId: mailing.id })
    const progress = makeProgress(database.prisma)
    expect((await progress(String(mailing.id), minutes(1))).states).toMatchObject({ uncertain: 1, sent: 0 })
    await echo(0)
    expect((await progress(String(mailing.id), minutes(1))).states).toMatchObject({ uncertain: 0, sent: 1 })
  })
})
