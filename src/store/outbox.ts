import type { Message } from '../conversation/words.ts'
import type { Letter, Outbox } from '../ports/outbox.ts'
import type { Prisma } from './client/client.ts'
import { type Db, key } from './db.ts'

/** A chunk holds about five seconds of sending at the free rate of the platforms. */
const chunkSize = 150

/** The outbox ledger, kept in PostgreSQL. A reply gets a chunk of its own at once; a mailing is cut when it is sealed. */
export function prismaOutbox(db: Db): Outbox {
  return {
    write: async (to, message, how) => {
      const rows = await db.$queryRaw<{ id: bigint }[]>`
        INSERT INTO delivery (mailing_id, account_id, channel, lane, dedupe_key, body, created_at)
        VALUES (${how.mailingId ? key(how.mailingId) : null}, ${key(to.id)}, ${to.channel}, ${how.lane}::smallint, ${how.key ?? null},
                ${JSON.stringify(message)}::jsonb, ${how.at})
        ON CONFLICT (dedupe_key) DO NOTHING RETURNING id`
      const id = rows[0]?.id
      if (id === undefined) return undefined
      const alone = { accountId: key(to.id), channel: to.channel, lane: how.lane, fromId: id, toId: id }
      if (!how.mailingId) await db.chunk.create({ data: alone })
      return id.toString()
    },
    writeAll: async (letters, { lane, at }) => {
      await db.$executeRaw`
        INSERT INTO delivery (id, mailing_id, account_id, channel, lane, dedupe_key, body, created_at)
        SELECT id, mailing, account, channel, ${lane}::smallint, key, body, ${at}
        FROM jsonb_to_recordset(${JSON.stringify(letters.map(rowOf))}::jsonb)
          AS letter(id bigint, mailing bigint, account bigint, channel text, key text, body jsonb)
        ORDER BY id ON CONFLICT (dedupe_key) DO NOTHING`
    },
    openMailing: async (m) => {
      const { id } = await db.mailing.create({
        data: {
          kind: m.kind,
          lane: m.lane,
          status: 'running',
          onUncertain: m.onUncertain,
          createdAt: m.at,
          notAfter: m.notAfter ?? null,
          officeId: m.officeId ?? null,
          ...(m.body ? { body: jsonOf(m.body) } : {}),
        },
      })
      return id.toString()
    },
    seal: (mailingId, notBefore) => cutIntoChunks(db, key(mailingId), notBefore),
  }
}

function rowOf({ deliveryId, to, message, mailingId, key }: Letter): object {
  return { id: deliveryId, mailing: mailingId, account: to.id, channel: to.channel, key, body: message }
}

/** One statement, whatever the size: the rows of a mailing, numbered per channel, every `chunkSize` of them a chunk. */
async function cutIntoChunks(db: Db, mailingId: bigint, notBefore?: Date): Promise<void> {
  await db.$executeRaw`
    INSERT INTO chunk (mailing_id, channel, lane, from_id, to_id, not_before)
    SELECT ${mailingId}, channel, lane, min(id), max(id), ${notBefore ?? null}::timestamptz
    FROM (SELECT id, channel, lane,
                 (row_number() OVER (PARTITION BY channel ORDER BY id) - 1) / ${chunkSize} AS part
          FROM delivery WHERE mailing_id = ${mailingId}) AS numbered
    GROUP BY channel, lane, part ORDER BY min(id)`
}

function jsonOf(message: Message): Prisma.InputJsonValue {
  return message as unknown as Prisma.InputJsonValue
}
