import type { Echo, PartBefore, SentPart, ZaloSent } from '../ports/zalo-sent.ts'
import type { Db } from './db.ts'
import type { Seal } from './seal.ts'

/** How far before its echo a part may have been tried and still be taken for it. */
const echoWithinMs = 2 * 3_600_000
/** A message whose text Zalo shows otherwise than it was sent can only be told by its moment: so near to a send it is ours. */
const sameMomentMs = 120_000

/** What went out to Zalo, kept in PostgreSQL. Of a text only a keyed hash is kept. */
export function zaloSent(db: Db, seal: Seal): ZaloSent {
  const printOf = ({ address, text }: { address: string; text: string }) => seal.index(`${address}\n${evened(text)}`)
  const at = ({ deliveryId, part }: SentPart) => ({ deliveryId_part: { deliveryId, part } })
  return {
    begin: (part) => begin(db, { ...part, print: printOf(part) }),
    settle: async ({ deliveryId, part }, messageId) => {
      await db.zaloSent.updateMany({ where: { deliveryId, part }, data: { messageId } })
    },
    drop: async ({ deliveryId, part }) => {
      // An earlier try whose end nobody knows stays on record.
      await db.$executeRaw`
        UPDATE zalo_sent SET tries = tries - 1 WHERE delivery_id = ${deliveryId} AND part = ${part} AND message_id IS NULL`
      await db.zaloSent.deleteMany({ where: { deliveryId, part, messageId: null, tries: { lt: 1 } } })
    },
    messageIdOf: async (part) => (await db.zaloSent.findUnique({ where: at(part) }))?.messageId ?? undefined,
    known: async (messageIds) => {
      const rows = await db.zaloSent.findMany({ where: { messageId: { in: [...messageIds] } } })
      return rows.map((row) => row.messageId ?? '')
    },
    recognise: (echo) => recognise(db, { ...echo, print: printOf(echo) }),
    forget: async (before) => {
      await db.zaloSent.deleteMany({ where: { triedAt: { lt: before } } })
    },
  }
}

/** Zalo may show white space otherwise than it was sent. */
function evened(text: string): string {
  return text.normalize('NFC').replace(/\s+/g, ' ').trim()
}

type Beginning = SentPart & { address: string; print: string; at: Date }

async function begin(db: Db, { deliveryId, part, address, print, at }: Beginning): Promise<PartBefore> {
  const rows = await db.$queryRaw<{ tries: number; tried_at: Date; message_id: string | null }[]>`
    INSERT INTO zalo_sent AS s (delivery_id, part, address, print, tried_at)
    VALUES (${deliveryId}, ${part}, ${address}, ${print}, ${at})
    ON CONFLICT (delivery_id, part) DO UPDATE
      SET tries = s.tries + 1, print = CASE WHEN s.message_id IS NULL THEN excluded.print ELSE s.print END
    RETURNING tries, tried_at, message_id`
  const [row] = rows
  if (!row) throw new Error('a part was not put on record')
  if (row.message_id !== null) return { messageId: row.message_id }
  return row.tries > 1 ? { triedAt: row.tried_at } : {}
}

/** By its id; by its text, where a send to that person has no end yet; by its moment, where Zalo names nobody who wrote it. */
async function recognise(db: Db, { print, ...echo }: Echo & { print: string }): Promise<boolean> {
  const { address, messageId } = echo
  const isKnown = async () => (await db.zaloSent.count({ where: { messageId } })) > 0
  if (await isKnown()) return true
  const since = new Date(echo.at.getTime() - echoWithinMs)
  const settled = await db.$executeRaw`
    UPDATE zalo_sent SET message_id = ${messageId} WHERE id = (
      SELECT id FROM zalo_sent
      WHERE address = ${address} AND print = ${print} AND message_id IS NULL AND tried_at >= ${since}
      ORDER BY id LIMIT 1 FOR UPDATE)`
  // The answer may have come between the two looks.
  if (settled > 0 || (await isKnown())) return true
  if (echo.named) return false
  const near = new Date(echo.at.getTime() - sameMomentMs)
  return (await db.zaloSent.count({ where: { address, messageId: null, triedAt: { gte: near } } })) > 0
}
