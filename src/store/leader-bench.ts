import { addDays, addMonths, atHour, type Day, firstOfMonth } from '../domain/day.ts'
import type { LoanStatus } from '../domain/loan.ts'
import type { BenchAnswer, LeaderBench, NewNudge } from '../ports/leader-bench.ts'
import { columnOf, dayFrom } from './day-column.ts'
import type { Db } from './db.ts'
import type { Seal } from './seal.ts'
import { sheetLinks } from './sheet-links.ts'

/** What the leader of a group works with, from PostgreSQL. */
export function prismaLeaderBench(db: Db, seal: Seal): LeaderBench {
  return {
    members: async (groupId) => {
      const order = [{ headNameFolded: 'asc' as const }, { id: 'asc' as const }]
      const select = { id: true, headName: true } as const
      const rows = await db.household.findMany({ where: { groupId }, orderBy: order, select })
      return rows.map(({ id, headName }) => ({ householdId: id.toString(), name: headName }))
    },
    loans: (groupId) => loans(db, groupId),
    answers: (groupId, session) => answers(db, groupId, session),
    toTheBank: (groupId, session) => toTheBank(db, groupId, session),
    remindedOn: (groupId, day) => remindedOn(db, groupId, day),
    nudgedIn: async (groupId, month) => {
      const where = { household: { groupId }, month: columnOf(month) }
      const rows = await db.leaderNudge.findMany({ where, select: { householdId: true } })
      return new Set(rows.map(({ householdId }) => householdId.toString()))
    },
    claim: (nudges) => claim(db, nudges),
    ...sheetLinks(db, seal),
  }
}

/** A loan belongs to the group that it was lent through; the household to the group that it is in. Both have to be this one. */
async function loans(db: Db, groupId: number): ReturnType<LeaderBench['loans']> {
  const rows = await db.loan.findMany({
    where: { groupId, status: { not: 'closed' }, household: { groupId } },
    orderBy: [{ household: { headNameFolded: 'asc' } }, { householdId: 'asc' }, { loanCode: 'asc' }],
    include: { household: { select: { headName: true } } },
  })
  return rows.map((row) => ({
    ...{ householdId: row.householdId.toString(), name: row.household.headName, loanCode: row.loanCode },
    ...{ status: row.status as LoanStatus, interestDue: Number(row.interestDue), overdue: Number(row.overdue) },
    ...(row.nextDueDate === null ? {} : { nextDueDate: dayFrom(row.nextDueDate) }),
    ...(row.nextPrincipal === null ? {} : { nextPrincipal: Number(row.nextPrincipal) }),
    asOf: dayFrom(row.asOf),
  }))
}

/** Only these two are for a leader. Whoever says that a loan is not theirs, or that they have paid, is heard by the bank alone. */
const heard: Record<string, BenchAnswer['answer']> = { will_pay: 'will_pay', in_difficulty: 'wants_to_talk' }

interface AnswerRow {
  household: bigint
  answer: string
  promised: Date | null
}

/** What was said last in the month of a session, while the household still allows reminders on the account that said it. */
async function saidIn(db: Db, groupId: number, session: Day): Promise<AnswerRow[]> {
  const [from, until] = [firstOfMonth(session), addDays(addMonths(firstOfMonth(session), 1), -1)]
  return db.$queryRaw<AnswerRow[]>`
    SELECT DISTINCT ON (l.household_id) l.household_id AS household, r.answer, p.day AS promised
    FROM reminder r JOIN loan l ON l.id = r.loan_id JOIN household h ON h.id = l.household_id
    JOIN channel_account a ON a.id = r.account_id AND a.household_id = h.id
    LEFT JOIN payment_promise p ON p.loan_id = r.loan_id AND p.due_date = r.due_date AND p.named AND p.state <> 'withdrawn'
    WHERE h.group_id = ${groupId} AND l.group_id = ${groupId} AND r.answer IS NOT NULL
      AND r.session_day BETWEEN ${columnOf(from)}::date AND ${columnOf(until)}::date
      AND EXISTS (SELECT FROM consent s WHERE s.account_id = a.id AND s.purpose = 'reminders' AND s.withdrawn_at IS NULL)
    ORDER BY l.household_id, r.answered_at DESC NULLS LAST, r.id DESC`
}

async function answers(db: Db, groupId: number, session: Day): Promise<Map<string, BenchAnswer>> {
  const rows = await saidIn(db, groupId, session)
  return new Map(
    rows.flatMap(({ household, answer, promised }) => {
      const said = heard[answer]
      const on = said === 'will_pay' && promised ? { on: dayFrom(promised) } : {}
      return said ? [[household.toString(), { answer: said, ...on }] as const] : []
    }),
  )
}

/** Whoever answered something that is not for a leader is left alone by one. */
async function toTheBank(db: Db, groupId: number, session: Day): Promise<Set<string>> {
  const rows = await saidIn(db, groupId, session)
  return new Set(rows.filter(({ answer }) => !heard[answer]).map(({ household }) => household.toString()))
}

/** Households that have their message of a day, and those to whom one that nobody asked for left or is about to leave. */
async function remindedOn(db: Db, groupId: number, day: Day): Promise<Set<string>> {
  const [from, until] = [atHour(day, 0), atHour(addDays(day, 1), 0)]
  const rows = await db.$queryRaw<{ household: bigint }[]>`
    SELECT h.id AS household FROM household h
    WHERE h.group_id = ${groupId} AND (
      EXISTS (SELECT FROM reminder_day t WHERE t.household_id = h.id AND t.day = ${columnOf(day)}::date)
      OR EXISTS (
        SELECT FROM channel_account a JOIN delivery d ON d.account_id = a.id
        WHERE a.household_id = h.id AND d.lane = 1 AND (
          d.state IN ('pending', 'retry', 'sending')
          OR (d.state IN ('sent', 'uncertain') AND COALESCE(d.sent_at, d.tried_at, d.created_at) >= ${from}
            AND COALESCE(d.sent_at, d.tried_at, d.created_at) < ${until}))))`
  return new Set(rows.map(({ household }) => household.toString()))
}

/**
 * The day is claimed first: of two that write to one household on one day only one does. In order of households: two that claim the same
 * ones at once wait for each other, never both ways. The id of the delivery is drawn here.
 */
async function claim(db: Db, nudges: readonly NewNudge[]): Promise<Map<string, string>> {
  const rows = await db.$queryRaw<{ household: bigint; delivery: bigint }[]>`
    WITH wanted AS (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(nudges)}::jsonb)
        AS new("groupId" int, "accountId" bigint, "householdId" bigint, day date, month date, at timestamptz)),
    days AS (
      INSERT INTO reminder_day (day, household_id, delivery_id)
      SELECT day, "householdId", nextval(pg_get_serial_sequence('delivery', 'id')) FROM wanted w
      WHERE NOT EXISTS (SELECT FROM leader_nudge n WHERE n.household_id = w."householdId" AND n.month = w.month)
      ORDER BY "householdId" ON CONFLICT (day, household_id) DO NOTHING RETURNING household_id, delivery_id),
    claimed AS (
      INSERT INTO leader_nudge (group_id, account_id, household_id, month, at)
      SELECT "groupId", "accountId", "householdId", month, at FROM wanted JOIN days ON days.household_id = "householdId"
      RETURNING household_id)
    SELECT days.household_id AS household, days.delivery_id AS delivery
    FROM days JOIN claimed ON claimed.household_id = days.household_id`
  return new Map(rows.map(({ household, delivery }) => [household.toString(), delivery.toString()]))
}
