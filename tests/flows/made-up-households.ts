import type { Given } from '../../src/conversation/question.ts'
import type { Day } from '../../src/domain/day.ts'
import type { PurposeId } from '../../src/flows/check-eligibility/purposes.ts'
import type { Asked } from '../../src/flows/check-eligibility/rows.ts'
import type { Facts } from '../../src/policy/index.ts'

// Households that do not exist, each with what it knows of itself, and how it answers when it is asked.

/** A household, what it wants the money for, what the talk was opened with, and everything that it knows. */
export interface MadeUp {
  purpose: PurposeId
  given: Given
  facts: Facts
  commune: string
}

const communes = [
  { id: '1', name: 'Xã Một', kind: 'xa', former: ['xa'] },
  { id: '2', name: 'Phường Hai', kind: 'phuong', former: ['xa', 'phuong'] },
  { id: '3', name: 'Phường Ba', kind: 'phuong', former: ['thi_tran', 'phuong'] },
  { id: '4', name: 'Phường Bốn', kind: 'phuong', former: ['phuong'] },
] as const
const places = ['1', '2', '3', '4', 'elsewhere', 'unregistered']
const million = 1_000_000

/** The n-th household: the same one in every run. */
export function madeUp(n: number, purpose: PurposeId, day: Day): MadeUp {
  const chance = chances(n + 1)
  const linked = chance.often(0.3)
  const commune = linked ? chance.of('1', '2', '3', '4') : chance.of(...places)
  const facts: Facts = {
    ...place(commune, chance),
    ...listed(chance),
    ...own(chance, purpose),
    ...(linked ? atTheBank(chance) : {}),
  }
  if (!asksForGroup(facts)) delete facts.beneficiaryGroup
  const { povertyStatus, existingVbspDebtVnd, overdueDebtAtVbsp, groupMember } = facts
  const known = { existingVbspDebtVnd, overdueDebtAtVbsp, groupMember, ...(povertyStatus ? { povertyStatus } : {}) }
  const office = {
    day,
    communes: communes.map(({ id, name, kind }) => ({ id, name, kind })),
    ...Object.fromEntries(
      communes.map((c) => [
        `former_${c.id}`,
        c.former.map((kind, i) => ({ id: `${kind}_${i}`, name: `${kind} ${i}` })),
      ]),
    ),
  }
  return { purpose, commune, facts, given: { ...office, ...(linked ? { commune, facts: known as Given } : {}) } }
}

/** How the household answers. What it does not know, it says so. */
export function answerOf(node: Asked, { commune, facts, given }: MadeUp): string {
  const flag = (value: boolean | null | undefined) => (value == null ? 'not_sure' : value ? 'yes' : 'no')
  const answers: Record<Asked, () => string> = {
    commune: () => commune,
    unit: () =>
      facts.adminUnit === 'xa'
        ? 'xa'
        : facts.adminUnit == null
          ? 'not_sure'
          : facts.formerUnit === 'phuong'
            ? 'old_ward'
            : 'new_ward',
    former_unit: () => {
      const units = given[`former_${commune}`] as { id: string }[]
      return units.find((u) => u.id.startsWith(String(facts.formerUnit)))?.id ?? 'not_sure'
    },
    poverty: () => facts.povertyStatus ?? 'not_sure',
    escaped_years: () => within(facts.yearsSinceEscaped, 3),
    area: () =>
      facts.inDisadvantagedArea == null
        ? 'not_sure'
        : facts.inSpecialDifficultyArea
          ? 'special'
          : facts.inDisadvantagedArea
            ? 'difficult'
            : 'no',
    minority: () => flag(facts.ethnicMinority),
    merit: () => flag(facts.meritoriousRelative),
    served: () =>
      facts.formerPrisoner == null ? 'not_sure' : facts.formerPrisoner ? within(facts.yearsSinceRelease, 5) : 'no',
    police_list: () => flag(facts.onPoliceList),
    study_level: () =>
      facts.studentLevel === 'high_school'
        ? 'school'
        : facts.studentLevel === 'vocational'
          ? 'vocational'
          : 'university',
    student: () => {
      if (facts.isOrphan === 'both') return 'orphan'
      if (facts.familyHardship) return 'hardship'
      return facts.livingStandard == null ? 'not_sure' : facts.livingStandard === 'average' ? 'average' : 'none'
    },
    field: () => flag(facts.stemMajor),
    marks: () => {
      if (facts.studentYear == null) return 'not_sure'
      if (facts.studentYear > 1)
        return facts.lastYearGrade === 'gioi' || facts.lastYearGrade === 'xuat_sac' ? 'later_good' : 'not_good'
      return facts.highSchoolAllYearsKha || (facts.grade12StemAvg ?? 0) >= 8 ? 'first_good' : 'not_good'
    },
    works: () => {
      const [water, toilet] = [facts.waterWork !== 'good', facts.sanitationWork !== 'good']
      return water && toilet ? 'both' : water ? 'water' : toilet ? 'toilet' : 'good'
    },
    works_state: () => ([facts.waterWork, facts.sanitationWork].includes('damaged') ? 'damaged' : 'none'),
    housing: () => facts.housingPlan ?? 'buy',
    housing_group: () => {
      const group = facts.beneficiaryGroup
      return group == null
        ? 'not_sure'
        : group === 'merit'
          ? 'merit'
          : group === 'low_income_urban'
            ? 'low_income'
            : 'employed'
    },
    income: () =>
      bracket(facts.monthlyIncomeVnd, ['low', 25 * million], ['lower', 35 * million], ['middle', 50 * million]),
    family: () => (facts.maritalStatus === 'married' ? 'couple' : (facts.maritalStatus ?? 'not_sure')),
    home: () =>
      facts.ownsHouse == null
        ? 'not_sure'
        : !facts.ownsHouse
          ? 'no_home'
          : (facts.areaPerPersonM2 ?? 0) < 15
            ? 'small'
            : 'roomy',
    contract: () => flag(facts.hasSignedOverseasContract),
    registration: () => facts.residence ?? 'not_sure',
  }
  return answers[node]()
}

