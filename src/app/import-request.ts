import type { Words } from '../conversation/words.ts'
import type { ImportKind } from '../domain/import-columns.ts'
import type { Difference } from '../domain/import-difference.ts'
import type { Scope } from '../domain/staff.ts'
import type { ActorKind } from '../ports/applications.ts'
import type { Clock } from '../ports/clock.ts'
import type { Language } from '../ports/language.ts'
import type { Sheets, StoredBytes } from '../ports/sheets.ts'
import type { Tx } from '../ports/store.ts'
import type { BadCell } from './import-read.ts'
import type { Written } from './import-write.ts'

/** What an import needs of the world. The transaction has to bear minutes: a national file has millions of lines. */
export interface ImportDeps {
  store: {
    imports: Pick<Tx['imports'], 'known' | 'elsewhere'>
    transaction<T>(run: (tx: Tx) => Promise<T>): Promise<T>
  }
  sheets: Sheets
  language: Language
  clock: Clock
}

/** A file to be taken. */
export interface ImportRequest {
  kind: Exclude<ImportKind, 'instalments'>
  path: string
  /** With loans: a second file with their instalments. A workbook may hold them as a sheet instead. */
  instalmentsPath?: string
  /** Where the files do not lie on disk: their bytes. Then the paths are only their names. */
  stored?: { list: StoredBytes; instalments?: StoredBytes }
  /** Does everything and keeps nothing. */
  dryRun: boolean
  /** Takes the good lines of a file that has bad ones. */
  skipBadRows: boolean
  /** Whose rows may be written; everybody's where it is left out. */
  scope?: Scope
  /** Takes a file though something about it looks like a mistake. */
  acceptJumps?: boolean
  /** Closes the loans of the communes of the file that it does not list; none where lines of it were passed over. */
  closeGone?: boolean
  /** The print of the difference that somebody saw: with another one nothing is taken. */
  expects?: string
  by: { kind: ActorKind; id: string }
  /** Hears of every bad cell as it is found, in the order of the file. */
  onBad: (bad: BadCell) => void
  /** What belongs to the same transaction, once the file is written down. */
  within?: (tx: Tx, runId: string) => Promise<void>
}

/** Lines of a table and what became of them. `skipped` were bad and passed over. */
export interface Counts extends Written {
  rows: number
  skipped: number
}

/** What a file would change, or has changed. */
export interface Compared extends Counts {
  difference: Difference
  instalments?: Counts
}

/**
 * What became of a file. Nothing is stored unless it says `done` and was no dry run. `held`: something about it looks like a mistake, and
 * nobody has said yes to it. `moved`: it would change something else than was seen before.
 */
export type ImportOutcome =
  | { outcome: 'unreadable'; path: string; problem: Words }
  | { outcome: 'wrong_columns' }
  | { outcome: 'bad_rows'; rows: number; badRows: number; broken: boolean }
  | ({ outcome: 'held' | 'moved' } & Compared)
  | ({ outcome: 'done'; dryRun: boolean; runId?: string } & Compared)
