import type { Day } from '../domain/day.ts'
import type { DisasterDraft, DisasterKind } from '../domain/disaster.ts'
import type { Scope } from '../domain/staff.ts'

/** A disaster as an office keeps it, with the communes that were switched on for it. */
export interface Disaster {
  id: string
  officeId: number
  kind: DisasterKind
  /** What people call it. Empty where it has no name. */
  name: string
  since: Day
  reviewOn: Day
  reason: string
  /** The member of staff who switched it on. */
  startedBy: string
  startedAt: Date
  communes: DisasterCommune[]
}

/** One commune of a disaster. */
export interface DisasterCommune {
  communeId: number
  name: string
  startedAt: Date
  endedAt?: Date
}

/** A new one, with its communes switched on. All of them are of that office. */
export interface NewDisaster extends DisasterDraft {
  officeId: number
  by: string
  at: Date
}

/** What switching communes on comes to, before it is done. */
export interface DisasterFigures {
  households: number
  /** Households with an account that allowed reminders: they are written to. */
  reached: number
  /** Loans that are not paid back. */
  loans: number
  /** Reminders that are written and have not left: they are withdrawn. */
  queued: number
}

/** Disasters, and the communes in which reminders stand still because of them. */
export interface Disasters {
  /** Keeps it with its communes switched on. Gives its id. */
  start(disaster: NewDisaster): Promise<string>
  find(id: string): Promise<Disaster | undefined>
  /** Those of a unit, the latest first; for one commune only those that struck it. */
  list(scope: Scope): Promise<Disaster[]>
  /** The one that is on in a commune; undefined where none is. */
  inCommune(communeId: number): Promise<Disaster | undefined>
  /** Of these communes those in which one is on. */
  struck(communeIds: readonly number[]): Promise<number[]>
  figures(communeIds: readonly number[]): Promise<DisasterFigures>
  /** Takes back what is written and has not left: reminders, and leaders' words, to households of those communes. Gives how many. */
  withdrawReminders(communeIds: readonly number[]): Promise<number>
  /** Writes the letter of a mailing to each household of those communes that is linked and allowed it, once for each disaster: it is their message of that day. Gives how many. */
  writeLetters(to: DisasterLetters): Promise<number>
  /** Switches communes off. Gives those that were on. */
  end(of: { id: string; communeIds: readonly number[]; at: Date; by: string }): Promise<number[]>
}

/** To whom the letters of a disaster go, and the day on which they leave. The words stand with the mailing. */
export interface DisasterLetters {
  id: string
  communeIds: readonly number[]
  mailingId: string
  day: Day
  at: Date
}
