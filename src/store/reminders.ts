import type { ReminderKind } from '../domain/reminder-plan.ts'
import type { Reminder, ReminderAnswer, Reminders } from '../ports/reminders.ts'
import { accountOf } from './accounts.ts'
import type { Reminder as Row } from './client/client.ts'
import { dayFrom } from './day-column.ts'
import { type Db, key } from './db.ts'

/** Reminders, kept in PostgreSQL: the unique key on loan, due date and kind is what keeps them single. */
export function prismaReminders(db: Db): Reminders {
  return {
    recipients: async (householdIds) => {
      const accounts = await db.channelAccount.findMany({
        where: {
          householdId: { in: householdIds.map(key) },
          status: 'active',
          // A terminal is open only while somebody sits there.
          channel: { not: 'terminal' },
          consents: { some: { purpose: 'reminders', withdrawnAt: null } },
        },
        orderBy: { lastSeenAt: 'asc' },
      })
      return new Map(accounts.map((a) => [String(a.householdId), accountOf(a)]))
    },
    claim: async ({ loanId, dueDate, kind, sessionDay, accountId, at }) => {
      const rows = await db.$queryRaw<{ id: bigint }[]>`
        INSERT INTO reminder (loan_id, due_date, kind, session_day, account_id, planned_at)
        VALUES (${key(loanId)}, ${dueDate}::date, ${kind}, ${sessionDay}::date, ${key(accountId)}, ${at})
        ON CONFLICT (loan_id, due_date, kind) DO NOTHING RETURNING id`
      return rows[0]?.id.toString()
    },
    find: async (id) => {
      const row = await db.reminder.findUnique({ where: { id: key(id) } })
      return row ? reminderOf(row) : undefined
    },
    answer: async (id, answer, at) => {
      await db.reminder.update({ where: { id: key(id) }, data: { answer, answeredAt: at } })
    },
  }
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
