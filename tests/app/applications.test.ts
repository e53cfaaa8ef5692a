import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { completeApplication } from '../../src/app/complete-application.ts'
import { decideApplication } from '../../src/app/decide-application.ts'
import type { ApplicationEventName } from '../../src/domain/application.ts'
import type { BankField } from '../../src/domain/bank-part.ts'
import type { StaffMember } from '../../src/ports/staff.ts'
import { now, type StaffWorld, staffWorld } from '../support/staff-world.ts'

let world: StaffWorld
let officer: StaffMember
let director: StaffMember
let chair: StaffMember
beforeAll(async () => {
  world = await staffWorld()
  officer = await world.staff('officer')
  director = await world.staff('director')
  chair = await world.staff('commune_chair', { communeId: world.commune.first })
})
afterAll(() => world.close())

const bank: Record<BankField, string> = {
  ...{ borrowerName: 'Trần Thị Hoa', birthDate: '1985-03-02', idNumber: '035185001234', idIssuedOn: '2021-05-10' },
  ...{
    idIssuedBy: 'Cục Cảnh sát',
    address: 'Thôn 1',
    heirName: '',
    amount: '20 triệu',
    ratePct: '9',
    overdueRatePct: '11,7',
  },
  ...{
    termMonths: '60',
    instalmentMonths: '12',
    instalmentAmount: '4 triệu',
    finalDueDate: '2031-11-24',
    interestDay: '12',
  },
}

let accountId: string
let applicationId: string
beforeEach(async () => {
  world.clock.at = now
  const householdId = await world.household({})
  accountId = await world.account({ householdId })
  applicationId = await world.application({ accountId, householdId })
  world.woken.length = 0
})

const decide = (event: ApplicationEventName, staff: StaffMember, more: object = {}) =>
  decideApplication(world, { staff, applicationId, event, ...more })
const complete = (staff = officer, typed = bank) => completeApplication(world, { staff, applicationId, typed })
const stateNow = async () => (await world.store.applications.find(applicationId))?.state
const lastTold = async () => (await world.told(accountId)).at(-1)

/** To the desk without a group. */
async function straightToTheDesk() {
  await decide('take_direct', officer)
  await decide('receive_file', officer)
}

/** The whole way to the desk. */
async function toTheDesk() {
  await decide('pass_to_group', officer)
  await decide('list', officer)
  await decide('confirm', chair)
  await decide('receive_file', officer)
}

