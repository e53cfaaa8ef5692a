import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Channel } from '../../src/ports/channel.ts'
import { channelFigures } from '../../src/store/channel-figures.ts'
import { waits } from '../../src/wire/checks.ts'
import { measures } from '../../src/wire/measures.ts'
import { now, type StaffWorld, staffWorld } from '../support/staff-world.ts'

let world: StaffWorld
let account: bigint
beforeAll(async () => {
  world = await staffWorld()
  account = BigInt(await world.account({ channel: 'telegram' }))
})
afterAll(() => world.close())
beforeEach(async () => {
  world.clock.at = now
  await world.database.pool.query(
    'TRUNCATE inbox, bucket, chunk, delivery, announcement, mailing RESTART IDENTITY CASCADE',
  )
})

const channel = (id: Channel['id']): Channel => ({ id, send: async () => ({ ok: true, messageId: '1' }) })
const both = { web: channel('web'), telegram: channel('telegram') }

/** Milliseconds before the moment of these tests: a Tuesday at nine in the morning. */
const ago = (ms: number) => new Date(now.getTime() - ms)
const seconds = 1_000
const minutes = 60_000

async function wrong(channels: Partial<Record<Channel['id'], Channel>> = both): Promise<Record<string, string>> {
  const found = await Promise.all(
    waits({ data: world, channels }).map(async ({ name, check }) => [name, await check()] as const),
  )
  return Object.fromEntries(found.flatMap(([name, reason]) => (reason === undefined ? [] : [[name, reason]])))
}

async function update(receivedAt: Date, processedAt: Date | null = null): Promise<void> {
  const updateId = String(Math.round(performance.now() * 1e6))
  await world.database.prisma.inbox.create({
    data: { channel: 'telegram', updateId, address: '1', body: {}, receivedAt, processedAt },
  })
}

async function reply(createdAt: Date, of: object = {}): Promise<void> {
  const about = { accountId: account, channel: 'telegram', lane: 0 }
  const { id } = await world.database.prisma.delivery.create({ data: { ...about, body: {}, createdAt, ...of } })
  await world.database.prisma.chunk.create({ data: { ...about, fromId: id, toId: id } })
}

interface Mailed {
  mailing?: object
  chunk?: object
  channel?: string
}

async function mailed(createdAt: Date, { mailing, chunk, channel = 'telegram' }: Mailed = {}): Promise<bigint> {
  const { prisma } = world.database
  const kind = { kind: 'announcement', lane: 2, status: 'running', onUncertain: 'hold' }
  const { id } = await prisma.mailing.create({ data: { ...kind, createdAt, ...mailing } })
  await prisma.chunk.create({ data: { mailingId: id, channel, lane: 2, fromId: 1n, toId: 150n, ...chunk } })
  return id
}

describe('an update that waits', () => {
  it.each([
    ['for a minute', () => update(ago(60 * seconds)), undefined],
    [
      'for longer than a minute',
      () => update(ago(60 * seconds + 1)),
      'telegram: updates without an answer: 1, since 2026-11-24T01:58:59.999Z',
    ],
    ['no more', () => update(ago(3600 * seconds), now), undefined],
  ])('%s', async (_, write, reason) => {
    await write()
    expect(await wrong()).toEqual(reason ? { inbox: reason } : {})
  })
})

describe('a reply that waits', () => {
  const late = 'telegram: replies not sent: 1, since 2026-11-24T01:58:59.999Z'
  it.each<[string, Date, object, string | undefined]>([
    ['for a minute', ago(60 * seconds), {}, undefined],
    ['for longer than a minute', ago(60 * seconds + 1), {}, late],
    ['because the platform is not reached', ago(60 * seconds + 1), { state: 'retry', errorCode: 'unreachable' }, late],
    ['with somebody who died', ago(60 * seconds + 1), { state: 'sending' }, late],
    [
      'since the platform wants this chat left alone',
      ago(60 * seconds + 1),
      { state: 'retry', errorCode: 'too_many', notBefore: new Date(now.getTime() + 1) },
      undefined,
    ],
    [
      'though the platform wants this chat left alone no longer',
      ago(60 * seconds + 1),
      { state: 'retry', errorCode: 'too_many', notBefore: now },
      late,
    ],
    ['no more', ago(3600 * seconds), { state: 'sent' }, undefined],
  ])('%s', async (_, at, of, reason) => {
    await reply(at, of)
    expect(await wrong()).toEqual(reason ? { replies: reason } : {})
  })

  it('on a channel that is closed is named so', async () => {
    await reply(ago(61 * seconds))
    expect((await wrong({ web: channel('web') })).replies).toContain(
      'telegram, which is closed here: replies not sent: 1',
    )
  })
})

