import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { remindSitters } from '../../src/app/remind-sitters.ts'
import type { ApplicationEventName, ApplicationReason, ApplicationState } from '../../src/domain/application.ts'
import { drawnPage } from '../files/drawn-photos.ts'
import { type Person, smallOffice, type TalkBench, talkBench } from './talk-bench.ts'

// What a household does with its request beside sending it: goes on with it on another account, and adds papers that were missing.

let bench: TalkBench
let office: Awaited<ReturnType<typeof smallOffice>>
let people = 0

beforeAll(async () => {
  bench = await talkBench()
  office = await smallOffice(bench)
  bench.files.set('front', await drawnPage())
  bench.files.set('back', await drawnPage({ width: 1000, height: 700 }))
})
afterAll(async () => {
  expect(bench.failures).toEqual([])
  await bench.close()
})

const rows = () => bench.database.prisma

type Known = Person & { accountId: string; address: string }

/** Somebody who has met Loa on that channel. */
async function someone(channel: 'web' | 'telegram' = 'telegram'): Promise<Known> {
  const address = `request-${++people}`
  const person = bench.person(address, channel)
  await person.arrives()
  const { id } = await rows().channelAccount.findFirstOrThrow({ where: { address } })
  return Object.assign(person, { accountId: id.toString(), address })
}

async function linked(
  role: 'head' | 'spouse',
  channel: 'web' | 'telegram' = 'telegram',
  household = 0,
): Promise<Known> {
  const person = await someone(channel)
  const householdId = String(office.households[household])
  await bench.store.accounts.link(person.accountId, { householdId, person: { role, name: 'x' }, at: bench.now })
  return person
}

/** Begins a request for clean water and answers its first questions. */
async function begin(person: Known): Promise<string> {
  await person.types('vay nước sạch')
  return person.goes('Làm đơn vay', 'Đồng ý, làm đơn', 'Được')
}

describe('a request that was begun', () => {
  it('is found on another account of the same person, with its answers and its pictures, and no longer on the first', async () => {
    const first = await linked('head', 'telegram')
    const asked = await begin(first)
    expect(asked).toContain('Nhà định làm công trình nào?')
    await bench.store.attachments.keep({
      accountId: first.accountId,
      photo: { bytes: new Uint8Array([1]), mime: 'image/jpeg', width: 1, height: 1 },
      at: bench.now,
    })
    const second = await linked('head', 'web')
    await second.types('menu')
    expect(second.last().buttons.map(({ label }) => label)).toContain('Làm tiếp đơn vay')
    const said = await second.taps('Làm tiếp đơn vay')
    expect(said).toContain('Telegram')
    expect(said).toContain(asked.split('\n').at(-1) ?? '')
    expect(await rows().attachment.count({ where: { accountId: BigInt(second.accountId), applicationId: null } })).toBe(
      1,
    )
    // It is one request: on the first account it is found again from here, and the old question is none any more.
    const talk = await bench.store.talks.load(first.accountId)
    expect([talk.current?.flow, talk.past.apply]).toEqual([undefined, undefined])
    await first.types('menu')
    expect(await first.taps('Làm tiếp đơn vay')).toContain('Trang chat')
    await rows().attachment.deleteMany()
  })

  it('is nobody else’s: not the spouse’s, not a stranger’s, not another household’s', async () => {
    const head = await linked('head', 'telegram', 1)
    await begin(head)
    for (const other of [await linked('spouse', 'web', 1), await someone('web'), await linked('head', 'web', 2)]) {
      await other.types('menu')
      expect(other.last().buttons.map(({ label }) => label)).not.toContain('Làm tiếp đơn vay')
    }
  })

  it('is forgotten everywhere when it is too old', async () => {
    const head = await linked('head', 'telegram', 2)
    await begin(head)
    const before = bench.now
    bench.now = new Date(before.getTime() + 100 * 86_400_000)
    const other = await linked('head', 'web', 2)
    await other.types('menu')
    expect(other.last().buttons.map(({ label }) => label)).not.toContain('Làm tiếp đơn vay')
    bench.now = before
  })
})

/** A request of that person, sent back. */
async function returned(
  person: Known,
  of: { event?: ApplicationEventName; reason?: ApplicationReason; from?: ApplicationState } = {},
): Promise<{ id: string; code: string }> {
  const { event = 'return', reason = 'missing_paper', from = 'submitted' } = of
  const at = bench.now
  const { id, code } = await bench.store.applications.submit({
    ...{ sentKey: `key-${++people}`, accountId: person.accountId, officeId: office.officeId, at },
    ...{ programme: 'poor', amount: 20_000_000, lawDay: '2026-11-16', verdict: {}, answers: { full_name: 'x' } },
  })
  const by = { actorKind: 'staff', actorId: 's', at } as const
  await bench.store.applications.move(id, { from, to: 'returned', event, reason, ...by })
  return { id, code }
}

const sends = (person: Known, ref: string) => person.does({ kind: 'photo', photo: { ref } })

