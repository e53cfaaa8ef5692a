import { addMonths, type Day, monthOf, yearOf } from '../domain/day.ts'
import { noticeKey } from '../domain/session-move.ts'
import type {
  Calendar,
  CalendarPoint,
  HeldSession,
  PayingHousehold,
  ToldAccount,
  Withdrawn,
} from '../ports/calendar.ts'
import { Prisma } from './client/client.ts'
import { columnOf, dayFrom } from './day-column.ts'
import type { Db } from './db.ts'
import { communeInScope } from './scope.ts'
import { payers, pointOf, type withPoint } from './units.ts'
import { openChannel } from './who-may-take.ts'

/** The calendar of an office, kept in PostgreSQL. */
export function prismaCalendar(db: Db): Calendar {
  return {
    points: async (scope) => {
      const orderBy = [{ commune: { name: 'asc' as const } }, { id: 'asc' as const }]
      const rows = await db.transactionPoint.findMany({ where: communeInScope(scope), orderBy, include })
      return rows.map(calendarPointOf)
    },
    hold: async (id) => {
      await db.$queryRaw`SELECT id FROM transaction_point WHERE id = ${id} FOR UPDATE`
      const row = await db.transactionPoint.findUnique({ where: { id }, include })
      return row ? calendarPointOf(row) : undefined
    },
    idOf: async (code) => (await db.transactionPoint.findUnique({ where: { code }, select: { id: true } }))?.id,
    groups: async (pointId) => {
      const select = { id: true, code: true, name: true, leaderName: true, collectionDay: true }
      const orderBy = [{ name: 'asc' as const }, { id: 'asc' as const }]
      const rows = await db.savingsCreditGroup.findMany({ where: { pointId }, orderBy, select })
      return rows.map(({ collectionDay, ...group }) => ({
        ...group,
        ...(collectionDay === null ? {} : { collectionDay }),
      }))
    },
    setPlace: async (id, data) => {
      await db.transactionPoint.update({ where: { id }, data })
      await db.savingsCreditGroup.updateMany({ where: { pointId: id }, data: { transactionDay: data.dayOfMonth } })
    },
    setCollectionDay: async (id, day) => {
      await db.savingsCreditGroup.update({ where: { id }, data: { collectionDay: day ?? null } })
    },
    move: async ({ day, ...of }, reason) => {
      const month = monthOfSession(of)
      const session = { day: columnOf(day), reason }
      await db.transactionPointException.upsert({
        where: { pointId_year_month: month },
        create: { ...month, ...session },
        update: session,
      })
    },
    undo: async (of) => {
      await db.transactionPointException.deleteMany({ where: monthOfSession(of) })
    },
    paying: (session) => paying(db, session),
    appointments: (session) => appointments(db, session),
    leaders: (pointId) => leaders(db, pointId),
    waiting: async (session) => {
      const [row] = await db.$queryRaw<{ count: bigint }[]>`
        SELECT count(*) AS count FROM (${unsent(session)}) AS unsent`
      return Number(row?.count ?? 0)
    },
    withdraw: (session) => withdraw(db, session),
  }
}

const include = {
  exceptions: true,
  commune: { select: { officeId: true, name: true } },
} as const satisfies Prisma.TransactionPointInclude & typeof withPoint

function calendarPointOf(row: Prisma.TransactionPointGetPayload<{ include: typeof include }>): CalendarPoint {
  return { ...pointOf(row), communeId: row.communeId, commune: row.commune.name }
}

function monthOfSession({ pointId, month }: Omit<HeldSession, 'day'>) {
  const first = firstOf(month)
  return { pointId, year: yearOf(first), month: monthOf(first) }
}

function firstOf(month: string): Day {
  return `${month}-01` as Day
}

/** A day `d` of that month, as SQL. */
function inMonth(column: 'l.next_due_date' | 'r.due_date', month: string): Prisma.Sql {
  const first = firstOf(month)
  return Prisma.sql`${Prisma.raw(column)} >= ${first}::date AND ${Prisma.raw(column)} < ${addMonths(first, 1)}::date`
}

async function paying(db: Db, { pointId, month }: HeldSession): Promise<PayingHousehold[]> {
  const rows = await db.$queryRaw<{ id: bigint; due: boolean }[]>`
    SELECT payer.household_id AS id, bool_or(${inMonth('l.next_due_date', month)}) AS due
    FROM (SELECT * FROM (${payers}) AS all_payers WHERE point_id = ${pointId} OFFSET 0) AS payer
    JOIN loan l ON l.household_id = payer.household_id AND l.status <> 'closed'
    GROUP BY payer.household_id ORDER BY payer.household_id`
  return rows.map(({ id, due }) => ({ householdId: id.toString(), due: due === true }))
}

