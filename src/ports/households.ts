import type { Commune, Group } from './units.ts'

/** A household as the bank's list has it. */
export interface Household {
  id: string
  customerId: string
  headName: string
  birthYear?: number
  phone?: string
  commune: Commune
  hamlet?: string
  group?: Group
  povertyStatus?: PovertyStatus
  /** The year of the commune's list that `povertyStatus` stands on. */
  listYear?: number
}

/** How the commune's list names a household. */
export type PovertyStatus = 'poor' | 'near_poor' | 'newly_escaped' | 'none'

/** The households of the bank. Phone numbers are kept encrypted and found by a keyed hash. */
export interface Households {
  find(id: string): Promise<Household | undefined>
  byCustomerId(customerId: string): Promise<Household | undefined>
  /** All households that gave this number: some numbers are shared. */
  byPhone(phone: string): Promise<Household[]>
}
