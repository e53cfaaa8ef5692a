import { describe, expect, it } from 'vitest'
import { buildDemo, type Cells } from '../../src/demo/build-demo.ts'
import { mostOn } from '../../src/demo/loan-plan.ts'
import { listsBefore } from '../../src/demo/months-before.ts'
import { visitor } from '../../src/demo/visitor.ts'
import { addDays, addMonths, type Day } from '../../src/domain/day.ts'
import { sessionOf } from '../../src/domain/transaction-day.ts'

const day: Day = '2026-11-22'
const demo = buildDemo(day)
const sum = (rows: Cells[], column: string) => rows.reduce((total, row) => total + Number(row[column]), 0)
const groups = new Map(demo.groups.map((group) => [group.group_id, group]))
const households = new Map(demo.households.map((household) => [household.customer_id, household]))
const dueAt = (built: typeof demo, inDays: number, from: Day) => {
  const points = built.units.points.map((point) => ({
    code: point.code,
    session: sessionOf({ dayOfMonth: point.dayOfMonth, moved: {} }, addDays(from, inDays)),
  }))
  const here = new Set(points.filter((point) => point.session === addDays(from, inDays)).map((point) => point.code))
  const at = new Map(built.groups.map((group) => [group.group_id, group.transaction_point_id ?? '']))
  return built.loans.filter(
    (loan) =>
      loan.status === 'normal' &&
      here.has(at.get(loan.group_id ?? '') ?? '') &&
      loan.next_due_date === addDays(from, inDays),
  )
}

describe('the sample office', () => {
  it('has five wards, 12 groups of four associations, 400 households and 600 loans', () => {
    expect(demo.units.communes.map((commune) => commune.name)).toEqual([
      'Duy Tiên',
      'Duy Tân',
      'Đồng Văn',
      'Duy Hà',
      'Tiên Sơn',
    ])
    expect(demo.groups).toHaveLength(12)
    expect(new Set(demo.groups.map((group) => group.association))).toEqual(new Set(['11', '12', '13', '14']))
    expect(demo.households).toHaveLength(400)
    expect(demo.loans).toHaveLength(600)
    for (const [rows, column] of [
      [demo.groups, 'group_id'],
      [demo.households, 'customer_id'],
      [demo.loans, 'loan_id'],
    ] as const)
      expect(new Set(rows.map((row) => row[column])).size).toBe(rows.length)
  })

  it('is the same for the same day, and another for another day', () => {
    expect(buildDemo(day)).toEqual(demo)
    expect(buildDemo('2026-11-23').loans).not.toEqual(demo.loans)
  })

  it.each([
    ['newly escaped', ['newly_escaped'], 230],
    ['clean water', ['clean_water'], 108],
    ['near poor and poor', ['near_poor', 'poor'], 94],
    ['social housing', ['social_housing'], 43],
    ['students', ['student'], 25],
    ['the rest', ['job_creation', 'labour_export', 'ex_prisoner'], 86],
  ])('has of 586 the share of the office in %s', (_, programmes, share) => {
    const part = sum(
      demo.loans.filter((loan) => programmes.includes(loan.programme ?? '')),
      'outstanding_vnd',
    )
    const expected = share / 586
    expect(Math.abs(part / sum(demo.loans, 'outstanding_vnd') - expected)).toBeLessThan(0.01)
  })

  it('has some loans in trouble, and few', () => {
    const count = (status: string) => demo.loans.filter((loan) => loan.status === status).length
    expect(['overdue', 'frozen', 'adjustment_pending', 'risk_pending'].map(count)).toEqual([6, 1, 1, 1])
  })

  it('lends within the limits of the law, household by household and programme by programme', () => {
    const owed = new Map<string, { loans: Cells[]; sum: number }>()
    for (const loan of demo.loans) {
      const key = `${loan.customer_id} ${loan.programme}`
      const before = owed.get(key) ?? { loans: [], sum: 0 }
      owed.set(key, { loans: [...before.loans, loan], sum: before.sum + Number(loan.principal_vnd) })
    }
    for (const [key, { loans, sum }] of owed)
      for (const loan of loans)
        expect(sum, key).toBeLessThanOrEqual(mostOn(loan.programme as never, loan.disbursed_on as Day))
  })

  it('lends to nobody two of the loans that the law keeps apart', () => {
    const apart = ['poor', 'near_poor', 'newly_escaped']
    for (const { customer_id } of demo.households) {
      const held = demo.loans.filter((loan) => loan.customer_id === customer_id && apart.includes(loan.programme ?? ''))
      expect(held.length).toBeLessThanOrEqual(1)
      for (const loan of held) expect(households.get(customer_id)?.poverty_status).toBe(loan.programme)
    }
  })

  it('lends for clean water only where a commune was', () => {
    const former = new Set(['Trác Văn', 'Yên Nam', 'Chuyên Ngoại', 'Mộc Hoàn', 'Tiên Ngoại', 'Tiên Sơn'])
    for (const loan of demo.loans.filter((l) => l.programme === 'clean_water')) {
      const place = groups.get(loan.group_id)?.hamlet?.replace(/^Thôn \d /, '')
      expect(former.has(place ?? ''), place).toBe(true)
    }
  })

  it('has every household with a loan, a group of its own ward, and a loan in the same group', () => {
    const borrowers = new Set(demo.loans.map((loan) => loan.customer_id))
    for (const household of demo.households) {
      expect(borrowers.has(household.customer_id)).toBe(true)
      expect(groups.get(household.group_id)?.commune_code).toBe(household.commune_code)
    }
    for (const loan of demo.loans) expect(households.get(loan.customer_id)?.group_id).toBe(loan.group_id)
  })

  it('repays what is left, after the day of the loan and within its time', () => {
    for (const loan of demo.loans) {
      const parts = demo.instalments.filter((part) => part.loan_id === loan.loan_id)
      expect(sum(parts, 'principal_vnd')).toBe(Number(loan.outstanding_vnd))
      expect(parts[0]).toMatchObject({ due_date: loan.next_due_date, principal_vnd: loan.next_principal_vnd })
      expect(parts.at(-1)?.due_date).toBe(loan.final_due_date)
      expect(Number(loan.next_principal_vnd)).toBeGreaterThan(0)
      expect(loan.disbursed_on! < day && loan.next_due_date! >= day).toBe(true)
      const months: Record<string, number> = { social_housing: 240, student: 108, labour_export: 36 }
      const end = addMonths(loan.disbursed_on as Day, months[loan.programme ?? ''] ?? 60)
      expect(loan.final_due_date! <= end, `${loan.loan_id} ${loan.final_due_date} ${end}`).toBe(true)
    }
  })

  it('has the rates of the time', () => {
    const of = (programme: string) =>
      new Set(demo.loans.filter((l) => l.programme === programme).map((l) => l.rate_pct))
    expect(of('newly_escaped')).toEqual(new Set(['7.8']))
    expect(of('clean_water')).toEqual(new Set(['8.4']))
    expect(of('job_creation')).toEqual(new Set(['7.488', '7.9248']))
  })
})

