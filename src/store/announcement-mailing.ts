import type { DeliveryState } from '../domain/delivery.ts'
import type { Announcements, Recipient } from '../ports/announcements.ts'
import type { ChannelId } from '../ports/channel.ts'
import { letRestGo, passStopped } from './announcement-trial.ts'
import { type Db, key } from './db.ts'

/** Stops a sending, lets it go on, or ends it for good. False when it does not stand where that is possible. */
export async function turn(db: Db, id: string, to: Parameters<Announcements['turn']>[1]): Promise<boolean> {
  const { mailingId } = await db.announcement.findUniqueOrThrow({ where: { id: key(id) } })
  if (mailingId === null) return false
  const turns = { paused: pause, sending: resume, cancelled: cancel, rest: letRestGo }
  return turns[to](db, mailingId)
}

async function pause(db: Db, id: bigint): Promise<boolean> {
  const where = { id, status: 'running' }
  return (await db.mailing.updateMany({ where, data: { status: 'paused', pauseReason: null } })).count === 1
}

/**
 * A mailing whose last chunk ended while it stood still has nothing to go on with: it is done. Who lets one go on that its first ones
 * stopped has seen why, and lets the rest go.
 */
async function resume(db: Db, id: bigint): Promise<boolean> {
  await passStopped(db, id)
  const changed = await db.$executeRaw`
    UPDATE mailing m SET pause_reason = NULL, status = CASE
      WHEN EXISTS (SELECT 1 FROM chunk c WHERE c.mailing_id = m.id AND c.state <> 'done') THEN 'running' ELSE 'done' END
    WHERE m.id = ${id} AND m.status = 'paused'`
  return changed === 1
}

/** Senders ask for this at each message, so that nothing more leaves from the moment it is committed. */
async function cancel(db: Db, id: bigint): Promise<boolean> {
  const where = { id, status: { in: ['running', 'paused'] } }
  return (await db.mailing.updateMany({ where, data: { status: 'cancelled', pauseReason: null } })).count === 1
}

/** What has not left yet never leaves. What is on its way at this moment may still arrive, and is counted as it ends. */
export async function skipRest(db: Db, id: string): Promise<void> {
  const { mailing } = await db.announcement.findUniqueOrThrow({ where: { id: key(id) }, include: { mailing: true } })
  if (mailing?.status !== 'cancelled') return
  const waiting = { mailingId: mailing.id, state: { in: ['pending', 'retry'] } }
  await db.delivery.updateMany({ where: waiting, data: { state: 'skipped', errorCode: 'cancelled', notBefore: null } })
  await db.chunk.updateMany({ where: { mailingId: mailing.id, state: 'ready' }, data: { state: 'done' } })
}

/** As many as an ordinary chunk holds. */
const chunkSize = 150

/**
 * Only once the mailing is done: then no older chunk overlaps the new ones, so that a crash can throw doubt on the new tries only.
 * What is in doubt again afterwards stays in doubt.
 */
export async function sendAgain(db: Db, id: string, at: Date): Promise<number> {
  const { mailingId } = await db.announcement.findUniqueOrThrow({ where: { id: key(id) } })
  const where = { id: mailingId ?? -1n, status: 'done' }
  if (mailingId === null || (await db.mailing.updateMany({ where, data: { status: 'running' } })).count === 0) return 0
  const rows = await db.$queryRaw<{ count: bigint }[]>`
    WITH again AS (
      UPDATE delivery SET state = 'retry', not_before = NULL WHERE mailing_id = ${mailingId} AND state = 'uncertain'
      RETURNING id, channel, lane),
    cut AS (
      INSERT INTO chunk (mailing_id, channel, lane, from_id, to_id, not_before)
      SELECT ${mailingId}, channel, lane, min(id), max(id), ${at}::timestamptz
      FROM (SELECT *, (row_number() OVER (PARTITION BY channel ORDER BY id) - 1) / ${chunkSize} AS part FROM again) AS numbered
      GROUP BY channel, lane, part)
    SELECT count(*) AS count FROM again`
  const count = Number(rows[0]?.count ?? 0)
  if (count === 0) await db.mailing.update({ where: { id: mailingId }, data: { status: 'done' } })
  return count
}

/** The recipients of a mailing that a reader may see, in order of id. */
export async function recipients(db: Db, page: Parameters<Announcements['recipients']>[0]): Promise<Recipient[]> {
  const { mailingId, scope, state, afterId, limit } = page
  const rows = await db.delivery.findMany({
    where: {
      mailingId: key(mailingId),
      ...(scope.communeId === undefined ? {} : { account: { household: { communeId: scope.communeId } } }),
      ...(state === undefined ? {} : { state }),
      ...(afterId === undefined ? {} : { id: { gt: key(afterId) } }),
    },
    orderBy: { id: 'asc' },
    take: limit,
    include: { account: { select: { name: true, householdId: true, household: { select: { headName: true } } } } },
  })
  return rows.map(({ account, ...row }) => ({
    id: row.id.toString(),
    name: account.household?.headName ?? account.name,
    channel: row.channel as ChannelId,
    state: row.state as DeliveryState,
    ...(account.householdId === null ? {} : { householdId: account.householdId.toString() }),
    ...(row.errorCode === null ? {} : { error: row.errorCode }),
    ...(row.sentAt === null ? {} : { sentAt: row.sentAt }),
  }))
}