describe('messages to many that nobody takes', () => {
  const quarter = 15 * minutes
  const late = 'telegram: messages to many that nobody takes: 150, since 2026-11-24T01:44:59.999Z'
  it.each<[string, number, Mailed, string | undefined]>([
    ['for a quarter of an hour', quarter, {}, undefined],
    ['for longer', quarter + 1, {}, late],
    ['while the mailing is paused', quarter + 1, { mailing: { status: 'paused' } }, undefined],
    ['while a sender holds them', quarter + 1, { chunk: { state: 'leased', leaseUntil: now } }, undefined],
    ['though a sender held them once', 2 * quarter, { chunk: { state: 'leased', leaseUntil: ago(quarter + 1) } }, late],
    ['when they were put off', quarter + 1, { chunk: { notBefore: new Date(now.getTime() + 1) } }, undefined],
    ['when they were put off until just now', quarter + 1, { chunk: { notBefore: ago(quarter) } }, undefined],
    ['a while after they were put off', 2 * quarter, { chunk: { notBefore: ago(quarter + 1) } }, late],
    ['when all went', quarter + 1, { chunk: { state: 'done' } }, undefined],
  ])('%s', async (_, ms, of, reason) => {
    await mailed(ago(ms), of)
    expect(await wrong()).toEqual(reason ? { mailings: reason } : {})
  })

  it.each([
    ['while it is night', '2026-11-24T06:59:59.999+07:00', false],
    ['a quarter of an hour after the office opened', '2026-11-24T07:15:00+07:00', false],
    ['a little later', '2026-11-24T07:15:00.001+07:00', true],
    ['before the office closes', '2026-11-24T19:59:59.999+07:00', true],
    ['when the office has closed', '2026-11-24T20:00:00+07:00', false],
  ])('%s', async (_, at, late) => {
    await mailed(new Date('2026-11-23T18:00:00+07:00'), { mailing: { officeId: world.office.id } })
    world.clock.at = new Date(at)
    expect('mailings' in (await wrong())).toBe(late)
  })

  it('though their mailing was served lately is fine, and a while after is not', async () => {
    await mailed(ago(60 * minutes))
    await world.database.pool.query("UPDATE mailing SET served_at = clock_timestamp() - interval '14 minutes'")
    expect(await wrong()).toEqual({})
    await world.database.pool.query("UPDATE mailing SET served_at = clock_timestamp() - interval '16 minutes'")
    expect(Object.keys(await wrong())).toEqual(['mailings'])
  })

  it('on a closed channel are named, though another part of the mailing was served', async () => {
    await mailed(ago(quarter + 1))
    await world.database.pool.query('UPDATE mailing SET served_at = clock_timestamp()')
    expect((await wrong({ web: channel('web') })).mailings).toContain(
      'telegram, which is closed here: messages to many that nobody takes: 150',
    )
  })

  it('while others on the channel go first are no trouble', async () => {
    await mailed(ago(quarter + 1))
    await mailed(ago(quarter))
    expect(await wrong()).toEqual({})
  })

  it('while the channel rests are no trouble, and a while after they are', async () => {
    await mailed(ago(60 * minutes))
    const rests = (until: string) =>
      world.database.pool.query(
        `INSERT INTO bucket (name, tokens, rate, updated_at, bulk_paused_until) VALUES ('telegram', 0, 30, now(), clock_timestamp() + $1::interval)
         ON CONFLICT (name) DO UPDATE SET bulk_paused_until = EXCLUDED.bulk_paused_until`,
        [until],
      )
    await rests('5 minutes')
    expect(await wrong()).toEqual({})
    await rests('-14 minutes')
    expect(await wrong()).toEqual({})
    await rests('-16 minutes')
    expect(Object.keys(await wrong())).toEqual(['mailings'])
  })
})

