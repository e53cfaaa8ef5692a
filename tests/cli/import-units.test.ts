import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { importUnits } from '../../src/cli/import-units.ts'
import { at, emptyRegister, openRegister, type Register, sampleUnits } from '../support/register.ts'
import { commandLine } from './command-line.ts'

const dir = mkdtempSync(join(tmpdir(), 'loa-units-'))
let register: Register
beforeAll(async () => {
  register = await openRegister()
})
afterAll(async () => {
  await register.close()
  rmSync(dir, { recursive: true, force: true })
})
beforeEach(() => emptyRegister(register))

/** Takes the sample units in, with that in place of what they say of the office. */
async function take(office: object = {}) {
  const path = join(dir, 'units.json')
  const communes = sampleUnits.communes.map((commune) => ({
    ...commune,
    formerUnits: commune.formerUnits.map(({ name, kind }) => ({ name, kind })),
  }))
  writeFileSync(path, JSON.stringify({ ...sampleUnits, communes, office: { ...sampleUnits.office, ...office } }))
  return { ...(await loa(path)), path }
}

const loa = (...args: string[]) =>
  commandLine({ store: register, clock: { now: () => at }, jobs: { wake: async () => {} } }, importUnits, [
    'import',
    'units',
    ...args,
  ])

const usual = { quietUntil: 7, quietFrom: 20, announcementsPerDay: 3 }

describe('import units', () => {
  it('takes the office in, with the usual hours and limit where it says nothing of them', async () => {
    expect(await take()).toMatchObject({ printed: ['2 communes, 2 points'], failed: undefined })
    expect(await register.units.mainOffice()).toMatchObject({ code: '0101', ...usual })
  })

  it.each([
    ['the whole day', { quietUntil: 0, quietFrom: 24 }],
    ['one hour', { quietUntil: 23, quietFrom: 24 }],
    ['few announcements', { announcementsPerDay: 1 }],
    ['all of it', { quietUntil: 8, quietFrom: 17, announcementsPerDay: 5 }],
  ])('sets the hours and the limit of the office: %s', async (_, office) => {
    expect((await take(office)).failed).toBeUndefined()
    expect(await register.units.mainOffice()).toMatchObject({ ...usual, ...office })
  })

  it('keeps what was set where a later file says nothing of it', async () => {
    const set = { quietUntil: 8, quietFrom: 17, announcementsPerDay: 5 }
    await take(set)
    await take({ phone: '02261111111' })
    expect(await register.units.mainOffice()).toMatchObject({ ...set, phone: '02261111111' })
  })

  it.each([
    [
      'hours that end before they begin',
      { quietUntil: 20, quietFrom: 7 },
      'quietUntil: quietUntil is an hour before quietFrom: messages leave between the two',
    ],
    [
      'hours that end as they begin',
      { quietUntil: 7, quietFrom: 7 },
      'quietUntil: quietUntil is an hour before quietFrom: messages leave between the two',
    ],
    [
      'one of the hours alone',
      { quietUntil: 8 },
      'quietUntil: quietUntil and quietFrom are given together, or neither',
    ],
    ['the other alone', { quietFrom: 8 }, 'quietUntil: quietUntil and quietFrom are given together, or neither'],
    ['an hour before the day', { quietUntil: -1, quietFrom: 20 }, 'quietUntil: Too small: expected number to be >=0'],
    ['an hour after the day', { quietUntil: 7, quietFrom: 25 }, 'quietFrom: Too big: expected number to be <=24'],
    ['half an hour', { quietUntil: 7.5, quietFrom: 20 }, 'quietUntil: Invalid input: expected int, received number'],
    [
      'an hour in words',
      { quietUntil: '7', quietFrom: 20 },
      'quietUntil: Invalid input: expected number, received string',
    ],
    ['no announcement at all', { announcementsPerDay: 0 }, 'announcementsPerDay: Too small: expected number to be >=1'],
  ])('refuses %s in one sentence, and takes nothing in', async (_, office, sentence) => {
    const { failed, path } = await take(office)
    expect(failed).toBe(`${path}: office.${sentence}`)
    expect(await register.prisma.transactionOffice.count()).toBe(0)
  })

  it('tells the shape of the file, hours and limit included', async () => {
    const { printed } = await loa('--schema')
    const { properties } = JSON.parse(printed[0] ?? '').properties.office
    expect(properties).toMatchObject({
      quietUntil: { minimum: 0, maximum: 23 },
      quietFrom: { minimum: 1, maximum: 24 },
      announcementsPerDay: { minimum: 1 },
    })
  })
})
