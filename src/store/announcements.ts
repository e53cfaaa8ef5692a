import type { Audience } from '../domain/audience.ts'
import type { Day } from '../domain/day.ts'
import {
  type Announcement,
  type AnnouncementState,
  type Announcements,
  type FanOut,
  type LastTurn,
  type NewAnnouncement,
  type TrialState,
  type UnsentStep,
  unsentStates,
} from '../ports/announcements.ts'
import type { ActorKind } from '../ports/applications.ts'
import { filledSql, householdOf, unfilled } from './announcement-filling.ts'
import { recipients, sendAgain, skipRest, turn } from './announcement-mailing.ts'
import { makeProgress } from './announcement-progress.ts'
import { beside, byChannel, chosenSql, countReach } from './announcement-reach.ts'
import { compare, isOther, replies } from './announcement-replies.ts'
import { whoWrote } from './announcement-testers.ts'
import { endTrial, readTrial, sealTrial } from './announcement-trial.ts'
import { Prisma } from './client/client.ts'
import { columnOf, dayFrom } from './day-column.ts'
import { type Db, key } from './db.ts'
import type { Seal } from './seal.ts'
import { staffNames } from './staff.ts'

/** Announcements, kept in PostgreSQL. Once sent, how they stand is how their mailing stands. */
export function prismaAnnouncements(db: Db, seal: Seal): Announcements {
  return {
    create: (draft) => create(db, draft),
    revise: (id, draft) => revise(db, id, draft),
    step: (id, step) => takeStep(db, id, step),
    due: async (now) => {
      const where = { status: 'scheduled', sendAt: { lte: now } }
      return named(db, await db.announcement.findMany({ where, orderBy: { id: 'asc' }, include }))
    },
    find: async (id) => {
      const row = await db.announcement.findUnique({ where: { id: key(id) }, include })
      return row ? (await named(db, [row]))[0] : undefined
    },
    list: (page) => list(db, page),
    count: (audience, officeId, at) => countReach(db, audience, { officeId, at }),
    claim: async (id, { at, from, version }) => {
      const where = { id: key(id), status: { in: [...from] }, version }
      const { count } = await db.announcement.updateMany({ where, data: { status: 'sending', sentAt: at } })
      return count === 1
    },
    fanOut: (id, mailing) => fanOut(db, id, mailing),
    underWay: async () => {
      const where = { mailing: { status: { in: ['running', 'paused'] } } }
      return named(db, await db.announcement.findMany({ where, orderBy: { id: 'asc' }, include }))
    },
    unfilled: (audience, officeId, of) => unfilled(db, audience, { officeId, ...of }),
    byChannel: (audience, officeId, at) => byChannel(db, audience, { officeId, at }),
    beside: (id, officeId, day) => beside(db, { id, officeId, day }),
    sealTrial: (mailingId, first) => sealTrial(db, mailingId, first),
    onTrial: () => onTrial(db),
    readTrial: (mailingId, now) => readTrial(db, mailingId, now),
    endTrial: (id, end) => endTrial(db, id, end),
    replies: (page) => replies(db, seal, page),
    whoWrote: (code, since) => whoWrote(db, seal, { code, since }),
    compare: (mailingId) => compare(db, mailingId),
    progress: makeProgress(db),
    lastTurn: (id) => lastTurn(db, id),
    recipients: (page) => recipients(db, page),
    turn: (id, to) => turn(db, id, to),
    skipRest: (id) => skipRest(db, id),
    sendAgain: (id, at) => sendAgain(db, id, at),
  }
}

const include = {
  mailing: { select: { status: true, pauseReason: true, trialState: true } },
  picture: { select: { address: true, alt: true, width: true, height: true } },
} as const satisfies Prisma.AnnouncementInclude

async function create(db: Db, { at, audience, lastDay, ...draft }: NewAnnouncement): Promise<string> {
  const kept = { audience: audience as unknown as Prisma.InputJsonObject, lastDay: lastDayOf(lastDay) }
  const data = { ...draft, ...kept, writers: [draft.authorId], createdAt: at }
  const { id } = await db.announcement.create({ data })
  return id.toString()
}

async function list(db: Db, { scope, beforeId, limit }: Parameters<Announcements['list']>[0]): Promise<Announcement[]> {
  const where = {
    ...(scope.officeId === undefined ? {} : { officeId: scope.officeId }),
    ...(beforeId === undefined ? {} : { id: { lt: key(beforeId) } }),
  }
  return named(db, await db.announcement.findMany({ where, orderBy: { id: 'desc' }, take: limit, include }))
}

async function onTrial(db: Db): Promise<(Announcement & { mailingId: string })[]> {
  const where = { mailing: { status: 'running', trialState: 'going' } }
  const found = await named(db, await db.announcement.findMany({ where, orderBy: { id: 'asc' }, include }))
  return found.flatMap(({ mailingId, ...rest }) => (mailingId === undefined ? [] : [{ ...rest, mailingId }]))
}

