import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { endDisaster, seenDisaster } from '../../src/app/disaster-end.ts'
import { startDisaster, weighDisaster } from '../../src/app/disaster-switch.ts'
import { openLossFile } from '../../src/app/loss-file.ts'
import { openLossPhoto } from '../../src/app/loss-photo.ts'
import { seenLoss, stepLoss } from '../../src/app/loss-step.ts'
import { addDays, type Day, dayOf } from '../../src/domain/day.ts'
import type { StaffMember } from '../../src/ports/staff.ts'
import { drawnPage } from '../files/drawn-photos.ts'
import { type Person, smallOffice, type TalkBench, talkBench } from './talk-bench.ts'

let bench: TalkBench
let director: StaffMember
let officer: StaffMember
let chair: StaffMember
let admin: StaffMember
let commune: { first: number; second: number; foreign: number }
let households: string[]

beforeAll(async () => {
  bench = await talkBench()
  const office = await smallOffice(bench)
  households = office.households.map(String)
  const { prisma } = bench.database
  const [first, second] = await prisma.commune.findMany({ orderBy: { id: 'asc' } })
  const { provinceId } = await prisma.transactionOffice.findFirstOrThrow()
  const other = await prisma.transactionOffice.create({ data: { code: 'P2', name: 'Khác', phone: '1', provinceId } })
  const foreign = await prisma.commune.create({ data: { code: 'X', name: 'Xa', kind: 'xa', officeId: other.id } })
  commune = { first: first?.id ?? 0, second: second?.id ?? 0, foreign: foreign.id }
  const staff = async (id: string, role: string, of: object) => {
    await prisma.staff.create({ data: { id, name: id, email: `${id}@vbsp.example`, role, ...of } })
    return (await bench.store.staff.find(id))!
  }
  director = await staff('gd', 'director', { officeId: office.officeId })
  officer = await staff('cb', 'officer', { officeId: office.officeId })
  chair = await staff('ct', 'commune_chair', { officeId: office.officeId, communeId: commune.first })
  admin = await staff('qt', 'admin', {})
})
afterAll(async () => {
  expect(bench.failures).toEqual([])
  await bench.close()
})

const rows = () => bench.database.prisma
const draft = (communeIds: number[]) => {
  const since = dayOf(bench.now)
  const about = { kind: 'storm' as const, name: 'Bão số 3', reason: 'Bão lớn, nhiều nhà tốc mái' }
  return { ...about, since, reviewOn: addDays(since, 30), communeIds }
}
const start = (staff: StaffMember, communeIds: number[]) =>
  startDisaster(bench.deps, { staff, draft: draft(communeIds) })

let people = 0

/** Somebody who has met Loa and is linked to a household. */
async function linked(householdId: string): Promise<Person> {
  const address = `struck-${++people}`
  const person = bench.person(address)
  await person.arrives()
  const account = await bench.store.accounts.arrive({ channel: 'web', address, at: bench.now })
  const who = { role: 'head', name: 'x' } as const
  await bench.store.accounts.link(account.id, { householdId, person: who, at: bench.now })
  await bench.store.consents.give({
    ...{ accountId: account.id, purposes: ['loans', 'reminders'], wording: 'x', lang: 'vi', at: bench.now },
  })
  return person
}

async function waitingReminder(householdId: string): Promise<bigint> {
  const account = await rows().channelAccount.findFirstOrThrow({ where: { householdId: BigInt(householdId) } })
  const to = { id: account.id.toString(), channel: 'web' as const }
  const { officeId } = director
  const how = { kind: 'reminder', lane: 1, onUncertain: 'resend', officeId: officeId!, at: bench.now } as const
  const mailingId = await bench.store.outbox.openMailing(how)
  const key = `test:${++people}`
  const id = await bench.store.outbox.write(to, { parts: [] }, { lane: 1, mailingId, key, at: bench.now })
  await rows().delivery.update({ where: { id: BigInt(id!) }, data: { notBefore: new Date('2027-01-01') } })
  return BigInt(id!)
}

/** Households that have their message of a day. */
const heardOn = async (day: Day) => {
  const kept = await rows().reminderDay.findMany({ where: { day: new Date(day) }, orderBy: { householdId: 'asc' } })
  return kept.map(({ householdId }) => String(householdId))
}

