import type { ChannelId, SendResult } from '../ports/channel.ts'
import type { Sending } from '../ports/ledger.ts'
import { lockedOutSeconds } from './after-send.ts'
import type { SendDeps } from './stream.ts'

/**
 * What one failure means for the others: a refusal for pace may concern the whole bot, a storm of failures stops bulk,
 * a text that cannot be sent stops its mailing before it fails a hundred thousand times, and a lost key stops the channel.
 */
export async function heed(
  { pace, ledger }: Pick<SendDeps, 'pace' | 'ledger'>,
  channel: ChannelId,
  { sending, result }: { sending: Sending; result: SendResult },
): Promise<void> {
  if (result.ok) return
  const { retry, ours, code } = result.error
  if (code === 'too_many' && typeof retry === 'object')
    await pace.refused(channel, { address: sending.address, seconds: retry.afterSeconds })
  else if (retry === 'unknown' && !result.error.unsent) await pace.failed(channel)
  else if (code === 'content') await ledger.pauseMailingOf(sending.deliveryId, code)
  else if (ours) await pace.hold(channel, lockedOutSeconds)
}
