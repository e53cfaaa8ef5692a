import { routesOf } from '../domain/case.ts'
import type { Announcement, Reply } from '../ports/announcements.ts'
import type { AnnounceDeps, Author } from './announce.ts'
import { noteAnnouncement, seenAnnouncement } from './announce.ts'

/** A page of what people wrote after an announcement; `next` is where the next one begins. */
export interface Replies {
  announcement: Announcement
  /** How many wrote. */
  count: number
  rows: Reply[]
  next?: string
}

/** So many on a page. */
const perPage = 50

/**
 * What people wrote after an announcement, as far as the reader may see it: of their own unit, and nothing of what went past them. Undefined
 * for one that is not of their office or was not sent. Who read it is on record.
 */
export async function readReplies(
  { store, clock }: Pick<AnnounceDeps, 'store' | 'clock'>,
  { author, id, after }: { author: Author; id: string; after?: string },
): Promise<Replies | undefined> {
  const announcement = await seenAnnouncement(store, author, id)
  if (announcement?.mailingId === undefined || author.role === undefined) return undefined
  const { mailingId } = announcement
  const page = { mailingId, scope: author.scope, routes: routesOf(author.role), limit: perPage + 1 }
  const found = await store.announcements.replies({ ...page, ...(after === undefined ? {} : { afterId: after }) })
  await noteAnnouncement(store, { author, action: 'announcement.replies', id, at: clock.now() })
  const last = found.rows.length > perPage ? found.rows[perPage - 1] : undefined
  return {
    ...{ announcement, count: found.count, rows: found.rows.slice(0, perPage) },
    ...(last ? { next: last.accountId } : {}),
  }
}
