import { atHour } from '../domain/day.ts'
import type { ClaimedMessage, NewReminder, NewReminderMessage, Reminders } from '../ports/reminders.ts'
import { columnOf, dayFrom } from './day-column.ts'
import { type Db, key } from './db.ts'

/** What ended a message that had not left because it did not hold any more: it may be planned anew. */
const withdrawn = [
  'no_longer_due',
  'figures_changed',
  'stale_figures',
  'paid_since',
  'paused',
  'session_moved',
] as const

/** How reminders are claimed, noted and given free, in PostgreSQL. The keys of two tables see to it that nothing is said twice. */
export function reminderClaims(
  db: Db,
): Pick<Reminders, 'told' | 'writtenTo' | 'claim' | 'claimDay' | 'note' | 'release' | 'carryOver' | 'forgetDays'> {
  return {
    told: async (loanIds) => {
      const rows = await db.reminder.findMany({
        where: { loanId: { in: loanIds.map(key) } },
        select: { loanId: true, dueDate: true, kind: true, day: true },
      })
      return rows.map(({ loanId, dueDate, kind, day }) => {
        const of = { loanId: loanId.toString(), dueDate: dayFrom(dueDate), kind: kind as NewReminder['kind'] }
        return day ? { ...of, day: dayFrom(day) } : of
      })
    },
    writtenTo: async (householdIds, day) => {
      const where = { day: columnOf(day), householdId: { in: householdIds.map(key) } }
      const rows = await db.reminderDay.findMany({ where, select: { householdId: true } })
      return new Set(rows.map(({ householdId }) => householdId.toString()))
    },
    claim: (messages, at) => claim(db, messages, at),
    claimDay: (day, householdIds) => claimDay(db, day, householdIds),
    note: async (day, { skipped, said }) => {
      if (said.length > 0) await takeBack(db, day, said)
      if (skipped.length === 0) return
      await db.$executeRaw`
        INSERT INTO reminder_skip AS kept (day, loan_id, kind, due_date, reason)
        SELECT DISTINCT ON ("loanId", kind) ${day}::date, "loanId", kind, "dueDate", reason
        FROM jsonb_to_recordset(${JSON.stringify(skipped)}::jsonb) AS new("loanId" bigint, "dueDate" date, kind text, reason text)
        ORDER BY "loanId", kind, "dueDate"
        ON CONFLICT (day, loan_id, kind) DO UPDATE SET due_date = excluded.due_date, reason = excluded.reason
        WHERE (kept.due_date, kept.reason) IS DISTINCT FROM (excluded.due_date, excluded.reason)`
    },
    release: ({ from, until }) => release(db, columnOf(from), columnOf(until)),
    carryOver: ({ from, to }) => carryOver(db, { from: columnOf(from), to: columnOf(to), since: atHour(to, 0) }),
    forgetDays: async (before) => {
      const where = { day: { lt: columnOf(before) } }
      await db.reminderSkip.deleteMany({ where })
      await db.reminderDay.deleteMany({ where })
    },
  }
}

/**
 * The household's day comes first: two runs at once write it one message. In order of households and loans they wait for each other, never
 * both ways. The id of the delivery is drawn here, so that these rows need not be written again when the delivery is.
 */
async function claim(db: Db, messages: readonly NewReminderMessage[], at: Date): Promise<Map<string, ClaimedMessage>> {
  const given = messages.flatMap(({ lines, ...of }) => lines.map((line) => ({ ...of, ...line })))
  const rows = await db.$queryRaw<{ household: bigint; loan: bigint; id: bigint; delivery: bigint }[]>`
    WITH given AS MATERIALIZED (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(given)}::jsonb) AS new(
        "householdId" bigint, "accountId" bigint, day date, "loanId" bigint, "dueDate" date, kind text, "sessionDay" date,
        principal bigint, interest bigint)),
    won AS (
      INSERT INTO reminder_day (day, household_id, delivery_id)
      SELECT day, "householdId", nextval(pg_get_serial_sequence('delivery', 'id'))
      FROM (SELECT DISTINCT day, "householdId" FROM given ORDER BY day, "householdId") AS one
      ON CONFLICT (day, household_id) DO NOTHING RETURNING household_id, delivery_id),
    lines AS (
      INSERT INTO reminder (loan_id, due_date, kind, session_day, account_id, planned_at, delivery_id, day, named_principal, named_interest)
      SELECT "loanId", "dueDate", kind, "sessionDay", "accountId", ${at}, won.delivery_id, day, principal, interest
      FROM given JOIN won ON won.household_id = given."householdId" ORDER BY "loanId"
      ON CONFLICT (loan_id, due_date, kind) DO NOTHING RETURNING loan_id, id, delivery_id)
    SELECT won.household_id AS household, lines.loan_id AS loan, lines.id, won.delivery_id AS delivery
    FROM won JOIN lines ON lines.delivery_id = won.delivery_id`
  const claimed = new Map<string, { deliveryId: string; ids: Map<string, string> }>()
  for (const { household, loan, id, delivery } of rows) {
    const one = claimed.get(`${household}`) ?? { deliveryId: `${delivery}`, ids: new Map() }
    claimed.set(`${household}`, one)
    one.ids.set(`${loan}`, `${id}`)
  }
  return claimed
}

