import { atHour } from '../domain/day.ts'
import { lanes } from '../domain/delivery.ts'
import type { PlannedReminder } from '../domain/reminder-plan.ts'
import type { Account } from '../ports/accounts.ts'
import type { Loan } from '../ports/loans.ts'
import type { Letter } from '../ports/outbox.ts'
import type { ClaimedReminder, NewReminder } from '../ports/reminders.ts'
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
  const { kind, dueDate, sessionDay } = plan
  return { kind, dueDate, sessionDay, loanId: loan.id, accountId: account.id }
}

/**
 * Writes reminders of different loans, and gives how many were new. The claim comes first: two runs at once write one reminder.
 * Their mailings are sealed here as well: with the transaction all of it is on its way to the senders, or nothing.
 */
export async function writeReminders(tx: Tx, reminders: readonly DueReminder[], at: Date): Promise<number> {
  const claimed = await tx.reminders.claim(reminders.map(claimOf), at)
  const letters: Letter[] = []
  for (const those of byMailing(reminders.filter(({ loan }) => claimed.has(loan.id)))) {
    const mailingId = await openMailing(tx, those[0]!, at)
    letters.push(...those.map((reminder) => letterOf(reminder, { ...claimed.get(reminder.loan.id)!, mailingId })))
  }
  if (letters.length > 0) await tx.outbox.writeAll(letters, { lane: lanes.reminder, at })
  for (const mailingId of new Set(letters.map((letter) => letter.mailingId))) await tx.outbox.seal(mailingId)
  return letters.length
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

function letterOf(
  reminder: DueReminder,
  { id, deliveryId, mailingId }: ClaimedReminder & { mailingId: string },
): Letter {
  const { plan, loan, account, place, office, name } = reminder
  const key = `reminder:${loan.id}:${plan.dueDate}:${plan.kind}`
  const message = reminderMessage([{ id, plan, loan }], { place, office, name, householdId: loan.householdId })
  return { deliveryId, to: account, message, mailingId, key }
}
