import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Message } from '../../src/conversation/words.ts'
import type { Letter } from '../../src/ports/outbox.ts'
import { at, openRegister, type Register } from '../support/register.ts'

let register: Register
let accountIds: string[]
let number = 1_000_000
beforeAll(async () => {
  register = await openRegister()
  for (const [n, channel] of (['web', 'telegram', 'web', 'web'] as const).entries())
    await register.accounts.arrive({ channel, address: `person-${n}`, at })
  accountIds = (await register.prisma.channelAccount.findMany({ orderBy: { id: 'asc' } })).map(({ id }) => String(id))
})
afterAll(() => register.close())
beforeEach(() => register.pool.query('TRUNCATE delivery, chunk, mailing CASCADE'))

const hello: Message = {
  parts: [{ as: 'text', words: { key: 'common:named', with: { name: 'Nguyễn Thị "Lành" \\ 😀' } } }],
}

function openMailing(officeId?: number): Promise<string> {
  const ofOffice = officeId === undefined ? {} : { officeId }
  return register.outbox.openMailing({ kind: 'reminder', lane: 1, onUncertain: 'resend', ...ofOffice, at })
}

/** A letter to one of the accounts, as the delivery of a number that is high enough to be nobody's. */
function letter(mailingId: string, n: number, key = `key:${n}`): Letter {
  number += 1
  return {
    deliveryId: `${number}`,
    to: { id: accountIds[n]!, channel: n === 1 ? 'telegram' : 'web' },
    message: hello,
    mailingId,
    key,
  }
}

const writeAll = (...letters: Letter[]) => register.outbox.writeAll(letters, { lane: 1, at })

describe('messages written in one go', () => {
  it('stand as if each had been written by itself, each as the delivery that was kept for it', async () => {
    const mailingId = await openMailing()
    const letters = [letter(mailingId, 0), letter(mailingId, 1)]
    await writeAll(...letters)
    const how = { lane: 1, mailingId, at } as const
    await register.outbox.write({ id: accountIds[2]!, channel: 'web' }, hello, { ...how, key: 'key:2' })
    const rows = await register.prisma.delivery.findMany({ orderBy: { dedupeKey: 'asc' } })
    expect(rows.map(({ id }) => id.toString()).slice(0, 2)).toEqual(letters.map(({ deliveryId }) => deliveryId))
    const [first, second, alone] = rows.map(({ id: _, ...row }) => row)
    expect(first).toEqual({ ...alone, accountId: BigInt(accountIds[0]!), dedupeKey: 'key:0' })
    expect(second).toEqual({ ...alone, accountId: BigInt(accountIds[1]!), dedupeKey: 'key:1', channel: 'telegram' })
    expect(alone?.body).toEqual(hello)
  })

  it('are never written twice under one key', async () => {
    const mailingId = await openMailing()
    const first = letter(mailingId, 0)
    await writeAll(first)
    await writeAll(letter(mailingId, 0), letter(mailingId, 2))
    const rows = await register.prisma.delivery.findMany({ orderBy: { dedupeKey: 'asc' } })
    expect(rows.map(({ dedupeKey }) => dedupeKey)).toEqual(['key:0', 'key:2'])
    expect(rows[0]?.id).toBe(BigInt(first.deliveryId))
  })
})

describe('a mailing', () => {
  it.each([[7], [undefined]])('keeps the hours of its office: %s', async (officeId) => {
    const mailingId = await openMailing(officeId)
    const row = await register.prisma.mailing.findUniqueOrThrow({ where: { id: BigInt(mailingId) } })
    expect(row).toMatchObject({ officeId: officeId ?? null, status: 'running', kind: 'reminder', notAfter: null })
  })

  it('is cut, once sealed, into stretches that hold each of its deliveries once, by channel', async () => {
    const [mailingId, other] = [await openMailing(), await openMailing()]
    const letters = Array.from({ length: 301 }, (_, n) => letter(n % 50 === 7 ? other : mailingId, n % 4, `key:${n}`))
    await writeAll(...letters)
    await register.outbox.seal(mailingId)
    const { rows } = await register.pool.query(
      `SELECT d.id, count(c.id)::int AS chunks, min(c.lane) AS lane FROM delivery d LEFT JOIN chunk c
         ON d.id BETWEEN c.from_id AND c.to_id AND c.channel = d.channel AND c.mailing_id = d.mailing_id
       WHERE d.mailing_id = $1 GROUP BY d.id`,
      [mailingId],
    )
    expect(rows.length).toBe(letters.filter((one) => one.mailingId === mailingId).length)
    expect(rows.every(({ chunks, lane }) => chunks === 1 && lane === 1)).toBe(true)
    expect(await register.prisma.chunk.count({ where: { mailingId: BigInt(other) } })).toBe(0)
  })
})

it('a reply is on its way as soon as it is written', async () => {
  const id = await register.outbox.write({ id: accountIds[0]!, channel: 'web' }, hello, { lane: 0, key: 'reply', at })
  const chunk = await register.prisma.chunk.findFirstOrThrow()
  expect(chunk).toMatchObject({ fromId: BigInt(id!), toId: BigInt(id!), lane: 0, mailingId: null, notBefore: null })
  expect(chunk.accountId).toBe(BigInt(accountIds[0]!))
  const twice = await register.outbox.write({ id: accountIds[0]!, channel: 'web' }, hello, {
    lane: 0,
    key: 'reply',
    at,
  })
  expect(twice).toBeUndefined()
  expect(await register.prisma.chunk.count()).toBe(1)
})
