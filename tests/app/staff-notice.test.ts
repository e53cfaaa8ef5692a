import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { decideAnnouncement } from '../../src/app/announcement-approval.ts'
import { authorOf } from '../../src/app/announcement-author.ts'
import { setApprovalRule } from '../../src/app/announcement-rules.ts'
import { beginTesting, findTester, testingOf } from '../../src/app/announcement-test.ts'
import { sendAnnouncement } from '../../src/app/send-announcement.ts'
import { loadLanguage } from '../../src/i18n.ts'
import type { StaffMember } from '../../src/ports/staff.ts'
import { type Person, smallOffice, type TalkBench, talkBench } from './talk-bench.ts'

let bench: TalkBench
let officeId: number
let commune: { tienSon: number; duyHa: number; foreign: number }
let people = 0
const word = 'thông báo'

beforeAll(async () => {
  bench = await talkBench()
  bench.deps.pages = { publicUrl: 'https://loa.example', randomBytes: (n) => randomBytes(n) }
  const small = await smallOffice(bench)
  officeId = small.officeId
  const [tienSon, duyHa] = await rows().commune.findMany({ orderBy: { id: 'asc' } })
  const { id: _, ...office } = await rows().transactionOffice.findFirstOrThrow()
  const other = await rows().transactionOffice.create({ data: { ...office, code: 'PGD2', name: 'Phòng giao dịch Xa' } })
  const away = { code: '13599', name: 'Xã Xa', kind: 'xa', officeId: other.id }
  const foreign = await rows().commune.create({ data: away })
  commune = { tienSon: tienSon!.id, duyHa: duyHa!.id, foreign: foreign.id }
  await household(String(small.households[0]))
  await household(String(small.households[2]))
})
afterAll(async () => {
  expect(bench.failures).toEqual([])
  await bench.close()
})
beforeEach(async () => {
  await setApprovalRule(bench.store.settings, { rule: 'director', officeId })
  await rows().announcement.deleteMany({ where: { status: { in: ['draft', 'waiting'] } } })
})

const rows = () => bench.database.prisma
const testing = () => ({ ...bench.deps, randomBytes: (n: number) => new Uint8Array(randomBytes(n)) })
const kept = () => rows().announcement.findMany({ orderBy: { id: 'asc' } })
const unsent = async () => (await kept()).filter(({ status }) => status === 'draft' || status === 'waiting')
const checking = () => ({ ...bench.deps, publicUrl: 'https://loa.example' })

/** Somebody of a household who allows announcements. */
async function household(householdId: string): Promise<Person> {
  const address = `nha-${++people}`
  const person = bench.person(address)
  await person.arrives()
  const account = await bench.store.accounts.arrive({ channel: 'web', address, at: bench.now })
  await bench.store.accounts.link(account.id, { householdId, person: { role: 'head', name: 'x' }, at: bench.now })
  return person
}

async function staffOf(of: { role?: string; communeId?: number } = {}): Promise<StaffMember> {
  const id = `cb${++people}`
  const who = { name: `Cán bộ ${people}`, email: `${id}@vbsp.example`, role: of.role ?? 'officer', officeId }
  await rows().staff.create({ data: { id, ...who, ...(of.communeId ? { communeId: of.communeId } : {}) } })
  return (await bench.store.staff.find(id))!
}

/** The own account of somebody of staff, named as it is for trying out. */
async function tied(staff: StaffMember, address = `may-${++people}`, channel: 'web' | 'telegram' = 'web') {
  const person = bench.person(address, channel)
  await person.arrives()
  await beginTesting(testing(), staff)
  await person.types((await testingOf(bench.store.settings, staff)).code ?? '')
  expect(await findTester(testing(), staff)).toEqual({ ok: true })
  return person
}

const toCommune = ['Gửi cho một xã, phường', 'Tiên Sơn', 'Lịch giao dịch', 'Thứ năm có phiên ở nhà văn hóa.'] as const