/** In order of households, as reminders are. */
async function claimDay(db: Db, day: string, householdIds: readonly string[]): Promise<Map<string, string>> {
  const rows = await db.$queryRaw<{ household: bigint; delivery: bigint }[]>`
    INSERT INTO reminder_day (day, household_id, delivery_id)
    SELECT ${day}::date, id, nextval(pg_get_serial_sequence('delivery', 'id'))
    FROM (SELECT DISTINCT id FROM unnest(${householdIds.map(key)}::bigint[]) AS given (id) ORDER BY id) AS household
    ON CONFLICT (day, household_id) DO NOTHING RETURNING household_id AS household, delivery_id AS delivery`
  return new Map(rows.map(({ household, delivery }) => [`${household}`, `${delivery}`]))
}

async function takeBack(db: Db, day: string, said: readonly NewReminder[]): Promise<void> {
  const given = said.map(({ loanId, kind }) => ({ loanId, kind }))
  await db.$executeRaw`
    DELETE FROM reminder_skip s USING jsonb_to_recordset(${JSON.stringify(given)}::jsonb) AS said("loanId" bigint, kind text)
    WHERE s.day = ${day}::date AND s.loan_id = said."loanId" AND s.kind = said.kind`
}

/** Reminders end with their day; what else is told, a change of day or what was paid, may wait for the morning after. */
async function carryOver(db: Db, { from, to, since }: { from: Date; to: Date; since: Date }): Promise<number> {
  return db.$executeRaw`
    INSERT INTO reminder_day (day, household_id, delivery_id)
    SELECT DISTINCT ON (t.household_id) ${to}::date, t.household_id, t.delivery_id
    FROM reminder_day t JOIN delivery d ON d.id = t.delivery_id JOIN mailing m ON m.id = d.mailing_id
    WHERE t.day >= ${from}::date AND t.day < ${to}::date
      AND (d.state IN ('pending', 'retry', 'sending') AND m.not_after > ${since} OR d.state = 'sent' AND d.sent_at >= ${since})
    ORDER BY t.household_id, t.day ON CONFLICT (day, household_id) DO NOTHING`
}

/** What may have arrived at an earlier try is not said again. */
async function release(db: Db, from: Date, until: Date): Promise<number> {
  const [row] = await db.$queryRaw<{ count: bigint }[]>`
    WITH gone AS (
      DELETE FROM reminder_day t USING delivery d
      WHERE t.day BETWEEN ${from}::date AND ${until}::date AND d.id = t.delivery_id
        AND d.state = 'skipped' AND d.doubts = 0 AND d.error_code = ANY(${[...withdrawn]}::text[])
      RETURNING t.delivery_id, t.day, d.error_code),
    freed AS (
      DELETE FROM reminder r USING gone WHERE r.delivery_id = gone.delivery_id
      RETURNING r.loan_id, r.due_date, r.kind, gone.day, gone.error_code),
    noted AS (
      INSERT INTO reminder_skip (day, loan_id, kind, due_date, reason)
      SELECT day, loan_id, kind, due_date, error_code FROM freed
      ON CONFLICT (day, loan_id, kind) DO UPDATE SET due_date = excluded.due_date, reason = excluded.reason)
    SELECT count(*) AS count FROM gone`
  return Number(row?.count ?? 0)
}
