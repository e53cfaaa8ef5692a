import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { keepPackage } from '../../src/app/keep-package.ts'
import { setBudget, spendingNow } from '../../src/app/set-budget.ts'
import type { StaffMember } from '../../src/ports/staff.ts'
import type { ZaloAnswers, ZaloStanding } from '../../src/ports/zalo-desk.ts'
import { now, type StaffWorld, staffWorld } from '../support/staff-world.ts'

let world: StaffWorld
let admin: StaffMember
beforeAll(async () => {
  world = await staffWorld()
  admin = await world.staff('admin')
})
afterAll(() => world.close())
beforeEach(async () => {
  world.clock.at = now
  await world.database.pool.query('TRUNCATE spending, setting')
})

const set = (text: string, staff = admin) => setBudget(world, { staff, text })
const month = '2026-11-01'
const spend = (dong: number) => world.store.ways.putAside('zalo', { month, dong, budget: 1e9 })

describe('the budget of a month', () => {
  it.each([
    ['500.000', 500_000],
    ['2tr', 2_000_000],
    ['1,5 triệu', 1_500_000],
    ['1.000', 1_000],
    ['10 tỷ', 10_000_000_000],
    ['', null],
    ['  ', null],
    ['0', null],
    ['không', null],
  ])('%j is kept as %j', async (text, budget) => {
    expect(await set(text)).toEqual({ ok: true, budget })
    expect(await spendingNow(world)).toMatchObject({ budget, month })
    expect((await world.store.audit.list({ limit: 1 }))[0]).toMatchObject({
      ...{ action: 'channel.budget', actorId: admin.id, subjectId: 'zalo' },
      detail: { dong: budget },
    })
  })

  it.each([
    ['nhiều', 'no_amount'],
    ['-5', 'no_amount'],
    ['999', 'too_small'],
    ['2', 'too_small'],
    ['10.000.000.001', 'too_large'],
  ])('%j is not taken: %s', async (text, problem) => {
    await set('500k')
    expect(await set(text)).toEqual({ ok: false, problem })
    expect(await spendingNow(world)).toMatchObject({ budget: 500_000 })
  })

  it.each(['officer', 'commune_chair'] as const)('is not set by a %s', async (role) => {
    expect(await set('500k', await world.staff(role, { communeId: world.commune.first }))).toBeUndefined()
    expect((await spendingNow(world)).state).toBe('unset')
  })
})

describe('how a month stands', () => {
  it.each([
    [0, 0, 'fine'],
    [79_999, 79, 'fine'],
    [80_000, 80, 'near'],
    // One consultation message still fits.
    [99_945, 99, 'near'],
    [99_946, 99, 'reached'],
    [100_000, 100, 'reached'],
    [120_000, 120, 'reached'],
  ])('with %i of 100.000 spent: %i%%, %s', async (dong, sharePct, state) => {
    await set('100.000')
    await spend(dong)
    expect(await spendingNow(world)).toMatchObject({ spent: dong, sharePct, state, charged: [] })
  })

  it.each([
    [99_800, 'near'],
    [99_801, 'reached'],
  ])('is reached where a text in use does not fit any more: %i spent, %s', async (dong, state) => {
    await world.store.ways.setTemplates('zalo', { reminder: { byPhone: { id: '1', dong: 200, params: [] } } })
    await set('100.000')
    await spend(dong)
    expect((await spendingNow(world)).state).toBe(state)
  })

  it('begins anew with the month of Viet Nam', async () => {
    await set('100.000')
    await spend(100_000)
    world.clock.at = new Date('2026-11-30T16:59:59Z')
    expect((await spendingNow(world)).state).toBe('reached')
    world.clock.at = new Date('2026-11-30T17:00:00Z')
    expect(await spendingNow(world)).toMatchObject({ month: '2026-12-01', spent: 0, state: 'fine' })
  })
})

describe('what the package still holds', () => {
  const left = async () => (await world.store.ways.means('zalo', month)).packageLeft
  const desk = (state: ZaloStanding['state'], answers: ZaloAnswers) => {
    const asked: string[] = []
    const ask = async () => {
      asked.push('ask')
      return answers
    }
    return { asked, standing: async () => ({ state }), ask }
  }
  const quota = (of: number) => ({ left: of, total: 500, until: '' })

  it.each<[string, ZaloStanding['state'], ZaloAnswers, number, boolean]>([
    ['the sum of all', 'good', { quotas: [quota(300), quota(20)] }, 320, true],
    ['none where Zalo names none', 'good', { quotas: [] }, 0, true],
    ['never less than none', 'good', { quotas: [quota(-3), quota(20)] }, 20, true],
    ['what was known where Zalo does not answer', 'good', { problem: { key: 'x' } }, 7, false],
    ['what was known before anybody consented', 'none', { quotas: [quota(300)] }, 7, false],
    ['what was known after the consent has ended', 'reconsent', { quotas: [quota(300)] }, 7, false],
  ])('%s', async (_, state, answers, kept, done) => {
    await world.store.ways.setPackageLeft('zalo', 7)
    const zalo = desk(state, answers)
    expect(await keepPackage({ store: world.store, zalo })).toBe(done)
    expect(await left()).toBe(kept)
    expect(zalo.asked).toEqual(state === 'good' ? ['ask'] : [])
  })
})