function within(years: number | null | undefined, most: number): string {
  return years == null ? 'not_sure' : years <= most ? 'within' : 'longer'
}

function bracket(sum: number | null | undefined, ...steps: [string, number][]): string {
  if (sum == null) return 'not_sure'
  return steps.find(([, most]) => sum <= most)?.[0] ?? 'high'
}

function place(commune: string, chance: Chance): Facts {
  if (commune === 'unregistered') return { residence: 'none' }
  const residence = chance.of('permanent', 'permanent', 'temporary')
  const found = communes.find((c) => c.id === commune)
  const kind = found?.kind ?? chance.of('xa', 'phuong', undefined)
  const formerUnit =
    kind === 'phuong'
      ? chance.of(...(found?.former ?? (['xa', 'phuong'] as const)), ...(found ? [undefined] : []))
      : undefined
  return { residence, ...(kind ? { adminUnit: kind } : {}), ...(formerUnit ? { formerUnit } : {}) }
}

function listed(chance: Chance): Facts {
  const povertyStatus = chance.known(() => chance.of('poor', 'near_poor', 'newly_escaped', 'none', 'none', 'none'))
  if (povertyStatus === undefined) return {}
  const years = povertyStatus === 'newly_escaped' ? chance.known(() => chance.of(0.5, 2, 3, 3.5, 6)) : undefined
  return { povertyStatus, ...(years === undefined ? {} : { yearsSinceEscaped: years }) }
}

function atTheBank(chance: Chance): Facts {
  const programmes = [
    'poor',
    'near_poor',
    'newly_escaped',
    'clean_water',
    'job_creation',
    'student',
    'social_housing',
  ] as const
  const debts = chance.often(0.5) ? { [chance.of(...programmes)]: chance.of(5, 20, 25, 40, 100) * million } : {}
  return { existingVbspDebtVnd: debts, overdueDebtAtVbsp: chance.often(0.1), groupMember: true }
}

