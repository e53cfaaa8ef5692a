import type { ReminderKind } from '../domain/reminder-plan.ts'
import type { ChannelId } from '../ports/channel.ts'
import type { NewReminder, Reminder, ReminderAnswer, Reminders } from '../ports/reminders.ts'
import { Prisma, type Reminder as Row } from './client/client.ts'
import { dayFrom } from './day-column.ts'
import { type Db, key } from './db.ts'
import { firstReached } from './first-reached.ts'
import { openChannel } from './who-may-take.ts'

/** Reminders, kept in PostgreSQL: the unique key on loan, due date and kind is what keeps them single. */
export function prismaReminders(db: Db): Reminders {
  return {
    recipients: async (householdIds) => {
      // A terminal is open only while somebody sits there.
      const rows = await db.$queryRaw<{ household: bigint; id: bigint; channel: ChannelId }[]>`
        SELECT DISTINCT ON (a.household_id) a.household_id AS household, a.id, a.channel
        FROM channel_account a JOIN household h ON h.id = a.household_id
        WHERE a.household_id = ANY(${`{${householdIds}}`}::bigint[]) AND a.status = 'active' AND a.channel <> 'terminal'
          AND ${openChannel('a')}
          AND EXISTS (SELECT FROM consent s WHERE s.account_id = a.id AND s.purpose = 'reminders' AND s.withdrawn_at IS NULL)
        ORDER BY a.household_id, ${firstReached}`
      return new Map(rows.map(({ household, id, channel }) => [household.toString(), { id: id.toString(), channel }]))
    },
    passOn: (from, to) => passOn(db, key(from), key(to)),
    // In order of loans: two that claim the same ones at once wait for each other, never both ways. The id of the delivery is drawn
    // here, so that this row need not be written again when the delivery is.
    claim: async (reminders, at) => {
      const rows = await db.$queryRaw<{ loan: bigint; id: bigint; delivery: bigint }[]>`
        INSERT INTO reminder (loan_id, due_date, kind, session_day, account_id, planned_at, delivery_id)
        SELECT "loanId", "dueDate", kind, "sessionDay", "accountId", ${at}, nextval(pg_get_serial_sequence('delivery', 'id'))
        FROM ${given(reminders)} ORDER BY "loanId"
        ON CONFLICT (loan_id, due_date, kind) DO NOTHING RETURNING loan_id AS loan, id, delivery_id AS delivery`
      return new Map(rows.map((row) => [`${row.loan}`, { id: `${row.id}`, deliveryId: `${row.delivery}` }]))
    },
    unclaimed: async (reminders) => {
      const [row] = await db.$queryRaw<{ count: bigint }[]>`
        SELECT count(*) AS count FROM ${given(reminders)} WHERE NOT EXISTS (
          SELECT FROM reminder r WHERE (r.loan_id, r.due_date, r.kind) = (new."loanId", new."dueDate", new.kind))`
      return Number(row?.count ?? 0)
    },
    find: async (id) => {
      const row = await db.reminder.findUnique({ where: { id: key(id) } })
      return row ? reminderOf(row) : undefined
    },
    answer: async (id, answer, at) => {
      await db.reminder.update({ where: { id: key(id) }, data: { answer, answeredAt: at } })
    },
    standing: async () => {
      const [row] = await db.$queryRaw<{ waiting: bigint; since: Date | null; code: string | null }[]>`
        SELECT sum(c.to_id - c.from_id + 1) AS waiting, min(m.created_at) AS since, min(m.pause_reason) AS code
        FROM mailing m JOIN chunk c ON c.mailing_id = m.id AND c.state <> 'done'
        WHERE m.lane = 1 AND m.status = 'paused'`
      if (!row?.since) return undefined
      return { waiting: Number(row.waiting), since: row.since, code: row.code ?? '' }
    },
    resume: async () => {
      const where = { lane: 1, status: 'paused' }
      return (await db.mailing.updateMany({ where, data: { status: 'running', pauseReason: null } })).count
    },
  }
}

async function passOn(db: Db, from: bigint, to: bigint): Promise<void> {
  await db.$executeRaw`
    WITH passed AS (
      UPDATE delivery d SET account_id = b.id FROM channel_account a, channel_account b
      WHERE d.account_id = ${from} AND d.lane > 0 AND d.state IN ('pending', 'retry') AND d.doubts = 0
        AND a.id = ${from} AND b.id = ${to} AND a.channel = b.channel
      RETURNING d.id)
    UPDATE reminder r SET account_id = ${to} FROM passed WHERE r.delivery_id = passed.id`
}

function given(reminders: readonly NewReminder[]): Prisma.Sql {
  return Prisma.sql`jsonb_to_recordset(${JSON.stringify(reminders)}::jsonb)
    AS new("loanId" bigint, "dueDate" date, kind text, "sessionDay" date, "accountId" bigint)`
}

function reminderOf(row: Row): Reminder {
  return {
    id: row.id.toString(),
    loanId: row.loanId.toString(),
    dueDate: dayFrom(row.dueDate),
    kind: row.kind as ReminderKind,
    sessionDay: dayFrom(row.sessionDay),
    accountId: row.accountId.toString(),
    ...(row.answer === null ? {} : { answer: row.answer as ReminderAnswer }),
  }
}
