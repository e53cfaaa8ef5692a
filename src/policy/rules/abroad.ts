import type { Citation, Dated } from '../../domain/dated.ts'
import type { Facts } from '../facts.ts'
import { byLaw, type Finding, firstOf, holds, type Law, type Rule, unknown, unsettled } from '../finding.ts'
import { abroad2020, nd338abroad } from '../sources.ts'
import { asked } from './applicant.ts'

/**
 * The groups before 2026: any one of them, land lost and time in a poor district within these limits. Since then everybody seems to be let in:
 * the press said so of the vote and the decree has a general rate, but the article itself was not read, so the office answers for `others`.
 */
export interface AbroadGroups {
  others: 'no' | 'ask'
  landRecoveredYears: number
  poorDistrictMonths: number
}
/** Who may borrow to work abroad, and for the deposit that some countries ask for. */
export const abroadGroups: Dated<AbroadGroups> = [
  {
    from: '2015-09-01',
    until: '2025-12-31',
    value: { others: 'no', landRecoveredYears: 5, poorDistrictMonths: 12 },
    cite: abroad2020,
    confidence: 'found',
  },
  {
    from: '2026-01-01',
    value: { others: 'ask', landRecoveredYears: 5, poorDistrictMonths: 12 },
    cite: nd338abroad,
    confidence: 'uncertain',
  },
]
/** In a group that may borrow to work abroad. */
export const inAbroadGroup: Rule = {
  id: 'abroad_group',
  certifier: 'commune',
  weigh: byLaw(abroadGroups, (facts, law) => {
    const { cite } = law
    const found = firstOf([onLists(facts, cite), ...byClaims(facts, law)])
    if (law.value.others === 'no' || found.standing === 'met') return found
    return facts.povertyStatus == null ? unknown(cite, ['povertyStatus']) : unsettled(cite)
  }),
}

function onLists(facts: Facts, cite: Citation): Finding {
  if (facts.povertyStatus == null) return unknown(cite, ['povertyStatus'])
  return holds(facts.povertyStatus === 'poor' || facts.povertyStatus === 'near_poor', cite)
}

/** Lost land and a poor district are claims that a household makes; peoples and merit are asked for. */
function byClaims(facts: Facts, { value: law, cite }: Law<AbroadGroups>): Finding[] {
  const landLost = facts.landRecoveredYearsAgo
  const poorDistrict = facts.poorDistrictResidentMonths
  return [
    asked(facts.ethnicMinority, cite, 'ethnicMinority'),
    asked(facts.meritoriousRelative, cite, 'meritoriousRelative'),
    holds(landLost != null && landLost <= law.landRecoveredYears, cite),
    holds(poorDistrict != null && poorDistrict >= law.poorDistrictMonths, cite),
  ]
}
