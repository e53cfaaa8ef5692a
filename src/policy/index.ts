import type { Citation } from '../domain/dated.ts'
import { type Day, daysBetween } from '../domain/day.ts'
import { programmes } from './catalogue.ts'
import type { Facts } from './facts.ts'
import type { Certifier } from './finding.ts'
import { type ProgrammeId, programmeIds } from './ids.ts'
import * as sources from './sources.ts'
import { showTerms, type TermsOn } from './terms-on.ts'
import { type Weighed, weigh } from './weigh.ts'

export { programmes } from './catalogue.ts'
export { type FactName, type Facts, factNames, factsSchema, type Purpose } from './facts.ts'
export type { Certifier } from './finding.ts'
export { type ProgrammeId, programmeIds, programmeKey } from './ids.ts'
export { interestDong, monthlyInterestDong } from './interest.ts'
export type { AmountUnit, Collateral, Limit, Programme, Term } from './programme.ts'
export {
  type ComparedFigure,
  comparedFigures,
  type Difference,
  differences,
  type Outcome,
  type Recorded,
  type Replayed,
  readRecorded,
  replay,
} from './replay.ts'
export { type RequestField, requestFieldsOn } from './request-fields.ts'
export { measureFor, type ProposedMeasure, type RiskBand, type RiskMeasure, riskBands } from './risk-measures.ts'
export type { Said, SaidFiller } from './said.ts'
export { type Figure, type RateStood, type Sheet, type Stretch, sheetOf, stretchOn } from './sheet.ts'
export type { TermsOn } from './terms-on.ts'
export type { Reason, Weighed } from './weigh.ts'

/** What the law answers for a household, by programme: for these programmes, or for all. */
export function weighAll(
  facts: Facts,
  day: Day,
  ids: readonly ProgrammeId[] = programmeIds,
): Partial<Record<ProgrammeId, Weighed>> {
  const weighed: Partial<Record<ProgrammeId, Weighed>> = {}
  for (const id of ids) weighed[id] = weigh(programmes[id], facts, day)
  return weighed
}

/** What the law answers for a household and one programme. */
export function weighOne(id: ProgrammeId, facts: Facts, day: Day): Weighed {
  return weigh(programmes[id], facts, day)
}

/** What is in force of a programme on that day, each figure with its source; undefined where it does not lend. */
export function termsOn(id: ProgrammeId, day: Day): TermsOn | undefined {
  return showTerms(programmes[id], day)
}

/** The programmes that lend on that day. */
export function openOn(day: Day): ProgrammeId[] {
  return programmeIds.filter((id) => termsOn(id, day) !== undefined)
}

/** Other programmes that fit these facts: those that fit surely first, then those where the office decides. */
export function alternatives(facts: Facts, day: Day, beside?: ProgrammeId): ProgrammeId[] {
  const verdicts = programmeIds
    .filter((id) => id !== beside)
    .map((id) => ({ id, verdict: weighOne(id, facts, day).verdict }))
  const of = (verdict: string) => verdicts.filter((v) => v.verdict === verdict).map((v) => v.id)
  return [...of('eligible'), ...of('ask_officer')]
}

/** The conditions that would have to change for the household to be answered otherwise: rule, and who certifies it. */
export function whatWouldHaveToChange(weighed: Weighed): { rule: string; certifier: Certifier }[] {
  return weighed.reasons.filter((r) => r.met === false).map(({ rule, certifier }) => ({ rule, certifier }))
}

/** How long a reading of a source counts: days. Ours, not the law's. */
export const readAgainAfterDays = 180

/** The sources that nobody has read again for longer than that. */
export function dueSources(day: Day): Citation[] {
  return allSources().filter((cite) => daysBetween(cite.checked, day) > readAgainAfterDays)
}

/** Every document that the law in here stands on, by its text. */
export function allSources(): Citation[] {
  const found = Object.values(sources).filter((s): s is Citation => typeof s === 'object')
  return found.sort((a, b) => (a.text < b.text ? -1 : 1))
}
