import { describe, expect, it } from 'vitest'
import { applicationStates, hasEnded } from '../../src/domain/application.ts'
import type { Day } from '../../src/domain/day.ts'
import {
  isDraftKept,
  isGivenUp,
  type KeptKind,
  keptKinds,
  keptSince,
  leadsToNoLoan,
} from '../../src/domain/retention.ts'

describe('what is kept', () => {
  it.each<[KeptKind, Day, string]>([
    ['messages', '2026-11-24', '2025-11-24'],
    ['drafts', '2026-11-24', '2026-08-26'],
    ['pictures', '2026-11-24', '2026-08-26'],
    ['cases', '2026-11-24', '2024-11-24'],
    ['requests', '2026-11-24', '2024-11-24'],
    ['links', '2026-11-24', '2025-11-24'],
    ['consents', '2026-11-24', '2021-11-24'],
    ['accounts', '2026-11-24', '2025-11-24'],
    ['tries', '2026-11-24', '2026-11-23'],
    ['audit', '2026-11-24', '2021-11-24'],
    ['messages', '2028-02-29', '2027-02-28'],
  ])('%s on %s: from the first minute of %s on, in Viet Nam', (kind, day, from) => {
    expect(keptSince(kind, day)).toEqual(new Date(`${from}T00:00:00+07:00`))
  })

  it('has a time for every kind', () => {
    expect(keptKinds).toHaveLength(11)
  })

  it.each<[Day, boolean]>([
    ['2026-08-26', true],
    ['2026-08-25', false],
  ])('a request that was begun on %s is kept on 24 November: %s', (begun, kept) => {
    expect(isDraftKept(begun, '2026-11-24')).toBe(kept)
  })

  it('goes only with requests that have ended without a loan', () => {
    expect(applicationStates.filter(leadsToNoLoan)).toEqual(['refused', 'withdrawn'])
    expect(applicationStates.filter(leadsToNoLoan).every(hasEnded)).toBe(true)
  })

  it('after its time goes as well what was given back and never came again', () => {
    expect(applicationStates.filter(isGivenUp).sort()).toEqual(['refused', 'returned', 'withdrawn'])
  })
})
