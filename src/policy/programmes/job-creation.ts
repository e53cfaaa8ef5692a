import { type Dated, inForce } from '../../domain/dated.ts'
import type { Day } from '../../domain/day.ts'
import { noCollateral, overdueGeneral } from '../bases.ts'
import { fixedCeiling, withDebt } from '../ceilings.ts'
import type { Facts } from '../facts.ts'
import {
  byLaw,
  type Finding,
  holds,
  type Law,
  met,
  presumed,
  type Rule,
  saying,
  unknown,
  unmet,
  unsettled,
} from '../finding.ts'
import type { Ceiling, Collateral, Limit, Picked, Programme } from '../programme.ts'
import { civilCapacity, groupMember, noOverdueDebt, told } from '../rules/applicant.ts'
import { pledge } from '../rules/collateral.ts'
import { owed, roomLeft } from '../rules/debt.ts'
import { purposeFits, type Uses } from '../rules/purpose.ts'
import {
  article,
  employmentLaw2013,
  employmentLaw2025,
  nd61of2015,
  nd74of2019,
  nd338of2025,
  procedure,
} from '../sources.ts'

const since: Day = '2015-09-01'
const law9 = article(employmentLaw2025, 9)
const decree5 = article(nd338of2025, 5)

/** From `from` years on; younger than `freely` only the office can say, for the Labour Code limits the work of minors. */
const ages: Dated<{ from: number; freely: number }> = [
  { from: since, until: '2025-12-31', value: { from: 18, freely: 18 }, cite: nd61of2015, confidence: 'found' },
  { from: '2026-01-01', value: { from: 15, freely: 18 }, cite: law9, confidence: 'found' },
]
/** Living at the place of the project, and the commune's word on the plan: asked before 2026; whether still asked was not read. */
const atThePlace: Dated<'required' | 'ask'> = [
  { from: since, until: '2025-12-31', value: 'required', cite: employmentLaw2013, confidence: 'found' },
  { from: '2026-01-01', value: 'ask', cite: nd338of2025, confidence: 'uncertain' },
]
/** Establishments that may borrow, by the words that callers use; an enterprise only when it is not a large one. */
const establishments: Dated<{ fit: readonly string[]; outside: readonly string[] }> = [
  {
    from: since,
    value: { fit: ['enterprise', 'company', 'business', 'sme', 'cooperative', 'household'], outside: ['large'] },
    cite: law9,
    confidence: 'found',
  },
]
const uses: Dated<Uses> = [
  {
    from: since,
    value: { allowed: ['job_creation', 'production'], askOfficer: ['mixed', 'other'] },
    cite: nd338of2025,
    confidence: 'found',
  },
]
const period61 = { from: since, until: '2019-11-07', cite: nd61of2015, confidence: 'found' } as const
const period74 = { from: '2019-11-08', until: '2025-12-31', cite: nd74of2019, confidence: 'found' } as const
const period338 = { from: '2026-01-01', cite: decree5, confidence: 'found' } as const
const perPerson = (dong: number): Limit => ({ dong, unit: 'per_person' })
const perProject = (dong: number): Limit => ({ dong, unit: 'per_project' })
const perWorker = (dong: number): Limit => ({ dong, unit: 'per_worker' })
const limits = {
  worker: [
    { ...period61, value: perPerson(50_000_000) },
    { ...period74, value: perPerson(100_000_000) },
    { ...period338, value: perPerson(200_000_000) },
  ],
  establishment: [
    { ...period61, value: perProject(1_000_000_000) },
    { ...period74, value: perProject(2_000_000_000) },
    { ...period338, value: perProject(10_000_000_000) },
  ],
  each_worker: [
    { ...period61, value: perWorker(50_000_000) },
    { ...period74, value: perWorker(100_000_000) },
    { ...period338, value: perWorker(200_000_000) },
  ],
} satisfies Record<string, Dated<Limit>>
const pledged: Dated<Collateral> = [
  { ...period61, value: { kind: 'above', dong: 50_000_000 } },
  { ...period74, value: { kind: 'from', dong: 100_000_000 } },
  { ...period338, value: { kind: 'above', dong: 200_000_000 } },
]

type Borrower = 'worker' | 'business' | undefined

/** A worker or an establishment: as told, or as the facts of an establishment show. */
function borrowerOf(facts: Facts): Borrower {
  if (facts.borrowerType === 'worker') return 'worker'
  if (facts.borrowerType != null) return 'business'
  const shown = facts.businessType ?? facts.totalWorkers ?? facts.supportedWorkers ?? facts.legallyEstablished
  return shown == null ? undefined : 'business'
}

const borrower: Rule = {
  id: 'job_borrower',
  certifier: 'bank',
  weigh: byLaw(establishments, (facts, { value, cite, day }) => {
    const kind = borrowerOf(facts)
    if (kind === undefined) return unknown(cite, ['borrowerType'])
    return kind === 'worker' ? met(cite) : establishment(facts, { value, cite, day })
  }),
}

function establishment(
  facts: Facts,
  { value, cite }: Law<{ fit: readonly string[]; outside: readonly string[] }>,
): Finding {
  if (facts.borrowerType === 'school') return unsettled(cite)
  if (facts.businessType == null) return presumed(cite)
  const words = facts.businessType.toLowerCase().split(/[^a-z]+/)
  if (words.some((w) => value.outside.includes(w))) return unmet(cite)
  return words.some((w) => value.fit.includes(w)) ? met(cite) : unsettled(cite)
}

