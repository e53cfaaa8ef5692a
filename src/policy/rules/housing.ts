import type { Citation, Dated } from '../../domain/dated.ts'
import type { Dong } from '../../domain/money.ts'
import type { FactName, Facts } from '../facts.ts'
import { type Finding, holds, met, onDay, type Rule, unknown, unmet, unsettled } from '../finding.ts'

/** The groups of article 76 of the Housing Law, as far as they differ for the loan. `unlisted`: named, and not one that we know. */
export type HousingGroup =
  | 'merit'
  | 'rural_poor'
  | 'urban_poor'
  | 'low_income'
  | 'worker'
  | 'armed'
  | 'official'
  | 'outside'
  | 'unlisted'

const words: Record<string, HousingGroup> = {
  merit: 'merit',
  meritorious: 'merit',
  meritorious_relative: 'merit',
  martyr_relative: 'merit',
  rural_poor: 'rural_poor',
  rural_near_poor: 'rural_poor',
  disaster_area_poor: 'rural_poor',
  urban_poor: 'urban_poor',
  urban_near_poor: 'urban_poor',
  low_income_urban: 'low_income',
  urban_low_income: 'low_income',
  low_income: 'low_income',
  industrial_worker: 'worker',
  factory_worker: 'worker',
  worker: 'worker',
  cooperative_worker: 'worker',
  armed_forces: 'armed',
  army: 'armed',
  military: 'armed',
  soldier: 'armed',
  police: 'armed',
  cipher: 'armed',
  civil_servant: 'official',
  public_employee: 'official',
  official: 'official',
  teacher: 'official',
  none: 'outside',
}

/** The group of the household: as named, or as its list, merit or occupation shows. Undefined: not known. */
export function housingGroup(facts: Facts): HousingGroup | undefined {
  if (facts.beneficiaryGroup != null)
    return words[facts.beneficiaryGroup] ?? poorGroup(facts.beneficiaryGroup, facts) ?? 'unlisted'
  if (facts.meritoriousRelative === true) return 'merit'
  return (facts.povertyStatus != null && poorGroup(facts.povertyStatus, facts)) || byOccupation(facts)
}

function poorGroup(status: string, facts: Facts): HousingGroup | undefined {
  if (status !== 'poor' && status !== 'near_poor') return undefined
  return facts.area === 'rural' || facts.adminUnit === 'xa' ? 'rural_poor' : 'urban_poor'
}

function byOccupation(facts: Facts): HousingGroup | undefined {
  if (facts.occupation == null) return undefined
  const known = words[facts.occupation]
  if (known !== undefined) return known
  if (facts.area === 'urban') return 'low_income'
  return facts.area === 'rural' && facts.povertyStatus != null ? 'outside' : undefined
}

/** The most that a household may earn in a month, and still be helped. */
export interface IncomeCeiling {
  single: Dong
  couple: Dong
  /** Not married, with children under age. Absent: counted as single. */
  singleParent?: Dong
}

const bound: readonly (HousingGroup | undefined)[] = ['low_income', 'worker', 'official']

/** Income under the ceiling, for the groups that have one. For building at home it is not settled that the ceiling binds. */
export function incomeCeiling(ceilings: Dated<IncomeCeiling>, building: (facts: Facts) => boolean): Rule {
  return {
    id: 'income_ceiling',
    certifier: 'employer',
    weigh: (facts, day) =>
      onDay(ceilings, day, (law, cite) => {
        const group = housingGroup(facts)
        if (group === undefined) return unknown(cite, ['beneficiaryGroup'])
        if (group === 'armed' || group === 'unlisted') return unsettled(cite)
        if (!bound.includes(group)) return met(cite)
        const found = belowCeiling(facts, law, cite)
        return found.standing === 'unmet' && building(facts) ? { ...found, standing: 'unsettled' } : found
      }),
  }
}

/** Weighed against every ceiling that may still be the household's: only where they disagree is more asked. */
function belowCeiling(facts: Facts, law: IncomeCeiling, cite: Citation): Finding {
  if (facts.monthlyIncomeVnd == null) return unknown(cite, ['monthlyIncomeVnd'])
  const income = facts.monthlyIncomeVnd
  const { limits, missing } = ceilingsFor(facts, law)
  const fit = limits.filter((most) => income <= most)
  if (fit.length > 0 && fit.length < limits.length) return unknown(cite, missing)
  return holds(fit.length > 0, cite, { max: { dong: Math.max(...limits) } })
}

/** The ceilings that may apply, and the facts that would tell which one does. */
function ceilingsFor(facts: Facts, law: IncomeCeiling): { limits: Dong[]; missing: FactName[] } {
  const parent = law.singleParent ?? law.single
  const alone = facts.minorChildren == null ? [law.single, parent] : [facts.minorChildren ? parent : law.single]
  const missing: FactName[] = facts.minorChildren == null && law.singleParent !== undefined ? ['minorChildren'] : []
  if (facts.maritalStatus == null) return { limits: [...alone, law.couple], missing: ['maritalStatus', ...missing] }
  return facts.maritalStatus === 'married' ? { limits: [law.couple], missing: [] } : { limits: alone, missing }
}

/** No home of their own, or one that is too small for the family. Floor area a person, in square metres. */
export function homeNeeded(smallHome: Dated<number>, building: (facts: Facts) => boolean): Rule {
  return {
    id: 'home_needed',
    certifier: 'commune',
    weigh: (facts, day) =>
      onDay(smallHome, day, (metres, cite) => {
        const fillers = { metres }
        if (building(facts) || facts.ownsHouse === false) return met(cite, fillers)
        if (facts.areaPerPersonM2 != null && facts.areaPerPersonM2 < metres) return met(cite, fillers)
        if (facts.ownsHouse == null) return unknown(cite, ['ownsHouse'])
        return facts.areaPerPersonM2 == null ? unknown(cite, ['areaPerPersonM2']) : unmet(cite, fillers)
      }),
  }
}