/** Whatever was agreed to is void: it is a draft again, of one more writer. */
async function revise(db: Db, id: string, draft: Parameters<Announcements['revise']>[1]): Promise<boolean> {
  const { audience, lastDay, writer, ...text } = draft
  const undecided = { decidedBy: null, decidedAt: null, returnedWhy: null, sendAt: null }
  const data = {
    ...{ ...text, ...undecided, status: 'draft', version: { increment: 1 }, writers: { push: writer } },
    audience: audience as unknown as Prisma.InputJsonObject,
    lastDay: lastDayOf(lastDay),
  }
  const where = { id: key(id), status: { in: [...unsentStates] } }
  return (await db.announcement.updateMany({ where, data })).count === 1
}

async function takeStep(db: Db, id: string, { from, to, version, decided, sendAt }: UnsentStep): Promise<boolean> {
  const where = { id: key(id), status: { in: [...from] }, ...(version === undefined ? {} : { version }) }
  const of = decided && { decidedBy: decided.by, decidedAt: decided.at, returnedWhy: decided.why ?? null }
  const data = { status: to, ...of, sendAt: sendAt ?? null }
  return (await db.announcement.updateMany({ where, data })).count === 1
}

/**
 * One statement, whatever the size: of each household the account that it wants to be reached on first, in the order of channels that
 * chunks need. Those who get it first come first: chosen by chance, and the same ones however often it is asked.
 */
async function fanOut(db: Db, id: string, { mailingId, at, first = 0, ...texts }: FanOut): Promise<number> {
  const row = await db.announcement.update({ where: { id: key(id) }, data: { mailingId: key(mailingId) } })
  const audience = row.audience as unknown as Audience
  const looking = { officeId: row.officeId, at }
  const prefix = `announcement:${id}:`
  return db.$executeRaw`
    WITH chosen AS MATERIALIZED (${chosenSql(audience, looking)}),
    first AS MATERIALIZED (SELECT whom FROM chosen ORDER BY md5(${prefix} || whom) LIMIT ${first})
    INSERT INTO delivery (mailing_id, account_id, channel, lane, dedupe_key, created_at, body)
    SELECT ${key(mailingId)}, c.account_id, c.channel, 2, ${prefix} || whom, ${at}::timestamptz,
      ${bodySql(Prisma.sql`${prefix} || whom`, texts)}
    FROM chosen c ${texts.filled ? householdOf : Prisma.empty}
    ORDER BY whom NOT IN (SELECT whom FROM first), c.channel, c.account_id
    ON CONFLICT (dedupe_key) DO NOTHING`
}

/** The words of one delivery, where it does not say what all of its mailing do. */
function bodySql(dedupeKey: Prisma.Sql, { other, filled }: Pick<FanOut, 'other' | 'filled'>): Prisma.Sql {
  const drawn = (message: FanOut['other']) => {
    if (!message) return Prisma.sql`NULL::jsonb`
    return filled ? filledSql(message, filled.by) : Prisma.sql`${JSON.stringify(message)}::jsonb`
  }
  const own = filled ? filledSql(filled.message, filled.by) : Prisma.sql`NULL::jsonb`
  return other ? Prisma.sql`CASE WHEN ${isOther(dedupeKey)} THEN ${drawn(other)} ELSE ${own} END` : own
}

/** What turns a sending: how it began counts as one. */
const turns = ['send', 'pause', 'resume', 'again', 'rest'].map((turn) => `announcement.${turn}`)

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
    rows.flatMap((r) => [r.authorId, r.decidedBy ?? []].flat()),
  )
  return rows.map((row) => announcementOf(row, names))
}

function announcementOf(row: Row, names: ReadonlyMap<string, string>): Announcement {
  const { officeId, authorId, sender, title, body, source, createdAt, writers, version } = row
  const authorName = names.get(authorId)
  return {
    id: row.id.toString(),
    ...{ officeId, authorId, sender, title, body, source, createdAt, writers, version },
    audience: row.audience as unknown as Audience,
    status: statusOf(row),
    ...decisionOf(row, names),
    ...(row.otherBody === '' ? {} : { otherBody: row.otherBody }),
    ...(row.picture === null ? {} : { picture: row.picture }),
    ...(authorName === undefined ? {} : { authorName }),
    ...(row.lastDay === null ? {} : { lastDay: dayFrom(row.lastDay) }),
    ...(row.sendAt === null ? {} : { sendAt: row.sendAt }),
    ...(row.sentAt === null ? {} : { sentAt: row.sentAt }),
    ...(row.mailingId === null ? {} : { mailingId: row.mailingId.toString() }),
    ...(row.mailing?.pauseReason ? { pauseReason: row.mailing.pauseReason } : {}),
    ...(row.mailing?.trialState ? { trial: row.mailing.trialState as TrialState } : {}),
  }
}

/** Who approved or returned it, and why. */
function decisionOf({ decidedBy, decidedAt, returnedWhy }: Row, names: ReadonlyMap<string, string>) {
  const name = decidedBy === null ? undefined : names.get(decidedBy)
  return {
    ...(decidedBy === null ? {} : { decidedBy }),
    ...(name === undefined ? {} : { decidedName: name }),
    ...(decidedAt === null ? {} : { decidedAt }),
    ...(returnedWhy === null ? {} : { returnedWhy }),
  }
}

function statusOf({ status, mailing }: Row): AnnouncementState {
  if (!mailing) return status as AnnouncementState
  return mailing.status === 'running' ? 'sending' : (mailing.status as AnnouncementState)
}

function lastDayOf(day: Day | undefined): Date | null {
  return day === undefined ? null : columnOf(day)
}
