import type { Dated } from '../../domain/dated.ts'
import type { Purpose } from '../facts.ts'
import { byLaw, met, presumed, type Rule, unmet, unsettled } from '../finding.ts'

/** What the money may be used for, and the uses that only the office can settle. Any other use is refused. */
export interface Uses {
  allowed: readonly Purpose[]
  askOfficer: readonly Purpose[]
}

/** The use that the household names fits the programme. The use is theirs to choose, so one that is not named decides nothing. */
export function purposeFits(uses: Dated<Uses>): Rule {
  return {
    id: 'purpose_fits',
    certifier: 'group',
    weigh: byLaw(uses, (facts, { value: { allowed, askOfficer }, cite }) => {
      if (facts.purpose == null) return presumed(cite)
      if (allowed.includes(facts.purpose)) return met(cite)
      return askOfficer.includes(facts.purpose) ? unsettled(cite) : unmet(cite)
    }),
  }
}
