import type { Channel, ChannelId, SendResult } from '../ports/channel.ts'
import type { Sending, Settlement } from '../ports/ledger.ts'
import { afterSend } from './after-send.ts'
import { chargeOf } from './charge.ts'
import type { Chosen } from './choose-ways.ts'
import { heed } from './heed.ts'
import type { SendDeps } from './stream.ts'

/** One message, and the way that was chosen for it on a channel with several. */
export interface Journey {
  sending: Sending
  chosen?: Chosen
}

/** Sends one message. What it means for others is heeded, and what it cost is paid; gives what is to be put on record. Never rejects. */
export async function sendOne(deps: SendDeps, channelId: ChannelId, journey: Journey): Promise<Settlement> {
  const { sending, chosen } = journey
  const result = await attempt(deps.channels[channelId], journey)
  await heed(deps, channelId, { sending, result }).catch(deps.onTrouble)
  const settled = afterSend(sending, { result, passage: chosen?.passage }, deps.clock.now())
  deps.onResult?.(settled, sending.lane)
  if (!chosen) return settled
  const charge = chargeOf(chosen, result)
  const unused = chosen.fare.dong - (charge?.dong ?? 0)
  if (unused !== 0) await deps.ways.giveBack(channelId, { ...chosen.fare, dong: unused }).catch(deps.onTrouble)
  return { ...settled, ...(charge ? { charge } : {}) }
}

/** A channel gives failures as values; one that throws has met a fault of ours, such as words that are missing. Nothing left then. */
async function attempt(channel: Channel | undefined, { sending, chosen }: Journey): Promise<SendResult> {
  const { address, lang, message, deliveryId } = sending
  try {
    if (!channel) throw new Error('claimed without its channel')
    const passage = chosen ? { passage: chosen.passage } : {}
    return await channel.send({ address, lang, message, deliveryId, ...passage })
  } catch (error) {
    const staff = { key: 'channels:errors.content' }
    return { ok: false, error: { code: 'content', retry: 'never', ours: true, staff, detail: String(error) } }
  }
}
