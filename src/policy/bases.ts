import type { Dated } from '../domain/dated.ts'
import type { Collateral, Limit, Overdue } from './programme.ts'
import {
  article,
  board2014,
  exam2021,
  nd78of2002,
  procedure,
  qd12of2019,
  qd750of2015,
  qd853of2011,
  qd872of2014,
  qd2553of2025,
} from './sources.ts'

/** The rate of poor households, per cent a year. Most other rates are a factor of it and move with it. */
export const poorRate: Dated<number> = [
  { from: '2011-06-03', until: '2014-06-05', value: 7.8, cite: qd853of2011, confidence: 'uncertain' },
  { from: '2014-06-06', until: '2015-06-04', value: 7.2, cite: qd872of2014, confidence: 'found' },
  { from: '2015-06-05', until: '2025-11-30', value: 6.6, cite: qd750of2015, confidence: 'found' },
  { from: '2025-12-01', value: 6.24, cite: qd2553of2025, confidence: 'found' },
]

/** The most for a poor household, which other household programmes borrow from. The day the first figure began is not on file. */
export const poorMaximum: Dated<Limit> = [
  {
    from: '2011-06-03',
    until: '2014-04-30',
    value: { dong: 30_000_000, unit: 'per_household' },
    cite: board2014,
    confidence: 'uncertain',
  },
  {
    from: '2014-05-01',
    until: '2019-02-28',
    value: { dong: 50_000_000, unit: 'per_household' },
    cite: board2014,
    confidence: 'found',
  },
  { from: '2019-03-01', value: { dong: 100_000_000, unit: 'per_household' }, cite: qd12of2019, confidence: 'found' },
]

/** Overdue principal costs 130 per cent of the loan's rate: the rule of nearly every programme. */
export const overdueGeneral: Dated<Overdue> = [
  { from: '2002-10-04', value: { factor: 1.3 }, cite: nd78of2002, confidence: 'found' },
]

/** Nothing to pledge. */
export const noCollateral: Dated<Collateral> = [
  { from: '2002-10-04', value: { kind: 'none' }, cite: qd12of2019, confidence: 'found' },
]

/** What a household hands in through its group. */
export const groupPapers: Dated<readonly string[]> = [
  {
    from: '2002-10-04',
    value: ['loan_request', 'authorisation', 'group_minutes', 'group_list', 'identity_card'],
    cite: procedure,
    confidence: 'found',
  },
]

/** A borrower of a household programme is of age: years. */
export const adultAge: Dated<number> = [{ from: '2002-10-04', value: 18, cite: procedure, confidence: 'found' }]

/** A borrower lives lawfully where they borrow. */
export const lawfulResidence: Dated<true> = [
  { from: '2002-10-04', value: true, cite: article(nd78of2002, 13), confidence: 'found' },
]

/** Members of a savings and credit group, chosen by it. */
export const throughGroup: Dated<true> = [
  { from: '2002-10-04', value: true, cite: article(nd78of2002, 13), confidence: 'found' },
]

/** The commune confirms the group's list. */
export const confirmedByCommune: Dated<true> = [
  { from: '2002-10-04', value: true, cite: article(nd78of2002, 13), confidence: 'found' },
]

/** The bank lends at most this share of what is pledged, per cent. */
export const collateralShare: Dated<number> = [{ from: '2021-01-01', value: 70, cite: exam2021, confidence: 'found' }]
