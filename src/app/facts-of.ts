import type { Answers } from '../conversation/flow.ts'
import type { Given } from '../conversation/question.ts'
import type { checkEligibility } from '../flows/check-eligibility.ts'
import type { Facts, ProgrammeId } from '../policy/index.ts'
import type { Loan } from '../ports/loans.ts'
import type { Commune, UnitKind } from '../ports/units.ts'

/** The answers of the talk about eligibility, as they came. */
export type EligibilityAnswers = Partial<Answers<typeof checkEligibility.questions>>

/** Which programmes a purpose can lead to, the likeliest first. */
export function candidates(purpose: string, poverty: string | undefined): ProgrammeId[] {
  if (purpose === 'study') return ['student', 'stem_student']
  if (purpose === 'clean_water') return ['clean_water']
  if (purpose === 'housing') return ['social_housing']
  const byList: Record<string, ProgrammeId[]> = {
    poor: ['poor'],
    near_poor: ['near_poor'],
    newly_escaped: ['newly_escaped'],
  }
  return [...(byList[poverty ?? ''] ?? []), 'job_creation']
}

/** What the answers say in the words of the law. What was not asked stays unknown. */
export function factsOf(
  answers: EligibilityAnswers,
  known: { given: Given; commune?: Commune; loans: readonly Loan[] },
): Facts {
  const poverty = (answers.poverty ?? known.given.povertyStatus) as Facts['povertyStatus']
  const purpose = String(answers.purpose ?? known.given.purpose) as Facts['purpose']
  return {
    purpose,
    ...(poverty ? { povertyStatus: poverty } : {}),
    ...(answers.residence ? { residence: answers.residence as Facts['residence'] } : {}),
    ...place(answers, known.commune),
    ...debts(known.loans),
    ...(purpose === 'production' ? { borrowerType: 'worker' as const } : {}),
    ...escaped(answers),
    ...student(answers, purpose),
    ...works(answers),
    ...housing(answers),
  }
}

function place(answers: EligibilityAnswers, commune: Commune | undefined): Partial<Facts> {
  if (!commune) return {}
  const former = /^(xa|phuong|thi_tran)_/.exec(answers.former_unit ?? '')?.[1] as UnitKind | undefined
  return { adminUnit: commune.kind, ...(former ? { formerUnit: former } : {}) }
}

function debts(loans: readonly Loan[]): Partial<Facts> {
  if (loans.length === 0) return {}
  const owed: Record<string, number> = {}
  for (const l of loans) owed[l.programme] = (owed[l.programme] ?? 0) + l.outstanding
  return {
    existingVbspDebtVnd: owed as NonNullable<Facts['existingVbspDebtVnd']>,
    overdueDebtAtVbsp: loans.some((l) => l.overdue > 0),
  }
}

/** "Within three years" is taken as inside, "longer" as outside; who is not sure leaves it open. */
function escaped(answers: EligibilityAnswers): Partial<Facts> {
  if (answers.escaped_years === 'within_three') return { yearsSinceEscaped: 2 }
  return answers.escaped_years === 'longer' ? { yearsSinceEscaped: 4 } : {}
}

function student(answers: EligibilityAnswers, purpose: Facts['purpose']): Partial<Facts> {
  if (purpose !== 'study') return {}
  const kinds: Record<string, Partial<Facts>> = {
    average: { livingStandard: 'average' },
    hardship: { familyHardship: true },
    orphan: { isOrphan: 'both' },
    none: { livingStandard: 'above_average', familyHardship: false, isOrphan: 'none' },
  }
  const level = levels[answers.study_level ?? '']
  const year = years[answers.student_year ?? '']
  return {
    hasStudent: true,
    ...kinds[answers.student ?? ''],
    ...(level ? { studentLevel: level } : {}),
    ...(year ? { studentYear: year } : {}),
  }
}

const levels: Record<string, NonNullable<Facts['studentLevel']>> = {
  university: 'university',
  vocational: 'vocational',
  school: 'high_school',
}

/** From the second year on the law asks the same of every year. */
const years: Record<string, number> = { first: 1, later: 2 }

function works(answers: EligibilityAnswers): Partial<Facts> {
  const state = answers.works_state as Facts['waterWork']
  if (!state) return {}
  return {
    ...(answers.works === 'toilet' ? {} : { waterWork: state }),
    ...(answers.works === 'water' ? {} : { sanitationWork: state }),
  }
}

function housing(answers: EligibilityAnswers): Partial<Facts> {
  const groups: Record<string, string> = {
    worker: 'industrial_worker',
    public_employee: 'public_employee',
    low_income: 'low_income_urban',
  }
  const group = groups[answers.housing_group ?? '']
  const cost = answers.housing_cost
  return {
    ...(group ? { beneficiaryGroup: group } : {}),
    ...(answers.housing ? { housingPlan: answers.housing } : {}),
    ...(cost === undefined ? {} : answers.housing === 'buy' ? { housePriceVnd: cost } : { repairEstimateVnd: cost }),
  }
}
