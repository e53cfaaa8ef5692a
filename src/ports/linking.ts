/** One-time codes, and the attempts to use them. */
export interface Linking {
  /** Keeps the hash of a code for a household; earlier unused codes of the household end. */
  issue(code: { householdId: string; code: string; by?: string; at: Date; expiresAt: Date }): Promise<void>
  /** The household of a code that is neither used nor expired. The code is not used up. */
  householdOf(code: string, at: Date): Promise<string | undefined>
  /** Marks the household's codes as used by an account. */
  use(householdId: string, accountId: string, at: Date): Promise<void>
  attempt(attempt: { accountId: string; householdId?: string; passed: boolean; at: Date }): Promise<void>
  /** Failures since a moment, of the account and on the household. */
  failures(who: {
    accountId: string
    householdId?: string
    since: Date
  }): Promise<{ account: number; household: number }>
}
