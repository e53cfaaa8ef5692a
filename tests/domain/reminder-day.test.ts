import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, type Day, daysBetween, weekdayOf } from '../../src/domain/day.ts'
import { daysOf, isQuietDay, lateOn, type OfficePlan, paymentsOn } from '../../src/domain/reminder-day.ts'
import { datedKinds, type ReminderKind, rangeOf, reminderKinds, usualPlan } from '../../src/domain/reminder-plan.ts'
import { askBy } from '../../src/domain/term-request.ts'

const usual: OfficePlan = { plan: usualPlan, closed: new Set() }
const closed = (...days: Day[]): OfficePlan => ({ plan: usualPlan, closed: new Set(days) })
const withDays = (kind: ReminderKind, days: number): OfficePlan => ({
  plan: { ...usualPlan, [kind]: { on: true, days } },
  closed: new Set(),
})

describe('a quiet day', () => {
  it.each<[string, Day, boolean]>([
    ['a Saturday', '2026-11-21', false],
    ['a Sunday', '2026-11-22', true],
    ['a Monday', '2026-11-23', false],
    ['a public holiday', '2026-11-24', true],
    ['the day before Tet', '2027-02-03', false],
    ['the first day off at Tet', '2027-02-04', true],
    ['the last day off at Tet', '2027-02-10', true],
    ['the day after Tet', '2027-02-11', false],
  ])('%s', (_, day, quiet) => expect(isQuietDay(day, new Set())).toBe(quiet))

  it('is also one on which the office is closed', () => {
    expect(isQuietDay('2026-11-23', new Set<Day>(['2026-11-23']))).toBe(true)
  })
})

describe('a payment is reminded of', () => {
  // Thursday 17 December 2026: no holiday is near.
  it.each<[ReminderKind, Day[]]>([
    ['month_before', ['2026-11-17']],
    ['last_ask', ['2026-12-05']],
    ['soon', ['2026-12-14']],
    ['today', ['2026-12-17']],
    ['after', ['2026-12-18', '2026-12-19']],
    ['interest', ['2026-12-14']],
    ['promise', ['2026-12-17']],
  ])('as %s on its day', (kind, days) => expect(daysOf(kind, '2026-12-17', usual)).toEqual(days))

  it.each<[string, ReminderKind, Day, Day[]]>([
    ['three days before on a Saturday stays', 'soon', '2026-12-08', ['2026-12-05']],
    ['three days before on a Sunday goes on the Saturday', 'soon', '2026-12-09', ['2026-12-05']],
    ['three days before on a Monday stays', 'soon', '2026-12-10', ['2026-12-07']],
    ['three days before a session after Tet goes before Tet', 'soon', '2027-02-11', ['2027-02-03']],
    ['three days before, the first day after Tet, stays', 'soon', '2027-02-14', ['2027-02-11']],
    ['the day itself on a Sunday goes on its eve', 'today', '2026-12-13', ['2026-12-12']],
    ['the day itself on a Monday stays', 'today', '2026-12-14', ['2026-12-14']],
    ['the day itself within Tet goes on its eve, quiet as that is', 'today', '2027-02-08', ['2027-02-07']],
    ['what somebody promised for a Sunday is asked for on its eve', 'promise', '2026-12-13', ['2026-12-12']],
    ['the day after on a Sunday waits for the Monday', 'after', '2026-12-12', ['2026-12-14', '2026-12-15']],
    ['the day after within Tet waits for its end', 'after', '2027-02-03', ['2027-02-11']],
    ['the day after with one open day left', 'after', '2027-02-01', ['2027-02-02', '2027-02-03']],
  ])('%s', (_, kind, paysOn, days) => expect(daysOf(kind, paysOn, usual)).toEqual(days))

  it('a day before on a Sunday, where the session is the next morning', () => {
    expect(daysOf('soon', '2026-12-14', withDays('soon', 1))).toEqual(['2026-12-13'])
    expect(daysOf('soon', '2026-12-15', withDays('soon', 2))).toEqual(['2026-12-12'])
  })

  it('on an earlier day where the office is closed on its own', () => {
    expect(daysOf('soon', '2026-12-17', closed('2026-12-14'))).toEqual(['2026-12-12'])
    expect(daysOf('soon', '2026-12-17', closed('2026-12-15'))).toEqual(['2026-12-14'])
  })

  it.each(reminderKinds)('as %s on no day where that is turned off', (kind) => {
    const plan = { ...usualPlan, [kind]: { on: false, days: usualPlan[kind].days } }
    expect(daysOf(kind, '2026-12-17', { plan, closed: new Set() })).toEqual([])
  })
})

