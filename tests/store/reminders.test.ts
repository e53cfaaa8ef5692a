import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { PersonRole } from '../../src/ports/accounts.ts'
import type { ChannelId } from '../../src/ports/channel.ts'
import type { NewReminder } from '../../src/ports/reminders.ts'
import { at, openRegister, type Register, sampleUnits } from '../support/register.ts'

let register: Register
let householdIds: string[]
let loanIds: string[]
beforeAll(async () => {
  register = await openRegister()
  await register.imports.putUnits(sampleUnits)
  await register.pool.query(`
    INSERT INTO household (customer_id, head_name, head_name_folded, commune_id)
    SELECT 'C' || n, 'Thử', 'thu', (SELECT min(id) FROM commune) FROM generate_series(1, 3) n;
    INSERT INTO loan (loan_code, household_id, programme, commune_id, principal, disbursed_on, final_due_date, rate_pct,
      overdue_rate_pct, outstanding, overdue, interest_due, as_of, status)
    SELECT 'L' || h.id || n, h.id, 'poor', h.commune_id, 1, '2025-01-01', '2028-01-01', 6, 8, 1, 0, 1, '2026-11-20', 'normal'
    FROM household h, generate_series(1, 2) n`)
  householdIds = (await register.prisma.household.findMany({ orderBy: { id: 'asc' } })).map(({ id }) => String(id))
  loanIds = (await register.prisma.loan.findMany({ orderBy: { id: 'asc' } })).map(({ id }) => String(id))
})
afterAll(() => register.close())
beforeEach(() => register.pool.query('TRUNCATE reminder, channel_account RESTART IDENTITY CASCADE'))

/** An account of a household, with consent to reminders. */
async function account(
  address: string,
  of: { household?: number; channel?: ChannelId; seenMinutesAgo?: number; role?: PersonRole } = {},
): Promise<string> {
  const { household = 0, channel = 'web', seenMinutesAgo = 0, role = 'other' } = of
  const seen = new Date(at.getTime() - seenMinutesAgo * 60_000)
  const { id } = await register.accounts.arrive({ channel, address, at: seen })
  await register.accounts.link(id, { householdId: householdIds[household]!, person: { role, name: 'Thử' }, at })
  await register.consents.give({ accountId: id, purposes: ['reminders'], wording: 'test', lang: 'vi', at })
  return id
}

describe('who is reminded', () => {
  const recipient = async () => (await register.reminders.recipients(householdIds)).get(householdIds[0]!)

  it('is the account of a household, with its channel', async () => {
    const id = await account('a', { channel: 'telegram' })
    expect(await recipient()).toEqual({ id, channel: 'telegram' })
  })

  it('is the account that was heard of last', async () => {
    await account('a', { seenMinutesAgo: 2 })
    const id = await account('b', { seenMinutesAgo: 1 })
    await account('c', { seenMinutesAgo: 3 })
    expect((await recipient())?.id).toBe(id)
  })

  it.each<[string, (id: string) => Promise<unknown>]>([
    ['who has blocked us', (id) => register.accounts.setStatus(id, 'blocked')],
    ['who is gone', (id) => register.accounts.setStatus(id, 'gone')],
    ['who took the consent back', (id) => register.consents.withdraw(id, ['reminders'], at)],
    ['who was unlinked', (id) => register.accounts.unlink(id)],
  ])('is nobody %s, but another account of the household', async (_, happens) => {
    const first = await account('a', { seenMinutesAgo: 5 })
    const second = await account('b')
    await happens(second)
    expect((await recipient())?.id).toBe(first)
    await happens(first)
    expect(await recipient()).toBeUndefined()
  })

  it('is nobody when the person took the consent back on another account', async () => {
    await account('a', { role: 'head' })
    const second = await account('b', { role: 'head', channel: 'telegram' })
    await register.consents.withdraw(second, ['reminders'], at)
    expect(await recipient()).toBeUndefined()
  })

  it.each<[string, ChannelId[], ChannelId]>([
    ['by nothing chosen: the last heard of', [], 'web'],
    ['by the first of the order', ['zalo', 'telegram'], 'zalo'],
    ['by the second, where nobody has the first', ['terminal', 'telegram'], 'telegram'],
    ['by what is named before what is not, though heard of last', ['telegram'], 'telegram'],
    ['by the last heard of what is not named', ['terminal'], 'web'],
  ])('is chosen %s', async (_, order, channel) => {
    await account('a', { channel: 'telegram', seenMinutesAgo: 3 })
    await account('b', { channel: 'zalo', role: 'head', seenMinutesAgo: 2 })
    await account('c', { channel: 'web', role: 'spouse', seenMinutesAgo: 1 })
    await register.accounts.setChannelOrder(householdIds[0]!, order)
    const found = await register.reminders.recipients(householdIds)
    expect([...found.values()].map((one) => one.channel)).toEqual([channel])
    await register.accounts.setChannelOrder(householdIds[0]!, [])
  })

  it('is one account, where two people of a household agreed: that of the channel, the last heard of', async () => {
    await account('a', { role: 'head', channel: 'zalo', seenMinutesAgo: 1 })
    const spouse = await account('b', { role: 'spouse', channel: 'zalo' })
    expect([...(await register.reminders.recipients(householdIds)).values()]).toEqual([{ id: spouse, channel: 'zalo' }])
  })

  it('is what only stands for a phone number when nobody else is there, whatever the order', async () => {
    await register.accounts.setChannelOrder(householdIds[0]!, ['zalo'])
    const phone = await account('household:1', { channel: 'zalo' })
    await register.pool.query('UPDATE channel_account SET by_phone = true WHERE id = $1', [phone])
    expect((await recipient())?.id).toBe(phone)
    const web = await account('a', { seenMinutesAgo: 9 })
    expect((await recipient())?.id).toBe(web)
    await register.accounts.setChannelOrder(householdIds[0]!, [])
  })

  it('is found also where a household has no list of channels at all', async () => {
    const id = await account('a', { channel: 'zalo' })
    await register.pool.query('ALTER TABLE household ALTER channel_order DROP NOT NULL')
    await register.pool.query('UPDATE household SET channel_order = NULL WHERE id = $1', [householdIds[0]])
    expect((await recipient())?.id).toBe(id)
    expect(await register.accounts.channelOrder(householdIds[0]!)).toEqual([])
  })

  it('is nobody at a terminal', async () => {
    await account('a', { channel: 'terminal' })
    expect(await recipient()).toBeUndefined()
  })

  it('is asked for many households at once', async () => {
    const ids = [await account('a'), await account('b', { household: 2 })]
    const found = await register.reminders.recipients(householdIds)
    expect([...found].map(([household, { id }]) => [household, id]).toSorted()).toEqual([
      [householdIds[0], ids[0]],
      [householdIds[2], ids[1]],
    ])
    expect(await register.reminders.recipients([])).toEqual(new Map())
  })
})