describe('a notice of somebody of staff from chat', () => {
  it('is a draft that waits for a second person, who is not its author', async () => {
    const staff = await staffOf()
    const person = await tied(staff)
    expect(await person.types(word)).toContain('Anh/chị cần làm gì')
    await person.goes(...toCommune)
    const read = await person.goes('30/11')
    for (const words of ['Tiên Sơn', 'Sẽ đến 1 trong 2 hộ', 'Lịch giao dịch', 'Thứ năm có phiên', '30/11/2026'])
      expect(read).toContain(words)
    expect(await unsent()).toEqual([])
    expect(await person.taps('Được, giao đi')).toContain('Đã giao cho giám đốc duyệt')
    const [one] = await unsent()
    expect(one).toMatchObject({ status: 'waiting', title: 'Lịch giao dịch', authorId: staff.id, officeId })
    expect(one?.audience).toMatchObject({ communes: [commune.tienSon], groups: [] })
    const log = await rows().audit.findMany({
      where: { subjectKind: 'announcement', actorId: staff.id },
      orderBy: { id: 'asc' },
    })
    expect(log.map(({ action, actorId, detail }) => [action, actorId, detail])).toEqual([
      ['announcement.draft', staff.id, { channel: 'web' }],
      ['announcement.submit', staff.id, { channel: 'web' }],
    ])
    const found = (await bench.store.announcements.find(String(one?.id)))!
    const decision = { id: found.id, version: found.version, decide: 'approve' as const, ticked: [] }
    await setApprovalRule(bench.store.settings, { rule: 'officer', officeId })
    const self = await decideAnnouncement(checking(), { ...decision, author: authorOf(staff) })
    expect(self).toEqual({ ok: false, problem: 'own_words' })
    const director = await staffOf({ role: 'director' })
    const other = await decideAnnouncement(checking(), { ...decision, author: authorOf(director) })
    expect(other).toEqual({ ok: true })
    expect(await person.taps('Thông báo của tôi đến đâu')).toContain('“Lịch giao dịch”: Đã duyệt')
  })

  it('is handed over once, however often the button is pressed', async () => {
    const person = await tied(await staffOf())
    await person.goes(word, ...toCommune, 'Không cần ngày cuối')
    const button = person.last().buttons.find(({ label }) => label === 'Được, giao đi')!
    await person.taps('Được, giao đi')
    expect(await person.does({ kind: 'tap', token: button.token })).toContain('Đã giao cho giám đốc duyệt')
    expect(await unsent()).toHaveLength(1)
  })

  it('goes to a group, which is looked for in its commune', async () => {
    const person = await tied(await staffOf())
    await person.goes(word, 'Gửi cho một Tổ', 'Tiên Sơn')
    expect(await person.goes('Tổ 1')).toContain('Tổ 1: thông báo sẽ đến')
    await person.goes('Lịch giao dịch', 'Thứ năm có phiên.', 'Không cần ngày cuối', 'Được, giao đi')
    const group = await rows().savingsCreditGroup.findFirstOrThrow()
    expect((await kept()).at(-1)?.audience).toMatchObject({ groups: [group.id] })
  })

  it('shows eight groups at a time', async () => {
    const { id: _, ...own } = await rows().savingsCreditGroup.findFirstOrThrow()
    const made = Array.from({ length: 9 }, (_, i) => ({ code: `010000${i}`, name: `Tổ Hà ${i + 1}` }))
    await rows().savingsCreditGroup.createMany({
      data: made.map((of) => ({ ...own, ...of, communeId: commune.duyHa })),
    })
    const person = await tied(await staffOf())
    const shown = () => person.last().buttons.map(({ label }) => label)
    await person.goes(word, 'Gửi cho một Tổ', 'Duy Hà')
    expect(shown().slice(0, 9)).toEqual([...made.slice(0, 8).map(({ name }) => name), 'Xem tiếp'])
    await person.taps('Xem tiếp')
    expect(shown()[0]).toBe('Tổ Hà 9')
    expect(shown()).not.toContain('Xem tiếp')
    expect(await person.taps('Tổ Hà 9')).toContain('chưa hộ nào nhận được')
  })

  it('is offered for the own unit only', async () => {
    const whole = await tied(await staffOf())
    await whole.goes(word, 'Gửi cho một xã, phường')
    const labels = whole.last().buttons.map(({ label }) => label)
    expect(labels).toEqual(expect.arrayContaining(['Tiên Sơn', 'Duy Hà']))
    expect(labels).not.toContain('Xã Xa')
    const ofOne = await tied(await staffOf({ communeId: commune.duyHa }))
    await ofOne.goes(word, 'Gửi cho một xã, phường')
    expect(ofOne.last().buttons.map(({ label }) => label)).not.toContain('Tiên Sơn')
    const token = ofOne.last().buttons.find(({ label }) => label === 'Duy Hà')!.token
    await ofOne.does({ kind: 'tap', token: token.replace(`c${commune.duyHa}`, `c${commune.tienSon}`) })
    await ofOne.does({ kind: 'tap', token: token.replace(`c${commune.duyHa}`, `c${commune.foreign}`) })
    expect(ofOne.last().buttons.map(({ label }) => label)).toContain('Duy Hà')
  })

  it('says what a machine stops, and the same draft is written anew', async () => {
    const person = await tied(await staffOf())
    const said = await person.goes(
      ...[word, 'Gửi cho một xã, phường', 'Tiên Sơn', 'Lịch', 'Xem tại https://la.example/x', 'Không cần ngày cuối'],
      'Được, giao đi',
    )
    expect(said).toContain('chưa giao được')
    expect(said).toContain('la.example')
    expect(await unsent()).toMatchObject([{ status: 'draft' }])
    await person.goes('Lịch', 'Thứ năm có phiên.', 'Không cần ngày cuối', 'Được, giao đi')
    expect(await unsent()).toMatchObject([{ status: 'waiting', body: 'Thứ năm có phiên.' }])
  })

  it('takes any words as its title and text, but goes back and to the menu', async () => {
    const person = await tied(await staffOf())
    await person.goes(word, 'Gửi cho một xã, phường', 'Tiên Sơn')
    expect(await person.types('Thông báo')).toContain('Nội dung là gì')
    expect(await person.types('Vay có mất phí không? Không ạ.')).toContain('Sau ngày nào')
    expect(await person.types('quay lại')).toContain('Nội dung là gì')
    expect(await person.types('menu')).not.toContain('Nội dung là gì')
  })

  it('stays a draft where nobody has to agree, which is sent from the console', async () => {
    await setApprovalRule(bench.store.settings, { rule: 'none', officeId })
    const staff = await staffOf()
    const person = await tied(staff)
    const before = await rows().mailing.count()
    await person.goes(word, ...toCommune, 'Không cần ngày cuối')
    const button = person.last().buttons.find(({ label }) => label === 'Được, giao đi')!
    const said = await person.taps('Được, giao đi')
    expect(said).toContain('Loa đã lưu bản nháp, chưa gửi cho ai')
    await person.does({ kind: 'tap', token: button.token })
    const [draft, ...more] = await unsent()
    expect(more).toEqual([])
    expect(draft).toMatchObject({ status: 'draft', title: 'Lịch giao dịch', authorId: staff.id })
    expect(await rows().mailing.count()).toBe(before)
    expect(await person.taps('Thông báo của tôi đến đâu')).toContain('“Lịch giao dịch”: Bản nháp')
    const sent = await sendAnnouncement(checking(), { author: authorOf(staff), id: String(draft?.id) })
    expect(sent).toMatchObject({ ok: true, written: 1 })
    expect(await person.taps('Thông báo của tôi đến đâu')).toMatch(/“Lịch giao dịch”: .*Đã gửi \d trong 1/)
  })

  it('is not even ready to be sent where nobody has to agree, when a machine stops it', async () => {
    await setApprovalRule(bench.store.settings, { rule: 'none', officeId })
    const person = await tied(await staffOf())
    const said = await person.goes(
      ...[word, 'Gửi cho một xã, phường', 'Tiên Sơn', 'Lịch', 'Xem tại https://la.example/x', 'Không cần ngày cuối'],
      'Được, giao đi',
    )
    expect(said).toContain('la.example')
    expect(said).toContain('Bản nháp cũ được thay')
    await person.goes('Lịch', 'Thứ năm có phiên.', 'Không cần ngày cuối', 'Được, giao đi')
    expect(await unsent()).toMatchObject([{ status: 'draft', body: 'Thứ năm có phiên.' }])
  })
})

