import { programmeName } from '../../../app/application-message.ts'
import type { ApplicationRow } from '../../../ports/applications.ts'
import type { Listed } from '../../../ports/table-files.ts'
import type { ConsoleDeps, Ctx } from '../deps.ts'
import { type ListedColumn, listed } from '../listed.ts'
import type { Ui } from '../ui.ts'
import { type ApplicationPlace, applicationFilter, applicationsFor, placeOfApplication } from './application-filter.ts'

/** The requests as a file: what the page shows, as it is filtered. */
export function applicationTable({ store }: ConsoleDeps, c: Ctx): Listed<ApplicationRow, ApplicationPlace> {
  const ui = c.get('ui')
  const wanted = applicationsFor(c, applicationFilter(c))
  return listed('applications', columnsOf(ui), {
    read: (limit, after) => store.applications.list({ ...wanted, limit, ...(after ? { after } : {}) }),
    placeOf: (row) => placeOfApplication(row, ui.now),
  })
}

function columnsOf(ui: Ui): ListedColumn<ApplicationRow>[] {
  const title = (name: string) => ui.t(`applications.columns.${name}`)
  return [
    { title: title('code'), kind: 'text', cell: ({ code }) => code },
    { title: title('name'), kind: 'text', cell: ({ name }) => name },
    { title: ui.t('household.commune'), kind: 'text', cell: ({ commune }) => commune },
    { title: title('programme'), kind: 'text', cell: ({ programme }) => ui.say(programmeName(programme)) },
    { title: title('amount'), kind: 'number', cell: ({ amount }) => amount },
    { title: title('state'), kind: 'text', cell: ({ state }) => ui.say({ key: `applications:states.${state}` }) },
    { title: title('since'), kind: 'moment', cell: ({ since }) => since },
    { title: title('due'), kind: 'moment', cell: ({ dueAt }) => dueAt },
  ]
}
