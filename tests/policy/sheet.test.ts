import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Day } from '../../src/domain/day.ts'
import { programmeIds, sheetOf, stretchOn, termsOn } from '../../src/policy/index.ts'
import { anyDay } from './any-facts.ts'

const poorRates = sheetOf('poor').rates[0]

describe('the sheet of a programme', () => {
  it('reckons out a rate that hangs on another, for each stretch', () => {
    expect(poorRates?.history.map((s) => [s.from, s.until, s.value.pct, s.value.overduePct])).toEqual([
      ['2011-06-03', '2014-06-05', 7.8, 10.14],
      ['2014-06-06', '2015-06-04', 7.2, 9.36],
      ['2015-06-05', '2025-11-30', 6.6, 8.58],
      ['2025-12-01', undefined, 6.24, 8.112],
    ])
  })

  it('names both texts of such a rate', () => {
    const last = poorRates?.history.at(-1)
    expect(last?.cites.map((c) => c.text)).toEqual(['Nghị định 78/2002/NĐ-CP', expect.stringContaining('2553/QĐ-TTg')])
  })

  it('keeps a gap a gap', () => {
    const { open } = sheetOf('newly_escaped')
    const on = (day: Day) => stretchOn(open, day)?.value
    expect([on('2020-12-31'), on('2021-01-01'), on('2021-03-29'), on('2021-03-30')]).toEqual([
      true,
      undefined,
      undefined,
      true,
    ])
  })

  it('says on every day what is weighed on that day', () => {
    fc.assert(
      fc.property(fc.constantFrom(...programmeIds), anyDay, (id, day) => {
        const terms = termsOn(id, day)
        const sheet = sheetOf(id)
        if (terms === undefined) return
        const rates = sheet.rates.flatMap((f) => stretchOn(f, day)?.value ?? [])
        expect(rates).toEqual(
          terms.rates.map(({ pct, overduePct }) => ({ pct, ...(overduePct !== undefined && { overduePct }) })),
        )
        expect(sheet.limits.filter((f) => stretchOn(f, day)).map((f) => f.name)).toEqual(
          terms.limits.map((l) => l.name),
        )
      }),
      { numRuns: 500 },
    )
  })

  it.each(programmeIds)('%s: stretches run forward and name their sources', (id) => {
    const { open, limits, rates, terms, collateral, papers, conditions } = sheetOf(id)
    for (const { history } of [open, ...limits, ...rates, ...terms, ...collateral, papers, ...conditions]) {
      history.forEach((s, n) => {
        const next = history[n + 1]
        if (next) expect(s.until !== undefined && s.until < next.from).toBe(true)
        expect(s.cites.length).toBeGreaterThan(0)
      })
    }
  })
})
