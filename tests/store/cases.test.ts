import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { NewCase } from '../../src/ports/cases.ts'
import { now, type StaffWorld, staffWorld } from '../support/staff-world.ts'

let world: StaffWorld
beforeAll(async () => {
  world = await staffWorld()
})
afterAll(() => world.close())

const due = new Date('2026-11-25T10:00:00Z')
const opened = (of: Partial<NewCase> = {}): NewCase => ({
  ...{ kind: 'talk', officeId: world.office.id, communeId: world.commune.first, routedTo: 'officer' },
  ...{ text: 'Cho tôi hỏi', at: now, dueAt: due, ...of },
})

describe('a case', () => {
  it('is open, answered, open again and closed', async () => {
    const accountId = await world.account({})
    const { id, code } = await world.store.cases.open(opened({ accountId }))
    expect(code).toMatch(/^K26-\d{6}$/)
    expect(await world.store.cases.find(id)).toMatchObject({ state: 'open', dueAt: due })
    await world.store.cases.say(id, { by: 'staff', staff: 's1', text: 'Chào chị', at: now })
    expect(await world.store.cases.find(id)).toMatchObject({ state: 'answered', assignedTo: 's1' })
    const later = new Date('2026-11-26T02:00:00Z')
    await world.store.cases.say(id, { by: 'household', text: 'Còn giấy tờ?', at: later })
    const again = await world.store.cases.find(id)
    expect(again?.state).toBe('open')
    expect(again?.dueAt.getTime()).toBeGreaterThan(later.getTime())
    expect(await world.store.cases.close(id, later)).toBe(true)
    expect(await world.store.cases.close(id, later)).toBe(false)
    await world.store.cases.say(id, { by: 'household', text: 'Cảm ơn', at: later })
    expect((await world.store.cases.find(id))?.state).toBe('closed')
    expect((await world.store.cases.lines(id)).map((l) => l.by)).toEqual([
      'household',
      'staff',
      'household',
      'household',
    ])
  })

  it('keeps its deadline while the household writes on unanswered', async () => {
    const { id } = await world.store.cases.open(opened({ accountId: await world.account({}) }))
    await world.store.cases.say(id, { by: 'household', text: 'Alo', at: new Date('2026-11-25T02:00:00Z') })
    expect((await world.store.cases.find(id))?.dueAt).toEqual(due)
  })

  it('is found by account and kind until it is closed', async () => {
    const accountId = await world.account({})
    const { id } = await world.store.cases.open(opened({ accountId }))
    expect((await world.store.cases.openOf(accountId, 'talk'))?.id).toBe(id)
    expect(await world.store.cases.openOf(accountId, 'fraud')).toBeUndefined()
    await world.store.cases.say(id, { by: 'staff', staff: 's1', text: 'x', at: now })
    expect((await world.store.cases.openOf(accountId, 'talk'))?.id).toBe(id)
    await world.store.cases.close(id, now)
    expect(await world.store.cases.openOf(accountId, 'talk')).toBeUndefined()
  })
})

describe('the count of cases', () => {
  const hour = (h: number) => new Date(`2026-12-01T${String(h).padStart(2, '0')}:00:00Z`)

  it('is of the unit and the routes that are asked for', async () => {
    const officeId = world.office.otherId
    const place = { officeId, communeId: world.commune.other }
    for (const due of [9, 7, 9]) await world.store.cases.open(opened({ ...place, dueAt: hour(due) }))
    await world.store.cases.open(opened({ ...place, dueAt: hour(6), routedTo: 'director' }))
    expect(await world.store.cases.count({ scope: { officeId }, routes: ['officer'], now: hour(8) })).toEqual({
      open: 3,
      overdue: 1,
    })
    expect(await world.store.cases.count({ scope: { officeId }, routes: ['director'], now: hour(8) })).toEqual({
      open: 1,
      overdue: 1,
    })
  })
})
