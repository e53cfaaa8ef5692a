import type { Day } from '../domain/day.ts'
import type { Asked, DueLoan } from '../ports/reminders.ts'
import { Prisma } from './client/client.ts'
import { type Db, key } from './db.ts'
import { payers } from './units.ts'

interface Row {
  at: number
  loan: bigint
  household: bigint
  headName: string
  communeId: number
  officeId: number
  pointId: number | null
  promisedDay: string | null
  promisedOf: 'principal' | 'interest' | null
}

/**
 * The loans that occasions concern. From each point or group to its households, and from each household to what it has to pay. OFFSET 0
 * keeps these steps apart: each goes by its index, and no guess at the number of rows makes PostgreSQL read all households or all loans.
 */
export async function due(db: Db, asked: readonly Asked[], householdId?: string): Promise<DueLoan[]> {
  if (asked.length === 0) return []
  const numbered = asked.map((one, at) => ({ ...one, at }))
  const only = (column: string) =>
    householdId === undefined ? Prisma.sql`TRUE` : Prisma.sql`${Prisma.raw(column)} = ${key(householdId)}`
  const rows = await db.$queryRaw<Row[]>`
    WITH asked AS MATERIALIZED (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(numbered)}::jsonb) AS asked(
        at int, whose text, "of" text, "pointId" int, "officeId" int, "collectionDays" int[], "from" date, "until" date, "sessionDay" date))
    SELECT found.at, found.loan_id AS loan, found.household_id AS household, h.head_name AS "headName", h.commune_id AS "communeId",
      c.office_id AS "officeId", found.point_id AS "pointId", found.promised_day::text AS "promisedDay", found.promised_of AS "promisedOf"
    FROM (${atPoints(only('payer.household_id'))} UNION ALL ${atLeaders(only('o.id'))} UNION ALL ${nowhere(only('o.id'))}
      UNION ALL ${promised(only('o.id'))}) AS found
    JOIN household h ON h.id = found.household_id JOIN commune c ON c.id = h.commune_id
    ORDER BY found.household_id, found.loan_id, found.at`
  return rows.map(dueOf)
}

/** What an occasion is about, of a household `p`: principal in its days, or interest. */
const owed = Prisma.sql`
  CROSS JOIN LATERAL (
    SELECT l.id FROM loan l WHERE l.household_id = p.household_id AND l.status <> 'closed'
      AND CASE WHEN a."of" = 'interest' THEN l.interest_due > 0 ELSE l.next_due_date BETWEEN a."from" AND a."until" END
    OFFSET 0) AS l`

/** Whose leader collects the interest does not pay it at the point. */
const atPoints = (only: Prisma.Sql) => Prisma.sql`
  SELECT a.at, l.id AS loan_id, p.household_id, p.point_id, NULL::date AS promised_day, NULL::text AS promised_of
  FROM asked a
  CROSS JOIN LATERAL (
    SELECT payer.household_id, payer.point_id FROM (${payers}) AS payer
    WHERE a.whose = 'point' AND ${only} AND payer.point_id = a."pointId" AND (a."of" = 'principal' OR NOT EXISTS (
      SELECT FROM household o JOIN savings_credit_group g ON g.id = o.group_id
      WHERE o.id = payer.household_id AND g.collection_day IS NOT NULL))
    OFFSET 0) AS p ${owed}`

const atLeaders = (only: Prisma.Sql) => Prisma.sql`
  SELECT a.at, l.id, p.household_id, p.point_id, NULL::date, NULL::text
  FROM asked a
  CROSS JOIN LATERAL (
    SELECT o.id AS household_id,
      COALESCE(g.point_id, (SELECT min(t.id) FROM transaction_point t WHERE t.commune_id = o.commune_id)) AS point_id
    FROM commune k JOIN savings_credit_group g ON g.commune_id = k.id JOIN household o ON o.group_id = g.id
    WHERE a.whose = 'leader' AND ${only} AND k.office_id = a."officeId" AND g.collection_day = ANY(a."collectionDays")
    OFFSET 0) AS p ${owed}`

const nowhere = (only: Prisma.Sql) => Prisma.sql`
  SELECT a.at, l.id, p.household_id, NULL::int, NULL::date, NULL::text
  FROM asked a
  CROSS JOIN LATERAL (
    SELECT o.id AS household_id FROM commune k JOIN household o ON o.commune_id = k.id
    LEFT JOIN savings_credit_group g ON g.id = o.group_id
    WHERE a.whose = 'nowhere' AND ${only} AND k.office_id = a."officeId" AND g.point_id IS NULL
      AND NOT EXISTS (SELECT FROM transaction_point t WHERE t.commune_id = k.id)
    OFFSET 0) AS p ${owed}`

/** What a household promised for that day, where it named the day itself. Interest is named by the first day of its month. */
const promised = (only: Prisma.Sql) => Prisma.sql`
  SELECT a.at, l.id, l.household_id,
    COALESCE(g.point_id, (SELECT min(t.id) FROM transaction_point t WHERE t.commune_id = o.commune_id)),
    s.due_date, CASE WHEN s.kind = 'interest' OR (s.kind = 'promise' AND extract(day FROM s.due_date) = 1
      AND l.next_due_date IS DISTINCT FROM s.due_date) THEN 'interest' ELSE 'principal' END
  FROM asked a
  JOIN payment_promise s ON a.whose = 'promise' AND s.office_id = a."officeId" AND s.day = a."sessionDay" AND s.state = 'open' AND s.named
  JOIN loan l ON l.id = s.loan_id AND l.status <> 'closed'
  JOIN household o ON o.id = l.household_id LEFT JOIN savings_credit_group g ON g.id = o.group_id
  WHERE ${only}`

function dueOf({ loan, household, pointId, promisedDay, promisedOf, ...row }: Row): DueLoan {
  return {
    ...row,
    loanId: loan.toString(),
    householdId: household.toString(),
    ...(pointId === null ? {} : { pointId }),
    ...(promisedDay && promisedOf ? { promised: { dueDate: promisedDay as Day, of: promisedOf } } : {}),
  }
}
