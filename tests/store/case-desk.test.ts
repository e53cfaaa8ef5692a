import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { DeskFilter } from '../../src/ports/case-desk.ts'
import type { NewCase } from '../../src/ports/cases.ts'
import { now, type StaffWorld, staffWorld } from '../support/staff-world.ts'

let world: StaffWorld
beforeAll(async () => {
  world = await staffWorld()
})
afterAll(() => world.close())
beforeEach(async () => {
  await world.database.prisma.case.deleteMany()
})

const hours = (count: number) => new Date(now.getTime() + count * 3_600_000)
const opened = async (name: string, of: Partial<NewCase> = {}) => {
  const place = { officeId: world.office.id, communeId: world.commune.first }
  const words = { kind: 'talk', routedTo: 'officer', text: name, at: now, dueAt: hours(5) } as const
  return (await world.store.cases.open({ ...place, ...words, ...of })).id
}
const filter = (of: Partial<DeskFilter> = {}): DeskFilter => ({
  ...{ scope: { officeId: world.office.id }, routes: ['officer'], state: 'open', whose: 'all', now, ...of },
})
const listed = async (of: Partial<DeskFilter> = {}) =>
  (await world.store.caseDesk.list({ ...filter(of), limit: 50 })).map(({ last }) => last)

describe('the order of what waits', () => {
  it('is overdue, then unread, then by deadline, page by page without a gap or a repeat', async () => {
    const read = await opened('đọc rồi, gấp', { dueAt: hours(1) })
    const later = await opened('đọc rồi, sau', { dueAt: hours(9) })
    await opened('chưa đọc, sau', { dueAt: hours(8) })
    await opened('chưa đọc, gấp', { dueAt: hours(4) })
    await opened('quá hạn', { dueAt: hours(-1) })
    await opened('quá hạn lâu', { dueAt: hours(-50) })
    for (const id of [read, later]) expect(await world.store.caseDesk.markRead(id)).toBe(true)
    const order = ['quá hạn lâu', 'quá hạn', 'chưa đọc, gấp', 'chưa đọc, sau', 'đọc rồi, gấp', 'đọc rồi, sau']
    expect(await listed()).toEqual(order)
    const paged: string[] = []
    let after: Parameters<typeof world.store.caseDesk.list>[0]['after']
    for (let page = 0; page < 4; page++) {
      const rows = await world.store.caseDesk.list({ ...filter(), ...(after ? { after } : {}), limit: 2 })
      paged.push(...rows.map(({ last }) => last))
      after = rows.at(-1) ?? after
    }
    expect(paged).toEqual(order)
  })

  it('of what is answered is the latest first', async () => {
    for (const [name, due] of [
      ['sớm', 1],
      ['muộn', 7],
    ] as const) {
      const id = await opened(name, { dueAt: hours(due) })
      await world.store.cases.say(id, { by: 'staff', staff: 's', text: name, at: now })
    }
    expect(await listed({ state: 'answered' })).toEqual(['muộn', 'sớm'])
    const [first] = await world.store.caseDesk.list({ ...filter({ state: 'answered' }), limit: 1 })
    const next = await world.store.caseDesk.list({ ...filter({ state: 'answered' }), limit: 1, after: first! })
    expect(next.map(({ last }) => last)).toEqual(['sớm'])
  })
})

describe('what is asked for', () => {
  it('is cut by whose, kind, lateness, unit and route, and counted', async () => {
    const mine = await world.staff('officer')
    const gone = await world.staff('officer')
    const own = await opened('của tôi', { kind: 'difficulty' })
    const left = await opened('của người đã nghỉ', { dueAt: hours(-1) })
    await opened('chưa ai')
    await opened('phường khác', { communeId: world.commune.second })
    await opened('của giám đốc', { routedTo: 'director' })
    await opened('phòng khác', { officeId: world.office.otherId, communeId: world.commune.other })
    await world.store.caseDesk.assign(own, { from: undefined, to: mine.id })
    await world.store.caseDesk.assign(left, { from: undefined, to: gone.id })
    await world.store.staff.setDisabled(gone.id, now)
    await world.store.caseDesk.markRead(own)
    const staffId = mine.id
    expect(await listed({ whose: { staffId } })).toEqual(['của tôi'])
    expect((await listed({ whose: 'nobody' })).sort()).toEqual(['chưa ai', 'của người đã nghỉ', 'phường khác'])
    expect(await listed({ kind: 'difficulty' })).toEqual(['của tôi'])
    expect(await listed({ overdue: true })).toEqual(['của người đã nghỉ'])
    expect(await listed({ scope: { officeId: world.office.id, communeId: world.commune.second } })).toEqual([
      'phường khác',
    ])
    expect(await listed({ routes: ['director'] })).toEqual(['của giám đốc'])
    expect(await world.store.caseDesk.counts({ ...filter(), staffId })).toEqual({
      ...{ all: 4, mine: 1, nobody: 3, overdue: 1, unread: 3 },
    })
  })

  it('holds the last words that are no note, the name, the commune and who has it', async () => {
    const householdId = await world.household({ name: 'Trần Thị Hoà' })
    const accountId = await world.account({ householdId })
    const id = await opened('Alo', { householdId, accountId })
    await world.store.cases.say(id, { by: 'note', staff: 's', text: 'gọi lại sau', at: now })
    const staff = await world.staff('officer', { name: 'Lê Mai' })
    await world.store.caseDesk.assign(id, { from: undefined, to: staff.id })
    const [row] = await world.store.caseDesk.list({ ...filter(), limit: 5 })
    expect(row).toMatchObject({
      ...{ last: 'Alo', name: 'Trần Thị Hoà', commune: 'Phường Duy Tân', assignee: 'Lê Mai', unread: true, rank: 1 },
    })
  })
})

describe('reading', () => {
  const unread = async (id: string) =>
    (await world.database.prisma.case.findUniqueOrThrow({ where: { id: BigInt(id) } })).unreadSince

  it('is undone by words of the household, the first of which count, and by nothing else', async () => {
    const id = await opened('Alo')
    expect(await unread(id)).toEqual(now)
    await world.store.caseDesk.markRead(id)
    expect(await world.store.caseDesk.markRead(id)).toBe(false)
    for (const by of ['note', 'bot', 'staff', 'agent'] as const) {
      await world.store.cases.say(id, { by, text: 'x', at: hours(1) })
      expect(await unread(id)).toBeNull()
    }
    await world.store.cases.say(id, { by: 'household', text: 'Còn gì nữa', at: hours(2) })
    await world.store.cases.say(id, { by: 'household', text: 'Alo', at: hours(3) })
    expect(await unread(id)).toEqual(hours(2))
    await world.store.cases.say(id, { by: 'agent', text: 'Em đây', at: hours(4) })
    expect(await unread(id)).toBeNull()
  })

  it('is not asked for by what a colleague began', async () => {
    expect(await unread(await opened('Chào chị', { by: 'agent' }))).toBeNull()
  })
})

describe('hands', () => {
  it('change from the one that was thought of only, and not any more once the case is closed', async () => {
    const id = await opened('Alo')
    const turn = world.store.caseDesk.assign
    expect(await turn(id, { from: undefined, to: 'a' })).toBe(true)
    expect(await turn(id, { from: undefined, to: 'b' })).toBe(false)
    expect(await turn(id, { from: 'a', to: 'b' })).toBe(true)
    expect(await turn(id, { from: 'b', to: undefined })).toBe(true)
    await world.store.cases.close(id, now)
    expect(await turn(id, { from: undefined, to: 'a' })).toBe(false)
  })
})