const stateOf = async (id: bigint) => (await rows().delivery.findUniqueOrThrow({ where: { id } })).state

describe('switching communes on', () => {
  it('is for directors and administrators, in their own unit', async () => {
    for (const staff of [officer, chair])
      expect(await start(staff, [commune.first])).toMatchObject({ problem: 'not_found' })
    expect(await start(director, [commune.foreign])).toMatchObject({ problem: 'not_found' })
    expect(await start(director, [commune.first, commune.foreign])).toMatchObject({ problem: 'not_found' })
    expect(await start(admin, [commune.first, commune.foreign])).toMatchObject({ problem: 'offices' })
    expect(await start(director, [999_999])).toMatchObject({ problem: 'not_found' })
    expect(await rows().disaster.count()).toBe(0)
    expect(await rows().reminderPause.count()).toBe(0)
  })

  it('shows the figures first, and changes nothing by that', async () => {
    await linked(households[0]!)
    // A chat that several people read gets no letter, whatever was allowed in it.
    const { id } = await bench.store.accounts.arrive({ channel: 'telegram', address: '-1001', at: bench.now })
    const who = { role: 'head', name: 'x' } as const
    await bench.store.accounts.link(id, { householdId: households[1]!, person: who, at: bench.now })
    await bench.store.consents.give({ accountId: id, purposes: ['reminders'], wording: 'x', lang: 'vi', at: bench.now })
    const waiting = await waitingReminder(households[0]!)
    const weighed = await weighDisaster(bench.deps, { staff: director, draft: draft([commune.first]) })
    expect(weighed).toMatchObject({ ok: true, ready: { figures: { households: 2, reached: 1, loans: 1, queued: 1 } } })
    expect(await rows().disaster.count()).toBe(0)
    expect(await stateOf(waiting)).toBe('pending')
  })

  it('says what is missing', async () => {
    const weighed = await weighDisaster(bench.deps, { staff: director, draft: { communeIds: [] } })
    expect(weighed).toMatchObject({ ok: false, problem: 'fields' })
  })

  it('withdraws what waits, stops reminders, writes once to who allowed it, and leaves the next commune alone', async () => {
    const [own, next] = [await linked(households[0]!), await linked(households[2]!)]
    const unlinked = bench.person(`stranger-${++people}`)
    await unlinked.arrives()
    const before = [own, next, unlinked].map(({ all }) => all.length)
    const waiting = [await waitingReminder(households[0]!), await waitingReminder(households[2]!)]
    const done = await start(director, [commune.first])
    expect(done).toMatchObject({ ok: true, withdrawn: 2, written: 1 })
    expect(await Promise.all(waiting.map(stateOf))).toEqual(['skipped', 'pending'])
    expect(await heardOn(dayOf(bench.now))).toEqual([households[0]])
    const today = dayOf(bench.now)
    const paused = await bench.store.pauses.communesPaused(today)
    expect([paused.has(commune.first), paused.has(commune.second)]).toEqual([true, false])
    await unlinked.types('menu')
    const said = own.all
      .slice(before[0])
      .map(({ text }) => text)
      .join('\n')
    expect(said).toContain('Loa tạm ngừng nhắc nợ')
    expect(said).toContain('là do ngân hàng xét')
    expect(said).not.toMatch(/\d{3}\.\d{3}|khế ước|6600/)
    expect(next.all).toHaveLength(before[1]!)
    expect(await start(director, [commune.first])).toMatchObject({ problem: 'struck', communes: ['Tiên Sơn'] })
    const [written] = await bench.store.audit.list({ action: 'disaster.start', limit: 1 })
    expect(written).toMatchObject({ actorId: 'gd', detail: { withdrawn: 2, written: 1 } })
    await rows().delivery.updateMany({ where: { state: 'pending' }, data: { state: 'skipped' } })
  })

  it('is seen by those of the unit only', async () => {
    const [{ id } = { id: '0' }] = await bench.store.disasters.list({})
    expect(await seenDisaster(bench.store, officer, id)).toBeDefined()
    expect(await seenDisaster(bench.store, chair, id)).toBeDefined()
    expect(await seenDisaster(bench.store, { ...chair, communeId: commune.second }, id)).toBeUndefined()
    expect(await seenDisaster(bench.store, { ...officer, officeId: 999 }, id)).toBeUndefined()
  })
})

