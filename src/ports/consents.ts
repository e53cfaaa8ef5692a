/** What a person can allow. Each is asked for by its own words and taken back on its own. */
export const purposes = ['talk', 'loans', 'reminders', 'announcements', 'application'] as const

/** One of `purposes`. */
export type Purpose = (typeof purposes)[number]

/**
 * What people allowed, with the words they were asked by. Law 91/2025/QH15: provable, never by default. Accounts that are linked as the
 * same person have one set between them.
 */
export interface Consents {
  /** Holds for every account of the person, and so does what the others have: they are made equal. */
  give(consent: {
    accountId: string
    purposes: readonly Purpose[]
    wording: string
    lang: string
    at: Date
  }): Promise<void>
  /** Takes it back on every account of the person; of the head of a household also where it was allowed on paper for their phone. */
  withdraw(accountId: string, purposes: readonly Purpose[], at: Date): Promise<void>
  /**
   * Takes back on this account alone what belongs to its household, loans and reminders, and what it only repeats from other accounts.
   * For an account that is unlinked.
   */
  leave(accountId: string, at: Date): Promise<void>
  of(accountId: string): Promise<Purpose[]>
}
