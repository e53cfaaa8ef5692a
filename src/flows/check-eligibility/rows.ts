import type { Json } from '../../conversation/question.ts'
import type { FactName, Facts } from '../../policy/index.ts'
import { entries } from '../filler.ts'
import type { QuestionFigures } from './figures.ts'
import { type Known, purposeOf } from './purposes.ts'

// What each answer says in the words of the law. The talk asks by this table, and what it answers is weighed by it.

/** One question: the fact that it settles, whom it is put to, and what each answer says. What says nothing leaves the fact unknown. */
export interface Row {
  settles: FactName
  when?(facts: Facts, known: Known): boolean
  says: Says | ((known: Known, figures: QuestionFigures) => Says)
}

/** Answers and the facts that each of them sets. */
export type Says = Record<string, Facts>

const notSure = { not_sure: {} }
const released: Facts = { formerPrisoner: true, hasCompletionCertificate: true }

/** The questions after the purpose. */
export const rows = {
  commune: { settles: 'adminUnit', says: communes },
  unit: {
    settles: 'adminUnit',
    when: (_, { answers }) => answers.commune === 'elsewhere',
    says: {
      xa: { adminUnit: 'xa' },
      new_ward: { adminUnit: 'phuong', formerUnit: 'xa' },
      old_ward: { adminUnit: 'phuong', formerUnit: 'phuong' },
      ...notSure,
    },
  },
  former_unit: { settles: 'formerUnit', when: ({ adminUnit }) => adminUnit === 'phuong', says: formerUnits },
  poverty: {
    settles: 'povertyStatus',
    says: {
      poor: { povertyStatus: 'poor' },
      near_poor: { povertyStatus: 'near_poor' },
      newly_escaped: { povertyStatus: 'newly_escaped' },
      none: { povertyStatus: 'none' },
      ...notSure,
    },
  },
  escaped_years: {
    settles: 'yearsSinceEscaped',
    when: ({ povertyStatus }) => povertyStatus === 'newly_escaped',
    says: (_, { yearsSinceLeft }) => ({
      within: { yearsSinceEscaped: yearsSinceLeft },
      longer: { yearsSinceEscaped: yearsSinceLeft + 1 },
      ...notSure,
    }),
  },
  area: {
    settles: 'inDisadvantagedArea',
    says: {
      special: { inDisadvantagedArea: true, inSpecialDifficultyArea: true },
      difficult: { inDisadvantagedArea: true, inSpecialDifficultyArea: false },
      no: { inDisadvantagedArea: false, inSpecialDifficultyArea: false },
      ...notSure,
    },
  },
  minority: { settles: 'ethnicMinority', says: yesOrNo('ethnicMinority') },
  merit: { settles: 'meritoriousRelative', says: yesOrNo('meritoriousRelative') },
  served: {
    settles: 'formerPrisoner',
    says: (_, { yearsSinceRelease }) => ({
      within: { ...released, yearsSinceRelease },
      longer: { ...released, yearsSinceRelease: yearsSinceRelease + 1 },
      no: { formerPrisoner: false },
      ...notSure,
    }),
  },
  police_list: {
    settles: 'onPoliceList',
    when: ({ formerPrisoner }) => formerPrisoner === true,
    says: yesOrNo('onPoliceList'),
  },
  study_level: {
    settles: 'studentLevel',
    says: {
      university: { studentLevel: 'university' },
      vocational: { studentLevel: 'vocational' },
      school: { studentLevel: 'high_school' },
    },
  },
  student: {
    settles: 'livingStandard',
    says: {
      average: { livingStandard: 'average' },
      hardship: { familyHardship: true },
      orphan: { isOrphan: 'both' },
      none: { livingStandard: 'above_average', familyHardship: false, isOrphan: 'none' },
      ...notSure,
    },
  },
  field: { settles: 'stemMajor', says: yesOrNo('stemMajor') },
  // From the second year on the law asks the same of every year, and of the marks only whether they are good.
  marks: {
    settles: 'studentYear',
    says: {
      first_good: { studentYear: 1, highSchoolAllYearsKha: true },
      later_good: { studentYear: 2, lastYearGrade: 'gioi' },
      not_good: { studentYear: 2, lastYearGrade: 'kha' },
      ...notSure,
    },
  },
  works: {
    settles: 'waterWork',
    says: {
      water: { waterWork: 'none', sanitationWork: 'good' },
      toilet: { waterWork: 'good', sanitationWork: 'none' },
      both: { waterWork: 'none', sanitationWork: 'none' },
      good: { waterWork: 'good', sanitationWork: 'good' },
    },
  },
  // Whether a work is missing or damaged differs only beside an older debt.
  works_state: { settles: 'waterWork', when: ({ waterWork }) => waterWork != null, says: worksStates },
  housing: { settles: 'housingPlan', says: { buy: { housingPlan: 'buy' }, build: { housingPlan: 'build' } } },
  // Who is on the list needs no other group, but for buying in the country: there the list alone does not do.
  housing_group: {
    settles: 'beneficiaryGroup',
    when: ({ povertyStatus, housingPlan, adminUnit }) =>
      (povertyStatus !== 'poor' && povertyStatus !== 'near_poor') || (housingPlan === 'buy' && adminUnit === 'xa'),
    says: {
      employed: { beneficiaryGroup: 'industrial_worker' },
      low_income: { beneficiaryGroup: 'low_income_urban' },
      merit: { beneficiaryGroup: 'merit' },
      ...notSure,
    },
  },
  income: { settles: 'monthlyIncomeVnd', says: incomes },
  family: {
    settles: 'maritalStatus',
    when: (_, { answers }) => answers.income === 'lower' || answers.income === 'middle',
    says: {
      single: { maritalStatus: 'single', minorChildren: 0 },
      couple: { maritalStatus: 'married' },
      single_parent: { maritalStatus: 'single_parent', minorChildren: 1 },
      ...notSure,
    },
  },
  home: {
    settles: 'ownsHouse',
    when: ({ housingPlan }) => housingPlan === 'buy',
    says: (_, { smallHomeMetres }) => ({
      no_home: { ownsHouse: false },
      small: { ownsHouse: true, areaPerPersonM2: Math.max(0, smallHomeMetres - 1) },
      roomy: { ownsHouse: true, areaPerPersonM2: smallHomeMetres },
      ...notSure,
    }),
  },
  contract: { settles: 'hasSignedOverseasContract', says: yesOrNo('hasSignedOverseasContract') },
  registration: {
    settles: 'residence',
    when: ({ residence }) => residence == null,
    says: { permanent: { residence: 'permanent' }, temporary: { residence: 'temporary' }, ...notSure },
  },
} as const satisfies Record<string, Row>

