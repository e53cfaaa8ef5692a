import { addDays, dayOf } from '../domain/day.ts'
import { readDisasterKind } from '../domain/disaster.ts'
import type { Disaster, DisasterFigures, DisasterLetters, Disasters, NewDisaster } from '../ports/disasters.ts'
import { Prisma } from './client/client.ts'
import { columnOf, dayFrom } from './day-column.ts'
import { type Db, key } from './db.ts'
import { firstReached } from './first-reached.ts'
import { openChannel } from './who-may-take.ts'

/** Disasters, kept in PostgreSQL. */
export function prismaDisasters(db: Db): Disasters {
  const on = { endedAt: null }
  return {
    start: (disaster) => start(db, disaster),
    find: async (id) => {
      const row = await db.disaster.findUnique({ where: { id: key(id) }, include })
      return row ? disasterOf(row) : undefined
    },
    list: async ({ officeId, communeId }) => {
      const office = officeId === undefined ? {} : { officeId }
      const where = { ...office, ...(communeId === undefined ? {} : { communes: { some: { communeId } } }) }
      return (await db.disaster.findMany({ where, orderBy: { id: 'desc' }, include })).map(disasterOf)
    },
    inCommune: async (communeId) => {
      const where = { communes: { some: { communeId, ...on } } }
      const row = await db.disaster.findFirst({ where, orderBy: { id: 'desc' }, include })
      return row ? disasterOf(row) : undefined
    },
    struck: async (communeIds) => {
      // Two who switch the same commune on wait for each other here; who adds a household to it, such as an import, waits for nobody.
      await db.$queryRaw`SELECT id FROM commune WHERE id = ANY(${[...communeIds]}::int[]) ORDER BY id FOR NO KEY UPDATE`
      const where = { communeId: { in: [...communeIds] }, ...on }
      return (await db.disasterCommune.findMany({ where, select: { communeId: true } })).map((row) => row.communeId)
    },
    figures: (communeIds) => figures(db, communeIds),
    withdrawReminders: (communeIds) => withdraw(db, communeIds),
    writeLetters: (to) => writeLetters(db, to),
    end: async ({ id, communeIds, at, by }) => {
      const where = { disasterId: key(id), communeId: { in: [...communeIds] }, ...on }
      const rows = await db.disasterCommune.findMany({ where, select: { communeId: true } })
      const ended = rows.map(({ communeId }) => communeId)
      await db.disasterCommune.updateMany({ where, data: { endedAt: at, endedBy: by } })
      await endPauses(db, { id, ended, at })
      return ended
    },
  }
}

const include = {
  communes: { include: { commune: { select: { name: true } } }, orderBy: { communeId: 'asc' } },
} as const satisfies Prisma.DisasterInclude

function disasterOf(row: Prisma.DisasterGetPayload<{ include: typeof include }>): Disaster {
  return {
    ...{ id: row.id.toString(), officeId: row.officeId, kind: readDisasterKind(row.kind) ?? 'other', name: row.name },
    ...{ since: dayFrom(row.since), reviewOn: dayFrom(row.reviewOn), reason: row.reason },
    ...{ startedBy: row.startedBy, startedAt: row.startedAt },
    communes: row.communes.map(({ communeId, commune, startedAt, endedAt }) => ({
      ...{ communeId, name: commune.name, startedAt },
      ...(endedAt === null ? {} : { endedAt }),
    })),
  }
}

async function start(db: Db, { communeIds, by, at, since, reviewOn, ...rest }: NewDisaster): Promise<string> {
  const { officeId, kind, name, reason } = rest
  const communes = { create: communeIds.map((communeId) => ({ communeId, startedAt: at })) }
  const days = { since: columnOf(since), reviewOn: columnOf(reviewOn) }
  const data = { officeId, kind, name, reason, ...days, startedBy: by, startedAt: at, communes }
  const id = (await db.disaster.create({ data, select: { id: true } })).id.toString()
  const pause = { since: columnOf(dayOf(at)), reason: pausedFor(id) }
  await db.reminderPause.createMany({ data: communeIds.map((communeId) => ({ communeId, ...pause })) })
  return id
}

/** By which the pauses of a disaster are found again: a commune may stand still for something else besides. */
function pausedFor(id: string): string {
  return `disaster:${id}`
}

