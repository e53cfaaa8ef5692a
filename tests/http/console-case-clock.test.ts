import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTermChange } from '../../src/app/form-term-change.ts'
import type { Day } from '../../src/domain/day.ts'
import type { MoreTime, NewCase } from '../../src/ports/cases.ts'
import type { StaffMember } from '../../src/ports/staff.ts'
import { type ConsoleWorld, consoleWorld, type Visitor } from '../support/console-world.ts'
import { now } from '../support/staff-world.ts'

let world: ConsoleWorld
let member: StaffMember
let officer: Visitor
beforeAll(async () => {
  world = await consoleWorld()
  member = await world.staff('officer', { name: 'Lê Mai' })
  officer = await world.signIn(member)
})
afterAll(() => world.close())

/** Opens a case with a household of the first commune, with a loan, and whatever else is said. */
async function opened(of: Partial<NewCase> = {}) {
  const householdId = await world.household({ name: 'Phạm Văn Lợi', groupId: world.group.first, programmes: ['poor'] })
  const loan = await world.database.prisma.loan.findFirstOrThrow({ where: { householdId: BigInt(householdId) } })
  await world.database.prisma.loan.update({
    where: { id: loan.id },
    data: { nextDueDate: new Date('2026-12-18'), nextPrincipal: 5_000_000n },
  })
  const { id } = await world.store.cases.open({
    ...{ kind: 'more_time', routedTo: 'officer', text: 'Lúa mất mùa', at: now, dueAt: new Date(now.getTime() + 1e8) },
    ...{ accountId: await world.account({ householdId }), householdId, loanId: loan.id.toString() },
    ...{ officeId: world.office.id, communeId: world.commune.first, ...of },
  })
  return id
}

const page = async (id: string, who = officer) => (await world.get(`/console/cases/${id}`, who)).text
const wish = (of: Partial<MoreTime> = {}): MoreTime => ({
  ...{ form: 'instalment_change', reason: 'Lúa mất mùa, xin lùi', payNow: 1_500_000, until: '2027-03-15' },
  ...{ paysOn: '2026-12-18', askBy: '2026-12-11', askedOn: '2026-11-24', ...of },
})

describe('the page of who wants more time to pay', () => {
  it('shows what was asked, the last day to ask, and the paper', async () => {
    const id = await opened({ moreTime: wish() })
    const text = await page(id)
    for (const said of [
      'Lúa mất mùa, xin lùi',
      '15/3/2027',
      '1.500.000',
      '18/12/2026',
      '11/12/2026',
      'kịp hạn',
      'In đơn 08/TD',
    ])
      expect(text).toContain(said)
    expect(text).toContain(`/console/cases/${id}/form/08td.pdf`)
    expect(text).toContain('ít nhất 5 ngày làm việc')
  })

  it.each<[string, Day, string]>([
    ['on the last day it is in time', '2026-12-11', 'kịp hạn'],
    ['the day after it is late', '2026-12-12', 'đã muộn'],
  ])('%s', async (_, askedOn, said) => {
    expect(await page(await opened({ moreTime: wish({ askedOn }) }))).toContain(said)
  })

  it('names no day that nobody knows, and no paper without a loan', async () => {
    const { reason, payNow, form, askedOn } = wish()
    const id = await opened({ moreTime: { reason, payNow, form, askedOn } })
    await world.database.prisma.case.update({ where: { id: BigInt(id) }, data: { loanId: null } })
    const text = await page(id)
    expect(text).toContain('chưa tính được')
    expect(text).toContain('chưa in được đơn')
    expect(text).not.toContain('08td.pdf')
  })

  it('the paper is filled from the answers', async () => {
    const id = await opened({ moreTime: wish() })
    expect(await openTermChange(world, { staff: member, caseId: id, form: 'instalment_change' })).toMatchObject({
      ...{ askedDay: '2027-03-15', askedAmount: 3_500_000, due: { amount: 5_000_000, day: '2026-12-18' } },
      reason: 'Lúa mất mùa',
    })
    const other = await openTermChange(world, { staff: member, caseId: id, form: 'extension' })
    expect([other?.askedDay, other?.askedAmount]).toEqual([undefined, undefined])
    const pdf = await world.get(`/console/cases/${id}/form/08td.pdf`, officer)
    expect([pdf.status, pdf.text.slice(0, 5)]).toEqual([200, '%PDF-'])
  })

  it('who can pay all of it asks for no amount', async () => {
    const id = await opened({ moreTime: wish({ payNow: 5_000_000 }) })
    const form = await openTermChange(world, { staff: member, caseId: id, form: 'instalment_change' })
    expect(form?.askedAmount).toBeUndefined()
  })

  it('a chair who is told of a storm reads the case, and opens no paper about a loan', async () => {
    const id = await opened({ kind: 'disaster', alsoTo: 'commune_chair' })
    const chair = await world.staff('commune_chair', { communeId: world.commune.first })
    const visitor = await world.signIn(chair)
    expect(await page(id, visitor)).toContain('chủ tịch xã, phường')
    expect(await page(id, visitor)).toContain('để cùng biết')
    for (const step of ['answer', 'close']) {
      const form = { text: 'Xã sẽ lo', reason: 'Xã đã lo' }
      expect((await world.post(`/console/cases/${id}/${step}`, form, visitor)).status).toBe(404)
    }
    expect((await world.store.cases.find(id))?.state).toBe('open')
    expect((await world.get(`/console/cases/${id}/form/08td.pdf`, visitor)).status).toBe(404)
    const next = await world.signIn(await world.staff('commune_chair', { communeId: world.commune.second }))
    expect((await world.get(`/console/cases/${id}`, next)).status).toBe(404)
    expect((await world.get(`/console/cases/${await opened()}`, visitor)).status).toBe(404)
  })
})

describe('the clock of a case', () => {
  it('says who has it and by when an answer is promised', async () => {
    const text = await page(await opened({ kind: 'crop', dueAt: new Date('2026-11-25T10:00:00Z') }))
    for (const said of ['Đang chờ', 'cán bộ tín dụng', 'Hứa trả lời trước', '17:00 25/11/2026'])
      expect(text).toContain(said)
    expect(text).not.toContain('Chuyển lên')
  })

  it('says to whom it was raised, and the new promise', async () => {
    const id = await opened({ kind: 'crop', dueAt: new Date('2026-11-23T10:00:00Z') })
    await world.store.cases.raise(id, { level: 1, at: new Date('2026-11-23T10:05:00Z') })
    const text = await page(id)
    for (const said of ['Đã chuyển lên giám đốc phòng giao dịch', '17:05 23/11/2026', '17:00 25/11/2026'])
      expect(text).toContain(said)
  })

  it('marks in the list what was raised', async () => {
    const marked = 'Đã chuyển lên giám đốc phòng giao dịch'
    await world.database.prisma.case.updateMany({ data: { state: 'closed' } })
    const id = await opened({ kind: 'crop', dueAt: new Date('2026-11-23T10:00:00Z') })
    expect((await world.get('/console/cases', officer)).text).not.toContain(marked)
    await world.store.cases.raise(id, { level: 1, at: new Date('2026-11-23T10:05:00Z') })
    expect((await world.get('/console/cases', officer)).text).toContain(marked)
  })

  it('says how it was closed', async () => {
    const id = await opened({ kind: 'crop' })
    await world.store.cases.askSolved(id, now)
    await world.store.cases.close(id, now, 'no_answer')
    expect(await page(id)).toContain('Bà con không trả lời')
  })
})
