import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeProgress } from '../../src/store/announcement-progress.ts'
import { makeDeliveryCounts } from '../../src/store/delivery-counts.ts'
import { now, type StaffWorld, staffWorld } from '../support/staff-world.ts'

let world: StaffWorld
let account: bigint
beforeAll(async () => {
  world = await staffWorld()
  account = BigInt(await world.account({ channel: 'telegram' }))
})
afterAll(() => world.close())

const minutes = (count: number) => new Date(now.getTime() + count * 60_000)
/** Ids lie so far apart that twelve rows fill a block. */
const apart = 800n
const people = 90
const inChunk = 7
let nextId = 1_000_000n

/** A mailing of which the first 60 are on Telegram and the others on the web, in stretches of seven. */
async function mailed(): Promise<bigint> {
  const { prisma } = world.database
  const of = { kind: 'announcement', lane: 2, status: 'running', onUncertain: 'hold', createdAt: now }
  const mailingId = (await prisma.mailing.create({ data: of })).id
  const rows = Array.from({ length: people }, (_, n) => ({
    ...{ id: nextId + BigInt(n) * apart, mailingId, accountId: account, lane: 2, createdAt: now },
    channel: n < 60 ? 'telegram' : 'web',
  }))
  nextId += 1_000_000n
  await prisma.delivery.createMany({ data: rows })
  for (const channel of ['telegram', 'web']) {
    const those = rows.filter((r) => r.channel === channel)
    for (let at = 0; at < those.length; at += inChunk) {
      const part = those.slice(at, at + inChunk)
      const ends = { fromId: part[0]!.id, toId: part.at(-1)!.id }
      await prisma.chunk.create({ data: { mailingId, channel, lane: 2, ...ends } })
    }
  }
  return mailingId
}

/** The same, counted plainly. */
async function plainly(mailingId: bigint, at: Date) {
  const { rows } = await world.database.pool.query(
    `SELECT state, error_code AS code, count(*)::int AS count, count(*) FILTER (WHERE sent_at > $2)::int AS "lastMinute",
       min(not_before) AS "firstAt", max(tried_at) AS "triedAt" FROM delivery WHERE mailing_id = $1 GROUP BY 1, 2`,
    [mailingId, new Date(at.getTime() - 60_000)],
  )
  return sorted(rows)
}

function sorted<T extends { state: string; code: string | null }>(rows: T[]): T[] {
  return rows.sort((a, b) => (`${a.state}/${a.code}` < `${b.state}/${b.code}` ? -1 : 1))
}

