import type { JumpFigures } from '../domain/import-difference.ts'
import type { GroupRow, HouseholdRow, InstalmentRow, LoanRow, PaymentRow } from '../domain/import-rows.ts'
import type { Scope } from '../domain/staff.ts'
import type { UnitKind } from './units.ts'

/** What became of the rows that were written. `older` rows had figures of an earlier day than the register, which kept its own. */
export interface PutCounts {
  added: number
  changed: number
  unchanged: number
  older: number
}

/**
 * What a row of the file names. `customers`, `households` and `phones` are all numbers of customers: one that may be new with the
 * row, one that must be known, and one whose household gave a phone number.
 */
export type Reference = 'communes' | 'groups' | 'points' | 'customers' | 'households' | 'phones' | 'loans'

/** How rows are written. `absent` are columns that the file does not have: what the register has there is kept. */
export interface Putting {
  absent: readonly string[]
  at: Date
}

/** A household with its head's name as it is compared: lower case, without tone marks. */
export type FoldedHouseholdRow = HouseholdRow & { head_folded: string }

/** An office with all that is in its care. */
export interface UnitRows {
  province: { code: string; name: string }
  office: OfficeRow
  communes: CommuneRow[]
  points: PointRow[]
}

/** An office. What is left out of its hours and limit stays as the register has it. */
export interface OfficeRow {
  code: string
  name: string
  phone: string
  address: string
  /** Messages to many leave from this hour (0 to 23) until before `quietFrom` (1 to 24). */
  quietUntil?: number
  quietFrom?: number
  /** Announcements to one household on one day. */
  announcementsPerDay?: number
}

/** A commune with its hamlets and the units that it was made of. */
export interface CommuneRow {
  code: string
  name: string
  kind: UnitKind
  formerUnits: { name: string; folded: string; kind: UnitKind }[]
  hamlets: string[]
}

/** A transaction point and its fixed day of the month. */
export interface PointRow {
  code: string
  communeCode: string
  name: string
  address: string
  dayOfMonth: number
  opensAt: string
}

/** What a transaction that is watched has changed so far. `columns` go by their name in the contract. */
export interface RegisterDifference {
  columns: { column: string; rows: number }[]
  figures: JumpFigures
  /** The same for the same change of the same rows. */
  print: string
}

/** A file that was taken, for the record. */
export interface ImportRun {
  kind: string
  /** The office whose list it was; absent where it held several, or none. */
  officeId?: number
  /** The run that this one is a part of: the instalments of a list of loans. */
  partOf?: string
  fileName: string
  rows: number
  added: number
  changed: number
  skipped: number
  by: string
  at: Date
}

/**
 * Writes the bank's lists into the register, many rows at a time. A row that says what is there already changes nothing.
 * All of it belongs into a transaction; imports that run at the same time wait for each other. References must be known.
 */
export interface Imports {
  /** From here on the transaction notes what it changes. Other imports wait until it ends. */
  watch(): Promise<void>
  /** What the transaction has changed since `watch`. `counts` are those of the rows of the file. */
  difference(counts: PutCounts): Promise<RegisterDifference>
  /** Closes the loans of the communes of the file that it does not list, since `watch`. Returns how many. */
  closeGone(): Promise<number>
  /** Those of the codes that the register knows. */
  known(what: Reference, codes: readonly string[]): Promise<Set<string>>
  putUnits(units: UnitRows): Promise<void>
  /** Writes groups, their hamlets where new, and the day of their transaction points. */
  putGroups(rows: readonly GroupRow[], how: Putting): Promise<PutCounts>
  /** Writes households, and their hamlets where new. */
  putHouseholds(rows: readonly FoldedHouseholdRow[], how: Putting): Promise<PutCounts>
  /** Writes those households whose customer id is new, and returns how many. */
  addHouseholds(rows: readonly FoldedHouseholdRow[], at: Date): Promise<number>
  putLoans(rows: readonly LoanRow[], how: Putting): Promise<PutCounts>
  putInstalments(rows: readonly InstalmentRow[]): Promise<PutCounts>
  /** After the last `putInstalments` of a file: removes what those loans had before and the file no longer lists. */
  dropOtherInstalments(): Promise<number>
  /** Writes payments by their number. One whose amounts or day are corrected counts as not told to its household yet. */
  putPayments(rows: readonly PaymentRow[], how: Putting): Promise<PutCounts>
  /** Writes down a file that was taken, and returns the number of the run. */
  record(run: ImportRun): Promise<string>
  /** Keeps what the rows were before, sealed, so that the run can be undone; what was kept for earlier runs of the kind goes. */
  keepImages(runId: string): Promise<void>
  /** The office of all that was changed since `watch`; undefined where it was nothing, or of several. */
  oneOffice(): Promise<number | undefined>
  /** Those of the codes that the register has outside a stretch of the bank. */
  elsewhere(what: Reference | 'payments', codes: readonly string[], scope: Scope): Promise<Set<string>>
}
