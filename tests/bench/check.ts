import { type Facts, weighAll } from '../../src/policy/index.ts'
import { measure } from './measure.ts'
import { noise } from './noise.ts'

/** A service has weighed thousands before somebody asks: by then the code is compiled. */
const before = 5_000

/** How long one household takes over all programmes, and beside it how even the machine runs at that moment. */
export function check(options: Record<string, string>): object {
  const households = Number(options.households ?? 20_000)
  const facts = (i: number): Facts => ({
    povertyStatus: (['poor', 'near_poor', 'newly_escaped', 'none'] as const)[i % 4],
    purpose: (['production', 'study', 'clean_water', 'housing'] as const)[i % 4],
    residence: 'permanent',
    adminUnit: i % 3 === 0 ? 'xa' : 'phuong',
    waterWork: i % 2 === 0 ? 'none' : 'good',
    existingVbspDebtVnd: { clean_water: (i % 5) * 5_000_000 },
    requestedTotalVnd: (i % 100) * 1_000_000,
  })
  for (let i = 0; i < before; i++) weighAll(facts(i), '2026-11-16')
  const microseconds = measure(households, (i) => weighAll(facts(i), '2026-11-16'))
  return { households, microseconds, noise: noise() }
}