describe('a request in the hands of staff', () => {
  it('goes all the way, and the household is told of each step', async () => {
    await toTheDesk()
    expect(await complete()).toEqual({ ok: true })
    expect(await decide('approve', director)).toEqual({ ok: true })
    expect(await decide('notify', officer, { day: '2026-12-12' })).toEqual({ ok: true })
    world.clock.at = new Date('2026-12-12T03:00:00Z')
    expect(await decide('disburse', officer, { day: '2026-12-12' })).toEqual({ ok: true })
    expect(await stateNow()).toBe('disbursed')
    world.clock.at = new Date('2026-12-20T03:00:00Z')
    expect(await decide('check_use', officer, { day: '2026-12-18' })).toEqual({ ok: true })
    expect(await stateNow()).toBe('use_checked')
    const titles = (await world.told(accountId)).map((parts) => parts[0])
    const steps = [
      'pass_to_group',
      'list',
      'confirm',
      'receive_file',
      'complete',
      'approve',
      'notify',
      'disburse',
      'check_use',
    ]
    expect(titles).toEqual(steps.map((s) => `applications:told.${s}.title`))
    expect((await world.told(accountId)).every((parts) => parts.at(-1) === 'applications:told.honest')).toBe(true)
    expect(world.woken).toEqual(steps.map(() => ({ name: 'send-batch', lane: 0 })))
    const events = await world.store.applications.events(applicationId)
    expect(events.at(-1)).toMatchObject({
      ...{ event: 'check_use', actorName: officer.name, day: '2026-12-18' },
      told: 'applications:told.check_use',
    })
    expect((await world.store.applications.find(applicationId))?.bank).toMatchObject({
      receiveOn: '2026-12-12',
      disbursedOn: '2026-12-12',
      useCheckedOn: '2026-12-18',
    })
  })

  it('is due by the rules of each step, and by the day of the money', async () => {
    const due = async () => (await world.store.applications.find(applicationId))?.dueAt
    expect(await due()).toEqual(new Date('2026-11-26T10:00:00Z'))
    await straightToTheDesk()
    expect(await due()).toEqual(new Date('2026-11-27T10:00:00Z'))
    await complete()
    await decide('approve', director)
    await decide('notify', officer, { day: '2026-12-12' })
    expect(await due()).toEqual(new Date('2026-12-14T10:00:00Z'))
    world.clock.at = new Date('2026-12-13T03:00:00Z')
    await decide('disburse', officer, { day: '2026-12-12' })
    expect(await due()).toEqual(new Date('2027-01-11T10:00:00Z'))
    await decide('find_wrong_use', officer, { day: '2026-12-13', reason: 'used_otherwise', note: '06/TD số 3' })
    expect(await due()).toBeUndefined()
    expect(await lastTold()).toContain('applications:told.reason')
    expect(await lastTold()).not.toContain('applications:told.note')
  })

  it.each([
    ['before the payment', '2026-12-11', 'bad_day'],
    ['ahead', '2026-12-14', 'bad_day'],
    ['on the day of the payment', '2026-12-12', undefined],
    ['today', '2026-12-13', undefined],
  ] as const)('is not checked %s', async (_, day, problem) => {
    await straightToTheDesk()
    await complete()
    await decide('approve', director)
    await decide('notify', officer, { day: '2026-12-12' })
    world.clock.at = new Date('2026-12-13T03:00:00Z')
    await decide('disburse', officer, { day: '2026-12-12' })
    expect(await decide('check_use', officer, { day })).toEqual(problem ? { ok: false, problem } : { ok: true })
  })

  it('writes down who did what', async () => {
    await decide('return', officer, { reason: 'missing_paper', note: 'thiếu căn cước' })
    const rows = await world.store.audit.list({ actorId: officer.id, limit: 1 })
    expect(rows[0]).toMatchObject({
      ...{ action: 'application.return', subjectKind: 'application', subjectId: applicationId },
      detail: { from: 'submitted', to: 'returned', reason: 'missing_paper' },
    })
    expect(JSON.stringify(rows[0])).not.toContain('căn cước')
  })

  it('is told why it comes back, in the words of the officer, and goes on where it was', async () => {
    await decide('pass_to_group', officer)
    await decide('return', officer, { reason: 'missing_paper', note: 'thiếu căn cước' })
    expect(await lastTold()).toEqual(expect.arrayContaining(['applications:told.reason', 'applications:told.note']))
    expect(await decide('supplement', officer)).toEqual({ ok: true })
    expect(await stateNow()).toBe('with_group')
  })

  it('keeps the number of a paper out of the message', async () => {
    await decide('pass_to_group', officer)
    await decide('list', officer)
    await decide('record_confirmation', officer, { note: '03/TD số 7' })
    expect(await lastTold()).not.toContain('applications:told.note')
    expect((await lastTold())?.[0]).toBe('applications:told.confirm.title')
    expect((await world.store.applications.events(applicationId)).at(-1)?.note).toBe('03/TD số 7')
  })

  it('names the approved amount only to an account that was proven to be the household’s', async () => {
    await straightToTheDesk()
    await complete()
    await decide('approve', director)
    expect(await lastTold()).toContain('applications:told.amount')
    accountId = await world.account({})
    applicationId = await world.application({ accountId })
    await straightToTheDesk()
    await complete()
    await decide('approve', director)
    expect(await lastTold()).not.toContain('applications:told.amount')
  })

  it.each<[string, () => StaffMember, ApplicationEventName, object, string]>([
    ['out of order', () => director, 'approve', {}, 'out_of_order'],
    ['in another’s place', () => chair, 'pass_to_group', {}, 'not_yours'],
    ['back without a reason', () => officer, 'return', {}, 'needs_reason'],
  ])('does not go %s, and nobody is told', async (_, who, event, more, problem) => {
    expect(await decide(event, who(), more)).toEqual({ ok: false, problem })
    expect(await stateNow()).toBe('submitted')
    expect(await world.told(accountId)).toEqual([])
    expect(world.woken).toEqual([])
  })

  it.each([
    ['a notice for yesterday', 'notify', '2026-11-23', 'bad_day'],
    ['a notice for today', 'notify', '2026-11-24', undefined],
  ] as const)('%s', async (_, event, day, problem) => {
    await straightToTheDesk()
    await complete()
    await decide('approve', director)
    expect(await decide(event, officer, { day })).toEqual(problem ? { ok: false, problem } : { ok: true })
  })

  it('is not paid out tomorrow', async () => {
    await straightToTheDesk()
    await complete()
    await decide('approve', director)
    await decide('notify', officer, { day: '2026-12-12' })
    expect(await decide('disburse', officer, { day: '2026-11-25' })).toEqual({ ok: false, problem: 'bad_day' })
    expect(await decide('disburse', officer, { day: '2026-11-24' })).toEqual({ ok: true })
  })

  it('is moved by one of two at once, and told once', async () => {
    const both = await Promise.all([decide('pass_to_group', officer), decide('pass_to_group', director)])
    expect(both.filter((d) => d.ok)).toHaveLength(1)
    expect(await world.told(accountId)).toHaveLength(1)
  })

  it.each<[string, () => Promise<StaffMember>]>([
    ['another office', () => world.staff('director', { officeId: world.office.otherId })],
    ['another commune', () => world.staff('commune_chair', { communeId: world.commune.second })],
    ['the administration', () => world.staff('admin', {})],
  ])('does not exist for %s', async (_, who) => {
    expect(await decide('pass_to_group', await who())).toEqual({ ok: false, problem: 'not_found' })
    expect(await complete(await who())).toEqual({ ok: false, problem: 'not_found' })
  })

  it.each(['0', 'x', '1; DROP TABLE application', '9'.repeat(30)])('is not found by %s', async (id) => {
    applicationId = id
    expect(await decide('pass_to_group', officer)).toEqual({ ok: false, problem: 'not_found' })
  })
})

