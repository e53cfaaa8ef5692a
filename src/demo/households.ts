import { type Day, yearOf } from '../domain/day.ts'
import type { Chance } from './chance.ts'
import { type SampleGroup, sampleGroups } from './office.ts'
import { personName, samplePhone } from './people.ts'
import { visitor } from './visitor.ts'

/** What a sample household mainly borrows for. `water`: nothing but clean water. */
export type Purpose =
  | 'newly_escaped'
  | 'poor'
  | 'near_poor'
  | 'job_creation'
  | 'social_housing'
  | 'labour_export'
  | 'ex_prisoner'
  | 'water'

/** A sample household with its group. */
export interface SampleHousehold {
  customerId: string
  headName: string
  birthYear: number
  phone: string
  group: SampleGroup
  purpose: Purpose
}

/** How many sample households borrow for what, besides the visitor's. Together with it they are 400. */
const purposes: Record<Purpose, number> = {
  newly_escaped: 186,
  poor: 30,
  near_poor: 51,
  job_creation: 62,
  social_housing: 7,
  labour_export: 11,
  ex_prisoner: 8,
  water: 44,
}

/** 400 households, the visitor's first. Those that borrow for clean water alone live where a commune was before the wards. */
export function sampleHouseholds(chance: Chance): SampleHousehold[] {
  const seats = Array.from({ length: 400 }, (_, place) => sampleGroups[place % sampleGroups.length]!)
  const [first, ...rest] = seats
  const rural = chance.shuffled(rest.filter((group) => group.kind === 'xa'))
  const water = rural.splice(0, purposes.water)
  const others = chance.shuffled([...rural, ...rest.filter((group) => group.kind !== 'xa')])
  const wanted = (Object.keys(purposes) as Purpose[])
    .filter((purpose) => purpose !== 'water')
    .flatMap((purpose) => Array<Purpose>(purposes[purpose]).fill(purpose))
  const settled = [
    ...water.map((group) => ({ group, purpose: 'water' as const })),
    ...wanted.map((purpose, place) => ({ group: others[place]!, purpose })),
  ]
  return [
    { ...visitor, group: first!, purpose: 'near_poor' },
    ...settled.map((home, place) => ({ ...home, ...headOf(place + 2, chance) })),
  ]
}

// One household in ten has no number, and three share one: as lists of an office have it.
function headOf(number: number, chance: Chance) {
  const shared = [120, 121, 122].includes(number) ? 120 : number
  return {
    customerId: `3799${String(number).padStart(6, '0')}`,
    headName: personName(chance),
    birthYear: chance.whole(1952, 1996),
    phone: number % 10 === 7 ? '' : samplePhone(shared),
  }
}

/** The households as rows of an import, on the commune's list of the year before. */
export function householdRows(households: readonly SampleHousehold[], day: Day): Record<string, string>[] {
  return households.map(({ customerId, headName, birthYear, phone, group, purpose }) => ({
    customer_id: customerId,
    household_head: headName,
    birth_year: String(birthYear),
    phone,
    commune_code: group.communeCode,
    hamlet: group.hamlet,
    group_id: group.code,
    poverty_status: purpose === 'poor' || purpose === 'near_poor' || purpose === 'newly_escaped' ? purpose : 'none',
    list_year: String(yearOf(day) - 1),
  }))
}
