import type { Channel, Outbound, Say } from '../../ports/channel.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Settings } from '../../ports/settings.ts'
import type { ZaloCredentials } from '../../ports/zalo-credentials.ts'
import type { ZaloConsent, ZaloDesk } from '../../ports/zalo-desk.ts'
import type { ZaloSent } from '../../ports/zalo-sent.ts'
import { type AccountApi, accountApi } from './account-api.ts'
import { makeAuthorised } from './authorised.ts'
import { type BusinessApi, businessApi } from './business-api.ts'
import type { ZaloRoots } from './call.ts'
import { askSeconds, requestSeconds, sendSeconds } from './can.ts'
import { makeConsent } from './consent.ts'
import { makeDesk } from './desk.ts'
import type { ZaloEvent } from './event.ts'
import { type Learnt, makeFaces } from './faces.ts'
import { failure } from './failure.ts'
import { makePayloads } from './payload.ts'
import { photoFetcher } from './photo.ts'
import type { VerifierSource } from './pkce.ts'
import { makeSend, type ZaloSendResult } from './send.ts'
import { makeSendTemplate, type TemplateOut } from './template.ts'
import { templateOf } from './template-of.ts'
import { makeTokens } from './tokens.ts'
import { upkeep } from './upkeep.ts'
import { makeUploads, type UseUpload } from './uploads.ts'
import { makeWebhook } from './webhook.ts'

/** Zalo: the app, the Official Account, and what they are kept in. */
export interface ZaloOptions {
  appId: string
  appSecret: string
  /** The secret key of the Official Account, with which webhooks are signed. */
  oaSecretKey: string
  /** Without a slash at the end; each can be the emulator of the tests. */
  roots: ZaloRoots
  /** A first refresh token, where nobody consents in the console: used once. */
  firstRefreshToken?: string | undefined
  verifier: VerifierSource
  /** True where the app is set to want `appsecret_proof`. */
  proof: boolean
  /** The public address of a picture for the card that asks for a phone number; without one the number is typed. */
  cardPicture?: string | undefined
  credentials: ZaloCredentials
  sent: ZaloSent
  settings: Settings
  say: Say
  clock: Clock
  /** A pino logger fits. Never hears a token. */
  log: { info: Hear; warn: Hear; error: Hear }
  /** Told of receipts, before a webhook is confirmed. */
  onEvent?: ((event: ZaloEvent) => Promise<void>) | undefined
  /** Times that a test makes shorter. */
  times?: Partial<ZaloTimes>
}

/** Seconds and milliseconds, each as its name says. */
export interface ZaloTimes {
  sendSeconds: number
  requestSeconds: number
  /** How long an exchange of tokens may take. */
  exchangeSeconds: number
  /** How long the page of the channels waits for Zalo. */
  askSeconds: number
  /** Wait after the first exchange whose answer is lost. */
  againMs: number
  /** Wait after a send whose answer is lost, before it is looked for. */
  lookAfterMs: number
  /** How often the account is looked after. */
  upkeepMs: number
}

/** The channel, and what only Zalo has. */
export interface ZaloChannel extends Channel {
  send(out: Outbound): Promise<ZaloSendResult>
  /** A registered template instead of a message of the talk. */
  sendTemplate(out: TemplateOut): Promise<ZaloSendResult>
  consent: ZaloConsent
  desk: ZaloDesk
  account: AccountApi
  business: BusinessApi
  useUpload: UseUpload
  /** What was learnt of buttons and cards, for the page of the channels. */
  learnt(): Promise<Learnt>
}

type Hear = (about: object, text: string) => void

/** One way to a person: an Official Account on Zalo, one to one. */
export function makeZalo(options: ZaloOptions): ZaloChannel {
  const { credentials, sent, settings, clock, log, roots, proof } = options
  const times = { ...usual, ...options.times }
  const { appId, appSecret, firstRefreshToken } = options
  const app = { appId, appSecret, oauth: roots.oauth, exchangeSeconds: times.exchangeSeconds }
  const tokens = makeTokens({ app, credentials, clock, log, againMs: times.againMs, firstRefreshToken })
  const calls = { app, roots, tokens, clock, proof, requestSeconds: times.requestSeconds }
  const authorised = makeAuthorised(calls)
  const [account, business] = [accountApi(authorised), businessApi(authorised)]
  const faces = makeFaces({ settings, clock })
  const payloads = makePayloads(appSecret)
  const consent = makeConsent({ app, credentials, clock, verifier: options.verifier })
  const parts = { account, sent, clock, log, lookAfterMs: times.lookAfterMs, seconds: times.sendSeconds }
  const { say, cardPicture, onEvent, oaSecretKey: secretKey } = options

  const sendMessage = makeSend({ ...parts, say, faces, payloads, cardPicture })
  const sendTemplate = makeSendTemplate({ ...parts, business })

  return {
    id: 'zalo',
    hasWays: true,
    send: (out) => {
      const template = templateOf(out, say)
      return template ? sendTemplate(template) : sendMessage(out)
    },
    sendTemplate,
    fetchPhoto: photoFetcher({ roots, seconds: times.sendSeconds, hear: log.info }),
    webhook: makeWebhook({ appId, secretKey, oaId: () => tokens.seen()?.oaId, sent, faces, payloads, log, onEvent }),
    entrance: () => entranceOf(tokens.seen()?.oaId),
    consent,
    desk: makeDesk({ look: tokens.look, consent, account, business, faces, askSeconds: times.askSeconds }),
    useUpload: makeUploads({ account, clock }),
    learnt: faces.known,
    account,
    business,
    // Before the first consent nothing is wrong: nobody can have written yet whom Loa could answer.
    trouble: () => {
      const { state, reason = '' } = tokens.seen() ?? {}
      return state === 'reconsent' ? failure('unauthorized', { detail: reason, advice: 'consent' }) : undefined
    },
    tend: () => {
      const stopping = new AbortController()
      const about = { tokens, credentials, sent, account, clock, log, everyMs: times.upkeepMs }
      const looking = upkeep(about, stopping.signal)
      return async () => {
        stopping.abort()
        await looking
        await tokens.idle()
      }
    },
  }
}

/** The page of an Official Account. Nothing is known that would carry a code into the talk: a follow says only where it was pressed. */
function entranceOf(oaId: string | undefined): string | undefined {
  return oaId === undefined ? undefined : `https://zalo.me/${oaId}`
}

const usual: Omit<ZaloTimes, 'exchangeSeconds'> & { exchangeSeconds?: number } = {
  sendSeconds,
  requestSeconds,
  askSeconds,
  againMs: 2_000,
  lookAfterMs: 1_000,
  upkeepMs: 60_000,
}