/** Chance that can be had again: the seed stands in the name of the test. */
function chance(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

/** What may become of a message that is tried. */
const results = [
  { state: 'sent', errorCode: null },
  { state: 'sent', errorCode: null },
  { state: 'sent', errorCode: null },
  { state: 'blocked', errorCode: 'blocked' },
  { state: 'failed', errorCode: 'refused' },
  { state: 'skipped', errorCode: 'no_consent' },
  { state: 'uncertain', errorCode: 'uncertain' },
  { state: 'retry', errorCode: 'too_often', notBefore: minutes(600) },
]

/** What senders and staff do to a mailing, one thing at a time. */
function doings(mailingId: bigint, dice: (below: number) => number) {
  const { prisma } = world.database
  const takes = async (at: Date) => {
    const channel = ['telegram', 'web'][dice(2)] ?? ''
    const where = { mailingId, channel, state: { not: 'done' } }
    const chunk = await prisma.chunk.findFirst({
      where: { ...where, OR: [{ notBefore: null }, { notBefore: { lte: at } }] },
      orderBy: { id: 'asc' },
    })
    if (!chunk) return
    const rows = { mailingId, channel, id: { gte: chunk.fromId, lte: chunk.toId } }
    await prisma.chunk.update({ where: { id: chunk.id }, data: { state: 'leased', attempts: { increment: 1 } } })
    const waiting = await prisma.delivery.findMany({
      where: { ...rows, state: { in: ['pending', 'retry', 'sending'] } },
    })
    for (const { id } of waiting.slice(0, 1 + dice(inChunk))) {
      const result = results[dice(results.length)]!
      const sentAt = result.state === 'sent' ? at : null
      await prisma.delivery.update({ where: { id }, data: { notBefore: null, ...result, triedAt: at, sentAt } })
    }
    const open = await prisma.delivery.count({ where: { ...rows, state: { in: ['pending', 'retry', 'sending'] } } })
    const put = open === 0 ? { state: 'done' } : { state: 'ready', notBefore: dice(2) ? at : minutes(2) }
    await prisma.chunk.update({ where: { id: chunk.id }, data: put })
  }
  const settlesLate = async (at: Date) => {
    const row = await prisma.delivery.findFirst({ where: { mailingId, state: 'uncertain' } })
    if (row)
      await prisma.delivery.update({ where: { id: row.id }, data: { state: 'sent', errorCode: null, sentAt: at } })
  }
  const sendsAgain = async (at: Date) => {
    if ((await prisma.chunk.count({ where: { mailingId, state: { not: 'done' } } })) > 0) return
    const rows = await prisma.delivery.findMany({ where: { mailingId, state: 'uncertain' }, orderBy: { id: 'asc' } })
    for (const channel of ['telegram', 'web']) {
      const those = rows.filter((r) => r.channel === channel)
      if (those.length === 0) continue
      await prisma.delivery.updateMany({ where: { id: { in: those.map((r) => r.id) } }, data: { state: 'retry' } })
      const ends = { fromId: those[0]!.id, toId: those.at(-1)!.id }
      await prisma.chunk.create({ data: { mailingId, channel, lane: 2, ...ends, notBefore: at } })
    }
  }
  return [takes, takes, takes, takes, takes, takes, settlesLate, sendsAgain]
}

describe('the counts of a mailing', () => {
  it.each([1, 2, 3, 4])(
    'are those that counting everything gives, whatever happened before (seed %i)',
    async (seed) => {
      const dice = chance(seed)
      const mailingId = await mailed()
      await mailed()
      const counts = makeDeliveryCounts(world.database.prisma)
      const acts = doings(mailingId, dice)
      let at = now
      for (let step = 0; step < 120; step++) {
        expect(sorted(await counts(mailingId, at))).toEqual(await plainly(mailingId, at))
        at = new Date(at.getTime() + dice(30_000))
        await acts[dice(acts.length)]!(at)
      }
      expect(sorted(await makeDeliveryCounts(world.database.prisma)(mailingId, at))).toEqual(
        await plainly(mailingId, at),
      )
    },
  )

  it('do not read again what has ended', async () => {
    const mailingId = await mailed()
    const { prisma } = world.database
    await prisma.delivery.updateMany({ where: { mailingId }, data: { state: 'sent', sentAt: now, triedAt: now } })
    await prisma.chunk.updateMany({ where: { mailingId }, data: { state: 'done', attempts: 1 } })
    const counts = makeDeliveryCounts(prisma)
    expect(await counts(mailingId, minutes(0.9))).toMatchObject([{ state: 'sent', count: people, lastMinute: people }])
    expect(await counts(mailingId, minutes(2))).toMatchObject([{ state: 'sent', count: people, lastMinute: 0 }])
    await prisma.delivery.deleteMany({ where: { mailingId } })
    await prisma.delivery.create({ data: { mailingId, accountId: account, channel: 'web', lane: 2, createdAt: now } })
    expect(await counts(mailingId, minutes(3))).toMatchObject(
      expect.arrayContaining([expect.objectContaining({ state: 'sent', count: people })]),
    )
  })

  it('of a mailing that has nobody are none', async () => {
    expect(await makeDeliveryCounts(world.database.prisma)(999_999n, now)).toEqual([])
  })
})

describe('the progress', () => {
  it('names the channels that are left, how fast they may go and until when they rest', async () => {
    const mailingId = (await mailed()).toString()
    const progress = makeProgress(world.database.prisma)
    const bucket = 'INSERT INTO bucket (name, tokens, rate, factor, updated_at, bulk_paused_until) VALUES'
    await world.database.pool.query(`${bucket} ('telegram', 0, 30, 0.5, now(), clock_timestamp() + interval '1 hour')`)
    const [telegram, web] = (await progress(mailingId, now)).channels
    expect(telegram).toMatchObject({ channel: 'telegram', perSecond: 15 })
    expect(Math.round(((telegram?.heldUntil?.getTime() ?? 0) - now.getTime()) / 60_000)).toBe(60)
    expect(web).toEqual({ channel: 'web' })
    await world.database.pool.query(
      "UPDATE bucket SET rate = 0, bulk_paused_until = clock_timestamp() - interval '1 hour'",
    )
    expect((await progress(mailingId, now)).channels).toEqual([{ channel: 'telegram' }, { channel: 'web' }])
    await world.database.prisma.chunk.updateMany({ where: { channel: 'telegram' }, data: { state: 'done' } })
    expect((await progress(mailingId, now)).channels).toEqual([{ channel: 'web' }])
  })

  it('gives reasons most first, and when those may go that were put off', async () => {
    const mailingId = await mailed()
    const { prisma } = world.database
    const rows = await prisma.delivery.findMany({ where: { mailingId }, orderBy: { id: 'asc' } })
    const set = (from: number, until: number, data: object) =>
      prisma.delivery.updateMany({ where: { id: { in: rows.slice(from, until).map((r) => r.id) } }, data })
    await set(0, 2, { state: 'blocked', errorCode: 'blocked' })
    await set(2, 5, { state: 'retry', errorCode: 'too_often', notBefore: minutes(600) })
    await set(5, 6, { state: 'retry', errorCode: 'too_often', notBefore: minutes(500) })
    await set(6, 10, { state: 'sent', errorCode: null, sentAt: now, triedAt: minutes(-1) })
    await prisma.chunk.updateMany({ where: { mailingId }, data: { attempts: 1 } })
    expect(await makeProgress(prisma)(mailingId.toString(), now)).toMatchObject({
      reasons: [
        { state: 'retry', code: 'too_often', count: 4 },
        { state: 'blocked', code: 'blocked', count: 2 },
      ],
      putOff: { count: 4, from: minutes(500) },
      triedAt: minutes(-1),
      lastMinute: 4,
    })
  })
})
