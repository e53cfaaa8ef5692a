import type { TrialReading } from '../domain/announcement-trial.ts'
import type { Announcements } from '../ports/announcements.ts'
import { Prisma } from './client/client.ts'
import { type Db, key } from './db.ts'

/** As many as an ordinary chunk holds. */
const chunkSize = 150

/** Until then nobody takes a chunk that is held back: the senders know no other reason to pass one over. */
const heldBack = new Date('9999-01-01T00:00:00Z')

/** Cuts a mailing into chunks, none of which holds both: those who get it first, and the others, who are held back. */
export async function sealTrial(db: Db, mailingId: string, first: number): Promise<void> {
  const id = key(mailingId)
  await db.$executeRaw`
    WITH edge AS (SELECT d.id AS last FROM delivery d WHERE d.mailing_id = ${id} ORDER BY d.id OFFSET ${first - 1} LIMIT 1),
    marked AS (UPDATE mailing m SET trial_to = edge.last, trial_state = 'going' FROM edge WHERE m.id = ${id})
    INSERT INTO chunk (mailing_id, channel, lane, from_id, to_id, not_before)
    SELECT ${id}, channel, lane, min(id), max(id), CASE WHEN later THEN ${heldBack}::timestamptz END
    FROM (SELECT d.id, d.channel, d.lane, d.id > edge.last AS later,
            (row_number() OVER (PARTITION BY d.channel, d.id > edge.last ORDER BY d.id) - 1) / ${chunkSize} AS part
          FROM delivery d, edge WHERE d.mailing_id = ${id}) AS numbered
    GROUP BY later, channel, lane, part ORDER BY min(id)`
}

/** How long what waits may wait and still count as about to go; later it is put off. */
const soonMs = 10 * 60_000

type Counts = Record<Exclude<keyof TrialReading, 'triedAt'>, bigint> & { triedAt: Date | null }

/** How the first ones of a mailing fare, by one look at them. */
export async function readTrial(db: Db, mailingId: string, now: Date): Promise<TrialReading> {
  const soon = new Date(now.getTime() + soonMs)
  const open = Prisma.sql`d.state IN ('pending', 'sending', 'retry')`
  const later = Prisma.sql`d.state = 'retry' AND d.not_before > ${soon}`
  const [row] = await db.$queryRaw<Counts[]>`
    SELECT count(*) AS size,
      count(*) FILTER (WHERE d.state = 'sent') AS sent,
      count(*) FILTER (WHERE d.state IN ('failed', 'blocked')) AS errors,
      count(*) FILTER (WHERE d.state = 'uncertain') AS doubtful,
      count(*) FILTER (WHERE d.state = 'skipped') AS skipped,
      count(*) FILTER (WHERE ${open} AND NOT coalesce(${later}, FALSE)) AS waiting,
      count(*) FILTER (WHERE ${later}) AS "putOff",
      count(*) FILTER (WHERE d.state = 'sent' AND EXISTS (
        SELECT FROM consent s WHERE s.account_id = d.account_id AND s.purpose = 'announcements' AND s.withdrawn_at >= d.sent_at)
      ) AS "optOuts",
      max(d.tried_at) AS "triedAt"
    FROM mailing m JOIN delivery d ON d.mailing_id = m.id AND d.id <= m.trial_to WHERE m.id = ${key(mailingId)}`
  if (!row) throw new Error('a count without a row')
  const { triedAt, ...counts } = row
  const numbers = Object.fromEntries(Object.entries(counts).map(([name, count]) => [name, Number(count)]))
  return { ...(numbers as Omit<TrialReading, 'triedAt'>), ...(triedAt ? { triedAt } : {}) }
}

/** What was decided of the rest. False when somebody else decided first, or the mailing stands still. */
export async function endTrial(db: Db, id: string, end: Parameters<Announcements['endTrial']>[1]): Promise<boolean> {
  const { mailingId } = await db.announcement.findUniqueOrThrow({ where: { id: key(id) } })
  if (mailingId === null) return false
  if ('passed' in end) return letRestGo(db, mailingId)
  const where = { id: mailingId, status: 'running', trialState: 'going' }
  const data = { status: 'paused', pauseReason: end.why, trialState: 'stopped' }
  return (await db.mailing.updateMany({ where, data })).count === 1
}

/** Lets those go who were held back. False where nobody is, or the mailing stands still. */
export async function letRestGo(db: Db, mailingId: bigint): Promise<boolean> {
  const where = { id: mailingId, status: 'running', trialState: 'going' }
  if ((await db.mailing.updateMany({ where, data: { trialState: 'passed' } })).count === 0) return false
  await freeHeld(db, mailingId)
  return true
}

/** Lets those go whom the first ones stopped: a person has looked at why. */
export async function passStopped(db: Db, mailingId: bigint): Promise<void> {
  const where = { id: mailingId, status: 'paused', trialState: 'stopped' }
  if ((await db.mailing.updateMany({ where, data: { trialState: 'passed' } })).count === 1)
    await freeHeld(db, mailingId)
}

async function freeHeld(db: Db, mailingId: bigint): Promise<void> {
  await db.chunk.updateMany({ where: { mailingId, notBefore: heldBack }, data: { notBefore: null } })
}