describe('a claim', () => {
  const reminder = (loan: number, change: Partial<NewReminder> = {}): NewReminder => ({
    loanId: loanIds[loan]!,
    dueDate: '2026-12-15',
    kind: 'soon',
    sessionDay: '2026-12-12',
    accountId: '1',
    ...change,
  })

  it('gives each reminder by its loan, with its id and that of the delivery which nobody else will have', async () => {
    const claimed = await register.reminders.claim([reminder(1), reminder(0, { accountId: '2' })], at)
    expect([...claimed.keys()].toSorted()).toEqual([loanIds[0], loanIds[1]])
    const { id, deliveryId } = claimed.get(loanIds[0]!)!
    expect(await register.reminders.find(id)).toEqual({ id, ...reminder(0, { accountId: '2' }) })
    const row = await register.prisma.reminder.findUniqueOrThrow({ where: { id: BigInt(id) } })
    expect(row).toMatchObject({ plannedAt: at, deliveryId: BigInt(deliveryId) })
    const to = { id: await account('a'), channel: 'web' } as const
    const next = await register.outbox.write(to, { parts: [] }, { lane: 0, at })
    expect([...claimed.values()].map((one) => one.deliveryId)).not.toContain(next)
    expect(new Set([...claimed.values()].map((one) => one.deliveryId)).size).toBe(2)
  })

  it.each<[string, Partial<NewReminder>, number]>([
    ['the same reminder', {}, 0],
    ['the same to another account', { accountId: '2' }, 0],
    ['the same for a session that was moved', { sessionDay: '2026-12-20' }, 0],
    ['the other kind', { kind: 'today' }, 1],
    ['the next instalment', { dueDate: '2027-01-15' }, 1],
  ])('of %s, with one before it', async (_, change, fresh) => {
    await register.reminders.claim([reminder(0)], at)
    expect(await register.reminders.unclaimed([reminder(0, change), reminder(1)])).toBe(fresh + 1)
    expect((await register.reminders.claim([reminder(0, change), reminder(1)], at)).size).toBe(fresh + 1)
    expect(await register.reminders.unclaimed([reminder(0, change), reminder(1)])).toBe(0)
  })

  it('of none gives none', async () => {
    expect(await register.reminders.claim([], at)).toEqual(new Map())
    expect(await register.reminders.unclaimed([])).toBe(0)
  })

  it('of two at once, whatever the order, is won by one each', async () => {
    const all = loanIds.map((_, n) => reminder(n))
    const claims = await Promise.all(
      [all, all.toReversed(), all].map((some) => register.transaction((tx) => tx.reminders.claim(some, at))),
    )
    expect(claims.reduce((sum, won) => sum + won.size, 0)).toBe(loanIds.length)
  })
})
