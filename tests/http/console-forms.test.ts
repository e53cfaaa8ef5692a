import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openApprovalNotice } from '../../src/app/form-approval-notice.ts'
import { openGroupList, openGroupMinutes } from '../../src/app/form-group.ts'
import { openLoanRequest } from '../../src/app/form-loan-request.ts'
import { openTermChange } from '../../src/app/form-term-change.ts'
import type { ApplicationEventName, ApplicationState } from '../../src/domain/application.ts'
import type { StaffMember } from '../../src/ports/staff.ts'
import { type ConsoleWorld, consoleWorld, type Visitor } from '../support/console-world.ts'

let world: ConsoleWorld
let member: StaffMember
let chairMember: StaffMember
let officer: Visitor
let chair: Visitor
let otherChair: Visitor
let stranger: Visitor
let administrator: Visitor
beforeAll(async () => {
  world = await consoleWorld()
  member = await world.staff('officer', { name: 'Lê Mai' })
  chairMember = await world.staff('commune_chair', { communeId: world.commune.first })
  officer = await world.signIn(member)
  chair = await world.signIn(chairMember)
  otherChair = await world.signIn(await world.staff('commune_chair', { communeId: world.commune.second }))
  stranger = await world.signIn(await world.staff('officer', { officeId: world.office.otherId }))
  administrator = await world.signIn(await world.staff('admin'))
})
afterAll(() => world.close())

let id: string
let householdId: string
let accountId: string
beforeEach(async () => {
  householdId = await world.household({ name: 'Trần Thị Hoa', groupId: world.group.first, phone: '0912345678' })
  accountId = await world.account({ householdId })
  id = await world.application({ accountId, householdId })
})

const bank = {
  ...{ borrowerName: 'Trần Thị Hoà', birthDate: '1985-03-02', idNumber: '035185001234', idIssuedOn: '2021-05-10' },
  ...{ idIssuedBy: 'Cục Cảnh sát', address: 'Thôn 1, phường Duy Tân', heirName: 'Lê Văn Tư' },
  ...{ amount: 20_000_000, ratePct: 7.92, overdueRatePct: 10.296, termMonths: 36, instalmentMonths: 12 },
  ...{ instalmentAmount: 7_000_000, finalDueDate: '2029-12-12', interestDay: 12 },
}
const move = (event: ApplicationEventName, from: ApplicationState, to: ApplicationState, more: object = {}) =>
  world.store.applications.move(id, {
    ...{ event, from, to, actorKind: 'staff', actorId: member.id, at: world.clock.now() },
    ...more,
  })
const opened = async (subjectKind: string, subjectId: string) => {
  const rows = await world.database.prisma.audit.findMany({ where: { subjectKind, subjectId }, orderBy: { id: 'asc' } })
  return rows.filter(({ action }) => action.endsWith('.form')).map(({ actorId, detail }) => ({ actorId, detail }))
}
const path = (name: string) => `/console/applications/${id}/form/${name}.pdf`

