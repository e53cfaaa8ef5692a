import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { joinVerdict } from '../../src/domain/eligibility.ts'
import { programmes } from '../../src/policy/catalogue.ts'
import {
  type FactName,
  type Facts,
  factNames,
  factsSchema,
  type ProgrammeId,
  programmeIds,
  termsOn,
  weighAll,
  weighOne,
} from '../../src/policy/index.ts'
import { anyDay, anyFacts } from './any-facts.ts'

const anyId = fc.constantFrom(...programmeIds)

/** Steps on the way and what the law presumes of everybody: taken to hold until somebody says otherwise, and shown as open. */
const presumed: readonly FactName[] = [
  'applicantAge',
  'civilCapacity',
  'residence',
  'residentAtProjectPlace',
  'groupMember',
  'communeConfirmed',
  'planApprovedByCommune',
  'hasLoanPlan',
  'legallyEstablished',
  'goodLegalCompliance',
  'administrativeSanction',
  'admissionNotice',
  'purchaseContractSigned',
  'existingVbspDebtVnd',
]
/** What the household chooses, and facts that another fact stands in for: forgetting one of two that disagree leaves the other. */
const chosen: readonly FactName[] = [
  'purpose',
  'requestedTotalVnd',
  'collateralValueVnd',
  'overseasCostVnd',
  'housingPlan',
  'housePriceVnd',
  'repairEstimateVnd',
  'supportedWorkers',
  'borrowerType',
  'businessType',
  'povertyStatus',
  'previousStatus',
  'everPoorOrNearPoor',
  'leftListDate',
  'leftPoorListDate',
  'area',
  'adminUnit',
  'hasStudent',
  'studentCount',
  'studentYear',
  'familyHardship',
  'suspendedSentence',
  'formerPrisoner',
  'beneficiaryGroup',
]

