import type { Dong } from '../domain/money.ts'
import type { Weighed } from '../policy/index.ts'

/** How often the unit of a ceiling may count in one request: two works, ten school months of each of six years. */
const timesOfUnit: Partial<Record<NonNullable<Weighed['amountUnit']>, number>> = { per_work: 2, per_student_month: 60 }

/** The most that a request may name, as far as the law says a sum; undefined where the household's own papers decide. */
export function mostToAsk({ maxAmountDong, maxAdditionalDong, amountUnit }: Weighed): Dong | undefined {
  if (maxAdditionalDong !== undefined && amountUnit !== 'per_student_month') return maxAdditionalDong
  if (maxAmountDong === undefined || amountUnit === 'per_student_month_plus_tuition') return undefined
  return maxAmountDong * (timesOfUnit[amountUnit ?? 'per_household'] ?? 1)
}
