import type { Listed, TableCell, TableColumn } from '../../ports/table-files.ts'

/** A column of a file: its title as the reader has it, and what stands in it. */
export interface ListedColumn<Row> extends TableColumn {
  cell(row: Row): TableCell
}

interface Pages<Row, Place> {
  /** At most `limit` rows, from behind a place on. */
  read(limit: number, after: Place | undefined): Promise<readonly Row[]>
  /** Where a row stands, for the page behind it. */
  placeOf(row: Row): Place
}

/** A list that is read page by page, as a file. `list` names it in the log and in the name of the file. */
export function listed<Row, Place>(
  list: string,
  columns: readonly ListedColumn<Row>[],
  { read, placeOf }: Pages<Row, Place>,
): Listed<Row, Place> {
  return {
    ...framed(list, columns),
    page: async (limit, after) => {
      const rows = await read(limit, after)
      const last = rows.length === limit ? rows.at(-1) : undefined
      return { rows, ...(last === undefined ? {} : { next: placeOf(last) }) }
    },
  }
}

/** A list that is short enough to be read at once, as a file. */
export function listedWhole<Row>(
  list: string,
  columns: readonly ListedColumn<Row>[],
  read: () => Promise<readonly Row[]>,
): Listed<Row, never> {
  return { ...framed(list, columns), page: async () => ({ rows: await read() }) }
}

function framed<Row>(list: string, columns: readonly ListedColumn<Row>[]) {
  return {
    list,
    columns: columns.map(({ title, kind }) => ({ title, kind })),
    cells: (row: Row) => columns.map(({ cell }) => cell(row)),
  }
}
