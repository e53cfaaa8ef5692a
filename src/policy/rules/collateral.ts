import { type Dated, inForce } from '../../domain/dated.ts'
import type { Day } from '../../domain/day.ts'
import type { Dong } from '../../domain/money.ts'
import type { Facts } from '../facts.ts'
import { holds, met, presumed, type Rule, saying, unsettled } from '../finding.ts'
import type { AmountUnit, Ceiling, Collateral } from '../programme.ts'

/** What is asked for, and the most that may be lent in all, as far as they are known. */
export interface Sums {
  asked: Dong | undefined
  most: Dong | undefined
}

/** Whether something must be pledged for that much; undefined when the amount is not known and would decide. */
export function mustPledge(law: Collateral, { asked, most }: Sums): boolean | undefined {
  if (law.kind === 'none' || law.kind === 'always') return law.kind === 'always'
  if (asked !== undefined) return reaches(asked, law)
  return most !== undefined && !reaches(most, law) ? false : undefined
}

function reaches(sum: Dong, { kind, dong }: Extract<Collateral, { dong: Dong }>): boolean {
  return kind === 'above' ? sum > dong : sum >= dong
}

/** The ceiling, where it bounds the whole loan: a sum for each month or worker does not tell how large the loan will be. */
export function wholeSum(ceiling: Ceiling | undefined): Dong | undefined {
  return ceiling && whole.includes(ceiling.unit) ? ceiling.dong : undefined
}
const whole: readonly AmountUnit[] = ['per_household', 'per_person', 'per_project', 'per_contract', 'per_school']

/** Something to pledge where the amount asked for needs it. What is not told is arranged with the bank on the way. */
export function pledge(
  collateral: (facts: Facts) => Dated<Collateral>,
  ceiling?: (facts: Facts, day: Day) => Ceiling | undefined,
): Rule {
  return {
    id: 'collateral',
    certifier: 'bank',
    weigh: (facts, day) => {
      const dated = collateral(facts)
      const period = inForce(dated, day)
      if (period === undefined) return unsettled(dated[0].cite)
      const { value: law, cite } = period
      const most = ceiling?.(facts, day)
      const fillers = 'dong' in law ? { above: { dong: law.dong } } : undefined
      const needed = mustPledge(law, { asked: facts.requestedTotalVnd ?? most?.asked, most: wholeSum(most) })
      if (needed === false) return saying('not_needed', met(cite, fillers))
      return needed === undefined || facts.collateralValueVnd == null
        ? presumed(cite, fillers)
        : holds(facts.collateralValueVnd > 0, cite, fillers)
    },
  }
}
