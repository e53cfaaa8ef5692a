import type { Words } from '../../conversation/words.ts'
import type { CollectionSheetForm } from '../../ports/forms.ts'
import type { Table } from '../../ports/table-files.ts'

/** The sheet of a group as a table, with its sums and the day of its figures below. */
export function sheetTable(say: (words: Words) => string, form: CollectionSheetForm): Table {
  const word = (key: string, fillers?: Words['with']) =>
    say({ key: `forms:collection_sheet.${key}`, ...(fillers ? { with: fillers } : {}) })
  const title = (name: string) => word(`columns.${name}`)
  const { lines, interest, principal, session, asOf } = form
  const day = (on: string) => on.split('-').reverse().join('/')
  return {
    name: session,
    columns: [
      { title: title('no'), kind: 'number' },
      { title: title('name'), kind: 'text' },
      { title: title('loan'), kind: 'text' },
      { title: title('interest'), kind: 'number' },
      { title: title('principal'), kind: 'number' },
      { title: title('deposit'), kind: 'number' },
      { title: title('signed'), kind: 'text' },
    ],
    rows: [
      ...lines.map((line, i) => [i + 1, line.name, line.code, line.interest, line.principal, undefined, undefined]),
      [undefined, word('total'), undefined, interest, principal],
      [undefined, word('session', { day: day(session) })],
      ...(asOf ? [[undefined, word('as_of', { day: day(asOf) })]] : []),
    ],
  }
}
