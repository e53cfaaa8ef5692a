import type { Audience } from '../domain/audience.ts'
import type { Day } from '../domain/day.ts'
import type {
  Announcement,
  AnnouncementState,
  Announcements,
  LastTurn,
  NewAnnouncement,
  Reach,
} from '../ports/announcements.ts'
import type { ActorKind } from '../ports/applications.ts'
import { recipients, sendAgain, skipRest, turn } from './announcement-mailing.ts'
import { makeProgress } from './announcement-progress.ts'
import { accountSql, audienceSql, consented, followerSql } from './audience-sql.ts'
import type { Prisma } from './client/client.ts'
import { columnOf, dayFrom } from './day-column.ts'
import { type Db, key } from './db.ts'
import { firstReached } from './first-reached.ts'
import { staffNames } from './staff.ts'

/** Announcements, kept in PostgreSQL. Once sent, how they stand is how their mailing stands. */
export function prismaAnnouncements(db: Db): Announcements {
  return {
    create: (draft) => create(db, draft),
    revise: async (id, { audience, lastDay, ...text }) => {
      const data = { ...text, audience: audience as unknown as Prisma.InputJsonObject, lastDay: lastDayOf(lastDay) }
      return (await db.announcement.updateMany({ where: { id: key(id), status: 'draft' }, data })).count === 1
    },
    find: async (id) => {
      const row = await db.announcement.findUnique({ where: { id: key(id) }, include })
      return row ? (await named(db, [row]))[0] : undefined
    },
    list: async ({ scope, beforeId, limit }) => {
      const where = {
        ...(scope.officeId === undefined ? {} : { officeId: scope.officeId }),
        ...(beforeId === undefined ? {} : { id: { lt: key(beforeId) } }),
      }
      return named(db, await db.announcement.findMany({ where, orderBy: { id: 'desc' }, take: limit, include }))
    },
    count: (audience, officeId) => count(db, audience, officeId),
    claim: async (id, at) => {
      const where = { id: key(id), status: 'draft' }
      const { count } = await db.announcement.updateMany({ where, data: { status: 'sending', sentAt: at } })
      return count === 1
    },
    fanOut: (id, mailing) => fanOut(db, id, mailing),
    underWay: async () => {
      const where = { mailing: { status: { in: ['running', 'paused'] } } }
      return named(db, await db.announcement.findMany({ where, orderBy: { id: 'asc' }, include }))
    },
    progress: makeProgress(db),
    lastTurn: (id) => lastTurn(db, id),
    recipients: (page) => recipients(db, page),
    turn: (id, to) => turn(db, id, to),
    skipRest: (id) => skipRest(db, id),
    sendAgain: (id, at) => sendAgain(db, id, at),
  }
}

const include = {
  mailing: { select: { status: true, pauseReason: true } },
} as const satisfies Prisma.AnnouncementInclude

async function create(db: Db, { at, audience, lastDay, ...draft }: NewAnnouncement): Promise<string> {
  const kept = { audience: audience as unknown as Prisma.InputJsonObject, lastDay: lastDayOf(lastDay) }
  const data = { ...draft, ...kept, createdAt: at }
  const { id } = await db.announcement.create({ data })
  return id.toString()
}

/** Each household of the audience falls into one of four: reached, or left out for the first reason that holds. */
async function count(db: Db, audience: Audience, officeId: number): Promise<Reach> {
  const rows = await db.$queryRaw<{ [K in keyof Reach]: bigint }[]>`
    SELECT count(*) AS households,
      count(*) FILTER (WHERE r.reached) AS reached,
      count(*) FILTER (WHERE r.active IS NULL) AS "noAccount",
      count(*) FILTER (WHERE NOT r.active) AS blocked,
      count(*) FILTER (WHERE r.active AND NOT r.reached) AS "noConsent",
      (SELECT count(*) FROM channel_account a
        WHERE a.status = 'active' AND ${followerSql(audience, officeId)} AND ${consented}) AS followers
    FROM household h LEFT JOIN LATERAL (
      SELECT bool_or(a.status = 'active') AS active, bool_or(a.status = 'active' AND ${consented}) AS reached
      FROM channel_account a WHERE a.household_id = h.id AND ${accountSql(audience)} HAVING count(*) > 0) AS r ON TRUE
    WHERE ${audienceSql(audience, officeId)}`
  const row = rows[0]
  if (!row) throw new Error('a count without a row')
  const { households, reached, noAccount, blocked, noConsent, followers } = row
  return {
    households: Number(households),
    reached: Number(reached),
    noAccount: Number(noAccount),
    blocked: Number(blocked),
    noConsent: Number(noConsent),
    followers: Number(followers),
  }
}

