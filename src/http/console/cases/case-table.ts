import type { DeskPlace, DeskRow } from '../../../ports/case-desk.ts'
import type { Listed } from '../../../ports/table-files.ts'
import type { ConsoleDeps, Ctx } from '../deps.ts'
import type { Ui } from '../ui.ts'
import { deskAsked, deskFilter } from './desk-filter.ts'

/** The list of cases as a file: what the page shows, as it is filtered. */
export function caseTable({ store }: ConsoleDeps, c: Ctx): Listed<DeskRow, DeskPlace> {
  const ui = c.get('ui')
  const filter = deskFilter(deskAsked(c), c.get('staff'), ui.now)
  return {
    list: 'cases',
    columns: columns.map(({ title, kind }) => ({ title: ui.t(title), kind })),
    cells: (row) => columns.map(({ cell }) => cell(row, ui)),
    page: async (limit, after) => {
      const rows = await store.caseDesk.list({ ...filter, limit, ...(after ? { after } : {}) })
      const last = rows.length === limit ? rows.at(-1) : undefined
      return { rows, ...(last ? { next: last } : {}) }
    },
  }
}

/** The columns, in the order of the page. */
const columns: readonly {
  title: string
  kind: 'text' | 'moment'
  cell: (row: DeskRow, ui: Ui) => string | Date | undefined
}[] = [
  { title: 'cases.columns.code', kind: 'text', cell: ({ code }) => code },
  { title: 'cases.columns.kind', kind: 'text', cell: ({ kind }, ui) => ui.say({ key: `cases:kinds.${kind}` }) },
  { title: 'cases.columns.state', kind: 'text', cell: ({ state }, ui) => ui.say({ key: `cases:states.${state}` }) },
  { title: 'cases.columns.name', kind: 'text', cell: ({ name }) => name },
  { title: 'household.commune', kind: 'text', cell: ({ commune }) => commune },
  { title: 'cases.columns.last', kind: 'text', cell: ({ last }) => last },
  { title: 'cases.columns.assignee', kind: 'text', cell: ({ assignee }) => assignee },
  { title: 'cases.opened', kind: 'moment', cell: ({ openedAt }) => openedAt },
  { title: 'cases.columns.due', kind: 'moment', cell: ({ dueAt }) => dueAt },
  { title: 'cases.columns.closed', kind: 'moment', cell: ({ closedAt }) => closedAt },
]
