import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { PersonRole } from '../../src/ports/accounts.ts'
import type { ChannelId } from '../../src/ports/channel.ts'
import type { Purpose } from '../../src/ports/consents.ts'
import { at, openRegister, type Register, sampleUnits } from '../support/register.ts'

let register: Register
let householdId: string
beforeAll(async () => {
  register = await openRegister()
  await register.imports.putUnits(sampleUnits)
  await register.pool.query(`
    INSERT INTO household (customer_id, head_name, head_name_folded, commune_id)
    SELECT 'C1', 'Thử', 'thu', (SELECT min(id) FROM commune)`)
  householdId = String((await register.prisma.household.findFirstOrThrow()).id)
})
afterAll(() => register.close())
beforeEach(() => register.pool.query('TRUNCATE channel_account, person RESTART IDENTITY CASCADE'))

const minutes = (count: number) => new Date(at.getTime() + count * 60_000)

async function account(address: string, role?: PersonRole, channel: ChannelId = 'web'): Promise<string> {
  const { id } = await register.accounts.arrive({ channel, address, at })
  if (role) await link(id, role)
  return id
}

const link = (id: string, role: PersonRole) =>
  register.accounts.link(id, { householdId, person: { role, name: 'Thử' }, at })

const give = (accountId: string, purposes: Purpose[], when = at) =>
  register.consents.give({ accountId, purposes, wording: 'flows/test:1', lang: 'vi', at: when })

const of = async (id: string) => (await register.consents.of(id)).toSorted()

describe('what a person allows on one account', () => {
  it('stands on all of theirs, and each row names the one that it repeats', async () => {
    const [first, second] = [await account('a', 'head'), await account('b', 'head', 'telegram')]
    await give(first, ['talk', 'announcements'])
    await give(second, ['reminders', 'announcements'], minutes(1))
    for (const id of [first, second]) expect(await of(id)).toEqual(['announcements', 'reminders', 'talk'])
    const rows = await register.prisma.consent.findMany({ orderBy: { id: 'asc' } })
    expect(rows).toHaveLength(6)
    for (const row of rows.filter((r) => r.originId !== null)) {
      const origin = rows.find((r) => r.id === row.originId)!
      expect(row).toMatchObject({ purpose: origin.purpose, wording: origin.wording, givenAt: origin.givenAt })
      expect([row.accountId === origin.accountId, origin.originId]).toEqual([false, null])
    }
  })

  it.each<[string, PersonRole | undefined, PersonRole | undefined]>([
    ['another person of the household', 'head', 'spouse'],
    ['another child', 'child', 'child'],
    ['somebody who is linked to nobody', 'head', undefined],
    ['anybody, where the account itself is linked to nobody', undefined, undefined],
  ])('says nothing for %s', async (_, mine, theirs) => {
    const [first, second] = [await account('a', mine), await account('b', theirs)]
    await give(first, ['announcements'])
    expect(await of(second)).toEqual([])
    await give(second, ['reminders'])
    await register.consents.withdraw(second, ['announcements', 'reminders'], at)
    expect(await of(first)).toEqual(['announcements'])
  })

  it('is taken over by an account that is linked later, with what it brings itself', async () => {
    const [first, second] = [await account('a', 'spouse'), await account('b')]
    await give(first, ['announcements', 'loans'])
    await give(second, ['talk'])
    await link(second, 'spouse')
    await give(second, ['reminders'], minutes(1))
    for (const id of [first, second]) expect(await of(id)).toEqual(['announcements', 'loans', 'reminders', 'talk'])
  })

  it('is not brought back where it was taken back later, until it is allowed anew', async () => {
    const [first, second] = [await account('a', 'head'), await account('b')]
    await give(second, ['announcements'])
    await give(first, ['announcements'])
    await register.consents.withdraw(first, ['announcements'], minutes(5))
    await link(second, 'head')
    await give(second, ['loans'], minutes(9))
    expect(await of(first)).toEqual(['loans'])
    await give(second, ['announcements'], minutes(10))
    expect(await of(first)).toEqual(['announcements', 'loans'])
  })

  it('is given once, by two accounts at the same moment', async () => {
    const ids = [await account('a', 'head'), await account('b', 'head'), await account('c', 'head')]
    await Promise.all(
      ids.map((accountId) =>
        register.transaction((tx) =>
          tx.consents.give({ accountId, purposes: ['reminders'], wording: 'w', lang: 'vi', at }),
        ),
      ),
    )
    const rows = await register.prisma.consent.findMany()
    expect(rows.map((r) => String(r.accountId)).toSorted()).toEqual(ids.toSorted())
    expect(rows.filter((r) => r.originId === null)).toHaveLength(1)
  })
})

describe('what a person takes back on one account', () => {
  it('is taken back on all of theirs', async () => {
    const ids = [await account('a', 'head'), await account('b', 'head'), await account('c', 'head', 'zalo')]
    await give(ids[1]!, ['announcements', 'reminders'])
    await register.consents.withdraw(ids[2]!, ['announcements'], minutes(1))
    for (const id of ids) expect(await of(id)).toEqual(['reminders'])
  })

  it.each<[PersonRole, Purpose[]]>([
    ['head', []],
    ['spouse', ['reminders']],
  ])('on that of the %s leaves of what was allowed on paper for the phone number: %j', async (role, left) => {
    const own = await account('a', role)
    const phone = await register.phoneAccounts.ensure(householdId, at)
    await give(phone, ['reminders'])
    await register.consents.withdraw(own, ['reminders'], minutes(1))
    expect(await of(phone)).toEqual(left)
  })
})

describe('an account that is unlinked', () => {
  it('loses what belongs to the household and what it only repeats; the others keep theirs', async () => {
    const [first, second] = [await account('a', 'head'), await account('b', 'head')]
    await give(first, ['announcements', 'loans'])
    await give(second, ['talk', 'reminders'])
    await register.accounts.unlink(second)
    await register.consents.leave(second, minutes(1))
    expect(await of(second)).toEqual(['talk'])
    expect(await of(first)).toEqual(['announcements', 'loans', 'reminders', 'talk'])
    await register.consents.withdraw(second, ['talk'], minutes(2))
    expect(await of(first)).toContain('talk')
  })

  it('takes over again what the others have when it is linked again', async () => {
    const [first, second] = [await account('a', 'head'), await account('b', 'head')]
    await give(first, ['announcements'])
    await register.accounts.unlink(second)
    await register.consents.leave(second, minutes(1))
    await link(second, 'head')
    await give(second, ['loans'], minutes(2))
    expect(await of(second)).toEqual(['announcements', 'loans'])
  })
})

describe('the same person', () => {
  it('is this account first, then the last heard of', async () => {
    const [a, b, c] = [await account('a', 'head'), await account('b', 'head'), await account('c', 'head')]
    await account('d', 'spouse')
    await register.accounts.arrive({ channel: 'web', address: 'b', at: minutes(1) })
    const ids = async (id: string) => (await register.accounts.samePerson(id)).map((one) => one.id)
    expect(await ids(c!)).toEqual([c, b, a])
    expect(await ids(b!)).toEqual([b, ...[a, c].filter((id) => id !== b)])
  })

  it('is one for two that link at once as the head', async () => {
    const ids = [await account('a'), await account('b'), await account('c')]
    await Promise.all(
      ids.map((id) =>
        register.transaction((tx) => tx.accounts.link(id, { householdId, person: { role: 'head', name: 'Thử' }, at })),
      ),
    )
    expect(await register.prisma.person.count()).toBe(1)
    expect(await register.accounts.samePerson(ids[0]!)).toHaveLength(3)
  })
})