describe('a form of a request', () => {
  it('comes as a PDF that nobody keeps, named by the code of the request only', async () => {
    const code = (await world.store.applications.find(id))?.code
    const answer = await world.get(path('01td'), officer)
    expect(answer.status).toBe(200)
    expect(answer.text).toMatch(/^%PDF-/)
    expect(answer.headers.get('content-type')).toBe('application/pdf')
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(answer.headers.get('content-disposition')).toBe(`inline; filename="01td-${code}.pdf"`)
  })

  it('leaves in the log who opened which', async () => {
    await world.get(path('01td'), officer)
    await world.get(path('01td'), chair)
    expect(await opened('application', id)).toEqual([
      { actorId: member.id, detail: { form: '01/TD' } },
      { actorId: chairMember.id, detail: { form: '01/TD' } },
    ])
  })

  it.each([
    ['another office', () => stranger, 404],
    ['another commune', () => otherChair, 404],
    ['somebody without business with households', () => administrator, 403],
  ])('is not there for %s, and nothing is in the log', async (_, who, status) => {
    await move('refuse', 'submitted', 'refused', { reason: 'overdue_debt' })
    for (const name of ['01td', '04td']) {
      const answer = await world.get(path(name), who())
      expect(answer.status).toBe(status)
      expect(answer.text).not.toContain('%PDF')
    }
    expect(await opened('application', id)).toEqual([])
  })

  it.each(['0', '999999', 'x', '1e3'])('of a request that does not exist (%s) is not there', async (none) => {
    expect((await world.get(`/console/applications/${none}/form/01td.pdf`, officer)).status).toBe(404)
  })

  it('is linked on the page of the request: the notice once it is decided', async () => {
    const before = (await world.get(`/console/applications/${id}`, officer)).text
    expect(before).toContain(path('01td'))
    expect(before).not.toContain(path('04td'))
    expect(before).toContain(`/console/groups/${world.group.first}/form/03td.pdf?programme=`)
    expect(before).toContain(`/console/groups/${world.group.first}/form/10ctd.pdf?programme=`)
    await move('refuse', 'submitted', 'refused', { reason: 'overdue_debt' })
    expect((await world.get(`/console/applications/${id}`, officer)).text).toContain(path('04td'))
  })
})

describe('01/TD', () => {
  const open = (staff = member) => openLoanRequest(world, { staff, applicationId: id })

  it('says what the household and the bank list say, before staff have seen papers', async () => {
    expect(await open()).toMatchObject({
      form: 'loan_request',
      office: { name: 'Phòng giao dịch Duy Tiên' },
      borrower: { name: 'Trần Thị Hoa', idNumber: '' },
      group: { code: 'G1', leaderName: 'Lê Văn Tâm', association: { key: 'forms:associations.women' } },
      amount: 20_000_000,
    })
    expect(await open()).not.toHaveProperty('terms')
  })

  it('names the borrower by their papers once staff have filled them in', async () => {
    await world.store.applications.complete(id, bank, world.clock.now())
    expect(await open()).toMatchObject({
      borrower: { name: 'Trần Thị Hoà', birthDate: '1985-03-02', idNumber: '035185001234', idIssuedOn: '2021-05-10' },
      heirName: 'Lê Văn Tư',
      terms: { amount: 20_000_000, ratePct: 7.92, finalDueDate: '2029-12-12', interestDay: 12 },
    })
  })

  it('has phone and identity number only for those who may open them', async () => {
    await world.store.applications.complete(id, bank, world.clock.now())
    expect((await open())?.borrower.phone).toMatch(/^09/)
    expect((await open(chairMember))?.borrower).not.toHaveProperty('phone')
    expect((await open(chairMember))?.borrower).toMatchObject({ name: 'Trần Thị Hoà', idNumber: '' })
  })

  it('keeps the rows of a plan and what its programme asks for besides, and overlooks what is none', async () => {
    const items = [{ item: 'Bò cái', quantity: 2, amount: 30_000_000 }, { item: 'Cỏ' }, 'x', null, [1]]
    const study = { school: 'Trường A', contract_day: '2026-09-05', tuition: 9_000_000, workers: '3', course: '' }
    const { id: other } = await world.store.applications.submit({
      ...{ sentKey: 'rows', accountId, householdId, programme: 'poor', officeId: world.office.id },
      ...{ communeId: world.commune.first, amount: 31_000_000, lawDay: '2026-11-24', verdict: null },
      answers: { ...{ plan: 'Nuôi bò', items, heir_name: 'Lê Văn Sơn', instalment_months: 12 }, ...study },
      at: world.clock.now(),
    })
    const form = await openLoanRequest(world, { staff: member, applicationId: other })
    expect(form).toMatchObject({ heirName: 'Lê Văn Sơn', instalmentMonths: 12 })
    expect(form?.details).toEqual([
      { name: 'school', value: 'Trường A' },
      { name: 'tuition', value: { dong: 9_000_000 } },
      { name: 'contract_day', value: { day: '2026-09-05' } },
    ])
    expect(form?.items).toEqual([
      { item: 'Bò cái', quantity: '2', amount: 30_000_000 },
      { item: 'Cỏ', quantity: '' },
    ])
  })
})

