import { byUrgency, type ReminderKind } from '../domain/reminder-plan.ts'
import type { ChannelId } from '../ports/channel.ts'
import type { Reminder, ReminderAnswer, Reminders } from '../ports/reminders.ts'
import type { Reminder as Row } from './client/client.ts'
import { dayFrom } from './day-column.ts'
import { type Db, key } from './db.ts'
import { firstReached } from './first-reached.ts'
import { reminderClaims } from './reminder-claim.ts'
import { due } from './reminder-due.ts'
import { reminderPlans } from './reminder-plans.ts'
import { openChannel } from './who-may-take.ts'

/** Reminders, kept in PostgreSQL: the keys on loan, due date and kind and on household and day are what keeps them single. */
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
    ...reminderPlans(db),
    due: (asked, householdId) => due(db, asked, householdId),
    ...reminderClaims(db),
    find: async (id) => {
      const row = await db.reminder.findUnique({ where: { id: key(id) } })
      return row ? reminderOf(row) : undefined
    },
    together: async (id) => {
      const row = await db.reminder.findUnique({ where: { id: key(id) } })
      if (!row?.deliveryId) return row ? [reminderOf(row)] : []
      const rows = await db.reminder.findMany({ where: { deliveryId: row.deliveryId }, orderBy: { loanId: 'asc' } })
      return rows.map(reminderOf).sort((a, b) => byUrgency.indexOf(a.kind) - byUrgency.indexOf(b.kind))
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
