import { addDays, atHour, type Day } from '../domain/day.ts'
import { lanes } from '../domain/delivery.ts'
import { isGroupChat } from '../domain/group-chat.ts'
import type { Account } from '../ports/accounts.ts'
import type { Clock } from '../ports/clock.ts'
import type { Jobs } from '../ports/jobs.ts'
import type { Letter } from '../ports/outbox.ts'
import type { DueReceipt } from '../ports/receipts.ts'
import type { Store, Tx } from '../ports/store.ts'
import { receiptMessage } from './receipt-message.ts'

/** Payments of so many days are told: our own number, above the time between two lists, so that the first list of an office tells no old ones. */
export const toldDays = 14

/** A word that could not leave for so many days says nothing new any more. */
const messageDays = 3

/** Before this hour the reminders of the day are written: they come first, and what a household is told of payments can wait. */
export const firstHour = 9

/** Households told in one transaction. */
const pageSize = 200

/** What a run came to. `no_account`: households with payments whom nobody may write to. */
export interface EchoCounts {
  told: number
  payments: number
  no_account: number
}

/**
 * Tells households of payments that the bank has booked: one message for all of a household, on one linked account with consent to reminders. Where
 * the household has its message of the day already, a reminder or an earlier word, it waits for the next morning; so does all before the reminders of the
 * day are written. Run again it tells only what is new.
 */
export async function echoReceipts(
  { store, jobs, clock }: { store: Store; jobs: Jobs; clock: Clock },
  day: Day,
): Promise<EchoCounts> {
  const counts: EchoCounts = { told: 0, payments: 0, no_account: 0 }
  const at = clock.now()
  if (at < atHour(day, firstHour)) return counts
  const since = addDays(day, -toldDays)
  let afterHousehold: string | undefined
  for (;;) {
    const from = afterHousehold
    const page = await store.transaction((tx) => tellPage(tx, { day, since, from, counts, at }))
    afterHousehold = page.at(-1)?.householdId
    if (page.length < pageSize) break
  }
  if (counts.told > 0) await jobs.wake('send-batch', { lane: lanes.reminder })
  return counts
}

interface Run {
  day: Day
  since: Day
  from: string | undefined
  counts: EchoCounts
  at: Date
}

async function tellPage(tx: Tx, run: Run): Promise<DueReceipt[]> {
  const { day, since, from, counts } = run
  const due = await tx.receipts.due({
    day,
    since,
    limit: pageSize,
    ...(from === undefined ? {} : { afterHousehold: from }),
  })
  const recipients = await tx.reminders.recipients(due.map(({ householdId }) => householdId))
  const codeWords = await tx.householdChoices.codeWords(due.map(({ householdId }) => householdId))
  const mailings = new Map<number, string>()
  for (const one of due) {
    const account = await readByOne(tx, recipients.get(one.householdId)?.id)
    if (!account) counts.no_account += 1
    else await tell(tx, run, { one, account, mailings, codeWord: codeWords.get(one.householdId) })
  }
  for (const mailingId of mailings.values()) await tx.outbox.seal(mailingId)
  return due
}

/** What was paid is told to one person, never where several read. */
async function readByOne(tx: Tx, id: string | undefined): Promise<Account | undefined> {
  const account = id === undefined ? undefined : await tx.accounts.find(id)
  return account && !isGroupChat(account) ? account : undefined
}

interface Told {
  one: DueReceipt
  account: Pick<Account, 'id' | 'channel'>
  /** The mailings of this page, by office: each has its own hours. */
  mailings: Map<number, string>
  codeWord: string | undefined
}

async function tell(tx: Tx, { day, at, counts }: Run, { one, account, mailings, codeWord }: Told): Promise<void> {
  const { householdId, officeId, name, payments } = one
  const ids = payments.map(({ id }) => id)
  const claimed = await tx.receipts.claim({ householdId, accountId: account.id, day, paymentIds: ids, at })
  const office = await tx.units.office(officeId)
  if (!claimed || !office) return
  const own = payments.filter(({ id }) => claimed.paymentIds.has(id))
  const about = { name, phone: office.phone, ...(codeWord === undefined ? {} : { codeWord }) }
  const mailingId = mailings.get(officeId) ?? (await openMailing(tx, { day, at, officeId }))
  mailings.set(officeId, mailingId)
  const { id, deliveryId } = claimed
  const letter: Letter = {
    deliveryId,
    to: account,
    message: receiptMessage(id, own, about),
    mailingId,
    key: `receipt:${id}`,
  }
  await tx.outbox.writeAll([letter], { lane: lanes.reminder, at })
  counts.told += 1
  counts.payments += own.length
}

function openMailing(tx: Tx, { day, at, officeId }: { day: Day; at: Date; officeId: number }): Promise<string> {
  const notAfter = atHour(addDays(day, messageDays), 0)
  return tx.outbox.openMailing({
    kind: 'reminder',
    lane: lanes.reminder,
    onUncertain: 'resend',
    officeId,
    notAfter,
    at,
  })
}