describe('04/TD', () => {
  const open = () => openApprovalNotice(world, { staff: member, applicationId: id })

  it('is not there before the decision, nor after the household withdrew', async () => {
    expect(await open()).toBeUndefined()
    expect((await world.get(path('04td'), officer)).status).toBe(404)
    await world.store.applications.complete(id, bank, world.clock.now())
    await move('approve', 'submitted', 'approved')
    expect(await open()).toBeDefined()
    await move('withdraw', 'approved', 'withdrawn')
    expect(await open()).toBeUndefined()
  })

  it('says how much, when and where', async () => {
    await world.store.applications.complete(id, { ...bank, receiveOn: '2026-12-12' }, world.clock.now())
    await move('approve', 'submitted', 'approved')
    expect(await open()).toMatchObject({
      commune: 'phường Duy Tân',
      outcome: { terms: { amount: 20_000_000 }, receiveOn: '2026-12-12', place: 'Phòng giao dịch Duy Tiên' },
    })
  })

  it('gives the coded reason and the remark of a refusal', async () => {
    await move('refuse', 'submitted', 'refused', { reason: 'above_ceiling', note: 'Trả bớt rồi vay lại.' })
    expect((await open())?.outcome).toEqual({
      refusal: { key: 'applications:reasons.above_ceiling' },
      note: 'Trả bớt rồi vay lại.',
    })
  })
})

describe('the papers of a group', () => {
  const group = (name: string, groupId = world.group.second) => `/console/groups/${groupId}/form/${name}.pdf`
  const wanted = (programme?: string) => ({
    ...{ staff: member, groupId: String(world.group.second) },
    ...(programme ? { programme } : {}),
  })
  const ask = async (name: string, programme: string, key: string) => {
    const household = await world.household({
      ...{ name, folded: key, communeId: world.commune.second, groupId: world.group.second },
    })
    const { id: asked } = await world.store.applications.submit({
      ...{ sentKey: key, accountId, householdId: household, programme, officeId: world.office.id },
      ...{ communeId: world.commune.second, amount: 10_000_000, lawDay: '2026-11-24', verdict: null },
      answers: { plan: `Việc của ${name}`, term_months: 24 },
      at: world.clock.now(),
    })
    return asked
  }
  beforeAll(async () => {
    await world.household({
      name: 'Bùi Văn An',
      folded: 'a',
      communeId: world.commune.second,
      groupId: world.group.second,
    })
  })

  it('hold the requests that the group has still to weigh, those of one programme where it is named', async () => {
    const weighed = await ask('Đỗ Thị Ước', 'poor', 'b')
    await ask('Cao Văn Mỹ', 'near_poor', 'c')
    const past = await ask('Dương Thị Xa', 'poor', 'd')
    await world.store.applications.move(weighed, {
      ...{ event: 'pass_to_group', from: 'submitted', to: 'with_group', actorKind: 'staff', actorId: member.id },
      at: world.clock.now(),
    })
    await world.store.applications.move(past, {
      ...{ event: 'withdraw', from: 'submitted', to: 'withdrawn', actorKind: 'household', actorId: accountId },
      at: world.clock.now(),
    })
    const all = await openGroupList(world, wanted())
    expect(all?.requests.map(({ name }) => name)).toEqual(['Đỗ Thị Ước', 'Cao Văn Mỹ'])
    expect(all).not.toHaveProperty('programme')
    const poor = await openGroupList(world, wanted('poor'))
    expect(poor).toMatchObject({
      commune: 'phường Đồng Văn',
      programme: { key: 'programmes/poor:name' },
      requests: [{ name: 'Đỗ Thị Ước', amount: 10_000_000, termMonths: 24, purpose: 'Việc của Đỗ Thị Ước' }],
    })
    const minutes = await openGroupMinutes(world, wanted())
    expect(minutes?.members.map(({ name }) => name)).toEqual(['Bùi Văn An', 'Đỗ Thị Ước', 'Cao Văn Mỹ', 'Dương Thị Xa'])
  })

  it('come as PDF, named by the group, and leave in the log who opened which', async () => {
    for (const [name, form] of [
      ['03td', '03/TD'],
      ['10ctd', '10C/TD'],
    ] as const) {
      const answer = await world.get(group(name), officer)
      expect(answer.status).toBe(200)
      expect(answer.text).toMatch(/^%PDF-/)
      expect(answer.headers.get('content-disposition')).toBe(`inline; filename="${name}-G2.pdf"`)
      expect((await opened('group', String(world.group.second))).at(-1)).toEqual({
        actorId: member.id,
        detail: { form },
      })
    }
  })

  it.each(['03td', '10ctd'])('%s is not there for other units, nor for a group that is none', async (name) => {
    expect((await world.get(group(name), stranger)).status).toBe(404)
    expect((await world.get(group(name), chair)).status).toBe(404)
    expect((await world.get(group(name), otherChair)).status).toBe(200)
    expect((await world.get(group(name), administrator)).status).toBe(403)
    expect((await world.get(group(name, 0), officer)).status).toBe(404)
    expect((await world.get(`/console/groups/x/form/${name}.pdf`, officer)).status).toBe(404)
  })
})

