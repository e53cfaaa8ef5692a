import type { ChannelId, Inbound } from '../ports/channel.ts'
import type { Inbox, Sender } from '../ports/inbox.ts'
import { type Db, key } from './db.ts'
import { holdSender } from './hold-sender.ts'
import type { Seal } from './seal.ts'

/** After so many failures an update is set aside. */
const attemptsAllowed = 5

/** The inbox, kept in PostgreSQL with what was said sealed. A sender is locked by an advisory lock for the length of the transaction. */
export function prismaInbox(db: Db, seal: Seal): Inbox {
  return {
    store: (inbound, at) => storeAll(db, { inbound, at, seal }),
    next: async ({ channel, address }) => {
      await holdSender(db, { channel, address })
      const row = await db.inbox.findFirst({ where: { channel, address, processedAt: null }, orderBy: { id: 'asc' } })
      return row ? { id: row.id.toString(), inbound: inboundOf(row, seal) } : undefined
    },
    done: async (id, at) => {
      await db.inbox.update({ where: { id: key(id) }, data: { processedAt: at } })
    },
    failed: async (id, error, at) => {
      const row = await db.inbox.update({
        where: { id: key(id) },
        data: { attempts: { increment: 1 }, error: error.slice(0, 500) },
      })
      const gaveUp = row.attempts >= attemptsAllowed
      if (gaveUp) await db.inbox.update({ where: { id: row.id }, data: { processedAt: at } })
      return { gaveUp }
    },
    actedAt: (sender, before) => actedAt(db, sender, before),
    stuck: (before, limit) => db.$queryRaw<Sender[]>`
      SELECT DISTINCT channel, address FROM inbox
      WHERE processed_at IS NULL AND received_at < ${before} LIMIT ${limit}`,
  }
}

/** Of the newest updates only: whoever asks wants to know of the last seconds. */
async function actedAt(db: Db, { channel, address }: Sender, before: Date): Promise<Date | undefined> {
  const rows = await db.inbox.findMany({ where: { channel, address }, orderBy: { id: 'desc' }, take: 20 })
  const acts = rows.map(({ body }) => envelopeOf(body)).filter(({ what, at }) => what?.kind !== 'agent' && at <= before)
  return acts.map(({ at }) => at).sort((a, b) => b.getTime() - a.getTime())[0]
}

async function storeAll(
  db: Db,
  { inbound, at, seal }: { inbound: Inbound[]; at: Date; seal: Seal },
): Promise<Sender[]> {
  if (inbound.length === 0) return []
  const rows = inbound.map((i) => ({
    channel: i.channel,
    update_id: i.updateId,
    address: i.address,
    ...sealedInbound(i, seal),
  }))
  const stored = await db.$queryRaw<{ channel: ChannelId; address: string }[]>`
    INSERT INTO inbox (channel, update_id, address, body, said_sealed, received_at)
    SELECT r.channel, r.update_id, r.address, r.body, r.said_sealed, ${at}
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r(channel text, update_id text, address text, body jsonb, said_sealed text)
    ON CONFLICT (channel, update_id) DO NOTHING
    RETURNING channel, address`
  return [...new Map(stored.map((s) => [`${s.channel}/${s.address}`, s])).values()]
}

/** An update as it stands in its row; one from before updates were sealed is read as it is. */
export function inboundOf({ body, saidSealed }: { body: unknown; saidSealed: string | null }, seal: Seal): Inbound {
  const envelope = envelopeOf(body)
  return saidSealed === null ? envelope : { ...envelope, what: JSON.parse(seal.open(saidSealed)) }
}

/** The columns of an update: whoever counts or looks for a kind needs no key. */
function sealedInbound(inbound: Inbound, seal: Seal): { body: object; said_sealed: string | null } {
  const { kind, ...said } = inbound.what
  if (Object.keys(said).length === 0) return { body: inbound, said_sealed: null }
  return { body: { ...inbound, what: { kind } }, said_sealed: seal.seal(JSON.stringify(inbound.what)) }
}

function envelopeOf(body: unknown): Inbound {
  const kept = body as Omit<Inbound, 'at'> & { at: string }
  return { ...kept, at: new Date(kept.at) }
}
