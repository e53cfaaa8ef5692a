/** What a cell holds. Text may be anything that somebody typed; the writers make it harmless. */
export type TableCell = string | number | Date | undefined

/** A column: its title, and how its cells are read. `number` has no fraction of its own; a `moment` is written in the time of Viet Nam. */
export interface TableColumn {
  title: string
  kind: 'text' | 'number' | 'moment'
}

/** Rows to be written. `name` names the sheet. */
export interface Table {
  name: string
  columns: readonly TableColumn[]
  rows: readonly (readonly TableCell[])[]
}

/** A list of the console that can be taken away as a file, page by page. */
export interface Listed<Row, Place> {
  /** Names the list in the log and in the name of the file: `cases`. */
  list: string
  columns: readonly TableColumn[]
  /** The cells of a row, in the order of the columns. What is masked on the page is masked here. */
  cells(row: Row): readonly TableCell[]
  /** At most `limit` rows, from a place on. Without `next` there are no more. */
  page(limit: number, after: Place | undefined): Promise<{ rows: readonly Row[]; next?: Place }>
}

/** The kinds of files that a list is written as. */
export type TableFormat = 'csv' | 'xlsx'

/** Writes tables as files. */
export interface TableFiles {
  write(table: Table, format: TableFormat): Promise<Uint8Array>
}
