import type { Scope } from '../domain/staff.ts'
import type { ChannelId } from './channel.ts'
import type { Purpose } from './consents.ts'

/** One consent as it stands in the register. */
export interface ConsentRow {
  id: string
  purpose: Purpose
  /** How the register names the words: `domain/consent-wording.ts` finds them. */
  wording: string
  lang: string
  givenAt: Date
  withdrawnAt?: Date
  channel: ChannelId
  accountId: string
  /** Given from another account of the same person, and repeated here. */
  repeats: boolean
  /** The head of the household, or what the account calls itself. */
  name: string
  household?: { id: string; customerId: string }
}

/** What of the register is asked for. What is left out does not narrow. */
export interface ConsentPage {
  /** A narrowed scope holds the consents of its households only: an account that is linked to nobody lies in no unit. */
  scope: Scope
  householdId?: string
  purpose?: Purpose
  channel?: ChannelId
  /** Whether it still stands. */
  stands?: boolean
  /** Given from that moment on. */
  since?: Date
  /** Given before that moment. */
  until?: Date
  /** The last id of the page before. */
  beforeId?: string
  limit: number
}

/** The register of consents as staff read it. */
export interface ConsentRegister {
  /** The newest first. */
  list(page: ConsentPage): Promise<ConsentRow[]>
}