describe('the bank’s part', () => {
  it('names every field that is wrong and keeps nothing', async () => {
    const completed = await complete(officer, { ...bank, idNumber: '12', ratePct: 'x' })
    expect(completed).toEqual({
      ok: false,
      problem: 'fields',
      fields: { idNumber: 'no_id_number', ratePct: 'no_rate' },
    })
    expect((await world.store.applications.find(applicationId))?.bank).toBeUndefined()
  })

  it('is told of the first time only, and corrected in silence', async () => {
    await complete()
    await complete(director, { ...bank, address: 'Thôn 2' })
    expect(await world.told(accountId)).toHaveLength(1)
    expect((await world.store.applications.find(applicationId))?.bank).toMatchObject({ address: 'Thôn 2' })
  })

  it('is not the chair’s', async () => {
    expect(await complete(chair)).toEqual({ ok: false, problem: 'not_yours' })
  })

  it('no longer changes once it was decided on', async () => {
    await straightToTheDesk()
    await complete()
    await decide('approve', director)
    expect(await complete()).toEqual({ ok: false, problem: 'too_late' })
  })

  it('leaves no trace of what is in it in the log', async () => {
    await complete()
    const rows = await world.store.audit.list({ actorId: officer.id, limit: 1 })
    expect(rows[0]).toMatchObject({ action: 'application.complete' })
    expect(JSON.stringify(rows[0])).not.toContain('035185001234')
  })
})
