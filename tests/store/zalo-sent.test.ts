import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ZaloSent } from '../../src/ports/zalo-sent.ts'
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
  return { part, sending: { ...part, address: `person-${deliveries}`, text, at: minutes(0) } }
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
    expect(await sent.begin({ ...sending, at: minutes(9) })).toEqual({ triedAt: minutes(0) })
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
    expect(await sent.begin({ ...sending, at: minutes(9) })).toEqual({ triedAt: minutes(0) })
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
    expect(await sent.begin({ ...sending, part: 1 })).toEqual({ triedAt: minutes(0) })
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
    expect(await sent.begin(sending)).toEqual({ triedAt: minutes(0) })
  })
})

it('forgets what is old', async () => {
  const { sending } = newPart()
  await sent.begin(sending)
  await sent.forget(minutes(0))
  expect(await sent.begin(sending)).toEqual({ triedAt: minutes(0) })
  await sent.forget(minutes(0.1))
  expect(await sent.begin(sending)).toEqual({})
})