describe('the last day to ask is told', () => {
  it.each<[string, Day, OfficePlan, Day]>([
    ['twelve days before, where nothing is off', '2026-12-17', usual, '2026-12-05'],
    ['earlier where Tet takes the working days away', '2027-02-11', usual, '2027-01-28'],
    ['twelve days before again, as soon as that leaves five of them', '2027-02-18', usual, '2027-02-03'],
    ['as many days before as the office wants', '2026-12-17', withDays('last_ask', 19), '2026-11-28'],
    ['not later than that leaves five working days', '2027-02-11', withDays('last_ask', 8), '2027-01-28'],
    [
      'earlier where the office is closed meanwhile',
      '2026-12-17',
      closed('2026-12-10', '2026-12-11', '2026-12-14', '2026-12-15'),
      '2026-12-04',
    ],
  ])('%s', (_, paysOn, office, day) => expect(daysOf('last_ask', paysOn, office)).toEqual([day]))

  it('in time for any session of two years: asking on that day is still within the five working days', () => {
    for (let n = 0; n < 730; n++) {
      const paysOn = addDays('2026-12-01', n)
      const [day] = daysOf('last_ask', paysOn, usual)
      expect(day! <= askBy(paysOn)!, `${paysOn}: ${day}`).toBe(true)
      expect(daysBetween(day!, paysOn)).toBeLessThan(30)
    }
  })
})

describe('of any payment', () => {
  const payments = fc.integer({ min: 0, max: 700 }).map((n) => addDays('2026-11-01', n))
  const plans = fc
    .record(
      Object.fromEntries(
        datedKinds.map((kind) => [kind, fc.integer({ min: rangeOf[kind].least, max: rangeOf[kind].most })]),
      ),
    )
    .map((days): OfficePlan => {
      const own = Object.fromEntries(datedKinds.map((kind) => [kind, { on: true, days: days[kind]! }]))
      return { plan: { ...usualPlan, ...own }, closed: new Set<Day>(['2026-12-07', '2026-12-08']) }
    })

  it('the reminders go on no quiet day but the eve of the payment, and in their order', () => {
    fc.assert(
      fc.property(payments, plans, (paysOn, office) => {
        const on = (kind: ReminderKind) => daysOf(kind, paysOn, office)[0]!
        for (const kind of reminderKinds) {
          const day = on(kind)
          const eve = addDays(day, 1) === paysOn
          expect(isQuietDay(day, office.closed) && !eve, `${kind} ${day}`).toBe(false)
          expect(weekdayOf(day) !== 0 || eve).toBe(true)
        }
        expect(on('month_before') <= on('last_ask')).toBe(true)
        expect(on('last_ask') <= on('soon')).toBe(true)
        expect(on('soon') <= on('today')).toBe(true)
        expect(on('today') <= paysOn && paysOn < on('after')).toBe(true)
      }),
      { numRuns: 500 },
    )
  })

  it('are found on exactly their days', () => {
    fc.assert(
      fc.property(payments, payments, plans, (paysOn, day, office) => {
        const found = paymentsOn(day, office).filter((one) => one.paysOn === paysOn)
        const kinds = reminderKinds.filter((kind) => daysOf(kind, paysOn, office).includes(day))
        expect(found.map(({ kind }) => kind).sort()).toEqual(kinds.sort())
      }),
      { numRuns: 200 },
    )
  })

  it('are found however far Tet moves them', () => {
    for (const paysOn of ['2027-02-08', '2027-02-11', '2027-03-12', '2027-03-25'] as Day[])
      for (const kind of reminderKinds)
        for (const day of daysOf(kind, paysOn, withDays('month_before', 45)))
          expect(paymentsOn(day, withDays('month_before', 45))).toContainEqual({ kind, paysOn })
  })
})

describe('a day after one on which nothing was planned', () => {
  const kinds = (day: Day, missed: Day[], office = usual) =>
    lateOn(day, missed, office).map(({ kind, paysOn, late }) => `${kind} ${paysOn} ${late}`)

  it('makes up for what that day was to say, and leaves out what it says anyhow', () => {
    const missed = kinds('2026-12-15', ['2026-12-14'])
    expect(missed).toContain('soon 2026-12-17 true')
    expect(missed).toContain('today 2026-12-14 true')
    // What is said after a session has two days for it.
    expect(paymentsOn('2026-12-14', usual)).toContainEqual({ kind: 'after', paysOn: '2026-12-12' })
    expect(paymentsOn('2026-12-15', usual)).toContainEqual({ kind: 'after', paysOn: '2026-12-12' })
    expect(missed).not.toContain('after 2026-12-12 true')
  })

  it('says each thing once, however many days were missed', () => {
    const found = kinds('2026-12-23', ['2026-12-21', '2026-12-22'])
    expect(new Set(found).size).toBe(found.length)
    expect(found.length).toBeGreaterThan(kinds('2026-12-23', ['2026-12-22']).length)
  })

  it.each<[string, Day, OfficePlan]>([
    ['on a Sunday', '2026-12-20', usual],
    ['on a holiday', '2026-11-24', usual],
    ['where the office is closed', '2026-12-15', closed('2026-12-15')],
  ])('waits %s', (_, day, office) => expect(kinds(day, [addDays(day, -1)], office)).toEqual([]))

  it('has nothing to make up for where no day was missed', () => expect(kinds('2026-12-15', [])).toEqual([]))
})
