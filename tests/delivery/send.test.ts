import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { SendError } from '../../src/ports/channel.ts'
import type { Pace } from '../../src/ports/ledger.ts'
import { prismaAccounts } from '../../src/store/accounts.ts'
import { prismaOutbox } from '../../src/store/outbox.ts'
import { announceTo, type DeliveryBench, deliveryBench, failing, hello } from './bench.ts'

let bench: DeliveryBench
beforeEach(async () => {
  bench = await deliveryBench()
})
afterEach(() => bench.close())

const outbox = () => prismaOutbox(bench.database.prisma)
const reply = async (name: string, key?: string) => {
  const account = await bench.account()
  const message = { parts: [{ as: 'text' as const, words: { key: 'common:named', with: { name } } }] }
  await outbox().write(account, message, { lane: 0, at: bench.now, ...(key ? { key } : {}) })
  return account
}
const mailing = () => bench.database.prisma.mailing.findFirstOrThrow()

describe('sending', () => {
  it('sends a reply once and puts it on record', async () => {
    await reply('một')
    expect(await bench.send(0)).toBe(1)
    expect(await bench.send(0)).toBe(0)
    expect(bench.arrived).toHaveLength(1)
    expect(await bench.states()).toEqual({ sent: 1 })
  })

  it('keeps the order of the replies to one account', async () => {
    const account = await bench.account()
    for (const name of ['một', 'hai', 'ba']) {
      const message = { parts: [{ as: 'text' as const, words: { key: 'common:named', with: { name } } }] }
      await outbox().write(account, message, { lane: 0, at: bench.now })
    }
    await Promise.all([bench.send(0), bench.send(0), bench.send(0)])
    expect(bench.arrived.map((o) => o.message.parts[0]?.words.with?.name)).toEqual(['một', 'hai', 'ba'])
  })

  it('never writes the same key twice', async () => {
    const account = await bench.account()
    const how = { lane: 0, key: 'reply:1', at: bench.now } as const
    expect(await outbox().write(account, hello, how)).toBeDefined()
    expect(await outbox().write(account, hello, how)).toBeUndefined()
    await bench.send(0)
    expect(bench.arrived).toHaveLength(1)
  })

  it('reaches everybody of a mailing once with four senders at a time, and ends it', async () => {
    await announceTo(bench, await bench.accounts(320))
    await Promise.all([bench.send(1, 2), bench.send(1, 2), bench.send(1, 2), bench.send(1, 2)])
    expect(new Set(bench.arrived.map((o) => o.address)).size).toBe(320)
    expect(bench.arrived).toHaveLength(320)
    expect((await mailing()).status).toBe('done')
  })

  it('leaves lanes alone that it was not asked for', async () => {
    await announceTo(bench, [await bench.account()])
    expect(await bench.send(0)).toBe(0)
    expect(bench.arrived).toHaveLength(0)
  })
})

