import type { Citation } from '../../domain/dated.ts'
import type { Day } from '../../domain/day.ts'
import { adultAge, confirmedByCommune, lawfulResidence, throughGroup } from '../bases.ts'
import type { FactName, Facts } from '../facts.ts'
import { byLaw, type Finding, holds, met, presumed, type Rule, unmet, unsettled } from '../finding.ts'
import { article, civilCode, nd78of2002 } from '../sources.ts'

/** Lives lawfully where the loan is asked for. Whoever stands on the commune's list, or is confirmed by it, lives there. */
export const residence: Rule = {
  id: 'residence',
  certifier: 'commune',
  weigh: byLaw(lawfulResidence, (facts, { cite }) => resident(facts, cite)),
}

function resident(facts: Facts, cite: Citation): Finding {
  if (facts.residence != null) return holds(facts.residence !== 'none', cite)
  return knownHere(facts) ? met(cite) : presumed(cite)
}

function knownHere(facts: Facts): boolean {
  const listed = facts.povertyStatus != null && facts.povertyStatus !== 'none'
  return listed || facts.communeConfirmed === true || facts.groupMember === true
}

/** The person who signs is of age. A household may send any adult, so an age that is not given decides nothing. */
export const adult: Rule = {
  id: 'adult',
  certifier: 'commune',
  weigh: byLaw(adultAge, (facts, { value: years, cite }) =>
    facts.applicantAge == null ? presumed(cite, { years }) : holds(facts.applicantAge >= years, cite, { years }),
  ),
}

const capacityCite = article(civilCode, 19, 20)

/** The person who signs has full civil capacity: the law presumes it of every adult. */
export const civilCapacity: Rule = {
  id: 'civil_capacity',
  certifier: 'commune',
  weigh: (facts) => told(facts.civilCapacity, capacityCite),
}

/** Member of a savings and credit group: joined on the way, so only a refusal to join stands against the loan. */
export const groupMember: Rule = {
  id: 'group_member',
  certifier: 'group',
  weigh: byLaw(throughGroup, (facts, { cite }) => told(facts.groupMember, cite)),
}

/** On the group's list that the commune confirms: a step on the way, too. */
export const communeConfirmed: Rule = {
  id: 'commune_confirmed',
  certifier: 'commune',
  weigh: byLaw(confirmedByCommune, (facts, { cite }) => told(facts.communeConfirmed, cite)),
}

/** Nothing overdue at the bank and no bad debt elsewhere. No text that we read settles what follows, so the office does. */
export const noOverdueDebt: Rule = {
  id: 'no_overdue_debt',
  certifier: 'bank',
  weigh: (facts) => {
    const bad = facts.overdueDebtAtVbsp === true || facts.badDebtElsewhere === true
    if (bad) return unsettled(nd78of2002)
    return told(facts.overdueDebtAtVbsp == null ? undefined : true, nd78of2002)
  },
}

/** What every borrower of a household programme is asked, whatever the programme. */
export const householdRules: readonly Rule[] = [
  residence,
  adult,
  civilCapacity,
  groupMember,
  communeConfirmed,
  noOverdueDebt,
]

/** Holds when told so, is broken when told not, and is presumed when nothing is told. */
export function told(value: boolean | null | undefined, cite: Citation): Finding {
  if (value == null) return presumed(cite)
  return value ? met(cite) : unmet(cite)
}

/** Holds when told so, is broken when told not, and must be asked for when nothing is told. */
export function asked(value: boolean | null | undefined, cite: Citation, missing: FactName): Finding {
  return value == null ? { standing: 'unknown', cite, missing: [missing] } : holds(value, cite)
}

/** A rule about one fact that must be known. */
export function mustBe(
  id: string,
  fact: FlagName,
  rule: { certifier: Rule['certifier']; cite(day: Day): Citation },
): Rule {
  return { id, certifier: rule.certifier, weigh: (facts, day) => asked(facts[fact], rule.cite(day), fact) }
}

/** The facts that are true or false. */
export type FlagName = {
  [N in FactName]-?: NonNullable<Facts[N]> extends boolean ? N : never
}[FactName]
