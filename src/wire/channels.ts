import { makeTelegram } from '../channels/telegram/index.ts'
import { makeWeb } from '../channels/web/index.ts'
import type { Config } from '../config.ts'
import type { Logger } from '../log.ts'
import type { Channel, ChannelId } from '../ports/channel.ts'
import type { Data } from './open-data.ts'

/** The channels that the configuration opens, and how many messages a second each may send in bulk. */
export interface Channels {
  channels: Partial<Record<ChannelId, Channel>>
  rates: Partial<Record<ChannelId, number>>
}

/** A bucket that never runs dry: no limit of ours, while pauses that the platform asks for are still kept. */
const noLimit = 100_000

/** The web chat is always there; Telegram when a token is given. A new channel is one more line here. */
export function makeChannels(
  config: Config,
  data: Data,
  { log, publicUrl }: { log: Logger; publicUrl: string },
): Channels {
  const { say } = data.language
  const web = makeWeb({ feed: data.feed, say })
  const token = config.TELEGRAM_BOT_TOKEN
  if (token === undefined) return { channels: { web }, rates: {} }
  const secret = config.TELEGRAM_WEBHOOK_SECRET
  const telegram = makeTelegram({
    token,
    apiRoot: config.TELEGRAM_API_ROOT,
    say,
    clock: data.clock,
    log,
    sendSeconds: config.SEND_DEADLINE_SECONDS,
    ...(secret === undefined ? {} : { webhookSecret: secret, webhookUrl: `${publicUrl}/webhooks/telegram` }),
  })
  return { channels: { web, telegram }, rates: { telegram: config.TELEGRAM_MESSAGES_PER_SECOND || noLimit } }
}

/** The channels that the configuration opens, by their names alone. */
export function openChannels(config: Pick<Config, 'TELEGRAM_BOT_TOKEN'>): ChannelId[] {
  return config.TELEGRAM_BOT_TOKEN === undefined ? ['web'] : ['web', 'telegram']
}
