import { scopeOf } from '../../../domain/staff.ts'
import type { Announcement } from '../../../ports/announcements.ts'
import type { Listed } from '../../../ports/table-files.ts'
import type { ConsoleDeps, Ctx } from '../deps.ts'
import { type ListedColumn, listed } from '../listed.ts'
import type { Ui } from '../ui.ts'

/** The announcements of the office as a file. */
export function announcementTable({ store }: ConsoleDeps, c: Ctx): Listed<Announcement, string> {
  const scope = scopeOf(c.get('staff'))
  return listed('announcements', columnsOf(c.get('ui')), {
    read: (limit, after) => store.announcements.list({ scope, limit, ...(after ? { beforeId: after } : {}) }),
    placeOf: ({ id }) => id,
  })
}

function columnsOf(ui: Ui): ListedColumn<Announcement>[] {
  const title = (name: string) => ui.t(`announcements.columns.${name}`)
  const field = (name: string) => ui.t(`announcements.fields.${name}`)
  const state = (row: Announcement) => ui.say({ key: `announcements:states.${row.status}` })
  return [
    { title: title('title'), kind: 'text', cell: (row) => row.title },
    { title: title('state'), kind: 'text', cell: state },
    { title: title('author'), kind: 'text', cell: (row) => row.authorName ?? row.authorId },
    { title: title('written'), kind: 'moment', cell: (row) => row.createdAt },
    { title: title('sent'), kind: 'moment', cell: (row) => row.sentAt },
    { title: field('lastDay'), kind: 'text', cell: (row) => (row.lastDay ? ui.day(row.lastDay) : undefined) },
    { title: field('body'), kind: 'text', cell: (row) => row.body },
    { title: field('source'), kind: 'text', cell: (row) => row.source },
  ]
}
