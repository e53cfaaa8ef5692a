import type { Scope, StaffUnit } from '../domain/staff.ts'

/** A member of staff. */
export interface StaffMember extends StaffUnit {
  id: string
  name: string
  email: string
  lang: string
  disabledAt?: Date
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
  /** Shuts an account and ends its sessions, or opens it again. */
  setDisabled(id: string, at: Date | undefined): Promise<void>
  /** Ends all sessions of somebody. */
  endSessions(id: string): Promise<void>
}
