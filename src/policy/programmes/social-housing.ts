import { type Dated, inForce } from '../../domain/dated.ts'
import type { Day } from '../../domain/day.ts'
import { collateralShare, overdueGeneral } from '../bases.ts'
import { shareOf, withDebt } from '../ceilings.ts'
import type { Facts } from '../facts.ts'
import { byLaw, holds, met, presumed, type Rule, saying, unknown, unsettled } from '../finding.ts'
import type { Ceiling, Limit, Programme } from '../programme.ts'
import { adult, civilCapacity, noOverdueDebt, told } from '../rules/applicant.ts'
import { pledge } from '../rules/collateral.ts'
import { owed, roomLeft } from '../rules/debt.ts'
import { type HousingGroup, homeNeeded, housingGroup, type IncomeCeiling, incomeCeiling } from '../rules/housing.ts'
import { purposeFits, type Uses } from '../rules/purpose.ts'
import { article, housingLaw2023, nd54of2026, nd100of2015, nd100of2024, nd136of2026, nd261of2025 } from '../sources.ts'

const since: Day = '2016-01-01'
const since2024: Day = '2024-08-01'
const article48 = article(nd100of2024, 48)

/** Who may buy or hire-purchase; everybody on the list of the law may build or repair. */
const buyers: Dated<readonly HousingGroup[]> = [
  {
    from: since2024,
    value: ['merit', 'urban_poor', 'low_income', 'worker', 'armed', 'official'],
    cite: housingLaw2023,
    confidence: 'found',
  },
]
const million = (single: number, couple: number): IncomeCeiling => ({ single: single * 1e6, couple: couple * 1e6 })
const incomes: Dated<IncomeCeiling> = [
  {
    from: since2024,
    until: '2025-10-09',
    value: million(15, 30),
    cite: article(nd100of2024, 30),
    confidence: 'found',
  },
  {
    from: '2025-10-10',
    until: '2026-04-06',
    value: { ...million(20, 40), singleParent: 30_000_000 },
    cite: nd261of2025,
    confidence: 'found',
  },
  {
    from: '2026-04-07',
    value: { ...million(25, 50), singleParent: 35_000_000 },
    cite: nd136of2026,
    confidence: 'found',
  },
]
const smallHome: Dated<number> = [
  { from: since2024, until: '2026-02-08', value: 15, cite: article(nd100of2024, 29), confidence: 'found' },
  { from: '2026-02-09', value: 15, cite: nd54of2026, confidence: 'found' },
]
const uses: Dated<Uses> = [
  { from: since, value: { allowed: ['housing'], askOfficer: ['mixed'] }, cite: article48, confidence: 'found' },
]
const share = (pct: number, of: 'house_price' | 'estimate' | 'collateral'): Limit => ({ pct, of, unit: 'per_contract' })
const limits = {
  buy: [
    { from: since, until: '2024-07-31', value: share(80, 'house_price'), cite: nd100of2015, confidence: 'uncertain' },
    { from: since2024, value: share(80, 'house_price'), cite: article48, confidence: 'found' },
  ],
  build: [{ from: since2024, value: share(70, 'estimate'), cite: article48, confidence: 'found' }],
  build_most: [
    { from: since2024, value: { dong: 1_000_000_000, unit: 'per_contract' }, cite: article48, confidence: 'found' },
  ],
  build_pledged: [{ from: since2024, value: share(70, 'collateral'), cite: article48, confidence: 'found' }],
} satisfies Record<string, Dated<Limit>>

/** Building or repairing at home, as told, or as an estimate shows and nothing of a purchase. Nothing told is taken as buying. */
function building(facts: Facts): boolean {
  if (facts.housingPlan != null) return facts.housingPlan === 'build'
  return facts.repairEstimateVnd != null && !buying(facts)
}

function buying(facts: Facts): boolean {
  if (facts.housingPlan != null) return facts.housingPlan === 'buy'
  return facts.housePriceVnd != null || facts.purchaseContractSigned != null
}

