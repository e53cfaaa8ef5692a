import type { Channel, ChannelId, SendResult } from '../ports/channel.ts'
import type { Charge } from '../ports/charge.ts'
import type { Sending, Settlement } from '../ports/ledger.ts'
import { afterSend } from './after-send.ts'
import { chargeOf } from './charge.ts'
import type { Chosen, Fare } from './choose-ways.ts'
import { heed } from './heed.ts'
import type { SendDeps } from './stream.ts'

/** One message, and the way that was chosen for it on a channel with several. */
export type Journey = { sending: Sending } | Chosen

/** Sends one message. What it means for others is heeded, and what it cost is paid; gives what is to be put on record. Never rejects. */
export async function sendOne(deps: SendDeps, channelId: ChannelId, journey: Journey): Promise<Settlement> {
  const { sending } = journey
  const chosen = 'passage' in journey ? journey : undefined
  const result = await attempt(deps.channels[channelId], journey)
  await heed(deps, channelId, { sending, result }).catch(deps.onTrouble)
  const settled = afterSend(sending, { result, passage: chosen?.passage }, deps.clock.now())
  deps.onResult?.(settled, sending.lane)
  if (!chosen) return settled
  const charge = chargeOf(chosen, result)
  await payFor(deps, channelId, { fare: chosen.fare, charge }).catch(deps.onTrouble)
  return { ...settled, ...(charge ? { charge } : {}) }
}

/** What was put aside and not needed goes back, and so does a message of the package that was not sent. */
async function payFor(
  { ways }: SendDeps,
  channel: ChannelId,
  { fare, charge }: { fare: Fare; charge: Charge | undefined },
): Promise<void> {
  const unused = fare.dong - (charge?.dong ?? 0)
  if (unused !== 0) await ways.giveBack(channel, { ...fare, dong: unused })
  if (fare.costClass === 'package' && !charge) await ways.returnToPackage(channel)
}

/** A channel gives failures as values; one that throws has met a fault of ours, such as words that are missing. Nothing left then. */
async function attempt(channel: Channel | undefined, journey: Journey): Promise<SendResult> {
  const { address, lang, message, deliveryId } = journey.sending
  try {
    if (!channel) throw new Error('claimed without its channel')
    const passage = 'passage' in journey ? { passage: journey.passage } : {}
    return await channel.send({ address, lang, message, deliveryId, ...passage })
  } catch (error) {
    const staff = { key: 'channels:errors.content' }
    return { ok: false, error: { code: 'content', retry: 'never', ours: true, staff, detail: String(error) } }
  }
}