const oldEnough: Rule = {
  id: 'working_age',
  certifier: 'commune',
  weigh: byLaw(ages, (facts, { value: { from, freely }, cite }) => {
    const fillers = { years: from }
    if (facts.applicantAge == null) return presumed(cite, fillers)
    if (facts.applicantAge < from) return unmet(cite, fillers)
    return facts.applicantAge < freely ? unsettled(cite, fillers) : met(cite, fillers)
  }),
}

const livesAtProject: Rule = {
  id: 'lives_at_project',
  certifier: 'commune',
  weigh: byLaw(atThePlace, (facts, { value: law, cite }) => {
    const there = facts.residentAtProjectPlace ?? (facts.residence == null ? undefined : facts.residence !== 'none')
    return there === false && law === 'ask' ? unsettled(cite) : told(there, cite)
  }),
}

const hasPlan: Rule = { id: 'has_loan_plan', certifier: 'bank', weigh: (facts) => told(facts.hasLoanPlan, nd338of2025) }

const planConfirmed: Rule = {
  id: 'plan_confirmed',
  certifier: 'commune',
  weigh: byLaw(atThePlace, (facts, { value: law, cite }) =>
    facts.planApprovedByCommune === false && law === 'ask' ? unsettled(cite) : told(facts.planApprovedByCommune, cite),
  ),
}

const lawfulBusiness: Rule = {
  id: 'lawful_business',
  certifier: 'commune',
  weigh: (facts) => (borrowerOf(facts) === 'worker' ? met(law9) : told(facts.legallyEstablished, law9)),
}

const createsWork: Rule = {
  id: 'creates_work',
  certifier: 'employer',
  weigh(facts) {
    if (borrowerOf(facts) === 'worker') return met(law9)
    return facts.supportedWorkers == null ? presumed(law9) : holds(facts.supportedWorkers > 0, law9)
  },
}

/** Establishments come to the bank themselves; workers through their group. */
const throughGroupOrDirect: Rule = {
  ...groupMember,
  weigh: (facts, day) =>
    borrowerOf(facts) === 'business' ? saying('direct', met(nd338of2025)) : groupMember.weigh(facts, day),
}

function ceiling(facts: Facts, day: Day): Ceiling | undefined {
  if (borrowerOf(facts) === 'worker') return fixedCeiling(limits.worker, { facts, day, debts: ['job_creation'] })
  if (borrowerOf(facts) === undefined) return undefined
  const each = fixedCeiling(limits.each_worker, { facts, day, debts: [] })
  const whole = fixedCeiling(limits.establishment, { facts, day, debts: [] })
  if (each === undefined || whole === undefined || facts.supportedWorkers == null) return each
  const workers = each.dong * facts.supportedWorkers
  const most = workers < whole.dong ? { ...whole, dong: workers, period: each.period } : whole
  return withDebt(most, owed(facts, ['job_creation']))
}

/** The groups of the law that the facts can show; the list that we read is cut short, so others ask the office. */
function pick(facts: Facts, day: Day): Picked {
  const poor = facts.povertyStatus === 'poor'
  const hard = facts.inSpecialDifficultyArea === true
  const since2026 = inForce(atThePlace, day)?.value === 'ask'
  const preferred = since2026 ? poor && (facts.ethnicMinority === true || hard) : facts.ethnicMinority === true && hard
  const person = borrowerOf(facts) === 'worker'
  return { rate: person && preferred ? 'preferential' : 'general', collateral: person ? 'worker' : 'establishment' }
}

/** Loans that create, keep and widen jobs. */
export const jobCreation: Programme = {
  id: 'job_creation',
  open: [
    { from: since, until: '2025-12-31', value: true, cite: nd61of2015, confidence: 'found' },
    { from: '2026-01-01', value: true, cite: nd338of2025, confidence: 'found' },
  ],
  limits,
  rates: {
    general: [
      { ...period61, value: { factorOfPoor: 1 } },
      { ...period74, value: { factorOfPoor: 1.2 } },
      { ...period338, value: { factorOfPoor: 1.27 }, cite: nd338of2025 },
    ],
    preferential: [
      { ...period61, value: { factorOfPoor: 0.5 }, confidence: 'derived' },
      { ...period74, value: { factorOfPoor: 0.6 } },
      { ...period338, value: { factorOfPoor: 1 }, cite: nd338of2025 },
    ],
  },
  overdue: overdueGeneral,
  terms: {
    general: [
      { ...period61, value: { months: 60 } },
      { ...period74, value: { months: 120 } },
      { ...period338, value: { months: 120 }, cite: nd338of2025 },
    ],
  },
  collateral: { worker: noCollateral, establishment: pledged },
  papers: [
    {
      from: since,
      value: ['loan_request', 'job_plan', 'preferential_proof', 'collateral_papers', 'identity_card'],
      cite: procedure,
      confidence: 'found',
    },
  ],
  conditions: { ages, atThePlace, establishments, uses },
  rules: [
    borrower,
    oldEnough,
    civilCapacity,
    livesAtProject,
    hasPlan,
    planConfirmed,
    lawfulBusiness,
    createsWork,
    throughGroupOrDirect,
    noOverdueDebt,
    purposeFits(uses),
    pledge((facts) => (borrowerOf(facts) === 'business' ? pledged : noCollateral), ceiling),
    roomLeft(ceiling, limits.worker),
  ],
  ceiling,
  pick,
}