describe('failures of the world', () => {
  it.each([
    ['blocked', failing('blocked', 'never'), { blocked: 1 }, 'blocked'],
    ['deactivated', failing('deactivated', 'never'), { blocked: 1 }, 'gone'],
    ['refused', failing('refused', 'never'), { failed: 1 }, 'active'],
    ['told to wait', failing('too_many', { afterSeconds: 30 }), { retry: 1 }, 'active'],
    ['not reached', failing('unreachable', 'later'), { retry: 1 }, 'active'],
  ] as const)('%s', async (_, result, states, status) => {
    const account = await reply('một')
    bench.answer = () => result
    await bench.send(0)
    expect(await bench.states()).toEqual(states)
    expect((await prismaAccounts(bench.database.prisma).find(account.id))?.status).toBe(status)
  })

  it('waits as long as it was told, does not count the try, and then sends', async () => {
    await reply('một')
    bench.answer = () => failing('too_many', { afterSeconds: 30 })
    await bench.send(0)
    bench.answer = () => undefined
    bench.forward(29)
    expect(await bench.send(0)).toBe(0)
    bench.forward(1)
    expect(await bench.send(0)).toBe(1)
    const row = await bench.database.prisma.delivery.findFirstOrThrow()
    expect(row).toMatchObject({ state: 'sent', attempts: 1 })
  })

  it('gives up after eight tries that counted', async () => {
    await reply('một')
    bench.answer = () => failing('unreachable', 'later')
    for (let i = 0; i < 12; i++) {
      await bench.send(0)
      bench.forward(600)
    }
    expect(await bench.database.prisma.delivery.findFirstOrThrow()).toMatchObject({
      state: 'failed',
      attempts: 8,
      errorCode: 'unreachable',
    })
  })

  it('pauses the whole mailing at a text that cannot be sent, and all of it goes out once it is mended', async () => {
    await announceTo(bench, await bench.accounts(160))
    bench.answer = () => failing('content', 'never', true)
    await bench.send(1, 2)
    expect(await mailing()).toMatchObject({ status: 'paused', pauseReason: 'content' })
    const states = await bench.states()
    expect(states.pending).toBeGreaterThanOrEqual(10)
    expect((states.pending ?? 0) + (states.retry ?? 0)).toBe(160)
    bench.answer = () => undefined
    await bench.database.prisma.mailing.updateMany({ data: { status: 'running' } })
    await bench.send(1, 2)
    expect(await bench.states()).toEqual({ sent: 160 })
  })

  it('locked out by the platform, bulk stands still a minute and loses nobody', async () => {
    await announceTo(bench, await bench.accounts(3))
    bench.answer = () => failing('unauthorized', 'later', true)
    await bench.send(1, 2)
    expect(await mailing()).toMatchObject({ status: 'running' })
    bench.answer = () => undefined
    bench.forward(59)
    expect(await bench.send(1, 2)).toBe(0)
    bench.forward(1)
    expect(await bench.send(1, 2)).toBe(3)
    expect(await bench.states()).toEqual({ sent: 3 })
  })

  it('follows an address that moved, and sends there', async () => {
    const account = await reply('một')
    bench.answer = ({ address }) => (address === 'moved' ? undefined : movedTo('moved'))
    await bench.send(0)
    await bench.send(0)
    expect(bench.arrived.map((o) => o.address)).toEqual(['moved'])
    expect((await prismaAccounts(bench.database.prisma).find(account.id))?.address).toBe('moved')
  })

  it('takes a channel that throws for a fault of ours', async () => {
    await reply('một')
    bench.answer = () => {
      throw new Error('no words for x')
    }
    await bench.send(0)
    expect(await bench.database.prisma.delivery.findFirstOrThrow()).toMatchObject({
      state: 'failed',
      errorCode: 'content',
    })
  })

  it.each(['hold', 'resend'] as const)(
    'an announcement without an answer is held for staff to see (%s)',
    async (onUncertain) => {
      await announceTo(bench, [await bench.account()], { onUncertain })
      bench.answer = () => failing('uncertain', 'unknown')
      await bench.send(1, 2)
      await bench.send(1, 2)
      expect(await bench.database.prisma.delivery.findFirstOrThrow()).toMatchObject({
        state: 'uncertain',
        doubts: 1,
        attempts: 1,
      })
    },
  )

  it('a reply without an answer is tried once more, and no third time', async () => {
    await reply('một')
    bench.answer = () => failing('uncertain', 'unknown')
    await bench.send(0)
    await bench.send(0)
    expect(await bench.database.prisma.delivery.findFirstOrThrow()).toMatchObject({
      state: 'uncertain',
      doubts: 2,
      attempts: 2,
    })
  })
})

