import type { Listed, TableCell } from '../../../ports/table-files.ts'
import type { ConsoleDeps, Ctx } from '../deps.ts'
import type { Ui } from '../ui.ts'
import { type FiguresShown, figuresOf } from './figures-of.ts'

type Line = readonly TableCell[]

/** All figures of the page as one file: which part, of what, how many, and the median in whole hours where there is one. */
export function figuresTable(deps: ConsoleDeps, c: Ctx): Listed<Line, never> {
  const ui = c.get('ui')
  return {
    list: 'figures',
    columns: (['part', 'of', 'count', 'hours'] as const).map((name) => ({
      title: ui.t(`figures.file.${name}`),
      kind: name === 'count' || name === 'hours' ? 'number' : 'text',
    })),
    cells: (line) => line,
    page: async () => ({ rows: linesOf(ui, await figuresOf(deps, c)) }),
  }
}

function linesOf(ui: Ui, { requests, times, cases, answers, weeks, promises }: FiguresShown): Line[] {
  const part = (name: string) => ui.t(`figures.${name}.title`)
  const state = (name: string) => ui.say({ key: `applications:states.${name}` })
  const kind = (name: string) => ui.say({ key: `cases:kinds.${name}` })
  return [
    ...requests.map((row) => [part('requests'), state(row.state), row.count, undefined]),
    ...times.map((row) => [part('times'), state(row.state), row.stays, Math.round(row.medianDays * 24)]),
    ...cases.flatMap((row) =>
      (['day', 'week', 'older'] as const).map((age) => [
        part('cases'),
        `${kind(row.kind)}: ${ui.t(`figures.cases.${age}`)}`,
        row[age],
        undefined,
      ]),
    ),
    ...answers.map((row) => [part('answers'), kind(row.kind), row.answered, Math.round(row.medianHours)]),
    ...weeks.map((row) => [part('weeks'), ui.day(row.week), row.answered, Math.round(row.medianHours)]),
    ...promises.flatMap((row) =>
      (['made', 'kept', 'broken', 'open'] as const).map((outcome) => [
        ui.say({ key: 'lending:promises.title' }),
        `${row.month}: ${ui.say({ key: `lending:promises.columns.${outcome}` })}`,
        row[outcome],
        undefined,
      ]),
    ),
  ]
}
