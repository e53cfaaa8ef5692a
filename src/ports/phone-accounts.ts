import type { PaperConsent } from '../domain/paper-consent.ts'

/** What is known of a household's consents on paper, with the household's own id. */
export interface PapersOf {
  householdId: string
  papers: PaperConsent[]
}

/**
 * The accounts on Zalo that stand for a household's phone number: nobody has written from them, and only registered texts reach them.
 * What they may be sent rests on consents on paper, which are kept in the register of consents like all others.
 */
export interface PhoneAccounts {
  /** The head of the household takes back these purposes: what stands ends, and no older paper opens it again. */
  shut(householdId: string, purposes: readonly string[], at: Date): Promise<void>
  /** Finds or makes the account of a household, tied to it and active, and gives its id. */
  ensure(householdId: string, at: Date): Promise<string>
  /** Its id, where there is one. */
  find(householdId: string): Promise<string | undefined>
  /** Every consent on paper that was ever recorded, the oldest first. */
  papers(householdId: string): Promise<PaperConsent[]>
  /** Those that were not taken back. */
  standing(householdId: string): Promise<PaperConsent[]>
  /** The papers of many households, by the bank's number of the customer. Numbers that nobody knows are left out. */
  ofCustomers(customerIds: readonly string[]): Promise<Map<string, PapersOf>>
}
