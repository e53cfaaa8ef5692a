import type { Outbound, SendResult } from '../../ports/channel.ts'
import { type Feed, talkTopic } from '../../ports/feed.ts'
import { sendError } from '../errors.ts'

/**
 * Sends by saying that there is something new: the ledger keeps the message, and the page reads it there.
 * When even that fails nobody saw anything, so it may be tried again.
 */
export function makeSend(feed: Feed): (out: Outbound) => Promise<SendResult> {
  return async ({ address, deliveryId }) => {
    try {
      await feed.publish(talkTopic({ channel: 'web', address }))
      return { ok: true, messageId: deliveryId }
    } catch (error) {
      return { ok: false, error: sendError('unreachable', { detail: String(error) }) }
    }
  }
}
