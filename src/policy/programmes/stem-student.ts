import type { Citation, Dated } from '../../domain/dated.ts'
import type { Day } from '../../domain/day.ts'
import { overdueGeneral } from '../bases.ts'
import { fixedCeiling } from '../ceilings.ts'
import type { Facts } from '../facts.ts'
import { byLaw, type Finding, firstOf, holds, type Law, type Rule, unknown, unmet } from '../finding.ts'
import type { Ceiling, Collateral, Limit, Programme } from '../programme.ts'
import { asked, civilCapacity, mustBe, noOverdueDebt, residence } from '../rules/applicant.ts'
import { pledge } from '../rules/collateral.ts'
import { noParallelLoan, type Parallel } from '../rules/debt.ts'
import { purposeFits, type Uses } from '../rules/purpose.ts'
import { qd29of2025 } from '../sources.ts'

const since: Day = '2025-08-28'
const found = { from: since, cite: qd29of2025, confidence: 'found' } as const

const levels: Dated<readonly string[]> = [{ ...found, value: ['vocational', 'college', 'university', 'master', 'phd'] }]
const researchLevels: Dated<readonly string[]> = [{ ...found, value: ['master', 'phd'] }]
/** The average of mathematics, physics, chemistry and biology of the last school year, out of ten. */
const schoolAverage: Dated<number> = [{ ...found, value: 8 }]
/** Grades of the last year of study that count. */
const grades: Dated<readonly string[]> = [{ ...found, value: ['gioi', 'xuat_sac'] }]
const uses: Dated<Uses> = [{ ...found, value: { allowed: ['study'], askOfficer: ['mixed'] } }]
// Whether a loan for students in hardship may run beside it for the same student was not found.
const parallel: Dated<Parallel> = [
  { ...found, value: { shutOut: [], askOfficer: ['student'] }, confidence: 'uncertain' },
]
const limits = {
  living: [{ ...found, value: { dong: 5_000_000, unit: 'per_student_month_plus_tuition' } }],
  tuition: [{ ...found, value: { pct: 100, of: 'tuition', unit: 'per_student' } }],
} satisfies Record<string, Dated<Limit>>
const pledged: Dated<Collateral> = [{ ...found, value: { kind: 'above', dong: 500_000_000 } }]

const level: Rule = {
  id: 'stem_level',
  certifier: 'school',
  weigh: byLaw(levels, (facts, { value: fit, cite }) => {
    if (facts.hasStudent === false || facts.studentCount === 0) return unmet(cite)
    return facts.studentLevel == null ? unknown(cite, ['studentLevel']) : holds(fit.includes(facts.studentLevel), cite)
  }),
}

/** Good marks: of school for a first-year, of the year before for a later one, and a decision of admission for research. */
const merit: Rule = {
  id: 'stem_merit',
  certifier: 'school',
  weigh: byLaw(researchLevels, (facts, law) =>
    isOf(law.value, facts) ? recognised(facts, law.cite) : byYear(facts, law),
  ),
}

function isOf(levelsThere: readonly string[], facts: Facts): boolean {
  return facts.studentLevel != null && levelsThere.includes(facts.studentLevel)
}

function recognised(facts: Facts, cite: Citation): Finding {
  return facts.recognisedByUniversity == null
    ? unknown(cite, ['recognisedByUniversity'])
    : holds(facts.recognisedByUniversity, cite)
}

function byYear(facts: Facts, { cite, day }: Law<unknown>): Finding {
  if (facts.studentYear == null) return unknown(cite, ['studentYear'])
  return facts.studentYear <= 1 ? firstOf([everyYearGood(facts, cite), goodAverage(facts, day)]) : lastYear(facts, day)
}

function everyYearGood(facts: Facts, cite: Citation): Finding {
  return asked(facts.highSchoolAllYearsKha, cite, 'highSchoolAllYearsKha')
}

const goodAverage = byLaw(schoolAverage, (facts, { value: least, cite }) =>
  facts.grade12StemAvg == null ? unknown(cite, ['grade12StemAvg']) : holds(facts.grade12StemAvg >= least, cite),
)

const lastYear = byLaw(grades, (facts, { value: fit, cite }) =>
  facts.lastYearGrade == null ? unknown(cite, ['lastYearGrade']) : holds(fit.includes(facts.lastYearGrade), cite),
)

function ceiling(facts: Facts, day: Day): Ceiling | undefined {
  return fixedCeiling(limits.living, { facts, day, debts: [] })
}

/** Loans to learners of science, technology, engineering and mathematics, whatever their household earns. */
export const stemStudent: Programme = {
  id: 'stem_student',
  open: [{ ...found, value: true }],
  limits,
  rates: { general: [{ ...found, value: { pct: 4.8 } }] },
  overdue: overdueGeneral,
  terms: { general: [{ ...found, value: { formula: 'study', graceMonths: 12 } }] },
  collateral: { general: pledged },
  papers: [
    {
      ...found,
      value: ['loan_request', 'school_information', 'results_proof', 'identity_card'],
      confidence: 'uncertain',
    },
  ],
  conditions: { levels, researchLevels, schoolAverage, grades, uses, parallel },
  rules: [
    level,
    mustBe('stem_field', 'stemMajor', { certifier: 'school', cite: () => qd29of2025 }),
    merit,
    residence,
    civilCapacity,
    noOverdueDebt,
    purposeFits(uses),
    noParallelLoan(parallel),
    pledge(() => pledged),
  ],
  ceiling,
}
