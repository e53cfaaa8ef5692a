import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { FoldedHouseholdRow } from '../../src/ports/imports.ts'
import { at, openRegister, type Register, sampleUnits } from '../support/register.ts'

let register: Register
beforeAll(async () => {
  register = await openRegister()
  await register.imports.putUnits(sampleUnits)
  const shared = [bare('1', '0912000002'), bare('2', '0912000002'), bare('3', undefined)]
  await register.imports.putHouseholds(shared, { absent: [], at })
})
afterAll(() => register.close())

function bare(customer_id: string, phone: string | undefined): FoldedHouseholdRow {
  const none = {
    birth_year: undefined,
    hamlet: undefined,
    group_id: undefined,
    poverty_status: undefined,
    list_year: undefined,
  }
  return { customer_id, household_head: 'Thử', head_folded: 'thu', phone, commune_code: '000001', ...none }
}

describe('households', () => {
  it('that share a number are all found by it', async () => {
    const found = await register.households.byPhone('0912000002')
    expect(found.map((household) => household.customerId)).toEqual(['1', '2'])
  })

  it('have nothing made up where nothing is known', async () => {
    const found = await register.households.byCustomerId('3')
    expect(Object.keys(found ?? {}).sort()).toEqual(['commune', 'customerId', 'headName', 'id'])
    expect(await register.households.find(found!.id)).toEqual(found)
  })

  it('that nobody knows are not found', async () => {
    expect(await register.households.find('999999')).toBeUndefined()
    expect(await register.households.byCustomerId('999999')).toBeUndefined()
    expect(await register.households.byPhone('0999999999')).toEqual([])
  })
})
