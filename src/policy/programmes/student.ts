import type { Dated } from '../../domain/dated.ts'
import type { Day } from '../../domain/day.ts'
import { noCollateral, overdueGeneral } from '../bases.ts'
import { fixedCeiling } from '../ceilings.ts'
import type { Facts } from '../facts.ts'
import {
  byLaw,
  type Finding,
  firstOf,
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
import type { Ceiling, Limit, Programme, Rate } from '../programme.ts'
import {
  adult,
  civilCapacity,
  communeConfirmed,
  groupMember,
  noOverdueDebt,
  residence,
  told,
} from '../rules/applicant.ts'
import { purposeFits, type Uses } from '../rules/purpose.ts'
import {
  article,
  nd351of2025,
  procedure,
  qd05of2022,
  qd09of2016,
  qd157of2007,
  qd751of2017,
  qd853of2011,
  qd1656of2019,
  summary2025,
} from '../sources.ts'

const since: Day = '2007-10-01'
const article2 = article(qd157of2007, 2)
const article3 = article(qd157of2007, 3)
const article4 = article(qd157of2007, 4)

const ordinary = ['vocational', 'college', 'university']
const levels: Dated<readonly string[]> = [
  { from: since, until: '2016-04-30', value: ordinary, cite: article2, confidence: 'found' },
  { from: '2016-05-01', value: [...ordinary, 'medical_graduate_practice'], cite: article2, confidence: 'found' },
]
/** The households that count beside orphans, poor ones and those struck by misfortune. */
type Means = { incomeRatio: number } | { average: 'yes' | 'ask' }
const means: Dated<Means> = [
  { from: since, until: '2022-05-18', value: { incomeRatio: 1.5 }, cite: article2, confidence: 'found' },
  { from: '2022-05-19', until: '2026-12-31', value: { average: 'yes' }, cite: qd05of2022, confidence: 'found' },
  // Whether the list of average households lives on under the poverty line of 2027 was not found.
  { from: '2027-01-01', value: { average: 'ask' }, cite: nd351of2025, confidence: 'uncertain' },
]
/** Graduates in medical practice: months since they graduated, at most. */
const practiceMonths: Dated<number> = [{ from: '2016-05-01', value: 12, cite: qd09of2016, confidence: 'found' }]
const uses: Dated<Uses> = [
  { from: since, value: { allowed: ['study'], askOfficer: ['mixed'] }, cite: qd157of2007, confidence: 'found' },
]
const month = (dong: number): Limit => ({ dong, unit: 'per_student_month' })
const limit: Dated<Limit> = [
  { from: since, until: '2009-08-31', value: month(800_000), cite: qd157of2007, confidence: 'uncertain' },
  { from: '2009-09-01', until: '2010-10-31', value: month(860_000), cite: qd157of2007, confidence: 'uncertain' },
  { from: '2010-11-01', until: '2011-07-31', value: month(900_000), cite: qd157of2007, confidence: 'uncertain' },
  { from: '2011-08-01', until: '2013-07-31', value: month(1_000_000), cite: qd157of2007, confidence: 'uncertain' },
  { from: '2013-08-01', until: '2015-12-31', value: month(1_100_000), cite: qd157of2007, confidence: 'uncertain' },
  { from: '2016-01-01', until: '2017-06-14', value: month(1_250_000), cite: qd751of2017, confidence: 'found' },
  { from: '2017-06-15', until: '2019-11-30', value: month(1_500_000), cite: qd751of2017, confidence: 'found' },
  { from: '2019-12-01', until: '2022-05-18', value: month(2_500_000), cite: qd1656of2019, confidence: 'found' },
  { from: '2022-05-19', value: month(4_000_000), cite: qd05of2022, confidence: 'found' },
]
const rate: Dated<Rate> = [
  { from: since, until: '2011-06-02', value: { pct: 6 }, cite: qd157of2007, confidence: 'found' },
  { from: '2011-06-03', until: '2014-06-05', value: { pct: 7.8 }, cite: qd853of2011, confidence: 'found' },
  { from: '2014-06-06', value: { factorOfPoor: 1 }, cite: qd157of2007, confidence: 'found' },
]
const papers: Dated<readonly string[]> = [
  {
    from: since,
    value: [
      'loan_request',
      'school_certificate',
      'admission_notice',
      'authorisation',
      'group_minutes',
      'group_list',
      'identity_card',
    ],
    cite: procedure,
    confidence: 'found',
  },
]

const level: Rule = {
  id: 'student_level',
  certifier: 'school',
  weigh: byLaw(levels, (facts, { value: fit, cite }) => {
    if (facts.hasStudent === false || facts.studentCount === 0) return unmet(cite)
    return facts.studentLevel == null ? unknown(cite, ['studentLevel']) : holds(fit.includes(facts.studentLevel), cite)
  }),
}

const hardship: Rule = {
  id: 'student_hardship',
  certifier: 'commune',
  weigh: byLaw(means, (facts, law) =>
    firstOf([orphan(facts), onPoorLists(facts, law), byMeans(facts, law), misfortune(facts)]),
  ),
}

/** No parents, or one who cannot work. Nobody is taken for an orphan who does not say so. */
function orphan(facts: Facts): Finding {
  if (facts.isOrphan === 'both') return saying('orphan', met(article2))
  if (facts.isOrphan !== 'one') return unmet(article2)
  if (facts.remainingParentCanWork == null) return unknown(article2, ['remainingParentCanWork'])
  return facts.remainingParentCanWork ? unmet(article2) : saying('orphan', met(article2))
}

function onPoorLists(facts: Facts, { value: law, cite }: Law<Means>): Finding {
  const { povertyStatus, livingStandard, incomeRatioToPoorLine: ratio } = facts
  if (povertyStatus === 'poor' || povertyStatus === 'near_poor') return saying('on_list', met(cite))
  const tooRich = 'average' in law ? livingStandard === 'above_average' : ratio != null && ratio > law.incomeRatio
  return povertyStatus == null && !tooRich ? unknown(cite, ['povertyStatus']) : unmet(cite)
}

function byMeans(facts: Facts, { value: law, cite }: Law<Means>): Finding {
  if ('incomeRatio' in law) {
    const ratio = facts.incomeRatioToPoorLine
    if (ratio == null) return unknown(cite, ['incomeRatioToPoorLine'])
    return ratio <= law.incomeRatio ? saying('average', met(cite)) : unmet(cite)
  }
  if (facts.livingStandard == null) return unknown(cite, ['livingStandard'])
  if (facts.livingStandard !== 'average') return unmet(cite)
  return law.average === 'yes' ? saying('average', met(cite)) : unsettled(cite)
}

/** Accident, disease, disaster, fire or epidemic during the course: a claim that the household makes and the commune confirms. */
function misfortune(facts: Facts): Finding {
  if (facts.familyHardship === false || facts.hardshipConfirmedByCommune === false) return unmet(article2)
  if (facts.hardshipConfirmedByCommune === true) return saying('misfortune', met(article2))
  const claimed = facts.familyHardship === true
  return claimed ? saying('to_confirm', unknown(article2, ['hardshipConfirmedByCommune'])) : unmet(article2)
}

/** A first-year has a notice of admission, a later one a school that confirms; a graduate in practice graduated not long ago. */
const enrolled: Rule = {
  id: 'enrolled',
  certifier: 'school',
  weigh(facts, day) {
    if (facts.studentLevel === 'medical_graduate_practice') return inPractice(facts, day)
    return facts.studentYear === 1 ? told(facts.admissionNotice, article4) : presumed(article4)
  },
}

const inPractice = byLaw(practiceMonths, (facts, { value: months, cite }) => {
  if (facts.monthsSinceGraduation == null) return saying('graduation', unknown(cite, ['monthsSinceGraduation']))
  return facts.monthsSinceGraduation <= months
    ? saying('practice', met(cite))
    : saying('too_late', unmet(cite, { months }))
})

const notSanctioned: Rule = {
  id: 'not_sanctioned',
  certifier: 'school',
  weigh: (facts) => told(facts.administrativeSanction == null ? undefined : !facts.administrativeSanction, article4),
}

/** An orphan borrows at the bank's counter, without a group. */
const throughGroupOrAlone: Rule = {
  ...groupMember,
  weigh: (facts, day) => (facts.isOrphan === 'both' ? saying('direct', met(article3)) : groupMember.weigh(facts, day)),
}

function ceiling(facts: Facts, day: Day): Ceiling | undefined {
  return fixedCeiling(limit, { facts, day, debts: [] })
}

/** Loans to pupils and students in hardship. */
export const student: Programme = {
  id: 'student',
  open: [{ from: since, value: true, cite: qd157of2007, confidence: 'found' }],
  limits: { general: limit },
  rates: { general: rate },
  overdue: overdueGeneral,
  terms: {
    general: [{ from: since, value: { formula: 'study', graceMonths: 12 }, cite: summary2025, confidence: 'found' }],
  },
  collateral: { general: noCollateral },
  papers,
  conditions: { levels, means, practiceMonths, uses },
  rules: [
    level,
    hardship,
    enrolled,
    notSanctioned,
    residence,
    adult,
    civilCapacity,
    throughGroupOrAlone,
    communeConfirmed,
    noOverdueDebt,
    purposeFits(uses),
  ],
  ceiling,
}
