/** What is kept about one person, named by any account of theirs, for them to see and to have erased (Law 91/2025/QH15). */
export interface OwnData {
  /**
   * Everything kept under all accounts of the person as plain data: accounts, household, loans, consents, talks, messages, requests, cases,
   * and as `history` the talk as it was held, oldest first, each line with its channel.
   */
  export(accountId: string): Promise<Record<string, unknown>>
  /** The same of a household: of every account that is linked to it, and what is kept of it without an account. */
  exportHousehold(householdId: string): Promise<Record<string, unknown>>
  /** How much of each kind there is. */
  count(accountId: string): Promise<{ messagesIn: number; messagesOut: number; applications: number; cases: number }>
  /**
   * Empties what was said, deletes requests that came to their end without a loan, and unlinks the accounts. Consents stay as evidence,
   * requests that the bank works on stay with the bank.
   */
  erase(accountId: string, at: Date): Promise<void>
  /** The same of everybody of a household. What the bank's list says of it stays. Returns the accounts that were linked, by id. */
  eraseHousehold(householdId: string, at: Date): Promise<string[]>
}