describe('the report of a loss', () => {
  const last = () => rows().lossReport.findFirstOrThrow({ orderBy: { id: 'desc' } })

  it('is told thing by thing, left and gone on with, read back, and comes to officer and commune', async () => {
    const person = await linked(households[0]!)
    await person.goes('Tôi cần giúp', 'Khó khăn, khiếu nại', 'Mất mùa, thiên tai')
    expect(await person.taps('Bão lũ, thiên tai')).toContain('có ai bị thương')
    await person.goes('Mọi người bình an', 'Trâu bò, lợn, gà, cá', 'lợn thịt', '12 con')
    expect(await person.types('15 triệu')).toContain('lợn thịt, 12 con: 15.000.000 đồng')
    await person.types('menu')
    await person.goes('Tôi cần giúp', 'Khó khăn, khiếu nại', 'Mất mùa, thiên tai')
    expect(await person.taps('Bão lũ, thiên tai')).toContain('kể tiếp từ chỗ hôm trước')
    await person.goes('Thêm thứ nữa', 'chuồng lợn', '1 cái', '5tr', 'Hết rồi')
    expect(await person.types('ngày mai')).toContain('chưa đọc được ngày')
    await person.goes('hôm nay', 'thôn Ngoại')
    bench.files.set('loss', await drawnPage())
    await person.does({ kind: 'photo', photo: { ref: 'loss' } })
    const check = await person.taps('Không gửi ảnh nữa')
    for (const words of ['Tổng ước chừng: 20.000.000 đồng', 'thôn Ngoại', 'Số ảnh: 1']) expect(check).toContain(words)
    await person.goes('Sửa lại', 'Nơi xảy ra')
    expect(await person.types('thôn Nội')).toContain('Ở: thôn Nội')
    const sent = await person.taps('Gửi báo cáo')
    for (const words of ['Chủ tịch xã, phường cũng được báo', 'Đã nhận 1 ảnh', 'ngân hàng xét'])
      expect(sent).toContain(words)
    const report = await last()
    expect(report).toMatchObject({ state: 'received', toldDong: 20_000_000n, hurt: false })
    expect(report.reportSealed).not.toContain('thôn Nội')
    const found = await bench.store.cases.find(String(report.caseId))
    expect(found).toMatchObject({ kind: 'disaster', routedTo: 'officer', alsoTo: 'commune_chair' })
    expect((await bench.store.cases.lines(found!.id))[0]?.text).toContain('chuồng lợn, 1 cái: 5.000.000 đồng')
    expect(await rows().attachment.count()).toBe(0)
    expect(await rows().lossPhoto.count({ where: { reportId: report.id } })).toBe(1)
    // An old button sends nothing twice.
    await person.taps('Gửi báo cáo')
    expect(await rows().lossReport.count()).toBe(1)
  })

  it('is added to when the household tells more', async () => {
    const person = await linked(households[0]!)
    await person.goes('Tôi cần giúp', 'Khó khăn, khiếu nại', 'Mất mùa, thiên tai')
    expect(await person.taps('Bão lũ, thiên tai')).toContain('đã báo thiệt hại rồi')
    await person.goes(
      'Mọi người bình an',
      'Nhà cửa, đồ đạc',
      'mái tôn',
      '40 m2',
      '10 triệu',
      'Hết rồi',
      'hôm nay',
      'nhà',
    )
    await person.goes('Không gửi ảnh nữa', 'Gửi báo cáo')
    expect(await rows().lossReport.count()).toBe(1)
    expect(await last()).toMatchObject({ toldDong: 30_000_000n })
  })

  it('hands somebody who is hurt to a person at once, by the button below the letter', async () => {
    const person = await linked(households[1]!)
    const [disaster] = await bench.store.disasters.list({})
    const ref = BigInt(disaster!.id).toString(36)
    const said = await person.does({ kind: 'tap', token: `disaster-notice/answer.hurt#${ref}` })
    expect(said).toContain('Loa đã báo ngay')
    expect(said).toContain('115')
    const [found] = await bench.store.cases.ofHousehold(households[1]!)
    expect(found).toMatchObject({ kind: 'disaster', routedTo: 'officer', alsoTo: 'commune_chair' })
    expect((await bench.store.cases.lines(found!.id))[0]?.text).toContain('KHẨN')
    await person.goes('Kể bây giờ', 'Lúa, hoa màu, cây', 'lúa', '3 sào', '6 triệu', 'Hết rồi', 'hôm nay', 'đồng Ngoại')
    await person.goes('Không gửi ảnh nữa', 'Gửi báo cáo')
    expect(await last()).toMatchObject({ hurt: true, householdId: BigInt(households[1]!) })
    expect(await bench.store.cases.ofHousehold(households[1]!)).toHaveLength(1)
  })

  it('is nobody’s by a button: a stranger, and who lives elsewhere, opens nothing', async () => {
    const [disaster] = await bench.store.disasters.list({})
    const token = `disaster-notice/answer.report#${BigInt(disaster!.id).toString(36)}`
    const stranger = bench.person(`stranger-${++people}`)
    await stranger.arrives()
    expect(await stranger.does({ kind: 'tap', token })).not.toContain('bị thương')
    const elsewhere = await linked(households[2]!)
    expect(await elsewhere.does({ kind: 'tap', token })).toContain('đã xong')
    expect(await rows().lossReport.count()).toBe(2)
  })
})