describe('to whom the word says nothing', () => {
  const usual = async () => {
    const person = bench.person(`la-${++people}`)
    await person.arrives()
    return person.types(word)
  }

  it.each([
    ['a role that may not send', async () => tied(await staffOf({ role: 'admin' }))],
    [
      'staff whose account was shut',
      async () => {
        const staff = await staffOf()
        const person = await tied(staff)
        await bench.store.staff.setDisabled(staff.id, bench.now)
        return person
      },
    ],
    [
      'staff who named another account since',
      async () => {
        const staff = await staffOf()
        const person = await tied(staff)
        await tied(staff)
        return person
      },
    ],
    [
      'staff who asked for a new code',
      async () => {
        const staff = await staffOf()
        const person = await tied(staff)
        await beginTesting(testing(), staff)
        return person
      },
    ],
    ['a chat that several people read', async () => tied(await staffOf(), '-100200', 'telegram')],
  ])('%s', async (_, who) => {
    const person = await who()
    expect(await person.types(word)).toBe(await usual())
  })

  it('is whoever guessed a code besides the one who was given it', async () => {
    const staff = await staffOf()
    await beginTesting(testing(), staff)
    const { code = '' } = await testingOf(bench.store.settings, staff)
    for (const address of ['doan-1', 'doan-2']) {
      const person = bench.person(address)
      await person.arrives()
      await person.types(code)
    }
    expect(await findTester(testing(), staff)).toEqual({ ok: false, problem: 'no_account' })
  })

  it('ends in the middle of a notice as well: nothing is kept, and its buttons are old ones', async () => {
    const staff = await staffOf()
    const person = await tied(staff)
    await person.goes(word, ...toCommune, 'Không cần ngày cuối')
    await bench.store.staff.setDisabled(staff.id, bench.now)
    const said = await person.taps('Được, giao đi')
    expect(said).toContain(loadLanguage().say({ key: 'common:old_button' }, 'vi'))
    expect(said).not.toContain('Lịch giao dịch')
    expect(await unsent()).toEqual([])
  })

  it('does nothing with a button of another run, or of another person', async () => {
    const person = await tied(await staffOf())
    await person.goes(word, ...toCommune, 'Không cần ngày cuối')
    const { token } = person.last().buttons.find(({ label }) => label === 'Được, giao đi')!
    const stranger = bench.person(`la-${++people}`)
    await stranger.arrives()
    const old = loadLanguage().say({ key: 'common:old_button' }, 'vi')
    expect(await person.does({ kind: 'tap', token: token.replace(/#.*/, '#1') })).toContain(old)
    for (const forged of [token, token.replace('check.hand_over', 'what.standing')])
      expect(await stranger.does({ kind: 'tap', token: forged })).toContain(old)
    // Of the own run, an answer to a question that does not stand there.
    await person.does({ kind: 'tap', token: token.replace('check.hand_over', 'what.standing') })
    expect(await unsent()).toEqual([])
  })
})
