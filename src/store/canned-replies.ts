import type { CannedReplies, CannedReply } from '../ports/canned-replies.ts'
import type { CannedReply as Row } from './client/client.ts'
import { type Db, key } from './db.ts'

/** The texts that offices send often, kept in PostgreSQL. */
export function prismaCannedReplies(db: Db): CannedReplies {
  return {
    list: async (officeId) =>
      (await db.cannedReply.findMany({ where: { officeId }, orderBy: [{ title: 'asc' }, { id: 'asc' }] })).map(replyOf),
    find: async (officeId, id) => {
      const row = await db.cannedReply.findFirst({ where: { officeId, id: key(id) } })
      return row ? replyOf(row) : undefined
    },
    keep: (officeId, reply) => keep(db, officeId, reply),
    drop: async (officeId, id) => {
      const { count } = await db.cannedReply.deleteMany({ where: { officeId, id: key(id) } })
      return count === 1
    },
  }
}

/** Whether a title is taken is said by the statement that writes, so that two at once do not both get it. */
async function keep(
  db: Db,
  officeId: number,
  { id, title, text, by, at }: Parameters<CannedReplies['keep']>[1],
): Promise<string | undefined> {
  const rows =
    id === undefined
      ? await db.$queryRaw<{ id: bigint }[]>`
          INSERT INTO canned_reply (office_id, title, text, updated_by, updated_at) VALUES (${officeId}, ${title}, ${text}, ${by}, ${at})
          ON CONFLICT (office_id, title) DO NOTHING RETURNING id`
      : await db.$queryRaw<{ id: bigint }[]>`
          UPDATE canned_reply SET title = ${title}, text = ${text}, updated_by = ${by}, updated_at = ${at}
          WHERE office_id = ${officeId} AND id = ${key(id)}
            AND NOT EXISTS (SELECT FROM canned_reply r WHERE r.office_id = ${officeId} AND r.title = ${title} AND r.id <> ${key(id)})
          RETURNING id`
  return rows[0]?.id.toString()
}

function replyOf({ id, title, text }: Row): CannedReply {
  return { id: id.toString(), title, text }
}
