import type { Day } from '../domain/day.ts'
import type { LoanStatus } from '../domain/loan.ts'
import type { ReminderKind } from '../domain/reminder-plan.ts'
import type {
  ListedLoan,
  NotReminded,
  NotRemindedPage,
  OverdueLoan,
  OverduePage,
  ReminderDesk,
} from '../ports/reminder-desk.ts'
import { Prisma } from './client/client.ts'
import { type Db, key } from './db.ts'
import { householdsIn } from './scope.ts'

/** What staff read of the reminders, in PostgreSQL. */
export function prismaReminderDesk(db: Db): ReminderDesk {
  return {
    said: async ({ scope, day }) => {
      const [row] = await db.$queryRaw<{ reminders: number; messages: number }[]>`
        SELECT count(*)::int AS reminders, count(DISTINCT d.id)::int AS messages
        FROM reminder_day t JOIN household h ON h.id = t.household_id JOIN delivery d ON d.id = t.delivery_id
        JOIN reminder r ON r.delivery_id = d.id
        WHERE t.day = ${day}::date AND d.state NOT IN ('failed', 'blocked', 'skipped', 'uncertain') AND ${householdsIn(scope)}`
      return row ?? { reminders: 0, messages: 0 }
    },
    reasons: ({ scope, day }) => db.$queryRaw<{ reason: string; count: number }[]>`
      SELECT n.reason, count(*)::int AS count FROM (${unsaid(day)}) AS n
      JOIN loan l ON l.id = n.loan_id JOIN household h ON h.id = l.household_id
      WHERE ${householdsIn(scope)} GROUP BY 1 ORDER BY 2 DESC, 1`,
    notReminded: (page) => notReminded(db, page),
    overdue: (page) => overdue(db, page),
  }
}

/** What was not written, and what was written and ended without being sent. */
function unsaid(day: Day): Prisma.Sql {
  return Prisma.sql`
    SELECT s.loan_id, s.kind, s.due_date, s.reason FROM reminder_skip s WHERE s.day = ${day}::date
    UNION ALL
    SELECT r.loan_id, r.kind, r.due_date, COALESCE(d.error_code, d.state)
    FROM reminder_day t JOIN delivery d ON d.id = t.delivery_id JOIN reminder r ON r.delivery_id = d.id
    WHERE t.day = ${day}::date AND d.state IN ('failed', 'blocked', 'skipped', 'uncertain')`
}

interface LoanRow {
  loanId: bigint
  loanCode: string
  programme: string
  householdId: bigint
  headName: string
  customerId: string
  commune: string
  group: string | null
  leader: string | null
  heardAt: Date | null
}

/** An account that only stands for a phone number was never heard of. */
const listed = Prisma.sql`
  l.id AS "loanId", l.loan_code AS "loanCode", l.programme, h.id AS "householdId", h.head_name AS "headName",
  h.customer_id AS "customerId", c.name AS commune, g.name AS "group", g.leader_name AS leader,
  (SELECT max(a.last_seen_at) FROM channel_account a WHERE a.household_id = h.id AND NOT a.by_phone) AS "heardAt"`

const people = Prisma.sql`
  JOIN household h ON h.id = l.household_id JOIN commune c ON c.id = h.commune_id
  LEFT JOIN savings_credit_group g ON g.id = h.group_id`

async function notReminded(db: Db, { scope, day, reason, limit, after }: NotRemindedPage): Promise<NotReminded[]> {
  const from = after ? Prisma.sql`(n.loan_id, n.kind) > (${key(after.loanId)}, ${after.kind})` : Prisma.sql`TRUE`
  const ofReason = reason === undefined ? Prisma.sql`TRUE` : Prisma.sql`n.reason = ${reason}`
  const rows = await db.$queryRaw<(LoanRow & { kind: string; dueDate: string; reason: string })[]>`
    SELECT ${listed}, n.kind, n.due_date::text AS "dueDate", n.reason
    FROM (${unsaid(day)}) AS n JOIN loan l ON l.id = n.loan_id ${people}
    WHERE ${householdsIn(scope)} AND ${from} AND ${ofReason} ORDER BY n.loan_id, n.kind LIMIT ${limit}`
  return rows.map(({ kind, dueDate, reason, ...row }) => ({
    ...loanOf(row),
    kind: kind as ReminderKind,
    dueDate: dueDate as Day,
    reason,
  }))
}

interface OverdueRow extends LoanRow {
  status: string
  overdue: bigint
  outstanding: bigint
  asOf: string
  since: string | null
  days: number | null
}

/** Overdue is what the bank's books call so; since when, they say by the instalment that is over. */
async function overdue(db: Db, { scope, day, limit, after }: OverduePage): Promise<OverdueLoan[]> {
  const place = after && (after.since ?? after.asOf)
  const from = after ? Prisma.sql`(late.place, l.id) > (${place}::date, ${key(after.loanId)})` : Prisma.sql`TRUE`
  const rows = await db.$queryRaw<OverdueRow[]>`
    SELECT ${listed}, l.status, l.overdue, l.outstanding, l.as_of::text AS "asOf", late.since::text AS since,
      (${day}::date - late.since)::int AS days
    FROM loan l ${people}
    CROSS JOIN LATERAL (
      SELECT CASE WHEN l.next_due_date < ${day}::date THEN l.next_due_date WHEN l.final_due_date < ${day}::date THEN l.final_due_date END
        AS since) AS ended
    CROSS JOIN LATERAL (SELECT ended.since, COALESCE(ended.since, l.as_of) AS place) AS late
    WHERE ${householdsIn(scope)} AND (l.status = 'overdue' OR (l.overdue > 0 AND l.status <> 'closed')) AND ${from}
    ORDER BY late.place, l.id LIMIT ${limit}`
  return rows.map(({ status, overdue, outstanding, asOf, since, days, ...row }) => ({
    ...loanOf(row),
    status: status as LoanStatus,
    overdue: Number(overdue),
    outstanding: Number(outstanding),
    asOf: asOf as Day,
    ...(since === null || days === null ? {} : { since: since as Day, days }),
  }))
}

function loanOf({ loanId, householdId, group, leader, heardAt, ...row }: LoanRow): ListedLoan {
  return {
    ...row,
    loanId: loanId.toString(),
    householdId: householdId.toString(),
    ...(group === null ? {} : { group }),
    ...(leader === null ? {} : { leader }),
    ...(heardAt === null ? {} : { heardAt }),
  }
}
