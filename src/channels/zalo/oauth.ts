import { createHmac } from 'node:crypto'
import { z } from 'zod'
import { call } from './call.ts'
import { exchangeSeconds } from './can.ts'
import { challengeOf } from './pkce.ts'

/** The bank's app at Zalo, and where consent is asked for. */
export interface ZaloApp {
  appId: string
  appSecret: string
  /** Root of OAuth, without a slash at the end. */
  oauth: string
  /** How long an exchange may take, in seconds; `exchangeSeconds` where not said. */
  exchangeSeconds?: number | undefined
}

/**
 * What became of an exchange. `refused`: Zalo will never give tokens for this. `later`: nothing was exchanged.
 * `lost`: nobody knows; the token that was handed in may be used up.
 */
export type Exchange =
  | { kind: 'pair'; accessToken: string; refreshToken: string; lifeMs: number }
  | { kind: 'refused' | 'later' | 'lost'; detail: string }

/** The page on which a person of the bank consents, in their browser. */
export function consentUrl(
  { appId, oauth }: ZaloApp,
  { redirectUri, state, verifier }: { redirectUri: string; state: string; verifier?: string | undefined },
): string {
  const challenge = verifier === undefined ? {} : { code_challenge: challengeOf(verifier) }
  const query = new URLSearchParams({ app_id: appId, redirect_uri: redirectUri, ...challenge, state })
  return `${oauth}/v4/oa/permission?${query}`
}

/** The first pair, for the code that came back from the page of consent: good for ten minutes, and once. */
export function exchangeCode(app: ZaloApp, { code, verifier }: { code: string; verifier?: string | undefined }) {
  const proof = verifier === undefined ? {} : { code_verifier: verifier }
  return exchange(app, { code, app_id: app.appId, grant_type: 'authorization_code', ...proof })
}

/** The next pair, for the refresh token of the last one: good once, and with the answer both old tokens are dead. */
export function exchangeRefresh(app: ZaloApp, refreshToken: string): Promise<Exchange> {
  return exchange(app, { refresh_token: refreshToken, app_id: app.appId, grant_type: 'refresh_token' })
}

/** What proves that a call comes from the app itself, where the app asks for it: HMAC-SHA256 of the access token, in hex. */
export function proofOf({ appSecret }: Pick<ZaloApp, 'appSecret'>, accessToken: string): string {
  return createHmac('sha256', appSecret).update(accessToken).digest('hex')
}

// `expires_in` is text: "90000".
const pair = z.looseObject({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1),
  expires_in: z.coerce.number().positive(),
})
const refusal = z.looseObject({ error: z.coerce.number(), error_name: z.string().optional() })

/** The one refusal that says nothing about the token: too many calls. */
const tooMany = -32

async function exchange(app: ZaloApp, form: Record<string, string>): Promise<Exchange> {
  const heard = await call({
    method: 'POST',
    root: app.oauth,
    path: '/v4/oa/access_token',
    headers: { 'content-type': 'application/x-www-form-urlencoded', secret_key: app.appSecret },
    body: new URLSearchParams(form).toString(),
    signal: AbortSignal.timeout((app.exchangeSeconds ?? exchangeSeconds) * 1000),
  })
  if (heard.kind !== 'answer') return { kind: heard.kind === 'unsent' ? 'later' : 'lost', detail: heard.detail }
  const got = pair.safeParse(heard.body)
  if (got.success) {
    const { access_token: accessToken, refresh_token: refreshToken, expires_in: seconds } = got.data
    return { kind: 'pair', accessToken, refreshToken, lifeMs: seconds * 1000 }
  }
  const said = refusal.safeParse(heard.body)
  if (!said.success) return { kind: 'refused', detail: `HTTP ${heard.status}, neither tokens nor an error` }
  const { error, error_name: name } = said.data
  return { kind: error === tooMany ? 'later' : 'refused', detail: `oauth ${error} ${name ?? ''}`.trim() }
}