describe('the way of a report', () => {
  const steps = (staff: StaffMember, reportId: string, wish: object) =>
    stepLoss(bench.deps, { staff, reportId, note: '', step: 'verify', ...wish } as never)

  it('is moved by the bank, told to the household without a sum, and never jumps', async () => {
    const report = await rows().lossReport.findFirstOrThrow({ where: { householdId: BigInt(households[0]!) } })
    const id = String(report.id)
    const seen = { lossDong: 20_000_000, capitalDong: 50_000_000 }
    for (const staff of [chair, admin]) expect(await steps(staff, id, { seen })).toMatchObject({ problem: 'not_found' })
    expect(await steps({ ...officer, officeId: 999 }, id, { seen })).toMatchObject({ problem: 'not_found' })
    expect(await steps(officer, id, { step: 'send' })).toMatchObject({ problem: 'moved' })
    expect(await steps(officer, id, { seen: { lossDong: 0 } })).toMatchObject({ problem: 'loss' })
    const account = await rows().channelAccount.findUniqueOrThrow({ where: { id: report.accountId! } })
    const person = bench.person(account.address)
    await bench.store.householdChoices.setCodeWord(String(report.householdId), { word: 'hoa ban', at: bench.now })
    expect(await steps(officer, id, { seen, note: 'Đã xem chuồng.' })).toEqual({ ok: true, state: 'verified' })
    const file = await openLossFile(bench.deps, { staff: officer, reportId: id })
    expect(file).toMatchObject({
      seen: { share: '40,0', lossDong: 20_000_000 },
      proposed: { propose: { measure: 'freeze', maxYears: 3 }, uncertain: true },
      loans: [{ loanCode: '6600000000004321', outstanding: 20_000_000 }],
    })
    for (const staff of [chair, admin]) expect(await openLossFile(bench.deps, { staff, reportId: id })).toBeUndefined()
    expect(await steps(officer, id, { step: 'draft' })).toMatchObject({ state: 'drafted' })
    expect(await steps(officer, id, { step: 'send' })).toMatchObject({ state: 'sent' })
    expect(await steps(officer, id, { step: 'decide' })).toMatchObject({ problem: 'outcome' })
    expect(await steps(officer, id, { step: 'decide', outcome: 'freeze' })).toMatchObject({ state: 'decided' })
    const said = await person.types('việc của tôi')
    expect(said).toContain('Cán bộ đã kiểm tra tại chỗ')
    expect(said).toContain('Đã xem chuồng.')
    expect(said).toContain('đồng ý khoanh nợ')
    expect(said.match(/hoa ban/g)).toHaveLength(3)
    await bench.store.householdChoices.setCodeWord(String(report.householdId), { at: bench.now })
    expect(said).not.toMatch(/20\.000\.000|3 năm|40/)
  })

  it('shows pictures to the bank alone, and writes down who looked', async () => {
    const photo = await rows().lossPhoto.findFirstOrThrow()
    const [reportId, photoId] = [String(photo.reportId), String(photo.id)]
    for (const staff of [chair, admin, { ...officer, officeId: 999 }])
      expect(await openLossPhoto(bench.deps, { staff, reportId, photoId })).toBeUndefined()
    const opened = await openLossPhoto(bench.deps, { staff: officer, reportId, photoId })
    expect(opened?.mime).toBe('image/jpeg')
    const [written] = await bench.store.audit.list({ action: 'loss.photo', limit: 1 })
    expect(written).toMatchObject({ actorId: 'cb', subjectId: reportId })
  })

  it('is read by the chair of the commune and by no other one', async () => {
    const { id } = await rows().lossReport.findFirstOrThrow()
    const see = (staff: StaffMember) => bench.store.transaction((tx) => seenLoss(tx, staff, String(id)))
    expect(await see(chair)).toBeDefined()
    expect(await see({ ...chair, communeId: commune.second })).toBeUndefined()
    expect(await see(admin)).toBeUndefined()
  })

  it('is counted by commune', async () => {
    const [disaster] = await bench.store.disasters.list({})
    expect(await bench.store.losses.counts(disaster!.id, {})).toMatchObject([
      {
        commune: 'Tiên Sơn',
        households: 1,
        reported: 2,
        verified: 1,
        drafted: 1,
        sent: 1,
        decided: 1,
        seenDong: 20_000_000,
      },
    ])
  })
})