/** A pause ends with the day before: what is due today is reminded of again. One that began today was none. */
async function endPauses(db: Db, { id, ended, at }: { id: string; ended: number[]; at: Date }): Promise<void> {
  const today = columnOf(dayOf(at))
  const where = { communeId: { in: ended }, reason: pausedFor(id), until: null }
  await db.reminderPause.deleteMany({ where: { ...where, since: { gte: today } } })
  await db.reminderPause.updateMany({ where, data: { until: columnOf(addDays(dayOf(at), -1)) } })
}

/** An account `a` that gets the letter: it allowed reminders, its channel is open, and one person reads it. */
function isReached(): Prisma.Sql {
  return Prisma.sql`a.status = 'active' AND a.channel <> 'terminal' AND ${openChannel('a')}
    AND NOT (a.channel = 'telegram' AND a.address LIKE '-%')
    AND EXISTS (SELECT FROM consent s WHERE s.account_id = a.id AND s.purpose = 'reminders' AND s.withdrawn_at IS NULL)`
}

async function figures(db: Db, communeIds: readonly number[]): Promise<DisasterFigures> {
  const [row] = await db.$queryRaw<Record<keyof DisasterFigures, bigint>[]>`
    WITH h AS (SELECT id FROM household WHERE commune_id = ANY(${[...communeIds]}::int[]))
    SELECT (SELECT count(*) FROM h) AS households,
      (SELECT count(DISTINCT a.household_id) FROM channel_account a JOIN h ON h.id = a.household_id
        WHERE ${isReached()}) AS reached,
      (SELECT count(*) FROM loan l JOIN h ON h.id = l.household_id WHERE l.status <> 'closed') AS loans,
      (SELECT count(*) FROM delivery d JOIN channel_account a ON a.id = d.account_id JOIN h ON h.id = a.household_id
        JOIN mailing m ON m.id = d.mailing_id
        WHERE d.lane = 1 AND m.kind = 'reminder' AND d.state IN ('pending', 'retry')) AS queued`
  const { households = 0n, reached = 0n, loans = 0n, queued = 0n } = row ?? {}
  return { households: Number(households), reached: Number(reached), loans: Number(loans), queued: Number(queued) }
}

/** What is on its way at this very moment cannot be taken back: it is gone before the statement is. */
async function withdraw(db: Db, communeIds: readonly number[]): Promise<number> {
  return db.$executeRaw`
    UPDATE delivery d SET state = 'skipped', error_code = 'paused', not_before = NULL
    FROM channel_account a, household h, mailing m
    WHERE a.id = d.account_id AND h.id = a.household_id AND h.commune_id = ANY(${[...communeIds]}::int[])
      AND m.id = d.mailing_id AND m.kind = 'reminder' AND d.lane = 1 AND d.state IN ('pending', 'retry')`
}

/**
 * One statement, however many live there. The same key is never written twice: who was written to hears nothing more of that disaster. What
 * has struck waits for no day that is free, but it takes the household's day: what nobody asked for besides waits for the next one.
 */
async function writeLetters(db: Db, { id, communeIds, mailingId, day, at }: DisasterLetters): Promise<number> {
  const [row] = await db.$queryRaw<{ count: bigint }[]>`
    WITH written AS (
      INSERT INTO delivery (mailing_id, account_id, channel, lane, dedupe_key, created_at)
      SELECT ${key(mailingId)}, r.id, r.channel, 1, 'disaster:' || ${id}::text || ':' || r.household, ${at}
      FROM (
        SELECT DISTINCT ON (a.household_id) a.household_id AS household, a.id, a.channel
        FROM channel_account a JOIN household h ON h.id = a.household_id
        WHERE h.commune_id = ANY(${[...communeIds]}::int[]) AND ${isReached()}
        ORDER BY a.household_id, ${firstReached}) r
      ON CONFLICT (dedupe_key) DO NOTHING RETURNING id, account_id),
    days AS (
      INSERT INTO reminder_day (day, household_id, delivery_id)
      SELECT ${columnOf(day)}::date, a.household_id, w.id FROM written w JOIN channel_account a ON a.id = w.account_id
      ORDER BY a.household_id ON CONFLICT (day, household_id) DO NOTHING)
    SELECT count(*) AS count FROM written`
  return Number(row?.count ?? 0)
}
