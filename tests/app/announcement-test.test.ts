import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Author, announce } from '../../src/app/announce.ts'
import { beginTesting, findTester, sendTest, testingOf, testMinutes } from '../../src/app/announcement-test.ts'
import { now, type StaffWorld, staffWorld } from '../support/staff-world.ts'

let world: StaffWorld & { randomBytes: (count: number) => Uint8Array }
let author: Author
let accountId: string
let address: string
beforeAll(async () => {
  world = { ...(await staffWorld()), randomBytes: (count) => Uint8Array.from({ length: count }, (_, i) => i + 1) }
  const officeId = world.office.id
  author = { kind: 'staff', id: (await world.staff('officer')).id, role: 'officer', officeId, scope: { officeId } }
  accountId = await world.account({ consents: [], name: 'Lê Mai' })
  address = (await world.database.prisma.channelAccount.findUniqueOrThrow({ where: { id: BigInt(accountId) } })).address
})
afterAll(() => world.close())
beforeEach(() => {
  world.clock.at = now
  world.woken.length = 0
})

let updates = 0
async function says(text: string, minutes: number): Promise<void> {
  const at = new Date(now.getTime() + minutes * 60_000)
  await world.store.inbox.store(
    [{ channel: 'web', address, updateId: `t${++updates}`, at, what: { kind: 'text', text } }],
    at,
  )
}
const wait = (minutes: number) => {
  world.clock.at = new Date(now.getTime() + minutes * 60_000)
}

describe('trying an announcement out on oneself', () => {
  it('goes to the account from which the code was written, marked, and to nobody else', async () => {
    const text = { sender: 'PGD', title: 'Lịch', body: 'Ngày 12.', source: '' }
    const drafted = await announce(world, { author, text, audience: { everybody: true } })
    const id = drafted.ok ? drafted.id : ''
    expect(await sendTest(world, { author, id })).toEqual({ ok: false, problem: 'no_account' })
    await says('123456', -1)
    await beginTesting(world, author)
    expect(await testingOf(world.store.settings, author)).toEqual({ code: '123456' })
    expect(await findTester(world, author)).toEqual({ ok: false, problem: 'no_account' })
    await says('mã là 123456', 1)
    expect(await findTester(world, author)).toEqual({ ok: false, problem: 'no_account' })
    await says(' 123 456 ', 2)
    wait(testMinutes)
    expect(await findTester(world, author)).toEqual({ ok: true })
    expect(await testingOf(world.store.settings, author)).toEqual({
      tester: { accountId, channel: 'web', name: 'Lê Mai' },
    })
    expect(await testingOf(world.store.settings, { id: 'somebody else' })).toEqual({})
    expect(await sendTest(world, { author, id })).toEqual({ ok: true })
    expect(world.woken).toEqual([{ name: 'send-batch', lane: 0 }])
    expect((await world.told(accountId)).at(-1)?.slice(0, 2)).toEqual([
      'announcing:test.mark',
      'announcements:said.title',
    ])
    expect(await world.database.prisma.delivery.count()).toBe(1)
    expect(await world.store.announcements.find(id)).toMatchObject({ status: 'draft' })
    const other = { ...author, officeId: world.office.otherId }
    expect(await sendTest(world, { author: other, id })).toEqual({ ok: false, problem: 'not_found' })
  })

  it('does not know an account by a code that is too old, nor by one that was given out anew', async () => {
    await beginTesting(world, author)
    expect(await testingOf(world.store.settings, author)).toEqual({ code: '123456' })
    await says('123456', 3)
    wait(testMinutes + 0.1)
    expect(await findTester(world, author)).toEqual({ ok: false, problem: 'no_account' })
    await beginTesting(world, author)
    expect(await testingOf(world.store.settings, author)).toEqual({ code: '123456' })
    expect(await findTester(world, author)).toEqual({ ok: false, problem: 'no_account' })
  })
})
