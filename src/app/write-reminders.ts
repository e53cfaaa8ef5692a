import { atHour, type Day } from '../domain/day.ts'
import { lanes } from '../domain/delivery.ts'
import type { PlannedReminder } from '../domain/reminder-plan.ts'
import type { Account } from '../ports/accounts.ts'
import type { ComparedText } from '../ports/comparisons.ts'
import type { Loan } from '../ports/loans.ts'
import type { Letter } from '../ports/outbox.ts'
import type { ClaimedMessage, NewReminder, NewReminderMessage } from '../ports/reminders.ts'
import type { Tx } from '../ports/store.ts'
import type { Office } from '../ports/units.ts'
import type { PayingPlace } from './loan-parts.ts'
import { type ReminderLine, reminderMessage } from './reminder-message.ts'
import type { Voice, Voices } from './reminder-voice.ts'

/** All that one household is to be told on a day, by whom, and to which account. `name` is that of the head of the household. */
export interface DueMessage {
  householdId: string
  name: string
  account: Pick<Account, 'id' | 'channel'>
  place: PayingPlace
  office: Office
  day: Day
  /** Of different loans, the most urgent first. */
  lines: readonly { plan: PlannedReminder; loan: Loan }[]
}

/** A reminder as it is claimed, with the amounts that its message names: they are asked about once more at the moment of sending. */
export function reminderOf({ plan, loan }: DueMessage['lines'][number]): NewReminder {
  const { kind, dueDate, sessionDay } = plan
  const principal = plan.of === 'interest' ? 0 : (loan.nextPrincipal ?? 0)
  return { loanId: loan.id, kind, dueDate, sessionDay, principal, interest: loan.interestDue }
}

/**
 * Writes messages to different households, and gives the reminders that were new. The claim comes first: two runs at once write one
 * message. Their mailings are sealed here as well: with the transaction all of it is on its way to the senders, or nothing.
 */
export async function writeReminders(
  tx: Tx,
  messages: readonly DueMessage[],
  { at, voices }: { at: Date; voices: Voices },
): Promise<NewReminder[]> {
  if (messages.length === 0) return []
  const claimed = await tx.reminders.claim(messages.map(claimOf), at)
  const words = await tx.householdChoices.codeWords([...claimed.keys()])
  const letters: Letter[] = []
  const compared: ComparedText[] = []
  const written: NewReminder[] = []
  for (const those of byOffice(messages.filter(({ householdId }) => claimed.has(householdId)))) {
    const mailingId = await openMailing(tx, those[0]!, at)
    for (const message of those) {
      const { ids, deliveryId } = claimed.get(message.householdId)!
      const lines = linesOf(message, ids)
      const voice = await voiceOf(voices, message)
      const codeWord = words.get(message.householdId)
      const speech = { voice, ...(codeWord === undefined ? {} : { codeWord }) }
      letters.push(letterOf({ ...message, lines }, { deliveryId, mailingId, speech }))
      if (voice.compared) compared.push({ deliveryId, ...voice.compared })
      written.push(...lines.map(reminderOf))
    }
  }
  await tx.comparisons.assign(compared)
  if (letters.length > 0) await tx.outbox.writeAll(letters, { lane: lanes.reminder, at })
  for (const mailingId of new Set(letters.map((letter) => letter.mailingId))) await tx.outbox.seal(mailingId)
  return written
}

function claimOf({ householdId, account, day, lines }: DueMessage): NewReminderMessage {
  return { householdId, accountId: account.id, day, lines: lines.map(reminderOf) }
}

/** A line that somebody else has claimed meanwhile is left out. */
function linesOf({ lines }: DueMessage, ids: ClaimedMessage['ids']): ReminderLine[] {
  return lines.flatMap((line) => {
    const id = ids.get(line.loan.id)
    return id === undefined ? [] : [{ id, ...line }]
  })
}

/** One mailing for each office, since each has its own hours. */
function byOffice(messages: readonly DueMessage[]): DueMessage[][] {
  const offices = new Map<number, DueMessage[]>()
  for (const message of messages) {
    const those = offices.get(message.office.id)
    if (those) those.push(message)
    else offices.set(message.office.id, [message])
  }
  return [...offices.values()]
}

/** What does not leave on its day does not leave: the next day may have a message of its own, and this one may be wrong by then. */
function openMailing(tx: Tx, { office, day }: DueMessage, at: Date): Promise<string> {
  return tx.outbox.openMailing({
    kind: 'reminder',
    lane: lanes.reminder,
    onUncertain: 'resend',
    officeId: office.id,
    notAfter: atHour(day, 24),
    at,
  })
}

/** A household reads one text: that of the line that presses most. */
function voiceOf(voices: Voices, { office, householdId, lines }: DueMessage): Promise<Voice> {
  const { plan, loan } = lines[0]!
  return voices.of({ office, householdId, kind: plan.kind, loan })
}

function letterOf(
  { lines, account, ...about }: DueMessage & { lines: ReminderLine[] },
  {
    deliveryId,
    mailingId,
    speech,
  }: { deliveryId: string; mailingId: string; speech: { voice: Voice; codeWord?: string } },
): Letter {
  const { householdId, name, place, office, day } = about
  const message = reminderMessage(lines, { householdId, name, place, office, ...speech })
  return { deliveryId, to: account, message, mailingId, key: `reminder:${householdId}:${day}:${deliveryId}` }
}