describe('a request that was sent back', () => {
  it.each(['gui giay', 'bổ sung giấy tờ'])('takes its papers by chat: "%s"', async (words) => {
    const person = await someone()
    const { id, code } = await returned(person)
    expect(await person.types(words)).toContain('gửi ảnh: Căn cước, mặt trước')
    expect(await sends(person, 'front')).toContain('gửi ảnh: Căn cước, mặt sau')
    const said = await person.taps('Hết rồi, gửi đi')
    expect(said).toContain(`đơn số ${code}: Căn cước, mặt trước`)
    expect((await bench.store.attachments.ofApplication(id)).map(({ paper }) => paper)).toEqual(['identity_front'])
    // The officer has it unread before them.
    const [talk] = await bench.store.cases.openOfAccounts([person.accountId])
    expect(talk).toMatchObject({ kind: 'talk', routedTo: 'officer', state: 'open' })
    expect((await bench.store.cases.lines(talk!.id))[0]?.text).toContain(code)
    const [logged] = await bench.store.audit.list({ subjectKind: 'application', subjectId: id, limit: 1 })
    expect(logged).toMatchObject({ action: 'application.supplied', actorKind: 'household' })
    // What is there is not asked for again, and the second time it is the same case.
    expect(await person.types(words)).toContain('gửi ảnh: Căn cước, mặt sau')
    await sends(person, 'back')
    await person.taps('Bỏ qua giấy này')
    expect(await bench.store.cases.openOfAccounts([person.accountId])).toHaveLength(1)
    expect(await bench.store.attachments.ofApplication(id)).toHaveLength(2)
  })

  it('asks anew for a card that has run out', async () => {
    const person = await someone()
    await returned(person, { reason: 'expired_id' })
    await person.types('gửi giấy')
    await sends(person, 'front')
    await person.taps('Hết rồi, gửi đi')
    expect(await person.types('gửi giấy')).toContain('gửi ảnh: Căn cước, mặt trước')
  })

  it('is offered with one’s requests, and by a picture that nobody asked for', async () => {
    const person = await someone()
    const { code } = await returned(person)
    await person.goes('menu', 'Việc khác', 'Đơn vay của tôi')
    expect(await person.taps('Gửi giấy bổ sung')).toContain('Căn cước, mặt trước')
    await person.types('menu')
    const said = await sends(person, 'front')
    expect(said).toContain(`Đơn số ${code} đang chờ bổ sung`)
    expect(said).toContain('gửi ảnh: Căn cước, mặt trước')
    expect(await rows().attachment.count({ where: { accountId: BigInt(person.accountId) } })).toBe(0)
  })

  it('loses no picture of another request that is being written', async () => {
    const person = await someone()
    await returned(person)
    const draft = await bench.store.attachments.keep({
      accountId: person.accountId,
      photo: { bytes: new Uint8Array([1]), mime: 'image/jpeg', width: 1, height: 1 },
      at: bench.now,
    })
    await person.types('gửi giấy')
    await sends(person, 'front')
    await person.taps('Hết rồi, gửi đi')
    expect(await bench.store.attachments.isOpen(draft, person.accountId)).toBe(true)
  })

  it('takes nothing once it went on, and nothing of somebody else', async () => {
    const person = await someone()
    const { id } = await returned(person)
    await person.types('gửi giấy')
    await sends(person, 'front')
    const by = { actorKind: 'staff', actorId: 's', at: bench.now } as const
    await bench.store.applications.move(id, { from: 'returned', to: 'submitted', event: 'supplement', ...by })
    expect(await person.taps('Hết rồi, gửi đi')).toContain('không có đơn nào')
    expect(await rows().attachment.count({ where: { accountId: BigInt(person.accountId) } })).toBe(0)
    expect(await (await someone()).types('gửi giấy')).toContain('không có đơn nào')
  })

  it('without a picture says so', async () => {
    const person = await someone()
    await returned(person)
    await person.types('gửi giấy')
    expect(await person.taps('Hết rồi, gửi đi')).toContain('chưa nhận được ảnh nào')
  })
})

describe('the leader of a group', () => {
  it('is reminded by chat of what waits for the meeting, in one message a day, without names', async () => {
    const leader = await someone('web')
    const { id: groupId } = await rows().savingsCreditGroup.findFirstOrThrow()
    const role = { groupId, accountId: BigInt(leader.accountId), role: 'leader', since: bench.now }
    await rows().groupRole.create({ data: role })
    await rows().application.deleteMany({ where: { attachments: { none: {} } } })
    const at = bench.now
    for (const n of [1, 2]) {
      const member = await linked('spouse', 'web', 0)
      const { id } = await bench.store.applications.submit({
        ...{ sentKey: `wait-${n}`, accountId: member.accountId, householdId: String(office.households[0]), at },
        ...{ officeId: office.officeId, programme: 'poor', amount: 1_000_000, lawDay: '2026-11-16', verdict: {} },
        answers: { full_name: 'Nguyễn Thị Lành' },
      })
      const step = {
        from: 'submitted',
        to: 'with_group',
        event: 'pass_to_group',
        actorKind: 'staff',
        actorId: 's',
      } as const
      await bench.store.applications.move(id, { ...step, at })
    }
    const before = bench.now
    const from = leader.all.length
    // Thirty days from 16 November: due on 16 December, reminded the working day before.
    bench.now = new Date('2026-12-15T01:00:00Z')
    const woken: string[] = []
    const jobs = { wake: async (name: string) => void woken.push(name) }
    await remindSitters({ ...bench.deps, jobs } as never, '2026-12-15')
    await remindSitters({ ...bench.deps, jobs } as never, '2026-12-15')
    expect(woken).toEqual(['send-batch'])
    await leader.types('menu')
    const read = leader.all.slice(from).map(({ text }) => text)
    expect(read.filter((text) => text.includes('Tổ 1 còn 2 đơn chờ họp Tổ'))).toHaveLength(1)
    expect(read.join('\n')).not.toContain('Nguyễn Thị Lành')
    bench.now = before
  })
})
