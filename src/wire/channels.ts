import { makeTelegram } from '../channels/telegram/index.ts'
import { makeWeb } from '../channels/web/index.ts'
import { makeZalo, type ZaloChannel } from '../channels/zalo/index.ts'
import { type Config, olderDataKeys } from '../config.ts'
import type { Logger } from '../log.ts'
import type { Channel, ChannelId } from '../ports/channel.ts'
import { makeSeal } from '../store/seal.ts'
import { zaloCredentials } from '../store/zalo-credentials.ts'
import { zaloSent } from '../store/zalo-sent.ts'
import type { Data } from './open-data.ts'

/** The channels that the configuration opens, and how many messages a second each may send in bulk. */
export interface Channels {
  channels: Partial<Record<ChannelId, Channel>> & { zalo?: ZaloChannel }
  rates: Partial<Record<ChannelId, number>>
}

/** What channels are made with. */
export interface Opening {
  log: Logger
  publicUrl: string
  dataKey: Buffer
}

/** A bucket that never runs dry: no limit of ours, while pauses that the platform asks for are still kept. */
const noLimit = 100_000

/** The web chat is always there; the others where the configuration says so. A new channel is one more line here. */
export function makeChannels(config: Config, data: Data, opening: Opening): Channels {
  const telegram = telegramOf(config, data, opening)
  const zalo = zaloOf(config, data, opening)
  return {
    channels: {
      web: makeWeb({ feed: data.feed, say: data.language.say }),
      ...(telegram ? { telegram } : {}),
      ...(zalo ? { zalo } : {}),
    },
    rates: {
      ...(telegram ? { telegram: config.TELEGRAM_MESSAGES_PER_SECOND || noLimit } : {}),
      ...(zalo ? { zalo: config.ZALO_MESSAGES_PER_SECOND || noLimit } : {}),
    },
  }
}

/** The channels that the configuration opens, by their names alone. */
export function openChannels(config: Pick<Config, 'TELEGRAM_BOT_TOKEN' | 'ZALO_APP_ID'>): ChannelId[] {
  return [
    'web',
    ...(config.TELEGRAM_BOT_TOKEN === undefined ? [] : (['telegram'] as const)),
    ...(config.ZALO_APP_ID === undefined ? [] : (['zalo'] as const)),
  ]
}

/** The rates that stand for a limit, as staff read them. */
export function limitedRates(rates: Channels['rates']): Channels['rates'] {
  return Object.fromEntries(Object.entries(rates).filter(([, rate]) => rate < noLimit))
}

function telegramOf(config: Config, data: Data, { log, publicUrl }: Opening): Channel | undefined {
  const { TELEGRAM_BOT_TOKEN: token, TELEGRAM_WEBHOOK_SECRET: secret } = config
  if (token === undefined) return undefined
  return makeTelegram({
    token,
    apiRoot: config.TELEGRAM_API_ROOT,
    say: data.language.say,
    clock: data.clock,
    log,
    sendSeconds: config.SEND_DEADLINE_SECONDS,
    ...(secret === undefined ? {} : { webhookSecret: secret, webhookUrl: `${publicUrl}/webhooks/telegram` }),
  })
}

function zaloOf(config: Config, data: Data, { log, dataKey }: Opening): ZaloChannel | undefined {
  const { ZALO_APP_ID: appId, ZALO_APP_SECRET: appSecret, ZALO_OA_SECRET_KEY: oaSecretKey } = config
  if (appId === undefined || appSecret === undefined || oaSecretKey === undefined) return undefined
  const seal = makeSeal(dataKey, olderDataKeys(config))
  const { database, store, clock, language } = data
  const roots = {
    oauth: config.ZALO_OAUTH_ROOT,
    openapi: config.ZALO_OPENAPI_ROOT,
    business: config.ZALO_BUSINESS_ROOT,
  }
  return makeZalo({
    ...{ appId, appSecret, oaSecretKey, roots, clock, log },
    firstRefreshToken: config.ZALO_REFRESH_TOKEN,
    verifier: verifierOf(config.ZALO_CODE_VERIFIER),
    proof: config.ZALO_APP_SECRET_PROOF === 'yes',
    cardPicture: config.ZALO_CARD_PICTURE,
    credentials: zaloCredentials(database, { seal, appId }),
    sent: zaloSent(database.prisma, seal),
    settings: store.settings,
    say: language.say,
    times: timesOf(config.SEND_DEADLINE_SECONDS),
  })
}

function verifierOf(given: string | undefined) {
  if (given === undefined) return 'per_request'
  return given === 'none' ? 'none' : { fixed: given }
}

/** One request takes half of it at most: after a lost answer there is time to look whether the message arrived. */
function timesOf(deadlineSeconds: number) {
  return { sendSeconds: deadlineSeconds, requestSeconds: Math.min(8, deadlineSeconds / 2) }
}
