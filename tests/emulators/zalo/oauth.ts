import type { Ask, Endpoint } from './ask.ts'
import { challengeOf, lives, type Pair } from './tokens.ts'
import { Refusal, Unknown, type World } from './world.ts'

/** The token endpoint. Its answers have no envelope. */
export const oauthEndpoints: Record<string, Endpoint> = {
  'POST /oauth/v4/oa/access_token': {
    name: 'token',
    takes: 'form',
    shape: { app_id: true, grant_type: true, code: true, code_verifier: true, refresh_token: true },
    run: token,
  },
}

/** The verifier whose challenge is saved in the developer console, where Zalo wants one fixed pair. */
export const consoleVerifier = 'EMU_console_verifier_0123456789_0123456789_'.slice(0, 43)

/** The name of a call of the token endpoint: `code` or `refresh`. */
export function tokenCallName(params: Record<string, unknown>): string {
  return params.grant_type === 'refresh_token' ? 'refresh' : 'code'
}

/** What the admin of an OA sees at `/v4/oa/permission`, once agreed to: where the browser goes next. Refuses as Zalo does. */
export function consentTo(world: World, query: URLSearchParams): string {
  const known = ['app_id', 'redirect_uri', 'code_challenge', 'state']
  const strange = [...query.keys()].filter((name) => !known.includes(name))
  if (strange.length > 0) throw new Unknown(`/v4/oa/permission: ${strange.join(', ')}`)
  const redirectUri = query.get('redirect_uri')
  if (query.get('app_id') !== world.settings.appId) throw refused(world, -14002)
  if (redirectUri !== world.settings.redirectUri) throw refused(world, -14003)
  const to = new URL(redirectUri)
  to.searchParams.set('code', world.tokens.addCode(challengeFor(world, query.get('code_challenge'))))
  to.searchParams.set('oa_id', world.settings.oaId)
  const state = query.get('state')
  if (state !== null && world.way('state') === 'returned') to.searchParams.set('state', state)
  return to.href
}

/** An error of OAuth as it is written. */
export function oauthError({ code, message }: { code: number; message: string }) {
  const name = message || names[code] || 'Invalid request'
  return {
    error: code,
    error_name: name,
    error_reason: name,
    error_description: name,
    ref_doc: 'https://developers.zalo.me/docs/api/official-account-api',
  }
}

const names: Record<number, string> = {
  [-32]: 'Your application reached limit call api',
  [-118]: 'invalid_grant',
  [-14002]: 'Invalid app id',
  [-14003]: 'Invalid redirect uri',
  [-14014]: 'Invalid refresh token',
}

function refused(world: World, code: number): Refusal {
  world.lean('consentPageErrors')
  return new Refusal(code)
}

function challengeFor(world: World, given: string | null): string | undefined {
  const pkce = world.way('pkce')
  if (pkce === 'none') return undefined
  if (pkce === 'fixed') return challengeOf(consoleVerifier)
  if (given === null || !/^[\w-]{43}$/.test(given)) throw refused(world, -118)
  return given
}

function token({ world, params, headers }: Ask) {
  if (params.app_id !== world.settings.appId) throw new Refusal(-14002)
  if (headers.secret_key !== world.settings.appSecret) {
    world.lean('oauthCodes')
    throw new Refusal(-14002, 'Invalid secret key')
  }
  if (params.grant_type === 'refresh_token') return written(world, refresh(world, params))
  if (params.grant_type === 'authorization_code') return written(world, exchange(world, params))
  throw new Unknown(`grant_type ${String(params.grant_type)}`)
}

function refresh(world: World, params: Record<string, unknown>): Pair {
  if (params.code !== undefined || params.code_verifier !== undefined) throw new Unknown('a refresh with a code')
  const about = { keepAccess: world.way('oldAccessToken') === 'lives' }
  const pair = world.tokens.rotate(String(params.refresh_token), about)
  if (!pair) throw new Refusal(-14014)
  return pair
}

function exchange(world: World, params: Record<string, unknown>): Pair {
  if (params.refresh_token !== undefined) throw new Unknown('a code with a refresh token')
  const code = world.tokens.takeCode(String(params.code))
  if (!code) throw wrongGrant(world)
  const verifier = params.code_verifier
  if (code.challenge !== undefined) {
    const fits = typeof verifier === 'string' && verifier.length === 43 && challengeOf(verifier) === code.challenge
    if (!fits) throw wrongGrant(world)
  }
  world.lean('consentKillsPair')
  return world.tokens.issue()
}

function wrongGrant(world: World): Refusal {
  world.lean('oauthCodes')
  return new Refusal(-118)
}

function written(world: World, { access, refresh }: Pair) {
  const expiry = { refresh_token_expires_in: String(lives.refreshMs / 1000) }
  return {
    access_token: access,
    refresh_token: refresh,
    expires_in: String(lives.accessMs / 1000),
    ...(world.way('refreshExpiry') === 'present' ? expiry : {}),
  }
}
