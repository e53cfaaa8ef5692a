import { seenAnnouncement } from '../../../app/announce.ts'
import { authorOf } from '../../../app/announcement-author.ts'
import { reasonWords } from '../../../app/sending-words.ts'
import { scopeOf } from '../../../domain/staff.ts'
import type { Recipient } from '../../../ports/announcements.ts'
import type { Listed } from '../../../ports/table-files.ts'
import type { ConsoleDeps, Ctx } from '../deps.ts'
import { type ListedColumn, listed } from '../listed.ts'
import type { Ui } from '../ui.ts'
import { stateOf } from './announcement-results.tsx'

/** Who got an announcement, and who did not and why, as a file: those of the state that is asked for. Undefined where it was not sent. */
export async function recipientTable({ store }: ConsoleDeps, c: Ctx): Promise<Listed<Recipient, string> | undefined> {
  const found = await seenAnnouncement(store, authorOf(c.get('staff')), c.req.param('id') ?? '')
  const mailingId = found?.mailingId
  if (mailingId === undefined) return undefined
  const wanted = { mailingId, scope: scopeOf(c.get('staff')), ...stateOf(c) }
  return listed('recipients', columnsOf(c.get('ui')), {
    read: (limit, after) => store.announcements.recipients({ ...wanted, limit, ...(after ? { afterId: after } : {}) }),
    placeOf: ({ id }) => id,
  })
}

function columnsOf(ui: Ui): ListedColumn<Recipient>[] {
  const title = (name: string) => ui.t(`announcements.recipients.${name}`)
  const state = (row: Recipient) => ui.say({ key: `announcements:deliveries.${row.state}` })
  return [
    { title: title('name'), kind: 'text', cell: ({ name }) => name },
    { title: title('channel'), kind: 'text', cell: ({ channel }) => ui.t(`channels.${channel}`) },
    { title: title('state'), kind: 'text', cell: state },
    { title: title('why'), kind: 'text', cell: ({ error }) => (error ? ui.say(reasonWords(error)) : undefined) },
    { title: title('sent'), kind: 'moment', cell: ({ sentAt }) => sentAt },
  ]
}
