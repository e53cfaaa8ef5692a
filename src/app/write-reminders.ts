import { atHour } from '../domain/day.ts'
import { lanes } from '../domain/delivery.ts'
import type { PlannedReminder } from '../domain/reminder-plan.ts'
import type { Account } from '../ports/accounts.ts'
import type { Loan } from '../ports/loans.ts'
import type { Letter } from '../ports/outbox.ts'
import type { NewReminder } from '../ports/reminders.ts'
import type { Tx } from '../ports/store.ts'
import type { Office } from '../ports/units.ts'
import type { PayingPlace } from './loan-parts.ts'
import { reminderMessage } from './reminder-message.ts'

/** A reminder as it is to be written: of which loan, to which account, and by whom. `name` is that of the head of the household. */
export interface DueReminder {
  plan: PlannedReminder
  loan: Loan
  account: Pick<Account, 'id' | 'channel'>
  place: PayingPlace
  office: Office
  name: string
}

/** What makes a reminder one that is written once. */
export function claimOf({ plan, loan, account }: DueReminder): NewReminder {
  return { ...plan, loanId: loan.id, accountId: account.id }
}

/**
 * Writes reminders of different loans, and gives how many were new. The claim comes first: two runs at once write one reminder.
 * Their mailings are sealed here as well: with the transaction all of it is on its way to the senders, or nothing.
 */
export async function writeReminders(tx: Tx, reminders: readonly DueReminder[], at: Date): Promise<number> {
  const ids = await tx.reminders.claim(reminders.map(claimOf), at)
  if (ids.size === 0) return 0
  const claimed = reminders.filter(({ loan }) => ids.has(loan.id))
  const letters: Letter[] = []
  for (const those of byMailing(claimed)) {
    const mailingId = await openMailing(tx, those[0]!, at)
    letters.push(...those.map((reminder) => letterOf(reminder, { id: ids.get(reminder.loan.id)!, mailingId })))
  }
  const deliveries = await tx.outbox.writeAll(letters, { lane: lanes.reminder, at })
  await tx.reminders.goBy(
    new Map(claimed.map((reminder) => [ids.get(reminder.loan.id)!, deliveries.get(keyOf(reminder))!])),
  )
  for (const mailingId of new Set(letters.map((letter) => letter.mailingId))) await tx.outbox.seal(mailingId)
  return claimed.length
}

/** One mailing for each office, since each has its own hours, and for each kind, since each has its own end. */
function byMailing(reminders: readonly DueReminder[]): DueReminder[][] {
  const mailings = new Map<string, DueReminder[]>()
  for (const reminder of reminders) {
    const which = `${reminder.office.id} ${reminder.plan.kind}`
    const those = mailings.get(which)
    if (those) those.push(reminder)
    else mailings.set(which, [reminder])
  }
  return [...mailings.values()]
}

/** The end of the session is the end of its reminders. */
function openMailing(tx: Tx, { office, plan }: DueReminder, at: Date): Promise<string> {
  return tx.outbox.openMailing({
    kind: 'reminder',
    lane: lanes.reminder,
    onUncertain: 'resend',
    officeId: office.id,
    notAfter: atHour(plan.sessionDay, 24),
    at,
  })
}

function letterOf(reminder: DueReminder, { id, mailingId }: { id: string; mailingId: string }): Letter {
  const message = reminderMessage({ id, ...reminder.plan }, reminder)
  return { to: reminder.account, message, mailingId, key: keyOf(reminder) }
}

function keyOf({ loan, plan }: DueReminder): string {
  return `reminder:${loan.id}:${plan.dueDate}:${plan.kind}`
}