describe('on the day of the demo, whatever day it is', () => {
  it.each<[string, Day]>([
    ['in the middle of a month', '2026-11-22'],
    ['three days before the end of a short month', '2027-02-26'],
    ['on the last of a month', '2026-12-31'],
    ['on the 29th', '2027-01-29'],
    ['on the last of February of a leap year', '2028-02-29'],
    ['years later', '2031-05-05'],
  ])('sessions are today and in three days, with loans due: %s', (_, on) => {
    const built = buildDemo(on)
    expect(dueAt(built, 0, on).length).toBeGreaterThanOrEqual(10)
    const soon = dueAt(built, 3, on)
    expect(soon.length).toBeGreaterThanOrEqual(20)
    expect(soon.map((loan) => loan.loan_id)).toEqual(
      expect.arrayContaining([visitor.waterLoanId, visitor.productionLoanId]),
    )
    expect(built.loans).toHaveLength(600)
  })
})

describe('the household of the visitor', () => {
  it('is near poor, with a loan for water and one for production, due in three days', () => {
    expect(households.get(visitor.customerId)).toMatchObject({
      household_head: 'Nguyễn Thị Lành',
      phone: '0912345678',
      poverty_status: 'near_poor',
      group_id: visitor.groupCode,
    })
    const loans = demo.loans.filter((loan) => loan.customer_id === visitor.customerId)
    expect(loans.map((loan) => [loan.programme, loan.next_due_date])).toEqual([
      ['clean_water', '2026-11-25'],
      ['near_poor', '2026-11-25'],
    ])
  })

  it('is proven by digits that end no other loan, and by a code of signs that cannot be mistaken', () => {
    const ending = demo.loans.filter((loan) => loan.loan_id?.endsWith(visitor.loanDigits))
    expect(ending.map((loan) => loan.loan_id)).toEqual([visitor.waterLoanId])
    expect(visitor.linkCode).toMatch(/^[A-HJ-NP-Z2-9]{8}$/)
  })

  it('has a number of its own', () => {
    expect(demo.households.filter((household) => household.phone === visitor.phone)).toHaveLength(1)
  })
})

describe('the lists of the months before', () => {
  const before = listsBefore(demo.loans, day)

  it('are those of the ends of four months, the oldest first', () => {
    expect(before.map(({ asOf }) => asOf)).toEqual(['2026-07-31', '2026-08-31', '2026-09-30', '2026-10-31'])
    for (const { asOf, loans } of before) expect(new Set(loans.map(({ as_of }) => as_of))).toEqual(new Set([asOf]))
  })

  it('have no loan that was not lent yet, and none that owed more than was lent or less than today', () => {
    const today = new Map(demo.loans.map((loan) => [loan.loan_id, Number(loan.outstanding_vnd)]))
    for (const { asOf, loans } of before)
      for (const { loan_id, disbursed_on = '', outstanding_vnd, principal_vnd } of loans) {
        expect(disbursed_on <= asOf).toBe(true)
        expect(Number(outstanding_vnd)).toBeLessThanOrEqual(Number(principal_vnd))
        expect(Number(outstanding_vnd)).toBeGreaterThanOrEqual(today.get(loan_id) ?? 0)
      }
    expect(before[0]!.loans.length).toBeLessThan(demo.loans.length)
  })

  it('come from less overdue to what is overdue today', () => {
    const overdue = [...before.map(({ loans }) => sum(loans, 'overdue_vnd')), sum(demo.loans, 'overdue_vnd')]
    expect(overdue).toEqual([...overdue].sort((a, b) => a - b))
    expect(overdue[0]).toBeLessThan(overdue.at(-1)!)
  })
})
