import type { Dated } from '../../domain/dated.ts'
import { inForce } from '../../domain/dated.ts'
import type { Day } from '../../domain/day.ts'
import { noCollateral, overdueGeneral } from '../bases.ts'
import { fixedCeiling, withDebt } from '../ceilings.ts'
import type { FactName, Facts } from '../facts.ts'
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
import type { ProgrammeId } from '../ids.ts'
import type { Ceiling, Collateral, Limit, Picked, Programme } from '../programme.ts'
import { asked, civilCapacity, noOverdueDebt, residence, told } from '../rules/applicant.ts'
import { pledge } from '../rules/collateral.ts'
import { owed, roomLeft } from '../rules/debt.ts'
import { purposeFits, type Uses } from '../rules/purpose.ts'
import { article, qd22of2023, summary2025 } from '../sources.ts'

const since: Day = '2023-10-10'
const found = { from: since, cite: qd22of2023, confidence: 'found' } as const
const article3 = article(qd22of2023, 3)

/** From the end of the sentence to the loan: years. */
const yearsSince: Dated<number> = [{ ...found, value: 5, cite: article3 }]
/** People who served a sentence among the workers of an establishment: per cent, at least. */
const workersShare: Dated<number> = [{ ...found, value: 10, cite: article3 }]
const uses: Dated<Uses> = [
  {
    ...found,
    value: { allowed: ['study', 'production', 'job_creation'], askOfficer: ['mixed', 'other'] },
    cite: article(qd22of2023, 5),
  },
]
/** Loans for the same purpose at the bank, which this one may not stand beside. */
const samePurpose: Dated<{ study: readonly ProgrammeId[]; work: readonly ProgrammeId[] }> = [
  {
    ...found,
    value: {
      study: ['student', 'stem_student'],
      work: [
        'poor',
        'near_poor',
        'newly_escaped',
        'job_creation',
        'disadvantaged_area_business',
        'disadvantaged_area_trader',
      ],
    },
    cite: article3,
  },
]
const article6 = article(qd22of2023, 6)
const limits = {
  work: [{ ...found, value: { dong: 100_000_000, unit: 'per_person' }, cite: article6 }],
  training: [{ ...found, value: { dong: 4_000_000, unit: 'per_student_month' }, cite: article6 }],
  establishment: [{ ...found, value: { dong: 2_000_000_000, unit: 'per_project' }, cite: article6 }],
  each_worker: [{ ...found, value: { dong: 100_000_000, unit: 'per_worker' }, cite: article6 }],
} satisfies Record<string, Dated<Limit>>
const pledged: Dated<Collateral> = [{ ...found, value: { kind: 'above', dong: 100_000_000 } }]

function establishment(facts: Facts): boolean {
  return facts.borrowerType === 'business' || facts.borrowerType === 'school'
}

const servedSentence: Rule = {
  id: 'served_sentence',
  certifier: 'police',
  weigh: (facts) => (establishment(facts) ? met(article3) : served(facts)),
}

/** A certificate of the served sentence or of an amnesty. A suspended sentence is not served in prison. */
function served(facts: Facts): Finding {
  if (facts.suspendedSentence === true || facts.formerPrisoner === false) return unmet(article3)
  if (facts.hasCompletionCertificate === true || facts.hasAmnestyCertificate === true) return met(article3)
  const open = certificates.filter((name) => facts[name] == null)
  return open.length > 0
    ? unknown(article3, facts.formerPrisoner == null ? ['formerPrisoner', ...open] : open)
    : unmet(article3)
}
const certificates = ['hasCompletionCertificate', 'hasAmnestyCertificate'] as const satisfies readonly FactName[]

const onPoliceList: Rule = {
  id: 'on_police_list',
  certifier: 'police',
  weigh: (facts) => (establishment(facts) ? met(article3) : asked(facts.onPoliceList, article3, 'onPoliceList')),
}

const keepsTheLaw: Rule = {
  id: 'keeps_the_law',
  certifier: 'police',
  weigh: (facts) => told(facts.goodLegalCompliance, article3),
}

const servedRecently: Rule = {
  id: 'served_recently',
  certifier: 'police',
  weigh: byLaw(yearsSince, (facts, { value: years, cite }) => {
    if (establishment(facts)) return met(cite, { years })
    return facts.yearsSinceRelease == null
      ? unknown(cite, ['yearsSinceRelease'])
      : holds(facts.yearsSinceRelease <= years, cite, { years })
  }),
}

