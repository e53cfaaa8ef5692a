import type { Scope, StaffUnit } from '../domain/staff.ts'
import type { Theme } from '../domain/theme.ts'

/** A member of staff. */
export interface StaffMember extends StaffUnit {
  id: string
  name: string
  email: string
  lang: string
  theme: Theme
  disabledAt?: Date
  /** Sign-in asks for a code of the phone, too. */
  secondFactor?: true
}

/** One browser in which somebody is signed in. */
export interface StaffSession {
  id: string
  /** What the browser says of itself; empty where it says nothing. */
  userAgent: string
  since: Date
  /** To within five minutes. */
  lastUsedAt: Date
}

/** A try to sign in, to be counted. */
export interface Try {
  /** What the tries are counted for. Kept as a hash. */
  subject: string
  at: Date
  /** For how long a try counts, from the first one on. */
  windowMs: number
}

/** One row of the list, with the names of the units. */
export interface StaffRow extends StaffMember {
  office?: string
  commune?: string
}

/** An account that is offered to somebody. */
export interface Invitation extends StaffUnit {
  email: string
  expiresAt: Date
}

/** Who may sign in. Accounts come by invitation only. */
export interface StaffRegister {
  find(id: string): Promise<StaffMember | undefined>
  byEmail(email: string): Promise<StaffMember | undefined>
  /** In order of name. */
  list(scope: Scope): Promise<StaffRow[]>
  /** Keeps the hash of a token; earlier unused invitations of the address end. */
  invite(invitation: Invitation & { token: string }): Promise<void>
  /** Invitations that are neither used nor expired. */
  invitations(scope: Scope, at: Date): Promise<Invitation[]>
  /** The invitation of a token that is neither used nor expired. The token is not used up. */
  invitation(token: string, at: Date): Promise<Invitation | undefined>
  /** Uses a token up and makes the account. Undefined when the token is not good, or the address has an account. */
  enrol(member: {
    token: string
    name: string
    passwordHash: string
    lang: string
    at: Date
  }): Promise<StaffMember | undefined>
  setLang(id: string, lang: string): Promise<void>
  setTheme(id: string, theme: Theme): Promise<void>
  /** Keeps the hash of a token by which somebody may set a new password; an earlier one of theirs ends. */
  offerNewPassword(offer: { staffId: string; token: string; expiresAt: Date }): Promise<void>
  /** Whose password a token may change: neither used nor expired, of an account that is not shut. The token is not used up. */
  newPasswordOf(token: string, at: Date): Promise<StaffMember | undefined>
  /** Uses a token up and sets the password; a sign-in that waits for its second step ends. Undefined when the token is not good. */
  setPassword(given: { token: string; passwordHash: string; at: Date }): Promise<StaffMember | undefined>
  /** Shuts an account, ends its sessions and the offer of a new password, or opens it again. */
  setDisabled(id: string, at: Date | undefined): Promise<void>
  /** The sessions of somebody that still hold, by the real clock, the one last used first. */
  sessions(id: string): Promise<StaffSession[]>
  /** Ends one session. False when it is not one of theirs. */
  endSession(id: string, sessionId: string): Promise<boolean>
  /** Ends all sessions of somebody, or all but one. Returns how many there were. */
  endSessions(id: string, but?: string): Promise<number>
  /** Takes the second factor away, so that it can be set up anew. False when there was none. */
  dropSecondFactor(id: string): Promise<boolean>
  /** Counts a try and tells the how manieth of its window it is. Two at once get two numbers. */
  countTry(tried: Try): Promise<number>
}