const inGroup: Rule = {
  id: 'housing_group',
  certifier: 'employer',
  weigh: byLaw(buyers, (facts, { value: mayBuy, cite }) => {
    const group = housingGroup(facts)
    if (group === undefined) return unknown(cite, ['beneficiaryGroup'])
    if (group === 'unlisted') return unsettled(cite)
    const poor = group === 'rural_poor' || group === 'poor'
    if (poor && !buying(facts)) return met(cite)
    if (group === 'poor') return unknown(cite, ['area'])
    return holds(mayBuy.includes(group), cite)
  }),
}

const contractSigned: Rule = {
  id: 'purchase_contract',
  certifier: 'bank',
  weigh: (facts) =>
    building(facts) ? saying('building', met(article48)) : told(facts.purchaseContractSigned, article48),
}

/** Whoever still owes for a home was helped with one; whether that shuts a second loan out is for the office. */
const notHelpedBefore: Rule = {
  id: 'not_helped_before',
  certifier: 'commune',
  weigh: (facts) => {
    const debt = owed(facts, ['social_housing', 'poor_housing'])
    if (debt === undefined) return presumed(nd54of2026)
    return debt > 0 ? unsettled(nd54of2026) : met(nd54of2026)
  },
}

function ceiling(facts: Facts, day: Day): Ceiling | undefined {
  const most = building(facts) ? buildCeiling(facts, day) : shareOf(limits.buy, facts.housePriceVnd, day)
  return most && withDebt(most, owed(facts, ['social_housing']))
}

/** The smallest of a share of the estimate, a fixed sum, and a share of what is pledged (where that is told). */
function buildCeiling(facts: Facts, day: Day): Ceiling | undefined {
  const estimate = shareOf(limits.build, facts.repairEstimateVnd, day)
  const pledged = shareOf(limits.build_pledged, facts.collateralValueVnd, day)
  const most = inForce<Limit>(limits.build_most, day)
  if (estimate === undefined || most === undefined || !('dong' in most.value)) return estimate
  const whole: Ceiling = { dong: most.value.dong, unit: most.value.unit, period: most }
  return [estimate, whole, pledged].reduce<Ceiling>(
    (least, next) => (next && next.dong < least.dong ? next : least),
    estimate,
  )
}

/** Loans to buy or hire-purchase social housing, and to build or repair a home. */
export const socialHousing: Programme = {
  id: 'social_housing',
  open: [
    { from: since, until: '2024-07-31', value: true, cite: nd100of2015, confidence: 'found' },
    { from: since2024, value: true, cite: nd100of2024, confidence: 'found' },
  ],
  limits,
  rates: {
    general: [
      { from: since, until: '2024-07-31', value: { pct: 4.8 }, cite: nd100of2015, confidence: 'found' },
      { from: since2024, until: '2025-10-09', value: { factorOfPoor: 1 }, cite: article48, confidence: 'found' },
      { from: '2025-10-10', value: { pct: 5.4 }, cite: nd261of2025, confidence: 'found' },
    ],
  },
  overdue: overdueGeneral,
  terms: { general: [{ from: since2024, value: { months: 300 }, cite: article48, confidence: 'found' }] },
  collateral: { general: [{ from: since, value: { kind: 'always' }, cite: article48, confidence: 'found' }] },
  papers: [
    {
      from: since,
      value: [
        'loan_request',
        'group_proof',
        'income_proof',
        'housing_proof',
        'purchase_contract',
        'payment_receipts',
        'identity_card',
      ],
      cite: article48,
      confidence: 'uncertain',
    },
  ],
  conditions: { buyers, incomes, smallHome, uses, collateralShare },
  rules: [
    inGroup,
    incomeCeiling(incomes, building),
    homeNeeded(smallHome, building),
    contractSigned,
    notHelpedBefore,
    adult,
    civilCapacity,
    noOverdueDebt,
    purposeFits(uses),
    pledgedHome(),
    roomLeft(ceiling, limits.buy),
  ],
  ceiling,
}

/** The home that is bought is the pledge; whoever builds pledges house and land. */
function pledgedHome(): Rule {
  const always = pledge(() => [{ from: since, value: { kind: 'always' }, cite: article48, confidence: 'found' }])
  return { ...always, weigh: (facts, day) => (building(facts) ? always.weigh(facts, day) : met(article48)) }
}
