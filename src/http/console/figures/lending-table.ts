import { scopeOf } from '../../../domain/staff.ts'
import { portfolioParts } from '../../../ports/portfolio.ts'
import type { Listed, TableCell } from '../../../ports/table-files.ts'
import type { ConsoleDeps, Ctx } from '../deps.ts'
import { partName } from './lending-words.ts'

/** The columns of the file: plain figures in dong, so that whoever takes it can count on. */
const columns = [
  ...([
    'file.by',
    'file.part',
    'columns.households',
    'columns.loans',
    'columns.outstanding',
    'columns.change',
  ] as const),
  ...(['columns.overdue', 'columns.overdue_change', 'columns.frozen', 'file.interest'] as const),
]

/** All tables of the page as one file. */
export function lendingTable({ store }: ConsoleDeps, c: Ctx): Listed<readonly TableCell[], never> {
  const ui = c.get('ui')
  const say = (key: string) => ui.say({ key: `lending:${key}` })
  const scope = scopeOf(c.get('staff'))
  return {
    list: 'lending',
    columns: columns.map((name, i) => ({ title: say(name), kind: i < 2 ? 'text' : 'number' })),
    cells: (line) => line,
    page: async () => {
      const parts = await Promise.all(portfolioParts.map((by) => store.portfolio.lines({ scope, by })))
      const rows = portfolioParts.flatMap((by, i) =>
        (parts[i] ?? []).map((line): TableCell[] => [
          ...[say(`by.${by}`), partName(ui, by, line.part), line.households, line.loans, line.outstanding],
          line.before && line.outstanding - line.before.outstanding,
          ...[line.overdue, line.before && line.overdue - line.before.overdue, line.frozen, line.interestDue],
        ]),
      )
      return { rows }
    },
  }
}