describe('the figures', () => {
  const rates = { telegram: 25 }
  const read = async () => {
    const all = await Promise.all(
      measures({ data: world, channels: both, rates }).map(async ({ name, read }) =>
        (await read()).map(({ value, labels }) => [`${name} ${Object.values(labels ?? {})}`, value] as const),
      ),
    )
    return Object.fromEntries(all.flat())
  }

  it('say that nothing waits when nothing waits', async () => {
    expect(await read()).toEqual({
      'loa_inbox_waiting web': 0,
      'loa_inbox_waiting telegram': 0,
      'loa_inbox_oldest_waiting_seconds web': 0,
      'loa_inbox_oldest_waiting_seconds telegram': 0,
      'loa_chunks_waiting 0': 0,
      'loa_chunks_waiting 1': 0,
      'loa_chunks_waiting 2': 0,
      'loa_lane_oldest_waiting_seconds 0': 0,
      'loa_lane_oldest_waiting_seconds 1': 0,
      'loa_lane_oldest_waiting_seconds 2': 0,
      'loa_deliveries_in_doubt sending': 0,
      'loa_deliveries_in_doubt uncertain': 0,
      'loa_send_tokens_granted_total telegram': 0,
      'loa_send_rate telegram': 25,
      'loa_send_rate_factor telegram': 1,
      'loa_send_refused_total telegram': 0,
      'loa_send_platform_pause_seconds telegram': 0,
      'loa_send_breaker_open telegram': 0,
      'loa_lease_takeovers_total telegram': 0,
    })
  })

  it('say how long the oldest has been waiting, by channel and by lane', async () => {
    await update(ago(7_500))
    await update(ago(2_000))
    await reply(ago(3_000))
    await mailed(ago(90 * seconds))
    await mailed(ago(4 * minutes), { mailing: { status: 'paused' } })
    await mailed(ago(5 * minutes), { chunk: { notBefore: ago(20 * seconds) } })
    expect(await read()).toMatchObject({
      'loa_inbox_waiting telegram': 2,
      'loa_inbox_oldest_waiting_seconds telegram': 7.5,
      'loa_chunks_waiting 2': 3,
      'loa_lane_oldest_waiting_seconds 0': 3,
      'loa_lane_oldest_waiting_seconds 1': 0,
      'loa_lane_oldest_waiting_seconds 2': 90,
    })
  })

  it('count the night as no waiting', async () => {
    await mailed(ago(12 * 60 * minutes), { mailing: { officeId: world.office.id } })
    expect((await read())['loa_lane_oldest_waiting_seconds 2']).toBe(2 * 3600)
    world.clock.at = new Date('2026-11-24T21:00:00+07:00')
    expect((await read())['loa_lane_oldest_waiting_seconds 2']).toBe(0)
  })

  it('count what is in doubt', async () => {
    const mailingId = await mailed(now)
    const about = { mailingId, accountId: account, channel: 'telegram', lane: 2, createdAt: now }
    await world.database.prisma.delivery.createMany({
      data: ['sending', 'uncertain', 'uncertain', 'sent'].map((state) => ({ ...about, state })),
    })
    expect(await read()).toMatchObject({
      'loa_deliveries_in_doubt sending': 1,
      'loa_deliveries_in_doubt uncertain': 2,
    })
  })

  it('say how each channel goes', async () => {
    await world.database.pool.query(
      `INSERT INTO bucket (name, tokens, rate, factor, updated_at, granted, refused, takeovers, bulk_paused_until)
       VALUES ('telegram', 0, 30, 0.9, now(), 1234567890123, 12, 3, clock_timestamp() + interval '1 hour')`,
    )
    expect(await read()).toMatchObject({
      'loa_send_tokens_granted_total telegram': 1234567890123,
      'loa_send_rate telegram': 30,
      'loa_send_rate_factor telegram': 0.9,
      'loa_send_refused_total telegram': 12,
      'loa_send_platform_pause_seconds telegram': 0,
      'loa_send_breaker_open telegram': 1,
      'loa_lease_takeovers_total telegram': 3,
    })
    await world.database.pool.query(
      "UPDATE bucket SET paused_until = clock_timestamp() + interval '1 hour', bulk_paused_until = clock_timestamp()",
    )
    const later = await read()
    expect(later['loa_send_breaker_open telegram']).toBe(0)
    expect(later['loa_send_platform_pause_seconds telegram']).toBeGreaterThan(3_500)
  })

  it.each([
    ['is not over yet', '0 seconds', 0.8],
    ['was twenty seconds ago', '20 seconds', 0.9],
    ['has grown back', '40 seconds', 1],
    ['was long ago', '1 hour', 1],
  ])('give the share of the rate as it is now: a cut that %s', async (_, since, left) => {
    await world.database.pool.query(
      `INSERT INTO bucket (name, tokens, rate, factor, updated_at, cut_at)
       VALUES ('telegram', 0, 30, 0.8, now(), clock_timestamp() - $1::interval)`,
      [since],
    )
    expect((await read())['loa_send_rate_factor telegram']).toBeCloseTo(left, 2)
    const { telegram } = await channelFigures(world.database.prisma)()
    expect(telegram?.pace?.perSecond).toBeCloseTo(30 * left, 0)
  })

  it('are named as counters where they only grow', () => {
    for (const { name, kind } of measures({ data: world, channels: both, rates }))
      expect(kind).toBe(name.endsWith('_total') ? 'counter' : 'gauge')
  })
})
