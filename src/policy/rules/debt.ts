import type { Dated } from '../../domain/dated.ts'
import type { Day } from '../../domain/day.ts'
import type { Facts } from '../facts.ts'
import { byLaw, met, presumed, type Rule, unmet, unsettled } from '../finding.ts'
import type { ProgrammeId } from '../ids.ts'
import type { Ceiling } from '../programme.ts'

/** What the household owes under these programmes together; undefined when its debts are not known. */
export function owed(facts: Facts, programmes: readonly ProgrammeId[]): number | undefined {
  const debts = facts.existingVbspDebtVnd
  if (debts == null) return undefined
  return programmes.reduce((sum, id) => sum + (debts[id] ?? 0), 0)
}

/** Whether the limit leaves anything to borrow beside what is owed already. */
export function roomLeft(ceiling: (facts: Facts, day: Day) => Ceiling | undefined, limit: Dated<unknown>): Rule {
  return {
    id: 'room_left',
    certifier: 'bank',
    weigh: byLaw(limit, (facts, { cite, day }) => {
      const most = ceiling(facts, day)
      if (most?.additional === undefined) return presumed(most?.period.cite ?? cite)
      const fillers = { max: { dong: most.dong }, left: { dong: most.additional } }
      if (most.additional > 0) return met(most.period.cite, fillers)
      return most.additionalUnsure ? unsettled(most.period.cite, fillers) : unmet(most.period.cite, fillers)
    }),
  }
}

/** Loans of other programmes that stand in the way of this one: some shut it out, of some only the office can say. */
export interface Parallel {
  shutOut: readonly ProgrammeId[]
  askOfficer: readonly ProgrammeId[]
}

/** No loan beside it that the programme does not allow. */
export function noParallelLoan(parallel: Dated<Parallel>): Rule {
  return {
    id: 'no_parallel_loan',
    certifier: 'bank',
    weigh: byLaw(parallel, (facts, { value: { shutOut, askOfficer }, cite }) => {
      if (facts.existingVbspDebtVnd == null) return presumed(cite)
      if ((owed(facts, shutOut) ?? 0) > 0) return unmet(cite)
      return (owed(facts, askOfficer) ?? 0) > 0 ? unsettled(cite) : met(cite)
    }),
  }
}
