import { describe } from 'vitest'
import { type Row, table } from './programme-table.ts'

const today = '2026-11-22'
const first = { studentYear: 1, lastYearGrade: null } as const
const rows: Row[] = [
  [
    'third-year with good marks',
    today,
    {},
    {
      verdict: 'eligible',
      amount: 5_000_000,
      unit: 'per_student_month_plus_tuition',
      rate: 4.8,
      overdue: 6.24,
      term: false,
      pledge: 'open',
    },
  ],
  ['excellent marks', today, { lastYearGrade: 'xuat_sac' }, 'eligible'],
  ['fair marks', today, { lastYearGrade: 'kha' }, { verdict: 'ineligible', unmet: ['stem_merit'] }],
  ['marks not known', today, { lastYearGrade: null }, { verdict: 'needs_info', missing: ['lastYearGrade'] }],
  ['year not known', today, { studentYear: null }, { verdict: 'needs_info', missing: ['studentYear'] }],
  ['first year, every school year fair', today, { ...first, highSchoolAllYearsKha: true }, 'eligible'],
  ['first year, average of 8', today, { ...first, grade12StemAvg: 8 }, 'eligible'],
  [
    'first year, average just below 8',
    today,
    { ...first, grade12StemAvg: 7.99, highSchoolAllYearsKha: false },
    { verdict: 'ineligible', unmet: ['stem_merit'] },
  ],
  [
    'first year, low average, school years not known',
    today,
    { ...first, grade12StemAvg: 7.5 },
    { verdict: 'needs_info', missing: ['highSchoolAllYearsKha'] },
  ],
  [
    'first year, nothing known',
    today,
    first,
    { verdict: 'needs_info', missing: ['highSchoolAllYearsKha', 'grade12StemAvg'] },
  ],
  [
    'first year, weak years but average of 8',
    today,
    { ...first, highSchoolAllYearsKha: false, grade12StemAvg: 8.5 },
    'eligible',
  ],
  [
    'second year counts marks, not school',
    today,
    { studentYear: 2, lastYearGrade: 'kha', highSchoolAllYearsKha: true, grade12StemAvg: 9 },
    'ineligible',
  ],
  [
    'master, recognised',
    today,
    { studentLevel: 'master', recognisedByUniversity: true, lastYearGrade: null },
    'eligible',
  ],
  ['doctor, recognised', today, { studentLevel: 'phd', recognisedByUniversity: true }, 'eligible'],
  [
    'master, not recognised',
    today,
    { studentLevel: 'master', recognisedByUniversity: false },
    { verdict: 'ineligible', unmet: ['stem_merit'] },
  ],
  [
    'master, not told',
    today,
    { studentLevel: 'master' },
    { verdict: 'needs_info', missing: ['recognisedByUniversity'] },
  ],
  ['vocational', today, { studentLevel: 'vocational' }, 'eligible'],
  ['high school', today, { studentLevel: 'high_school' }, { verdict: 'ineligible', unmet: ['stem_level'] }],
  ['level not known', today, { studentLevel: null }, { verdict: 'needs_info', missing: ['studentLevel'] }],
  ['no student', today, { hasStudent: false }, 'ineligible'],
  ['another field', today, { stemMajor: false }, { verdict: 'ineligible', unmet: ['stem_field'] }],
  ['field not known', today, { stemMajor: null }, { verdict: 'needs_info', missing: ['stemMajor'] }],
  [
    'rich household: income does not matter',
    today,
    { povertyStatus: 'none', livingStandard: 'above_average', monthlyIncomeVnd: 90_000_000 },
    'eligible',
  ],
  ['in no group: not asked for', today, { groupMember: false }, 'eligible'],
  ['registered here', today, { residence: 'permanent' }, 'eligible'],
  ['not registered', today, { residence: 'none' }, 'ineligible'],
  ['with capacity', today, { civilCapacity: true }, 'eligible'],
  ['without capacity', today, { civilCapacity: false }, 'ineligible'],
  ['nothing overdue', today, { overdueDebtAtVbsp: false }, 'eligible'],
  ['overdue', today, { overdueDebtAtVbsp: true }, 'ask_officer'],
  ['for study', today, { purpose: 'study' }, 'eligible'],
  ['for production', today, { purpose: 'production' }, 'ineligible'],
  ['a student loan runs on', today, { existingVbspDebtVnd: { student: 20_000_000 } }, 'ask_officer'],
  ['another loan runs on', today, { existingVbspDebtVnd: { poor: 20_000_000 } }, 'eligible'],
  ['asks 500 million', today, { requestedTotalVnd: 500_000_000 }, { verdict: 'eligible', pledge: false }],
  ['asks a dong more', today, { requestedTotalVnd: 500_000_001 }, { verdict: 'eligible', pledge: true }],
  [
    'asks more and has nothing to pledge',
    today,
    { requestedTotalVnd: 600_000_000, collateralValueVnd: 0 },
    { verdict: 'ineligible', unmet: ['collateral'] },
  ],
  ['day before the decision', '2025-08-27', {}, 'not_in_force'],
  ['first day of the decision', '2025-08-28', {}, { verdict: 'eligible', rate: 4.8 }],
  ['the cut of December 2025 left it alone', '2025-12-01', {}, { verdict: 'eligible', rate: 4.8 }],
]

describe('stem_student', () => {
  table('stem_student', { studentLevel: 'university', studentYear: 3, stemMajor: true, lastYearGrade: 'gioi' }, rows, {
    no_overdue_debt: [false],
    no_parallel_loan: [false],
  })
})