/** The money of an approved request is paid on the day that was said last with a step, at the point of its household or its commune. */
async function appointments(db: Db, { pointId, day }: HeldSession): Promise<ToldAccount[]> {
  const rows = await db.$queryRaw<{ id: bigint; channel: ToldAccount['channel'] }[]>`
    SELECT DISTINCT a.id, a.channel FROM application p JOIN channel_account a ON a.id = p.account_id
    WHERE p.state IN ('approved', 'notified') AND ${reachable}
      AND ${day}::date = (
        SELECT e.day FROM application_event e WHERE e.application_id = p.id AND e.day IS NOT NULL ORDER BY e.id DESC LIMIT 1)
      AND EXISTS (SELECT FROM consent s WHERE s.account_id = a.id AND s.purpose = 'application' AND s.withdrawn_at IS NULL)
      AND ${pointId} = COALESCE(
        (SELECT payer.point_id FROM (${payers}) AS payer WHERE payer.household_id = p.household_id),
        (SELECT min(t.id) FROM transaction_point t WHERE t.commune_id = p.commune_id))
    ORDER BY a.id`
  return rows.map(accountOf)
}

async function leaders(db: Db, pointId: number): Promise<ToldAccount[]> {
  const rows = await db.$queryRaw<{ id: bigint; channel: ToldAccount['channel'] }[]>`
    SELECT DISTINCT a.id, a.channel FROM group_role o
    JOIN savings_credit_group g ON g.id = o.group_id AND g.point_id = ${pointId}
    JOIN channel_account a ON a.id = o.account_id
    WHERE o.ended_at IS NULL AND ${reachable} ORDER BY a.id`
  return rows.map(accountOf)
}

/** An account `a` that something may be written to by ourselves: a talk in a terminal is open only while somebody sits there. */
const reachable = Prisma.sql`a.status = 'active' AND a.channel <> 'terminal' AND ${openChannel('a')}`

function accountOf({ id, channel }: { id: bigint; channel: ToldAccount['channel'] }): ToldAccount {
  return { id: id.toString(), channel }
}

/** The reminders `id` of a session, with their `delivery`, of which nothing has left: one that may have arrived is not taken back. */
function unsent({ pointId, month, day }: HeldSession): Prisma.Sql {
  return Prisma.sql`
    SELECT r.id, r.delivery_id AS delivery FROM reminder r
    JOIN loan l ON l.id = r.loan_id
    JOIN (SELECT household_id FROM (${payers}) AS all_payers WHERE point_id = ${pointId} OFFSET 0) AS payer
      ON payer.household_id = l.household_id
    JOIN delivery d ON d.id = r.delivery_id AND d.state IN ('pending', 'retry') AND d.doubts = 0
    WHERE r.session_day = ${day}::date AND ${inMonth('r.due_date', month)}`
}

/**
 * Reminders are only marked: the plan gives free what is marked so, with whatever else its message says. Notices of an earlier move that
 * still wait are taken back with the day that they have claimed.
 */
async function withdraw(db: Db, session: HeldSession): Promise<Withdrawn> {
  await withdrawNotices(db, session)
  const [row] = await db.$queryRaw<{ count: bigint; from: Date | null; until: Date | null }[]>`
    WITH unsent AS (${unsent(session)} FOR UPDATE OF d),
    stopped AS (
      UPDATE delivery d SET state = 'skipped', error_code = 'session_moved'
      FROM unsent WHERE d.id = unsent.delivery RETURNING d.id)
    SELECT count(DISTINCT r.id) AS count, min(r.day) AS from, max(r.day) AS until
    FROM reminder r WHERE r.id IN (SELECT id FROM unsent) AND r.delivery_id IN (SELECT id FROM stopped)`
  const days = row?.from && row.until ? { days: { from: dayFrom(row.from), until: dayFrom(row.until) } } : {}
  return { count: Number(row?.count ?? 0), ...days }
}

async function withdrawNotices(db: Db, { pointId, month }: HeldSession): Promise<void> {
  await db.$executeRaw`
    WITH stopped AS (
      UPDATE delivery d SET state = 'skipped', error_code = 'session_moved' FROM mailing m
      WHERE m.kind IN ('session', 'request') AND m.status = 'running' AND d.mailing_id = m.id
        AND d.state IN ('pending', 'retry') AND d.doubts = 0 AND starts_with(d.dedupe_key, ${noticeKey(pointId, month)})
      RETURNING d.id)
    DELETE FROM reminder_day t USING stopped WHERE t.delivery_id = stopped.id`
}