const ownFacts: Record<PurposeId, (chance: Chance) => Facts> = {
  production: (chance) => ({
    purpose: 'production',
    borrowerType: 'worker',
    ...area(chance),
    ...flagged(
      'ethnicMinority',
      chance.known(() => chance.often(0.3)),
    ),
    ...served(chance),
  }),
  study: (chance) => ({
    purpose: 'study',
    hasStudent: true,
    studentLevel: chance.of('university', 'college', 'vocational', 'high_school'),
    ...chance.of<Facts>(
      {},
      { livingStandard: 'average' },
      { familyHardship: true },
      { isOrphan: 'both' },
      { livingStandard: 'above_average', familyHardship: false, isOrphan: 'none' },
    ),
    ...flagged(
      'stemMajor',
      chance.known(() => chance.often(0.4)),
    ),
    ...(chance.known(() => marks(chance)) ?? {}),
  }),
  clean_water: (chance) => ({
    purpose: 'clean_water',
    waterWork: chance.of('none', 'damaged', 'good'),
    sanitationWork: chance.of('none', 'damaged', 'good'),
  }),
  housing: (chance) => ({
    purpose: 'housing',
    housingPlan: chance.of('buy', 'build'),
    ...home(chance),
  }),
  abroad: (chance) => ({
    purpose: 'labour_export',
    ...area(chance),
    ...flagged(
      'hasSignedOverseasContract',
      chance.known(() => chance.often(0.5)),
    ),
    ...flagged(
      'ethnicMinority',
      chance.known(() => chance.often(0.3)),
    ),
    ...flagged(
      'meritoriousRelative',
      chance.known(() => chance.often(0.1)),
    ),
  }),
}

function own(chance: Chance, purpose: PurposeId): Facts {
  return ownFacts[purpose](chance)
}

function area(chance: Chance): Facts {
  const kind = chance.of('special', 'difficult', 'no', 'no', undefined)
  return kind === undefined ? {} : { inDisadvantagedArea: kind !== 'no', inSpecialDifficultyArea: kind === 'special' }
}

function served(chance: Chance): Facts {
  const kind = chance.of('no', 'no', 'no', 'no', 'no', 'no', 'no', 'yes', undefined)
  if (kind === undefined) return {}
  if (kind === 'no') return { formerPrisoner: false }
  return {
    formerPrisoner: true,
    hasCompletionCertificate: true,
    yearsSinceRelease: chance.of(0.5, 5, 5.5, 9),
    ...flagged(
      'onPoliceList',
      chance.known(() => chance.often(0.5)),
    ),
  }
}

function marks(chance: Chance): Facts {
  const studentYear = chance.of(1, 2, 4)
  return studentYear === 1
    ? { studentYear, highSchoolAllYearsKha: chance.often(0.5), grade12StemAvg: chance.of(6.5, 7.9, 8, 9.1) }
    : { studentYear, lastYearGrade: chance.of('trung_binh', 'kha', 'gioi', 'xuat_sac') }
}

function home(chance: Chance): Facts {
  const beneficiaryGroup = chance.of('industrial_worker', 'public_employee', 'low_income_urban', 'merit', undefined)
  const monthlyIncomeVnd = chance.known(() => chance.of(8, 15, 20, 25, 26, 35, 36, 50, 51) * million)
  const maritalStatus = chance.known(() => chance.of('single', 'married', 'single_parent'))
  const house = chance.of<Facts>(
    {},
    { ownsHouse: false },
    { ownsHouse: true, areaPerPersonM2: chance.of(9, 14, 15, 30) },
  )
  return {
    ...house,
    ...(beneficiaryGroup ? { beneficiaryGroup } : {}),
    ...(monthlyIncomeVnd === undefined ? {} : { monthlyIncomeVnd }),
    ...(maritalStatus ? { maritalStatus } : {}),
  }
}

/** Who is on the list names no other group, but to buy in the country. */
function asksForGroup({ povertyStatus, housingPlan, adminUnit }: Facts): boolean {
  const listed = povertyStatus === 'poor' || povertyStatus === 'near_poor'
  return !listed || (housingPlan === 'buy' && adminUnit === 'xa')
}

function flagged(name: keyof Facts, value: boolean | undefined): Facts {
  return value === undefined ? {} : { [name]: value }
}

interface Chance {
  of<T>(...values: readonly T[]): T
  often(part: number): boolean
  /** One household in eight does not know. */
  known<T>(value: () => T): T | undefined
}

/** Numbers that look like chance and are the same in every run (a linear congruential generator). */
function chances(seed: number): Chance {
  let state = (seed * 2_654_435_761) % 4_294_967_296
  const next = () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296
    return state / 4_294_967_296
  }
  const often = (part: number) => next() < part
  return {
    of: <T>(...values: readonly T[]) => values[Math.floor(next() * values.length)] as T,
    often,
    known: (value) => (often(0.125) ? undefined : value()),
  }
}
