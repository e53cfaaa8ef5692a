import type { ReminderKind } from '../domain/reminder-plan.ts'
import { type Arm, arms } from '../domain/stable-arm.ts'
import { type Comparison, readWording } from '../domain/wording.ts'
import type { ArmResult, Comparisons } from '../ports/comparisons.ts'
import { Prisma, type WordingComparison as Row } from './client/client.ts'
import { type Db, key } from './db.ts'

/** Comparisons of texts, kept in PostgreSQL. What each household read stands on its reminders. */
export function prismaComparisons(db: Db): Comparisons {
  return {
    list: async (officeId) => {
      const rows = await db.wordingComparison.findMany({ where: { officeId }, orderBy: { id: 'desc' } })
      return rows.flatMap(comparisonOf)
    },
    running: async (officeId) => {
      const rows = await db.wordingComparison.findMany({ where: { officeId, stoppedAt: null }, orderBy: { id: 'asc' } })
      return rows.flatMap(comparisonOf)
    },
    start: async ({ officeId, kind, wordings, startedAt, startedBy }) => {
      const rows = await db.$queryRaw<{ id: bigint }[]>`
        INSERT INTO wording_comparison (office_id, kind, wordings, started_at, started_by)
        VALUES (${officeId}, ${kind}, ${JSON.stringify(wordings)}::jsonb, ${startedAt}, ${startedBy})
        ON CONFLICT (office_id, kind) WHERE stopped_at IS NULL DO NOTHING RETURNING id`
      return rows[0]?.id.toString()
    },
    stop: async ({ id, officeId, at, by }) => {
      const where = { id: key(id), officeId, stoppedAt: null }
      return (await db.wordingComparison.updateMany({ where, data: { stoppedAt: at, stoppedBy: by } })).count === 1
    },
    assign: async (texts) => {
      if (texts.length === 0) return
      await db.$executeRaw`
        UPDATE reminder r SET comparison_id = text."comparisonId", arm = text.arm
        FROM jsonb_to_recordset(${JSON.stringify(texts)}::jsonb) AS text ("deliveryId" bigint, "comparisonId" bigint, arm text)
        WHERE r.delivery_id = text."deliveryId"`
    },
    results: (id) => results(db, id),
  }
}

function comparisonOf(row: Row): Comparison[] {
  const kept = row.wordings as Partial<Record<Arm, unknown>>
  const [a, b] = [readWording(kept.a), readWording(kept.b)]
  if (!a || !b) return []
  const { officeId, startedAt, startedBy, stoppedAt } = row
  const running = {
    id: row.id.toString(),
    officeId,
    kind: row.kind as ReminderKind,
    wordings: { a, b },
    startedAt,
    startedBy,
  }
  return [stoppedAt ? { ...running, stoppedAt } : running]
}

/**
 * A household is one case: those that are reminded month by month would count again and again. It has paid by the session where its
 * figures are newer and the instalment stands no more, and nobody had to be told afterwards that it did.
 */
async function results(db: Db, id: string): Promise<ArmResult[]> {
  const rows = await db.$queryRaw<{ arm: Arm; reminded: bigint; answered: bigint; known: bigint; paid: bigint }[]>`
    WITH told AS (
      SELECT r.arm, l.household_id, r.session_day, r.answered_at, ${isKnown} AS known, ${isPaid} AS paid
      FROM reminder r JOIN loan l ON l.id = r.loan_id JOIN delivery d ON d.id = r.delivery_id AND d.state = 'sent'
      WHERE r.comparison_id = ${key(id)}),
    first AS (SELECT household_id, min(session_day) AS session_day FROM told GROUP BY household_id),
    cases AS (
      SELECT t.arm, t.household_id, bool_or(t.answered_at < (t.session_day + 1)::timestamp AT TIME ZONE 'Asia/Ho_Chi_Minh') AS answered,
        bool_and(t.known) AS known, bool_and(t.paid) AS paid
      FROM told t JOIN first USING (household_id, session_day) GROUP BY t.arm, t.household_id)
    SELECT arm, count(*) AS reminded, count(*) FILTER (WHERE answered) AS answered, count(*) FILTER (WHERE known) AS known,
      count(*) FILTER (WHERE known AND paid) AS paid
    FROM cases GROUP BY arm`
  return arms.map((arm) => {
    const row = rows.find((one) => one.arm === arm)
    const count = (name: 'reminded' | 'answered' | 'known' | 'paid') => Number(row?.[name] ?? 0)
    return { arm, reminded: count('reminded'), answered: count('answered'), known: count('known'), paid: count('paid') }
  })
}

const isKnown = Prisma.sql`(l.status = 'closed' OR l.as_of >= r.session_day)`

/** Interest has its month for a due date, and no instalment of its own: it is paid where none is left. */
const isPaid = Prisma.sql`(
  CASE WHEN l.status = 'closed' THEN TRUE WHEN r.kind = 'interest' THEN l.interest_due = 0
  ELSE l.next_due_date IS NULL OR l.next_due_date > r.due_date END
  AND NOT EXISTS (
    SELECT FROM reminder late WHERE late.loan_id = r.loan_id AND late.due_date = r.due_date AND late.kind = 'after' AND late.id <> r.id))`
