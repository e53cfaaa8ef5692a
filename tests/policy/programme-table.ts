import { expect, it } from 'vitest'
import type { Day } from '../../src/domain/day.ts'
import type { Verdict } from '../../src/domain/eligibility.ts'
import { programmes } from '../../src/policy/catalogue.ts'
import { type Facts, factsSchema, type ProgrammeId, type Weighed, weighOne } from '../../src/policy/index.ts'

/** What a row expects; what is not named is not looked at. `false` for a figure: it must not be there. */
export interface Expected {
  verdict: Verdict
  amount?: number | false
  additional?: number | false
  unit?: string
  rate?: number
  overdue?: number
  term?: number | false
  pledge?: boolean | 'open'
  missing?: string[]
  unmet?: string[]
}

/** A named case: the day, what differs from the base household, and what the law answers. */
export type Row = [name: string, day: Day, facts: Facts, expected: Expected | Verdict]

/** Runs the rows of one programme, and checks that together they reach every rule with true, false and null. */
export function table(
  id: ProgrammeId,
  base: Facts,
  rows: readonly Row[],
  never: Record<string, readonly (boolean | null)[]> = {},
): void {
  const reached = new Map<string, Set<boolean | null>>()

  it.each(rows)('%s', (_, day, facts, expected) => {
    const given = factsSchema.parse({ ...base, ...facts })
    const weighed = weighOne(id, given, day)
    for (const r of weighed.reasons) reached.set(r.rule, (reached.get(r.rule) ?? new Set()).add(r.met))
    expect(shown(weighed, typeof expected === 'string' ? { verdict: expected } : expected)).toEqual(
      typeof expected === 'string' ? { verdict: expected } : expected,
    )
  })

  it('reaches every rule with true, false and null', () => {
    const all: (boolean | null)[] = [true, false, null]
    const left = programmes[id].rules.flatMap((rule) =>
      all
        .filter((met) => !reached.get(rule.id)?.has(met) && !never[rule.id]?.includes(met))
        .map((met) => `${rule.id} ${met}`),
    )
    expect(left).toEqual([])
  })
}

/** The weighed answer under the names of a row, as far as the row names them. */
function shown(weighed: Weighed, expected: Expected): Expected {
  const figures: Required<Expected> = {
    verdict: weighed.verdict,
    amount: weighed.maxAmountDong ?? false,
    additional: weighed.maxAdditionalDong ?? false,
    unit: weighed.amountUnit ?? '',
    rate: weighed.ratePctPerYear ?? Number.NaN,
    overdue: weighed.overdueRatePct ?? Number.NaN,
    term: weighed.termMonths ?? false,
    pledge: weighed.collateralRequired ?? 'open',
    missing: weighed.missing,
    unmet: weighed.reasons.filter((r) => r.met === false).map((r) => r.rule),
  }
  return Object.fromEntries(
    Object.keys(expected).map((name) => [name, figures[name as keyof Expected]]),
  ) as unknown as Expected
}
