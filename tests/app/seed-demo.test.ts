import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkAnnouncement } from '../../src/app/announcement-checks.ts'
import { toBeMended } from '../../src/app/announcement-finding.ts'
import { planReminders } from '../../src/app/plan-reminders.ts'
import { buildDemo } from '../../src/demo/build-demo.ts'
import { demoStaff } from '../../src/demo/demo-staff.ts'
import { demoDaySetting, seedDemo } from '../../src/demo/seed-demo.ts'
import { visitor } from '../../src/demo/visitor.ts'
import { turnsOf } from '../../src/domain/application.ts'
import { readBankPart } from '../../src/domain/bank-part.ts'
import { cannedFillers, fillCanned, fillersIn } from '../../src/domain/canned-text.ts'
import { addDays, addMonths, atHour, type Day } from '../../src/domain/day.ts'
import { readSigning, signingSetting } from '../../src/domain/signing.ts'
import { loadLanguage } from '../../src/i18n.ts'
import { openRegister, type Register } from '../support/register.ts'

const day = '2026-11-22'
const known = Object.fromEntries(cannedFillers.map((name) => [name, name]))
const textsOf = (bank: object = {}) =>
  Object.fromEntries(Object.entries(bank).map(([name, value]) => [name, String(value)]))
let register: Register
const seed = (on: typeof day | '2026-12-24' = day) =>
  seedDemo({ store: register, language: loadLanguage(), hashPassword: async (password) => `hash of ${password}` }, on)

beforeAll(async () => {
  register = await openRegister()
  expect(await seed()).toBe(day)
})
afterAll(() => register.close())

/** The month of a day and the four before it. */
const monthsTo = (last: Day) =>
  [-4, -3, -2, -1, 0].map((n) => addMonths(`${last.slice(0, 7)}-01` as Day, n).slice(0, 7))

describe('the sample in the register', () => {
  it('is all that was made up', async () => {
    const demo = buildDemo(day)
    const { prisma } = register
    const counts = [prisma.commune, prisma.savingsCreditGroup, prisma.household, prisma.loan, prisma.instalment].map(
      (t) => (t as { count(): Promise<number> }).count(),
    )
    expect(await Promise.all(counts)).toEqual([5, 12, 400, 600, demo.instalments.length])
    expect(await prisma.payment.count()).toBe(demo.payments.length)
    // Five lists, and that of the loans of four months before.
    expect(await prisma.importRun.count()).toBe(9)
    const months = await register.portfolio.months({ scope: {}, limit: 12 })
    expect(months.map(({ month }) => month.slice(0, 7))).toEqual(monthsTo(day))
    expect((await register.portfolio.total({}))?.before).toBeDefined()
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

  it('signs its reminders by the officer', async () => {
    const office = await register.units.mainOffice()
    const { by, officers } = readSigning(await register.settings.get(signingSetting(office.id)))
    const name = demoStaff.find(({ role }) => role === 'officer')?.name
    expect([by, ...new Set(Object.values(officers).map((one) => one.name))]).toEqual(['officer', name])
    expect(Object.keys(officers)).toHaveLength(5)
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
    expect(await states('application')).toEqual([
      ...[
        'approved',
        'commune_confirmed',
        'disbursed',
        'listed',
        'refused',
        'returned',
        'submitted',
        'waiting_for_capital',
      ],
      ...['with_group', 'with_officer'],
    ])
  })

  it('has nothing that an officer is late with, so that what a visitor sends stands on top', async () => {
    const office = await register.units.mainOffice()
    const of = { scope: { officeId: office.id }, states: turnsOf('officer'), now: atHour(day, 9) }
    expect(await register.applications.count(of)).toEqual({ waiting: 6, late: 0 })
  })

  it('has figures of the bank wherever something was decided on them, and the days that were named', async () => {
    const { rows } = await register.pool.query(
      `SELECT id FROM application WHERE state IN ('approved', 'disbursed') ORDER BY state`,
    )
    const banks = await Promise.all(rows.map(async ({ id }) => (await register.applications.find(String(id)))?.bank))
    expect(banks).toMatchObject([{ amount: 50_000_000 }, { receiveOn: '2026-11-18', disbursedOn: '2026-11-18' }])
    for (const bank of banks) expect(readBankPart(textsOf(bank), day)).toMatchObject({ ok: true })
  })

  it('has texts that the office sends often, with the places to be filled', async () => {
    const office = await register.units.mainOffice()
    const replies = await register.cannedReplies.list(office.id)
    expect(replies).toHaveLength(5)
    expect(new Set(replies.flatMap(({ text }) => fillersIn(text)))).toEqual(new Set(cannedFillers))
    for (const { text } of replies) expect(fillersIn(fillCanned(text, known))).toEqual([])
  })

  it('has an announcement that waits for a second person, with nothing that a machine wants mended', async () => {
    const [waiting, ...others] = await register.announcements.list({ scope: {}, limit: 5 })
    expect([waiting?.status, others]).toEqual(['waiting', []])
    const found = await checkAnnouncement(
      { store: register, clock: { now: () => atHour(day, 9) }, language: loadLanguage() },
      waiting!,
    )
    expect(toBeMended(found.findings)).toEqual([])
  })

  it('has a staff account of each role', async () => {
    for (const { email, role } of demoStaff) expect(await register.staff.byEmail(email)).toMatchObject({ role })
    for (const { password } of demoStaff) expect(password.length).toBeGreaterThanOrEqual(12)
  })

  it('has reminders to send for its day, which is a Sunday, on the Saturday before', async () => {
    const saturday = addDays(day, -1)
    const clock = { now: () => atHour(saturday, 7) }
    const { planned, skipped } = await planReminders(
      { store: register, jobs: { wake: async () => {} }, clock },
      { day: saturday, dryRun: true },
    )
    expect(planned).toBeGreaterThanOrEqual(2)
    expect(planned + skipped.no_account).toBeGreaterThanOrEqual(30)
    expect(skipped.no_place).toBe(0)
  })
})
