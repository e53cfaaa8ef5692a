import { type Dated, inForce } from '../domain/dated.ts'
import type { Day } from '../domain/day.ts'
import type { Facts } from './facts.ts'
import type { ProgrammeId } from './ids.ts'
import type { Ceiling, Limit } from './programme.ts'
import { owed } from './rules/debt.ts'

/** A limit in dong as the ceiling of a household, less what it owes under these programmes. Undefined where none is in force. */
export function fixedCeiling(
  limit: Dated<Limit>,
  at: { facts: Facts; day: Day; debts: readonly ProgrammeId[] },
): Ceiling | undefined {
  const period = inForce(limit, at.day)
  if (period === undefined || !('dong' in period.value)) return undefined
  const { dong, unit } = period.value
  return withDebt({ dong, unit, period }, at.debts.length === 0 ? undefined : owed(at.facts, at.debts))
}

/** A share of a sum that the household names, in whole dong; undefined where the sum or the limit is not there. */
export function shareOf(limit: Dated<Limit>, sum: number | null | undefined, day: Day): Ceiling | undefined {
  const period = inForce(limit, day)
  if (sum == null || period === undefined || !('pct' in period.value)) return undefined
  return { dong: Math.floor((sum * period.value.pct) / 100), unit: period.value.unit, period }
}

/** The ceiling with what is left beside a debt; unchanged when the debt is not known. */
export function withDebt(ceiling: Ceiling, debt: number | undefined): Ceiling {
  if (debt === undefined) return ceiling
  const { dong, unit, period } = ceiling
  return { dong, unit, period, additional: Math.max(0, dong - debt) }
}
