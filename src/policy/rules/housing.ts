import type { Dated } from '../../domain/dated.ts'
import type { Dong } from '../../domain/money.ts'
import type { FactName, Facts } from '../facts.ts'
import { byLaw, type Finding, holds, type Law, met, type Rule, saying, unknown, unmet, unsettled } from '../finding.ts'

/** The groups of article 76 of the Housing Law, as far as they differ for the loan. `poor`: in town or country, not known which. `unlisted`: named, and not one that we know. */
export type HousingGroup =
  | 'merit'
  | 'poor'
  | 'rural_poor'
  | 'urban_poor'
  | 'low_income'
  | 'worker'
  | 'armed'
  | 'official'
  | 'outside'
  | 'unlisted'

const words = new Map<string, HousingGroup>(
  Object.entries({
    merit: 'merit',
    meritorious: 'merit',
    meritorious_relative: 'merit',
    martyr_relative: 'merit',
    martyr_family: 'merit',
    person_with_merit: 'merit',
    people_with_merit: 'merit',
    revolutionary_merit: 'merit',
    rural_poor: 'rural_poor',
    rural_near_poor: 'rural_poor',
    disaster_area_poor: 'rural_poor',
    poor_rural: 'rural_poor',
    near_poor_rural: 'rural_poor',
    urban_poor: 'urban_poor',
    urban_near_poor: 'urban_poor',
    poor_urban: 'urban_poor',
    near_poor_urban: 'urban_poor',
    low_income_urban: 'low_income',
    urban_low_income: 'low_income',
    low_income: 'low_income',
    industrial_worker: 'worker',
    factory_worker: 'worker',
    worker: 'worker',
    enterprise_worker: 'worker',
    cooperative_worker: 'worker',
    armed_forces: 'armed',
    army: 'armed',
    military: 'armed',
    soldier: 'armed',
    police: 'armed',
    cipher: 'armed',
    civil_servant: 'official',
    public_servant: 'official',
    public_employee: 'official',
    official: 'official',
    teacher: 'official',
    none: 'outside',
  }),
)

/** The group of the household: as named, or as its list, merit or occupation shows. Undefined: not known. */
export function housingGroup(facts: Facts): HousingGroup | undefined {
  if (facts.beneficiaryGroup != null)
    return words.get(facts.beneficiaryGroup) ?? poorGroup(facts.beneficiaryGroup, facts) ?? 'unlisted'
  if (facts.meritoriousRelative === true) return 'merit'
  return (facts.povertyStatus != null && poorGroup(facts.povertyStatus, facts)) || byOccupation(facts)
}

function poorGroup(status: string, facts: Facts): HousingGroup | undefined {
  if (status !== 'poor' && status !== 'near_poor') return undefined
  if (facts.adminUnit === 'xa' || facts.area === 'rural') return 'rural_poor'
  return facts.adminUnit != null || facts.area != null ? 'urban_poor' : 'poor'
}

function byOccupation(facts: Facts): HousingGroup | undefined {
  if (facts.occupation == null) return undefined
  const known = words.get(facts.occupation)
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
    weigh: byLaw(ceilings, (facts, { value, cite, day }) => {
      const group = housingGroup(facts)
      if (group === undefined) return unknown(cite, ['beneficiaryGroup'])
      if (group === 'armed' || group === 'unlisted') return unsettled(cite)
      if (!bound.includes(group)) return saying('no_ceiling', met(cite))
      const found = belowCeiling(facts, { value, cite, day })
      return found.standing === 'unmet' && building(facts) ? { ...found, standing: 'unsettled' } : found
    }),
  }
}

/** Weighed against every ceiling that may still be the household's: only where they disagree is more asked. */
function belowCeiling(facts: Facts, { value: law, cite }: Law<IncomeCeiling>): Finding {
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
  const status = facts.maritalStatus
  if (status === 'married' || status === 'couple') return { limits: [law.couple], missing: [] }
  if (facts.minorChildren != null || status === 'single_parent') {
    const alone = facts.minorChildren === 0 || facts.minorChildren === false ? law.single : parent
    return status == null
      ? { limits: [alone, law.couple], missing: ['maritalStatus'] }
      : { limits: [alone], missing: [] }
  }
  // Who is single and speaks of no children is not taken for a parent; who was married may be one.
  if (status === 'single') return { limits: [law.single], missing: [] }
  return status == null
    ? { limits: [law.single, parent, law.couple], missing: ['maritalStatus'] }
    : { limits: [law.single, parent], missing: ['minorChildren'] }
}

/** No home of their own, or one that is too small for the family. Floor area a person, in square metres. */
export function homeNeeded(smallHome: Dated<number>, building: (facts: Facts) => boolean): Rule {
  return {
    id: 'home_needed',
    certifier: 'commune',
    weigh: byLaw(smallHome, (facts, { value: metres, cite }) => {
      const fillers = { metres }
      if (building(facts)) return saying('building', met(cite))
      if (facts.ownsHouse === false) return saying('no_home', met(cite))
      if (facts.areaPerPersonM2 != null && facts.areaPerPersonM2 < metres) return met(cite, fillers)
      if (facts.ownsHouse == null) return unknown(cite, ['ownsHouse'])
      return facts.areaPerPersonM2 == null ? unknown(cite, ['areaPerPersonM2']) : unmet(cite, fillers)
    }),
  }
}
