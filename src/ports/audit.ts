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
}

/** Who did what to whom: only ever added to. */
export interface Audit {
  write(entry: AuditEntry): Promise<void>
  /** Newest first, of the staff of an office or of all. `beforeId` is the last id of the page before. */
  list(page: {
    officeId?: number
    actorId?: string
    /** Actions that are not listed. */
    except?: readonly string[]
    beforeId?: string
    limit: number
  }): Promise<AuditRow[]>
  /** How often that was done to a subject since a moment. */
  count(what: { action: string; subjectKind: string; subjectId: string; since: Date }): Promise<number>
}
