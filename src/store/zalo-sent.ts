import type { Beginning, Echo, PartBefore, SentPart, ZaloSent } from '../ports/zalo-sent.ts'
import { Prisma } from './client/client.ts'
import { type Db, key } from './db.ts'
import type { Seal } from './seal.ts'

/** How far before its echo a part may have been tried and still be taken for it. */
const echoWithinMs = 2 * 3_600_000
/** A message whose text Zalo shows otherwise than it was sent can only be told by its moment: so near to a send it is ours. */
const sameMomentMs = 120_000

/** What went out to Zalo, kept in PostgreSQL. Of a text only a keyed hash is kept. */
export function zaloSent(db: Db, seal: Seal): ZaloSent {
  const shown = ({ address, text }: { address: string; text: string }) => `${address}\n${evened(text)}`
  const at = ({ deliveryId, part }: SentPart) => ({ deliveryId_part: { deliveryId, part } })
  return {
    begin: (part) => begin(db, { ...part, print: seal.index(shown(part)) }),
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
    recognise: (echo) => recognise(db, { ...echo, prints: seal.indexes(shown(echo)) }),
    delivered: ({ deliveryId, ...receipt }) => delivered(db, { deliveryId, ...receipt }),
    settleDoubts: () => settleDoubts(db),
    forget: async (before) => {
      await db.zaloSent.deleteMany({ where: { triedAt: { lt: before } } })
    },
  }
}

/** Zalo may show white space otherwise than it was sent. */
function evened(text: string): string {
  return text.normalize('NFC').replace(/\s+/g, ' ').trim()
}

async function begin(db: Db, { deliveryId, part, parts, address, print, at }: Beginning & Print): Promise<PartBefore> {
  // A part that has not arrived yet may be written otherwise now, and go another way: its echo will say so as well.
  const rows = await db.$queryRaw<{ tries: number; tried_at: Date; message_id: string | null }[]>`
    INSERT INTO zalo_sent AS s (delivery_id, part, parts, address, print, tried_at)
    VALUES (${deliveryId}, ${part}, ${parts}, ${address}, ${print}, ${at})
    ON CONFLICT (delivery_id, part) DO UPDATE SET tries = s.tries + 1, parts = excluded.parts,
      address = CASE WHEN s.message_id IS NULL THEN excluded.address ELSE s.address END,
      print = CASE WHEN s.message_id IS NULL THEN excluded.print ELSE s.print END
    RETURNING tries, tried_at, message_id`
  const [row] = rows
  if (!row) throw new Error('a part was not put on record')
  if (row.message_id !== null) return { messageId: row.message_id }
  return row.tries > 1 ? { tried: { at: row.tried_at, times: row.tries } } : {}
}

interface Print {
  print: string
}

/** By its id; by its text, where a send to that person has no end yet; by its moment, where Zalo names nobody who wrote it. */
async function recognise(db: Db, { prints, ...echo }: Echo & { prints: string[] }): Promise<boolean> {
  const { address, messageId, at } = echo
  const isKnown = async () => (await db.zaloSent.count({ where: { messageId } })) > 0
  if (await isKnown()) return true
  const since = new Date(at.getTime() - echoWithinMs)
  const [settled] = await db.$queryRaw<{ id: string }[]>`
    UPDATE zalo_sent SET message_id = ${messageId} WHERE id = (
      SELECT id FROM zalo_sent
      WHERE address = ${address} AND print = ANY(${prints}::text[]) AND message_id IS NULL AND tried_at >= ${since}
      ORDER BY id LIMIT 1 FOR UPDATE)
    RETURNING delivery_id AS id`
  if (settled) await settleDoubts(db, { id: settled.id, at })
  // The answer may have come between the two looks.
  if (settled || (await isKnown())) return true
  if (echo.named) return false
  const near = new Date(at.getTime() - sameMomentMs)
  return (await db.zaloSent.count({ where: { address, messageId: null, triedAt: { gte: near } } })) > 0
}

/** What is kept of parts is forgotten after days, and a phone may have been off for longer: the receipt stands for itself. */
async function delivered(db: Db, receipt: Parameters<ZaloSent['delivered']>[0]): Promise<void> {
  const { deliveryId, messageId, at } = receipt
  await db.zaloSent.updateMany({ where: { deliveryId, part: 0 }, data: { messageId } })
  if (!isKey(deliveryId)) return
  await db.$executeRaw`
    UPDATE delivery d SET ${arrived}, message_id = ${messageId}, sent_at = ${at}
    WHERE d.id = ${key(deliveryId)} AND ${inDoubt}`
}

/** In one statement, so that nobody can begin to send in between: all parts are on record, and Zalo has named each of them. */
async function settleDoubts(db: Db, only?: { id: string; at: Date }): Promise<number> {
  if (only && !isKey(only.id)) return 0
  // The few that staff have to look at stand in an index; a delivery that goes once more looks for itself.
  const which = only
    ? Prisma.sql`d.id = ${key(only.id)} AND ${inDoubt}`
    : Prisma.sql`d.state = 'uncertain' AND ${inDoubt}`
  return db.$executeRaw`
    UPDATE delivery d SET ${arrived}, message_id = named.message_id, sent_at = COALESCE(${only?.at ?? null}, d.tried_at)
    FROM (
      SELECT d.id, (array_agg(s.message_id ORDER BY s.part DESC))[1] AS message_id
      FROM delivery d JOIN zalo_sent s ON s.delivery_id = d.id::text
      WHERE ${which}
      GROUP BY d.id
      HAVING bool_and(s.message_id IS NOT NULL) AND count(*) = max(s.parts)) AS named
    WHERE d.id = named.id AND ${inDoubt}`
}

const arrived = Prisma.sql`state = 'sent', not_before = NULL, error_code = NULL, error_detail = NULL`
/** Whoever is sending it settles it, and an end is an end. */
const inDoubt = Prisma.sql`d.channel = 'zalo' AND d.doubts > 0 AND d.state IN ('uncertain', 'retry')`

/** True where it is an id that the ledger gave. */
function isKey(deliveryId: string): boolean {
  return /^\d{1,18}$/.test(deliveryId)
}
