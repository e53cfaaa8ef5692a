/** What a person can allow. Each is asked for by its own words and taken back on its own. */
export const purposes = ['talk', 'loans', 'reminders', 'announcements', 'application'] as const

/** One of `purposes`. */
export type Purpose = (typeof purposes)[number]

/** What people allowed, with the words they were asked by. Law 91/2025/QH15: provable, never by default. */
export interface Consents {
  give(consent: {
    accountId: string
    purposes: readonly Purpose[]
    wording: string
    lang: string
    at: Date
  }): Promise<void>
  withdraw(accountId: string, purposes: readonly Purpose[], at: Date): Promise<void>
  of(accountId: string): Promise<Purpose[]>
}
