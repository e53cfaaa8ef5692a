/** What is kept about one person, named by any account of theirs, for them to see and to have erased (Law 91/2025/QH15). */
export interface OwnData {
  /**
   * Everything kept under all accounts of the person as plain data: accounts, household, loans, consents, talks, messages, requests, cases,
   * and as `history` the talk as it was held, oldest first, each line with its channel.
   */
  export(accountId: string): Promise<Record<string, unknown>>
  /** How much of each kind there is. */
  count(accountId: string): Promise<{ messagesIn: number; messagesOut: number; applications: number; cases: number }>
  /** Empties what was said and unlinks the accounts. Consents stay as evidence, requests that the bank works on stay with the bank. */
  erase(accountId: string, at: Date): Promise<void>
  /** Deletes some of the oldest messages from before a moment, in and out. Returns how many; none when all are gone. */
  forget(before: Date): Promise<number>
}