describe('switching communes off', () => {
  it('takes nobody’s report away that was begun before', async () => {
    const person = await linked(households[1]!)
    await rows().lossReport.deleteMany({ where: { householdId: BigInt(households[1]!) } })
    await person.goes('Tôi cần giúp', 'Khó khăn, khiếu nại', 'Mất mùa, thiên tai', 'Bão lũ, thiên tai')
    await person.goes('Mọi người bình an', 'Lúa, hoa màu, cây', 'ngô', '2 sào', '3 triệu', 'Hết rồi', 'hôm nay', 'bãi')
    await person.taps('Không gửi ảnh nữa')
    await rows().disasterCommune.updateMany({ data: { endedAt: bench.now } })
    expect(await person.taps('Gửi báo cáo')).toContain('Loa đã ghi thiệt hại')
    expect(await rows().lossReport.count({ where: { householdId: BigInt(households[1]!) } })).toBe(1)
    await rows().disasterCommune.updateMany({ data: { endedAt: null } })
  })

  it('is for the same people; reminders go on from that day, and the letter is not written again', async () => {
    const [disaster] = await bench.store.disasters.list({})
    const off = { id: disaster!.id, communeIds: [commune.first] }
    expect(await endDisaster(bench.deps, { staff: officer, ...off })).toBeUndefined()
    expect(await endDisaster(bench.deps, { staff: { ...director, officeId: 999 }, ...off })).toBeUndefined()
    expect(await endDisaster(bench.deps, { staff: director, ...off, communeIds: [commune.second] })).toBe(0)
    expect(await endDisaster(bench.deps, { staff: director, ...off })).toBe(1)
    expect(await endDisaster(bench.deps, { staff: director, ...off })).toBe(0)
    expect((await bench.store.pauses.communesPaused(dayOf(bench.now))).size).toBe(0)
    expect(await bench.store.disasters.inCommune(commune.first)).toBeUndefined()
    const [written] = await bench.store.audit.list({ action: 'disaster.end', limit: 1 })
    expect(written).toMatchObject({ actorId: 'gd', subjectId: disaster!.id })
    // In the evening the letter leaves on the next day, and is the household's message of that one.
    bench.now = new Date('2026-11-17T20:00:00+07:00')
    expect(await start(admin, [commune.first])).toMatchObject({ ok: true, written: 2 })
    expect([await heardOn('2026-11-17'), await heardOn('2026-11-18')]).toEqual([[], [households[0], households[1]]])
  })
})
