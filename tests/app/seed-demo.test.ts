import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { planReminders } from '../../src/app/plan-reminders.ts'
import { buildDemo } from '../../src/demo/build-demo.ts'
import { demoStaff } from '../../src/demo/demo-staff.ts'
import { demoDaySetting, seedDemo } from '../../src/demo/seed-demo.ts'
import { visitor } from '../../src/demo/visitor.ts'
import { atHour } from '../../src/domain/day.ts'
import { loadLanguage } from '../../src/i18n.ts'
import { openRegister, type Register } from '../support/register.ts'

const day = '2026-11-22'
let register: Register
const seed = (on: typeof day | '2026-12-24' = day) =>
  seedDemo({ store: register, language: loadLanguage(), hashPassword: async (password) => `hash of ${password}` }, on)

beforeAll(async () => {
  register = await openRegister()
  expect(await seed()).toBe(day)
})
afterAll(() => register.close())

describe('the sample in the register', () => {
  it('is all that was made up', async () => {
    const demo = buildDemo(day)
    const { prisma } = register
    const counts = [prisma.commune, prisma.savingsCreditGroup, prisma.household, prisma.loan, prisma.instalment].map(
      (t) => (t as { count(): Promise<number> }).count(),
    )
    expect(await Promise.all(counts)).toEqual([5, 12, 400, 600, demo.instalments.length])
    expect(await prisma.importRun.count()).toBe(4)
  })

  it('is written once', async () => {
    const counts = async () => [
      await register.prisma.loan.count(),
      await register.prisma.case.count(),
      await register.prisma.audit.count(),
    ]
    const before = await counts()
    expect(await seed('2026-12-24')).toBe(day)
    expect(await counts()).toEqual(before)
    expect(await register.settings.get(demoDaySetting)).toBe(day)
  })

  it('has the former communes as other names of the wards', async () => {
    const communes = await register.units.communes()
    expect(communes.find((commune) => commune.name === 'Duy Tiên')?.formerUnits).toContainEqual({
      name: 'Trác Văn',
      kind: 'xa',
    })
    expect(await register.prisma.communeAlias.count({ where: { folded: 'trac van' } })).toBe(1)
  })

  it('has a household for the visitor, with a code that leads to it', async () => {
    const at = atHour(day, 9)
    const household = await register.households.byCustomerId(visitor.customerId)
    expect(household).toMatchObject({
      headName: 'Nguyễn Thị Lành',
      povertyStatus: 'near_poor',
      commune: { name: 'Duy Tiên' },
    })
    expect(await register.linking.householdOf(visitor.linkCode, at)).toBe(household?.id)
    const loans = await register.loans.ofHousehold(household!.id)
    expect(loans.map((loan) => loan.programme).sort()).toEqual(['clean_water', 'near_poor'])
  })

  it('has accounts that an announcement reaches, and some that it does not', async () => {
    const office = await register.units.mainOffice()
    const reach = await register.announcements.count({ everybody: true }, office.id, atHour(day, 9))
    const accounts = await register.prisma.channelAccount.findMany({ include: { consents: true } })
    expect(accounts).toHaveLength(25)
    expect(accounts.every((account) => account.householdId !== null)).toBe(true)
    expect(
      accounts.filter((a) => a.status === 'active' && a.consents.some((c) => c.purpose === 'announcements')),
    ).toHaveLength(22)
    expect(reach).toMatchObject({ households: 400, reached: 22, blocked: 1, noConsent: 2, noAccount: 375 })
  })

  it('has cases and requests in several states', async () => {
    const states = async (table: 'case' | 'application') => {
      const { rows } = await register.pool.query(`SELECT DISTINCT state FROM "${table}" ORDER BY state`)
      return rows.map((row) => row.state)
    }
    expect(await states('case')).toEqual(['answered', 'closed', 'open'])
    expect(await states('application')).toEqual(['listed', 'returned', 'submitted', 'with_group', 'with_officer'])
  })

  it('has a staff account of each role', async () => {
    for (const { email, role } of demoStaff) expect(await register.staff.byEmail(email)).toMatchObject({ role })
    for (const { password } of demoStaff) expect(password.length).toBeGreaterThanOrEqual(12)
  })

  it('has reminders to send on its day', async () => {
    const clock = { now: () => atHour(day, 7) }
    const { planned, skipped } = await planReminders(
      { store: register, jobs: { wake: async () => {} }, clock },
      { day, dryRun: true },
    )
    expect(planned).toBeGreaterThanOrEqual(2)
    expect(planned + skipped.no_account).toBeGreaterThanOrEqual(30)
    expect(skipped.no_place).toBe(0)
  })
})
