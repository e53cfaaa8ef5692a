import type { Json } from '../conversation/question.ts'
import type { ActorKind } from './applications.ts'

/** One thing that was done. Holds ids and codes, never what a person wrote and never a phone number. */
export interface AuditEntry {
  at: Date
  actorKind: ActorKind
  actorId: string
  /** What was done: `application.approve`, `phone.open`, `staff.invite`. */
  action: string
  subjectKind: string
  subjectId: string
  detail?: Record<string, Json>
}

/** One row of the log. */
export interface AuditRow extends AuditEntry {
  id: string
  actorName?: string
  /** The name of a member of staff to whom it was done. */
  subjectName?: string
}

/** What of the log is asked for. What is left out does not narrow. */
export interface AuditPage {
  /** What the staff of that office, or of that commune, did, and its chairs and leaders of groups. */
  officeId?: number
  communeId?: number
  /** What that person did, or any of those. */
  actorId?: string | readonly string[]
  action?: string
  subjectKind?: string
  subjectId?: string
  /** From that moment on. */
  since?: Date
  /** Before that moment. */
  until?: Date
  beforeId?: string
  limit: number
}

/** Who did what to whom: only ever added to. The database refuses to change or delete a row. */
export interface Audit {
  write(entry: AuditEntry): Promise<void>
  /** Newest first. `beforeId` is the last id of the page before. */
  list(page: AuditPage): Promise<AuditRow[]>
  /** How often that was done to a subject since a moment. */
  count(what: { action: string; subjectKind: string; subjectId: string; since: Date }): Promise<number>
}
