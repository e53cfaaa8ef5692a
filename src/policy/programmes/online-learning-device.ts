import type { Dated } from '../../domain/dated.ts'
import type { Day } from '../../domain/day.ts'
import { noCollateral } from '../bases.ts'
import { fixedCeiling } from '../ceilings.ts'
import type { Facts } from '../facts.ts'
import { byLaw, type Finding, firstOf, holds, met, type Rule, unknown, unmet, unsettled } from '../finding.ts'
import type { Ceiling, Limit, Programme } from '../programme.ts'
import { adult, civilCapacity, communeConfirmed, groupMember, noOverdueDebt, residence } from '../rules/applicant.ts'
import { purposeFits, type Uses } from '../rules/purpose.ts'
import { nq195of2023, procedure, qd02of2024, qd09of2022 } from '../sources.ts'

const since: Day = '2022-04-04'
const until: Day = '2024-03-29'
const found = { from: since, until, cite: qd09of2022, confidence: 'found' } as const

/** The Government told the bank to stop before the decision itself was struck out. */
const running: Dated<'running' | 'stopping'> = [
  { ...found, until: '2023-11-19', value: 'running' },
  { from: '2023-11-20', until, value: 'stopping', cite: nq195of2023, confidence: 'found' },
]
const households: Dated<true> = [{ ...found, value: true }]
const uses: Dated<Uses> = [{ ...found, value: { allowed: ['study'], askOfficer: ['mixed'] } }]
const limit: Dated<Limit> = [{ ...found, value: { dong: 10_000_000, unit: 'per_student' } }]

const stillLending: Rule = {
  id: 'phase_running',
  certifier: 'bank',
  weigh: byLaw(running, (_, { value: state, cite }) => (state === 'running' ? met(cite) : unsettled(cite))),
}

const hasLearner: Rule = {
  id: 'has_learner',
  certifier: 'school',
  weigh: (facts) => {
    if (facts.studentLevel != null || facts.hasStudent === true || (facts.studentCount ?? 0) > 0) return met(qd09of2022)
    return facts.hasStudent === false || facts.studentCount === 0
      ? unmet(qd09of2022)
      : unknown(qd09of2022, ['hasStudent'])
  },
}

const hardship: Rule = {
  id: 'device_hardship',
  certifier: 'commune',
  weigh: byLaw(households, (facts, { cite }) =>
    firstOf([onLists(facts), average(facts), holds(facts.covidOrphan === true, cite)]),
  ),
}

function onLists(facts: Facts): Finding {
  if (facts.povertyStatus == null) return unknown(qd09of2022, ['povertyStatus'])
  return holds(facts.povertyStatus === 'poor' || facts.povertyStatus === 'near_poor', qd09of2022)
}

function average(facts: Facts): Finding {
  return facts.livingStandard == null
    ? unknown(qd09of2022, ['livingStandard'])
    : holds(facts.livingStandard === 'average', qd09of2022)
}

const noDevice: Rule = {
  id: 'no_device_yet',
  certifier: 'school',
  weigh: (facts) => {
    if (facts.hasAdequateDevice === true || facts.alreadySupportedDevice === true) return unmet(qd09of2022)
    const open = (['hasAdequateDevice', 'alreadySupportedDevice'] as const).filter((name) => facts[name] == null)
    return open.length > 0 ? unknown(qd09of2022, open) : met(qd09of2022)
  },
}

function ceiling(facts: Facts, day: Day): Ceiling | undefined {
  return fixedCeiling(limit, { facts, day, debts: [] })
}

/** Loans for computers to learn at home. Closed. */
export const onlineLearningDevice: Programme = {
  id: 'online_learning_device',
  open: [
    { ...found, value: true },
    { from: '2024-03-30', value: false, cite: qd02of2024, confidence: 'found' },
  ],
  limits: { general: limit },
  rates: { general: [{ ...found, value: { pct: 1.2 } }] },
  overdue: [{ ...found, value: { poorRate: true } }],
  terms: { general: [{ ...found, value: { months: 36 } }] },
  collateral: { general: noCollateral },
  papers: [{ ...found, value: ['loan_request', 'school_certificate', 'group_list', 'identity_card'], cite: procedure }],
  conditions: { running, households, uses },
  rules: [
    stillLending,
    hasLearner,
    hardship,
    noDevice,
    residence,
    adult,
    civilCapacity,
    groupMember,
    communeConfirmed,
    noOverdueDebt,
    purposeFits(uses),
  ],
  ceiling,
}