/** One statement, whatever the size: of each household the account that it wants to be reached on first, in the order of channels that chunks need. */
async function fanOut(db: Db, id: string, { mailingId, at }: { mailingId: string; at: Date }): Promise<number> {
  const row = await db.announcement.update({ where: { id: key(id) }, data: { mailingId: key(mailingId) } })
  const audience = row.audience as unknown as Audience
  return db.$executeRaw`
    INSERT INTO delivery (mailing_id, account_id, channel, lane, dedupe_key, created_at)
    SELECT ${key(mailingId)}, account_id, channel, 2, ${`announcement:${id}:`} || whom, ${at}::timestamptz FROM (
      SELECT pick.id AS account_id, pick.channel, 'h' || pick.household_id AS whom FROM (
        SELECT DISTINCT ON (a.household_id) a.id, a.channel, a.household_id
        FROM channel_account a JOIN household h ON h.id = a.household_id
        WHERE a.status = 'active' AND ${consented} AND ${accountSql(audience)} AND ${audienceSql(audience, row.officeId)}
        ORDER BY a.household_id, ${firstReached}) AS pick
      UNION ALL
      SELECT a.id, a.channel, 'a' || a.id FROM channel_account a
      WHERE a.status = 'active' AND ${consented} AND ${followerSql(audience, row.officeId)}) AS chosen
    ORDER BY channel, account_id
    ON CONFLICT (dedupe_key) DO NOTHING`
}

/** What turns a sending: how it began counts as one. */
const turns = ['send', 'pause', 'resume', 'again'].map((turn) => `announcement.${turn}`)

async function lastTurn(db: Db, id: string): Promise<LastTurn | undefined> {
  const where = { subjectKind: 'announcement', subjectId: id, action: { in: turns } }
  const row = await db.audit.findFirst({ where, orderBy: { id: 'desc' } })
  if (!row) return undefined
  const name = (await staffNames(db, [row.actorId])).get(row.actorId)
  const { at, actorId } = row
  return { at, actorKind: row.actorKind as ActorKind, actorId, ...(name === undefined ? {} : { actorName: name }) }
}

type Row = Prisma.AnnouncementGetPayload<{ include: typeof include }>

async function named(db: Db, rows: Row[]): Promise<Announcement[]> {
  const names = await staffNames(
    db,
    rows.map((r) => r.authorId),
  )
  return rows.map((row) => announcementOf(row, names.get(row.authorId)))
}

function announcementOf(row: Row, authorName: string | undefined): Announcement {
  const { officeId, authorId, sender, title, body, source, createdAt } = row
  return {
    id: row.id.toString(),
    ...{ officeId, authorId, sender, title, body, source, createdAt },
    audience: row.audience as unknown as Audience,
    status: statusOf(row),
    ...(authorName === undefined ? {} : { authorName }),
    ...(row.lastDay === null ? {} : { lastDay: dayFrom(row.lastDay) }),
    ...(row.sentAt === null ? {} : { sentAt: row.sentAt }),
    ...(row.mailingId === null ? {} : { mailingId: row.mailingId.toString() }),
    ...(row.mailing?.pauseReason ? { pauseReason: row.mailing.pauseReason } : {}),
  }
}

function statusOf({ status, mailing }: Row): AnnouncementState {
  if (!mailing) return status as AnnouncementState
  return mailing.status === 'running' ? 'sending' : (mailing.status as AnnouncementState)
}

function lastDayOf(day: Day | undefined): Date | null {
  return day === undefined ? null : columnOf(day)
}
