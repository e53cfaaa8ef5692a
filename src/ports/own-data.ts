/** What is kept about one account, for its owner to see and to have erased (Law 91/2025/QH15). */
export interface OwnData {
  /** Everything kept under the account as plain data: account, consents, talk, messages, requests, cases. */
  export(accountId: string): Promise<Record<string, unknown>>
  /** How much of each kind there is. */
  count(accountId: string): Promise<{ messagesIn: number; messagesOut: number; applications: number; cases: number }>
  /** Empties what was said and unlinks the account. Consents stay as evidence, requests that the bank works on stay with the bank. */
  erase(accountId: string, at: Date): Promise<void>
  /** Deletes some of the oldest messages from before a moment, in and out. Returns how many; none when all are gone. */
  forget(before: Date): Promise<number>
}