describe('more time for a loan', () => {
  const difficulty = async (loanOf?: string) => {
    const loan = loanOf
      ? await world.database.prisma.loan.findFirstOrThrow({ where: { householdId: BigInt(loanOf) } })
      : undefined
    const { id: caseId } = await world.store.cases.open({
      ...{ kind: 'difficulty', accountId, householdId, officeId: world.office.id, communeId: world.commune.first },
      ...(loan ? { loanId: loan.id.toString() } : {}),
      ...{ routedTo: 'officer', text: 'Bão làm hỏng lúa, xin lùi kỳ trả.' },
      ...{ at: world.clock.now(), dueAt: world.clock.now() },
    })
    return caseId
  }

  it.each([
    ['08td', 'instalment_change', '08/TD'],
    ['09td', 'extension', '09/TD'],
  ] as const)('%s is filled in from the difficulty and its loan', async (name, form, number) => {
    const borrower = await world.household({ name: 'Phạm Văn Lợi', groupId: world.group.first, programmes: ['poor'] })
    const caseId = await difficulty(borrower)
    const answer = await world.get(`/console/cases/${caseId}/form/${name}.pdf?until=2027-06-12`, officer)
    expect(answer.status).toBe(200)
    expect(answer.text).toMatch(/^%PDF-/)
    expect(await opened('case', caseId)).toEqual([{ actorId: member.id, detail: { form: number } }])
    expect(await openTermChange(world, { staff: member, caseId, form, askedDay: '2027-06-12' })).toMatchObject({
      ...{ form, principal: 20_000_000, outstanding: 10_000_000, finalDueDate: '2028-01-01', askedDay: '2027-06-12' },
      borrower: { name: 'Phạm Văn Lợi' },
      reason: 'Bão làm hỏng lúa, xin lùi kỳ trả.',
    })
    expect((await world.get(`/console/cases/${caseId}/form/${name}.pdf`, stranger)).status).toBe(404)
  })

  it('is not there for a difficulty without a loan', async () => {
    expect((await world.get(`/console/cases/${await difficulty()}/form/08td.pdf`, officer)).status).toBe(404)
  })
})

describe('the log of the console', () => {
  it('says in words which papers were printed', async () => {
    await world.get(path('01td'), officer)
    await world.get(`/console/groups/${world.group.first}/form/03td.pdf`, officer)
    const log = await world.get('/console/audit', administrator)
    for (const said of ['form: 01/TD', 'form: 03/TD', `Tổ số ${world.group.first}`]) expect(log.text).toContain(said)
    expect(log.text).not.toMatch(/>(application|group)\.form/)
  })
})