/** The name of a question after the purpose. */
export type Asked = keyof typeof rows

/** Registered for good or for a time counts alike, but for work abroad: there it is asked. */
function communes(known: Known): Says {
  const registered: Facts = purposeOf(known) === 'abroad' ? {} : { residence: 'temporary' }
  const named = (entries(known.given, 'communes') as Unit[]).map(({ id, kind }) => [
    id,
    { ...registered, ...unitOf(kind) },
  ])
  return { ...Object.fromEntries(named), elsewhere: registered, unregistered: { residence: 'none' } }
}

interface Unit {
  id: string
  kind?: Json
}

function formerUnits({ answers, given }: Known): Says {
  const units = entries(given, `former_${answers.commune ?? given.commune}`)
  return { ...Object.fromEntries(units.map(({ id }) => [id, formerOf(id)])), ...notSure }
}

/** The id of a former unit begins with its kind. */
function formerOf(id: string): Facts {
  const kind = (['thi_tran', 'phuong', 'xa'] as const).find((k) => id.startsWith(`${k}_`))
  return kind === undefined ? {} : { formerUnit: kind }
}

function unitOf(kind: Json | undefined): Facts {
  const adminUnit = (['thi_tran', 'phuong', 'xa'] as const).find((k) => k === kind)
  return adminUnit === undefined ? {} : { adminUnit }
}

function worksStates({ answers }: Known): Says {
  const one = (state: 'none' | 'damaged'): Facts => ({
    ...(answers.works === 'toilet' ? {} : { waterWork: state }),
    ...(answers.works === 'water' ? {} : { sanitationWork: state }),
  })
  return answers.works === 'good' ? {} : { none: one('none'), damaged: one('damaged') }
}

/** Between the ceilings the family decides which of them counts. */
function incomes(_: Known, { income: { least, parent, most } }: QuestionFigures): Says {
  return {
    low: { monthlyIncomeVnd: least },
    lower: { monthlyIncomeVnd: parent },
    middle: { monthlyIncomeVnd: most },
    high: { monthlyIncomeVnd: most + 1 },
    ...notSure,
  }
}

function yesOrNo(fact: FactName): Says {
  return { yes: { [fact]: true }, no: { [fact]: false }, ...notSure }
}
