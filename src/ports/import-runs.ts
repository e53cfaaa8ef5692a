import type { Day } from '../domain/day.ts'
import type { Scope } from '../domain/staff.ts'

/** A list that was taken in, as the record has it. */
export interface ImportRunRow {
  id: string
  kind: string
  fileName: string
  officeId?: number
  rows: number
  added: number
  changed: number
  skipped: number
  /** Who took it: the id of a member of staff, or a name of the installation such as `command line`. */
  by: string
  /** The name of that member of staff. */
  byName?: string
  at: Date
  undoneAt?: Date
  undoneBy?: string
  /** What the rows were before is still kept. */
  undoable: boolean
}

/** What became of undoing a list. `changed_since`, `used_since`, `told_since`: rows that something later was built upon. */
export type UndoneImport =
  | { ok: true; restored: number; removed: number }
  | { ok: false; reason: 'changed_since' | 'used_since' | 'told_since'; rows: number }

/** How old the figures of loans are that are still owed. */
export interface FiguresAge {
  loans: number
  /** The latest day of any of them. */
  latest: Day
  /** Loans whose figures are from before the day that was asked for. */
  stale: number
}

/** The record of lists that were taken in, and the way back. */
export interface ImportRuns {
  /** The latest first. Those of no one office are in every list: a record holds counts only. */
  list(of: { scope: Scope; limit: number }): Promise<ImportRunRow[]>
  find(id: string): Promise<ImportRunRow | undefined>
  /** Undoes a run inside the transaction, and writes down who did. */
  undo(id: string, of: { by: string; at: Date }): Promise<UndoneImport>
  /** Lets go of what rows were before lists that were taken before a moment. Returns how many runs cannot be undone any more. */
  forgetImages(before: Date): Promise<number>
  /** How old the figures are that an office or commune works with; undefined where it has no loans. */
  age(scope: Scope, staleBefore: Day): Promise<FiguresAge | undefined>
}
