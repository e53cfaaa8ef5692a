import type { Listed } from '../../../ports/table-files.ts'
import type { ConsoleDeps, Ctx } from '../deps.ts'
import { type ListedColumn, listedWhole } from '../listed.ts'
import type { Ui } from '../ui.ts'
import { type PointRow, pointRows } from './point-rows.ts'
import { calendarWords, weekday } from './words.ts'

/** The points of the reader's unit with their next sessions, as a file to hang on a wall. */
export function calendarTable(deps: ConsoleDeps, c: Ctx): Listed<PointRow, never> {
  return listedWhole('calendar', columnsOf(c.get('ui')), () => pointRows(deps, c))
}

function columnsOf(ui: Ui): ListedColumn<PointRow>[] {
  const say = calendarWords(ui)
  const title = (name: string) => say(`calendar:columns.${name}`)
  return [
    { title: say('calendar:columns.commune'), kind: 'text', cell: ({ point }) => point.commune },
    { title: title('point'), kind: 'text', cell: ({ point }) => point.name },
    { title: say('calendar:place.address'), kind: 'text', cell: ({ point }) => point.address },
    { title: say('calendar:place.opensAt'), kind: 'text', cell: ({ point }) => point.opensAt },
    { title: title('fixed'), kind: 'number', cell: ({ point }) => point.sessions.dayOfMonth },
    ...['first', 'second', 'third'].map(
      (name, n): ListedColumn<PointRow> => ({
        title: title(name),
        kind: 'text',
        cell: ({ sessions }) => (sessions[n] ? weekday(ui, sessions[n].day) : undefined),
      }),
    ),
  ]
}