describe('a sender that dies', () => {
  const dieAfterIntent = async () => {
    const { ledger } = bench.deps
    const until = new Date(bench.now.getTime() + 20_000)
    const [lease] = await ledger.claim({ channel: 'web', lanes: [1, 2], limit: 1, now: bench.now, until })
    if (!lease) throw new Error('nothing to claim')
    const held = lease.ids.slice(0, 2).map((id) => ({ lease, id }))
    await ledger.intend(held, bench.now)
    return { lease, held }
  }

  it.each([
    ['hold', 3, { sent: 3, uncertain: 2 }],
    ['resend', 5, { sent: 5 }],
  ] as const)(
    '%s: what was on its way is doubted after the lease, the rest is sent',
    async (onUncertain, arrived, states) => {
      await announceTo(bench, await bench.accounts(5), { onUncertain })
      await dieAfterIntent()
      bench.forward(19)
      expect(await bench.send(1, 2)).toBe(0)
      bench.forward(2)
      await bench.send(1, 2)
      expect(bench.arrived).toHaveLength(arrived)
      expect(await bench.states()).toEqual(states)
    },
  )

  it('may intend nothing more once its lease is taken over, but its late result counts', async () => {
    await announceTo(bench, await bench.accounts(5))
    const { lease, held } = await dieAfterIntent()
    bench.forward(21)
    await bench.send(1, 2)
    expect(await bench.deps.ledger.renew([lease], new Date(bench.now.getTime() + 20_000))).toBe(false)
    expect(await bench.deps.ledger.intend(held, bench.now)).toEqual({ seen: 0, sending: [] })
    const late = held.map(({ id: deliveryId }) => ({
      deliveryId,
      accountId: '1',
      attempt: 1,
      state: 'sent' as const,
      messageId: 'late',
    }))
    await bench.deps.ledger.settle(late, bench.now)
    expect(await bench.states()).toEqual({ sent: 5 })
  })

  it('whose result comes late is believed, unless somebody has tried again meanwhile', async () => {
    await announceTo(bench, await bench.accounts(2), { onUncertain: 'resend' })
    const { held } = await dieAfterIntent()
    bench.forward(21)
    bench.answer = ({ deliveryId }) =>
      deliveryId === held[0]?.id ? failing('too_many', { afterSeconds: 60 }) : undefined
    const { ledger } = bench.deps
    const { settle } = ledger
    const late = (id: string) => ({
      deliveryId: id,
      accountId: '1',
      attempt: 1,
      state: 'sent' as const,
      messageId: 'late',
    })
    ledger.settle = async (results, now) => {
      await settle(results, now)
      // The first one waits for its second try, the second has had it.
      await settle(
        held.map(({ id }) => late(id)),
        now,
      )
    }
    await bench.send(1, 2)
    const rows = await bench.database.prisma.delivery.findMany({ orderBy: { id: 'asc' } })
    expect(rows.map(({ state, messageId }) => [state, messageId])).toEqual([
      ['sent', 'late'],
      ['sent', held[1]?.id],
    ])
  })

  it('leaves the rest of its stretch no longer waiting than it must', async () => {
    const { prisma } = bench.database
    await announceTo(bench, await bench.accounts(3), { onUncertain: 'resend' })
    const { lease } = await dieAfterIntent()
    const later = new Date(bench.now.getTime() + 600_000)
    await prisma.delivery.updateMany({ where: { state: 'sending' }, data: { state: 'retry', notBefore: later } })
    await bench.deps.ledger.release([lease])
    expect(await bench.send(1, 2)).toBe(1)
    expect((await prisma.chunk.findFirstOrThrow()).notBefore).toEqual(later)
  })

  it('between the last stretch and the end of its mailing leaves none open', async () => {
    const { prisma } = bench.database
    const id = await announceTo(bench, await bench.accounts(1))
    await prisma.delivery.updateMany({ data: { state: 'sent' } })
    await prisma.chunk.updateMany({ data: { state: 'done' } })
    await bench.send(1, 2)
    expect(await prisma.mailing.findUnique({ where: { id: BigInt(id) } })).toMatchObject({ status: 'done' })
  })

  it('is counted, and a second death throws no second doubt on what is settled', async () => {
    await announceTo(bench, await bench.accounts(5))
    await dieAfterIntent()
    bench.forward(21)
    await bench.send(1, 2)
    expect(await bench.database.prisma.bucket.findUnique({ where: { name: 'web' } })).toMatchObject({ takeovers: 1n })
    bench.forward(100)
    await bench.send(1, 2)
    expect(await bench.states()).toEqual({ sent: 3, uncertain: 2 })
  })

  it('what could not be put on record is left to the lease, and is doubted then', async () => {
    await announceTo(bench, await bench.accounts(3))
    const { settle } = bench.deps.ledger
    const told: unknown[] = []
    bench.deps.onTrouble = (error) => told.push(error)
    bench.deps.ledger.settle = () => Promise.reject(new Error('the database is away'))
    await bench.send(1, 2)
    expect(told).toHaveLength(300)
    expect(await bench.states()).toEqual({ sending: 3 })
    bench.deps.ledger.settle = settle
    bench.forward(21)
    await bench.send(1, 2)
    expect(await bench.states()).toEqual({ uncertain: 3 })
    expect(bench.arrived).toHaveLength(3)
  })
})

describe('pace', () => {
  it('asks the bucket of its channel, and never takes more than it grants', async () => {
    const asked: number[] = []
    await announceTo(bench, await bench.accounts(10))
    bench.deps.rates.web = 1_000
    const take: Pace['take'] = async ({ wanted }) => {
      asked.push(wanted)
      return asked.length % 2 === 1 ? { granted: 0, waitMs: 5 } : { granted: Math.min(wanted, 3), waitMs: 5 }
    }
    bench.deps.pace = { ...bench.deps.pace, take }
    await bench.send(1, 2)
    expect(bench.arrived).toHaveLength(10)
    expect(asked).toEqual([10, 10, 7, 7, 4, 4, 1, 1])
  })

  it('lets two announcements take turns', async () => {
    const accounts = await bench.accounts(320)
    const first = await announceTo(bench, accounts)
    bench.forward(2)
    const second = await announceTo(bench, accounts.slice(0, 10))
    const order: string[] = []
    const { intend } = bench.deps.ledger
    bench.deps.ledger.intend = async (held, now) => {
      const intended = await intend(held, now)
      const ids = intended.sending.map((s) => BigInt(s.deliveryId))
      const rows = await bench.database.prisma.delivery.findMany({ where: { id: { in: ids } } })
      for (const { mailingId } of rows) if (order.at(-1) !== String(mailingId)) order.push(String(mailingId))
      bench.forward(2)
      return intended
    }
    await bench.send(2)
    expect(order).toEqual([first, second, first])
  })
})

function movedTo(address: string): { ok: false; error: SendError } {
  return { ok: false, error: { code: 'moved', retry: 'never', ours: false, staff: { key: 'x' }, movedTo: address } }
}