const employs: Rule = {
  id: 'employs_former_prisoners',
  certifier: 'employer',
  weigh: byLaw(workersShare, (facts, law) =>
    establishment(facts) ? share(facts, law) : saying('person', met(law.cite)),
  ),
}

function share(facts: Facts, { value: pct, cite }: Law<number>): Finding {
  const open = (['totalWorkers', 'formerPrisonerWorkers'] as const).filter((name) => facts[name] == null)
  if (open.length > 0) return unknown(cite, open)
  const part = facts.formerPrisonerWorkers ?? 0
  return holds(part > 0 && part * 100 >= (facts.totalWorkers ?? 0) * pct, cite, { pct: { pct } })
}

const planConfirmed: Rule = {
  id: 'plan_confirmed',
  certifier: 'commune',
  weigh: (facts) => (establishment(facts) ? told(facts.planApprovedByCommune, article3) : met(article3)),
}

const lawfulBusiness: Rule = {
  id: 'lawful_business',
  certifier: 'commune',
  weigh: (facts) => (establishment(facts) ? told(facts.legallyEstablished, article3) : met(article3)),
}

/** No other loan of the bank for the same purpose. */
const noSamePurposeLoan: Rule = {
  id: 'no_same_purpose_loan',
  certifier: 'bank',
  weigh: byLaw(samePurpose, (facts, { value: { study, work }, cite }) => {
    const studying = owed(facts, study)
    const working = owed(facts, work)
    if (studying === undefined || working === undefined) return presumed(cite)
    if (facts.purpose == null || facts.purpose === 'mixed' || facts.purpose === 'other')
      return studying + working > 0 ? unsettled(cite) : met(cite)
    return holds((facts.purpose === 'study' ? studying : working) === 0, cite)
  }),
}

function ceiling(facts: Facts, day: Day): Ceiling | undefined {
  if (establishment(facts)) return projectCeiling(facts, day)
  if (facts.purpose === 'study') return fixedCeiling(limits.training, { facts, day, debts: [] })
  return fixedCeiling(limits.work, { facts, day, debts: ['ex_prisoner'] })
}

function projectCeiling(facts: Facts, day: Day): Ceiling | undefined {
  const whole = fixedCeiling(limits.establishment, { facts, day, debts: [] })
  const each = inForce<Limit>(limits.each_worker, day)
  const workers = facts.supportedWorkers ?? facts.formerPrisonerWorkers
  if (whole === undefined || each === undefined || !('dong' in each.value) || workers == null) return whole
  const most = Math.min(whole.dong, each.value.dong * workers)
  return withDebt(
    { ...whole, dong: most, period: most < whole.dong ? each : whole.period },
    owed(facts, ['ex_prisoner']),
  )
}

function pick(facts: Facts): Picked {
  const training = facts.purpose === 'study' && !establishment(facts)
  return { term: training ? 'training' : 'work', collateral: training ? 'training' : 'work' }
}

/** Loans to people who served their sentence, and to establishments that employ them. */
export const exPrisoner: Programme = {
  id: 'ex_prisoner',
  open: [{ ...found, value: true }],
  limits,
  rates: { general: [{ ...found, value: { factorOfPoor: 1 }, cite: article(qd22of2023, 9) }] },
  overdue: overdueGeneral,
  terms: {
    work: [{ ...found, value: { months: 120 }, cite: summary2025 }],
    training: [{ ...found, value: { formula: 'training' }, cite: article(qd22of2023, 8) }],
  },
  collateral: { work: pledged, training: noCollateral },
  papers: [
    { ...found, value: ['loan_request', 'sentence_certificate', 'police_list', 'business_plan', 'identity_card'] },
  ],
  conditions: { yearsSince, workersShare, uses, samePurpose },
  rules: [
    servedSentence,
    onPoliceList,
    keepsTheLaw,
    servedRecently,
    employs,
    planConfirmed,
    lawfulBusiness,
    noSamePurposeLoan,
    residence,
    civilCapacity,
    noOverdueDebt,
    purposeFits(uses),
    pledge((facts) => (pick(facts).collateral === 'training' ? noCollateral : pledged), ceiling),
    roomLeft(ceiling, limits.work),
  ],
  ceiling,
  pick,
}
