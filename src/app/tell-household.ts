import type { Message } from '../conversation/words.ts'
import { lanes } from '../domain/delivery.ts'
import type { Jobs } from '../ports/jobs.ts'
import type { Tx } from '../ports/store.ts'
import { withCodeWord } from './code-word.ts'

/** Writes one message to the account that a request or a case came from, with the code word of its household. False when there is none to write to. */
export async function tellHousehold(tx: Tx, to: { accountId?: string; message: Message; at: Date }): Promise<boolean> {
  const account = to.accountId === undefined ? undefined : await tx.accounts.find(to.accountId)
  if (!account) return false
  const message = await withCodeWord(tx, account, to.message)
  await tx.outbox.write(account, message, { lane: lanes.reply, at: to.at })
  return true
}

/** Wakes the senders of replies. Called after the commit: what is not committed cannot be found. */
export async function wakeReplies(jobs: Jobs): Promise<void> {
  await jobs.wake('send-batch', { lane: lanes.reply })
}
