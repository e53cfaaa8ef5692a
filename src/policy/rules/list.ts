import type { Dated } from '../../domain/dated.ts'
import { byLaw, holds, type Rule, unknown } from '../finding.ts'

/** Named on the commune's list of poor, or of near-poor, households: the list counts, never an income that we reckon ourselves. */
export function onList(status: 'poor' | 'near_poor', listed: Dated<true>): Rule {
  return {
    id: `on_${status}_list`,
    certifier: 'commune',
    weigh: byLaw(listed, (facts, { cite }) =>
      facts.povertyStatus == null ? unknown(cite, ['povertyStatus']) : holds(facts.povertyStatus === status, cite),
    ),
  }
}