describe('the law', () => {
  it('throws for no household and no day', () => {
    fc.assert(
      fc.property(anyFacts, anyDay, (facts, day) => void weighAll(facts, day)),
      { numRuns: 400 },
    )
  })

  it('lets the verdict follow from the reasons', () => {
    fc.assert(
      fc.property(anyFacts, anyDay, (facts, day) => {
        for (const { verdict, reasons, missing } of Object.values(weighAll(facts, day))) {
          if (verdict === 'not_in_force') expect(reasons.map((r) => r.rule)).toEqual(['in_force'])
          else expect(joinVerdict(reasons.map((r) => r.standing))).toBe(verdict)
          expect(missing.length > 0).toBe(verdict === 'needs_info')
          for (const r of reasons) expect(r.citation.text.length).toBeGreaterThan(5)
        }
      }),
      { numRuns: 200 },
    )
  })

  it('skips no condition of a programme in force', () => {
    fc.assert(
      fc.property(anyFacts, anyDay, anyId, (facts, day, id) => {
        const { verdict, reasons } = weighOne(id, facts, day)
        const weighed = reasons.map((r) => r.rule).filter((rule) => rule !== 'figures_known')
        if (verdict !== 'not_in_force') expect(weighed).toEqual(programmes[id].rules.map((r) => r.id))
      }),
      { numRuns: 300 },
    )
  })

  it('never gives more room for more debt', () => {
    fc.assert(
      fc.property(anyFacts, anyDay, anyId, anyId, fc.nat(200_000_000), (facts, day, id, debtOf, more) => {
        const debts = facts.existingVbspDebtVnd ?? {}
        const less = weighOne(id, { ...facts, existingVbspDebtVnd: debts }, day).maxAdditionalDong
        const heavier = { ...debts, [debtOf]: (debts[debtOf] ?? 0) + more }
        const then = weighOne(id, { ...facts, existingVbspDebtVnd: heavier }, day).maxAdditionalDong
        if (less !== undefined && then !== undefined) expect(then).toBeLessThanOrEqual(less)
      }),
      { numRuns: 500 },
    )
  })

  it('never promises more room than the works of a household or the ceiling allow', () => {
    fc.assert(
      fc.property(anyFacts, anyDay, anyId, (facts, day, id) => {
        const { maxAmountDong, maxAdditionalDong, amountUnit } = weighOne(id, facts, day)
        if (maxAmountDong === undefined || maxAdditionalDong === undefined) return
        expect(maxAdditionalDong).toBeLessThanOrEqual(maxAmountDong * (amountUnit === 'per_work' ? 2 : 1))
        expect(maxAdditionalDong).toBeGreaterThanOrEqual(0)
      }),
      { numRuns: 500 },
    )
  })

  it('turns no refusal into a promise when a fact is forgotten', () => {
    const deciding = factNames.filter((name) => !presumed.includes(name) && !chosen.includes(name))
    fc.assert(
      fc.property(anyFacts, anyDay, fc.constantFrom(...deciding), (facts, day, forgotten) => {
        const before = weighAll(facts, day)
        const after = weighAll({ ...facts, [forgotten]: null }, day)
        const turned = programmeIds.filter(
          (id) => before[id]?.verdict === 'ineligible' && after[id]?.verdict === 'eligible',
        )
        expect(turned).toEqual([])
      }),
      { numRuns: 1500 },
    )
  })

  it('shows a presumed condition as open, never as met', () => {
    fc.assert(
      fc.property(anyFacts, anyDay, (facts, day) => {
        for (const { reasons } of Object.values(weighAll(facts, day))) {
          expect(reasons.filter((r) => r.standing === 'presumed' && r.met !== null)).toEqual([])
        }
      }),
      { numRuns: 100 },
    )
  })

  it('asks only for facts that settle something: told, they are asked for no more', () => {
    fc.assert(
      fc.property(anyFacts, anyDay, anyId, anyFacts, (facts, day, id, answers) => {
        const { missing } = weighOne(id, facts, day)
        const told: Facts = { ...facts }
        for (const name of missing) if (answers[name] != null) Object.assign(told, { [name]: answers[name] })
        const again = weighOne(id, told, day).missing
        for (const name of missing) if (told[name] != null) expect(again).not.toContain(name)
      }),
      { numRuns: 500 },
    )
  })

  it('has facts that its own schema reads', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => void factsSchema.parse(facts)),
      { numRuns: 100 },
    )
  })

  it('shows terms exactly when it weighs', () => {
    fc.assert(
      fc.property(anyDay, anyId, (day, id) => {
        expect(termsOn(id, day) !== undefined).toBe(weighOne(id, {}, day).verdict !== 'not_in_force')
      }),
      { numRuns: 500 },
    )
  })
})

describe('every history', () => {
  const dated = programmeIds.flatMap((id) => periodsOf(id, programmes[id]))
  it.each(dated)('%s %s runs forward without overlap, and names its sources', (_, __, periods) => {
    periods.forEach((period, n) => {
      const next = periods[n + 1]
      if (period.until !== undefined) expect(period.from <= period.until).toBe(true)
      if (next !== undefined) expect(period.until !== undefined && period.until < next.from).toBe(true)
      expect(period.cite.text).toMatch(/\S/)
      expect(period.cite.checked).toMatch(/^\d{4}-\d{2}-\d{2}$/)
    })
  })
})

interface AnyPeriod {
  from: string
  until?: string
  cite: { text: string; checked: string }
}

function periodsOf(id: ProgrammeId, tree: unknown, path = ''): [ProgrammeId, string, AnyPeriod[]][] {
  if (typeof tree !== 'object' || tree === null) return []
  if (Array.isArray(tree) && tree.every((p) => typeof p === 'object' && p !== null && 'from' in p && 'cite' in p))
    return [[id, path, tree as AnyPeriod[]]]
  return Object.entries(tree).flatMap(([name, branch]) =>
    name === 'rules' ? [] : periodsOf(id, branch, path === '' ? name : `${path}.${name}`),
  )
}
