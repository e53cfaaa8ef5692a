import { type Citation, type Dated, inForce } from '../domain/dated.ts'
import type { Day } from '../domain/day.ts'
import type { ProgrammeId } from './ids.ts'
import {
  article,
  nd61of2015,
  nd100of2015,
  nd100of2024,
  nd338abroad,
  nd338of2025,
  qd10of2024,
  qd16of2023,
  qd29of2025,
  qd62of2004,
  qd157of2007,
} from './sources.ts'

/** What a request tells beyond form 01/TD. The questions stand in the talk `apply` under the same names. */
export type RequestField =
  | 'student_name'
  | 'school'
  | 'course'
  | 'study_year'
  | 'tuition'
  | 'workers'
  | 'workplace'
  | 'country'
  | 'company'
  | 'contract_day'
  | 'costs'
  | 'works'
  | 'house'
  | 'price'

const study = ['student_name', 'school', 'course', 'study_year', 'tuition'] as const
const abroad = ['country', 'company', 'contract_day', 'costs'] as const

/**
 * What each programme weighs and 01/TD has no field for, since when, and where the law names it: the pupil and the school that
 * certifies, the workers by whom the ceiling is counted, the contract whose costs are lent, the works that are counted one by one.
 */
const fields: Partial<Record<ProgrammeId, Dated<readonly RequestField[]>>> = {
  student: [{ from: '2007-10-01', value: study, cite: article(qd157of2007, 4), confidence: 'found' }],
  stem_student: [{ from: '2025-08-28', value: study, cite: qd29of2025, confidence: 'found' }],
  job_creation: [
    { from: '2015-09-01', until: '2025-12-31', value: ['workers', 'workplace'], cite: nd61of2015, confidence: 'found' },
    { from: '2026-01-01', value: ['workers', 'workplace'], cite: nd338of2025, confidence: 'found' },
  ],
  labour_export: [
    { from: '2015-09-01', until: '2025-12-31', value: abroad, cite: nd61of2015, confidence: 'found' },
    { from: '2026-01-01', value: abroad, cite: nd338abroad, confidence: 'found' },
  ],
  korea_eps_deposit: [{ from: '2023-06-01', value: ['contract_day'], cite: qd16of2023, confidence: 'found' }],
  clean_water: [
    { from: '2004-04-16', until: '2024-09-01', value: ['works'], cite: qd62of2004, confidence: 'found' },
    { from: '2024-09-02', value: ['works'], cite: qd10of2024, confidence: 'found' },
  ],
  social_housing: [
    { from: '2016-01-01', until: '2024-07-31', value: ['house', 'price'], cite: nd100of2015, confidence: 'found' },
    { from: '2024-08-01', value: ['house', 'price'], cite: nd100of2024, confidence: 'found' },
  ],
}

/** What a request under that programme has to tell beyond 01/TD on that day, and the text that asks for it. */
export function requestFieldsOn(id: ProgrammeId, day: Day): { fields: readonly RequestField[]; cite?: Citation } {
  const dated = fields[id]
  const period = dated && inForce(dated, day)
  return period ? { fields: period.value, cite: period.cite } : { fields: [] }
}
