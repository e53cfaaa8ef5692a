import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Store } from '../../src/ports/store.ts'
import { openRegister, type Register } from '../support/register.ts'
import { runYear } from '../year/run-year.ts'

// A small office, over the real planner, store and ledger. `npm run bench -- year` plays one of 18,000 customers.

let register: Register
beforeEach(async () => {
  register = await openRegister(6)
})
afterEach(() => register.close())

const month = { customers: 200, loans: 250, groups: 24, seed: 7, days: 21 }
const play = (size: typeof month, store: Store = register) => runYear({ ...register, store }, size)

describe('a year of an office, with Tet and sessions that are moved', () => {
  it('writes no household twice a day, nothing in quiet hours, nothing stale and nothing after payment; what it does not say is listed', async () => {
    const year = await play({ customers: 220, loans: 270, groups: 18, seed: 1, days: 365 })
    expect(year.faults).toEqual([])
    expect(year.messages).toBeGreaterThan(1_000)
    expect(year.reminders).toBeGreaterThan(year.messages)
    expect(year.notReminded).toBeGreaterThan(500)
    expect(year.notices).toBeGreaterThan(50)
    expect(year.runsAgain).toBeGreaterThan(30)
  }, 300_000)

  it('is the same ledger when it is played again', async () => {
    const first = await play(month)
    await register.close()
    register = await openRegister(6)
    expect(await play(month)).toEqual(first)
    expect(first.messages).toBeGreaterThan(50)
  }, 120_000)

  it('in which somebody is passed over in silence is found out', async () => {
    const { reminders } = register
    const deaf = {
      ...reminders,
      due: async (...of: Parameters<typeof reminders.due>) => (await reminders.due(...of)).slice(1),
    }
    const { faults } = await play(month, { ...register, reminders: deaf })
    expect(faults.length).toBeGreaterThan(0)
    expect(faults.every((fault) => fault.endsWith('neither told nor listed'))).toBe(true)
  }, 120_000)
})
