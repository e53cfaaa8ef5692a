import type { Citation, Dated } from '../../domain/dated.ts'
import type { Day } from '../../domain/day.ts'
import { noCollateral, overdueGeneral, poorMaximum } from '../bases.ts'
import { fixedCeiling } from '../ceilings.ts'
import type { Facts } from '../facts.ts'
import { byLaw, type Finding, met, type Rule, unknown, unmet, unsettled } from '../finding.ts'
import type { Ceiling, Limit, Picked, Programme } from '../programme.ts'
import { adult, civilCapacity, groupMember, mustBe, noOverdueDebt, residence } from '../rules/applicant.ts'
import { inDifficultArea } from '../rules/area.ts'
import { roomLeft } from '../rules/debt.ts'
import { onList } from '../rules/list.ts'
import { purposeFits, type Uses } from '../rules/purpose.ts'
import { nd28of2022, procedure } from '../sources.ts'

const since: Day = '2022-04-26'
const found = { from: since, cite: nd28of2022, confidence: 'found' } as const

const listed: Dated<true> = [{ ...found, value: true }]
/** The decree was written for the years to 2025. Whether lending goes on was not found. */
const phase: Dated<'running' | 'ask'> = [
  { ...found, until: '2025-12-31', value: 'running' },
  { ...found, from: '2026-01-01', value: 'ask', confidence: 'uncertain' },
]
const uses: Dated<Uses> = [
  { ...found, value: { allowed: ['housing', 'production', 'job_creation', 'study'], askOfficer: ['mixed', 'other'] } },
]
const household = (dong: number): Limit => ({ dong, unit: 'per_household' })
const limits = {
  residential_land: [{ ...found, value: household(50_000_000) }],
  housing: [{ ...found, value: household(40_000_000) }],
  production_land: [{ ...found, value: household(77_500_000) }],
  job_change: poorMaximum,
} satisfies Record<string, Dated<Limit>>

const running: Rule = {
  id: 'phase_running',
  certifier: 'bank',
  weigh: byLaw(phase, (_, { value: state, cite }) => (state === 'running' ? met(cite) : unsettled(cite))),
}

const people: Rule = {
  id: 'people_or_hardest_area',
  certifier: 'commune',
  weigh: byLaw(listed, (facts, { cite }) => peopleOrArea(facts, cite)),
}

/** Of an ethnic minority, or living where it is hardest. */
function peopleOrArea(facts: Facts, cite: Citation): Finding {
  if (facts.ethnicMinority === true || facts.inSpecialDifficultyArea === true) return met(cite)
  if (facts.ethnicMinority == null) return unknown(cite, ['ethnicMinority'])
  return facts.inSpecialDifficultyArea == null ? unknown(cite, ['inSpecialDifficultyArea']) : unmet(cite)
}

const area = inDifficultArea(listed)

/** Whoever stands on the approved list lives in the area that the list was drawn up for, unless told otherwise. */
const inArea: Rule = {
  ...area,
  weigh(facts, day) {
    const found = area.weigh(facts, day)
    return found.standing === 'unknown' && facts.onApprovedSupportList === true ? met(found.cite) : found
  },
}

function limitFor(facts: Facts): Dated<Limit> | undefined {
  if (facts.purpose === 'housing') return limits.housing
  if (facts.purpose === 'production') return limits.production_land
  return facts.purpose === 'job_creation' ? limits.job_change : undefined
}

function ceiling(facts: Facts, day: Day): Ceiling | undefined {
  const limit = limitFor(facts)
  return limit && fixedCeiling(limit, { facts, day, debts: ['ethnic_minority'] })
}

function pick(facts: Facts): Picked {
  const home = facts.purpose == null || facts.purpose === 'housing'
  return home ? { rate: 'home', term: 'home' } : { rate: 'work', term: 'work' }
}

/** Loans of the target programme for ethnic minorities and mountain areas. */
export const ethnicMinority: Programme = {
  id: 'ethnic_minority',
  open: [{ ...found, value: true }],
  limits,
  rates: { home: [{ ...found, value: { pct: 3 } }], work: [{ ...found, value: { factorOfPoor: 0.5 } }] },
  overdue: overdueGeneral,
  terms: { home: [{ ...found, value: { months: 180 } }], work: [{ ...found, value: { months: 120 } }] },
  collateral: { general: noCollateral },
  papers: [
    {
      from: since,
      value: ['loan_request', 'beneficiary_list', 'authorisation', 'group_minutes', 'group_list', 'identity_card'],
      cite: procedure,
      confidence: 'found',
    },
  ],
  conditions: { listed, phase, uses },
  rules: [
    running,
    onList('poor', listed),
    people,
    inArea,
    mustBe('on_beneficiary_list', 'onApprovedSupportList', { certifier: 'commune', cite: () => nd28of2022 }),
    residence,
    adult,
    civilCapacity,
    groupMember,
    noOverdueDebt,
    purposeFits(uses),
    roomLeft(ceiling, limits.housing),
  ],
  ceiling,
  pick,
}
