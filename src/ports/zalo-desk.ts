import type { Words } from '../conversation/words.ts'
import type { Dong } from '../domain/money.ts'
import type { ZaloGrant, ZaloPair } from './zalo-credentials.ts'

/** What comes back with the person's browser: `?code=...&oa_id=...&state=...`. */
export interface ConsentCallback {
  code: string
  oaId: string
  state?: string | undefined
}

/**
 * How a consent ended. `not_begun`: nobody is on the way, or longer than ten minutes. `other_state`: it is not the one that was begun here.
 * `other_account`: it is for another Official Account than before. `refused`, `unreachable`: what Zalo said; it has to be begun again.
 */
export type ConsentResult =
  | { ok: true; oaId: string }
  | { ok: false; why: 'not_begun' | 'other_state' | 'other_account' | 'refused' | 'unreachable'; detail?: string }

/** Connects the Official Account: a person of the bank goes to Zalo's page and comes back with a code. Only for staff who may do that. */
export interface ZaloConsent {
  /** The address of Zalo's page. `redirectUri` is the callback that is registered with the app. */
  begin(redirectUri: string): Promise<string>
  finish(callback: ConsentCallback): Promise<ConsentResult>
}

/** Where the consent stands, without its secrets. */
export interface ZaloStanding extends Pick<ZaloGrant, 'state' | 'oaId' | 'reason' | 'refresh'> {
  /** The pair in use. An access token that was never given out yet is until the beginning of time. */
  pair?: Pick<ZaloPair, 'accessUntil' | 'issuedAt' | 'issuedFor'>
}

/** What Zalo itself says of the account. What it did not say in time is left out. */
export interface ZaloAnswers {
  /** The package is named as Zalo names it; so is the day until which it is paid, which may be empty. */
  profile?: { name: string; packageName: string; packageUntil: string; followers?: number }
  /** Messages that the package holds for the time after the free hours; none listed: Zalo names no end. */
  quotas?: { left: number; total: number; until: string }[]
  /** Templates by phone number that may still go today. */
  templates?: { left?: number; perDay?: number }
  /** What staff read where something was not said. */
  problem?: Words
}

/** A text that is registered with Zalo, as Zalo has it. */
export interface ZaloTemplate {
  id: string
  name: string
  /** As Zalo writes it. */
  status: string
  /** It may be sent: Zalo has approved it, and it is not switched off. */
  approved: boolean
  /** Its gaps. `longest`: characters, left out where Zalo names none. */
  params: { name: string; required: boolean; longest?: number }[]
  /** What one costs before tax, to a person by their id and to a phone number. Left out where Zalo names no price. */
  byUserDong?: Dong
  byPhoneDong?: Dong
}

/** What came of asking for one. `unknown`: there is none with that number, or it is not the bank's; otherwise `words` say what is wrong. */
export type ZaloTemplateAnswer =
  | { ok: true; template: ZaloTemplate }
  | { ok: false; why: 'unknown' }
  | { ok: false; why: 'not_answered'; words: Words }

/** Whether Zalo shows buttons and the card for a phone number, as far as that was learnt. */
export type ZaloFaceStanding = 'unknown' | 'accepted' | 'rejected' | 'dropped'

/** Everything that the page of the channels wants of Zalo. */
export interface ZaloDesk extends ZaloConsent {
  /** From what is kept: asks nobody. */
  standing(): Promise<ZaloStanding>
  /** Asks Zalo; ends within seconds, whatever Zalo does. */
  ask(): Promise<ZaloAnswers>
  /** Asks Zalo for a registered text by its number; ends within seconds too. */
  template(id: string): Promise<ZaloTemplateAnswer>
  faces(): Promise<Record<'buttons' | 'card', ZaloFaceStanding>>
}
