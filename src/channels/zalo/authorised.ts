import { z } from 'zod'
import type { Clock } from '../../ports/clock.ts'
import { call, type Heard, type ZaloRoots } from './call.ts'
import { failure, type Host, type Outcome, refusalOf, silenceOf } from './failure.ts'
import { proofOf, type ZaloApp } from './oauth.ts'
import { timeLimited } from './time-limited.ts'
import type { ZaloTokens } from './tokens.ts'

/** A call of Zalo, without its token. */
export interface Ask {
  host: Host
  method: 'GET' | 'POST'
  path: string
  query?: Record<string, string>
  /** Sent as JSON. */
  json?: object
  /** Sent as a form with a file in it. */
  form?: FormData
  /** When it must have ended. */
  deadline: AbortSignal
  /** From then on it is not begun any more, as after a long wait for a token: it would be broken off, and nobody would know its end. */
  late?: AbortSignal | undefined
}

/** Calls Zalo with a token and gives what stands under `data`, or why there is nothing. */
export type Authorised = (ask: Ask) => Promise<Outcome<unknown>>

/** What calls need. `proof`: the app is set to want `appsecret_proof` with every call. */
export interface CallDeps {
  app: ZaloApp
  roots: ZaloRoots
  tokens: ZaloTokens
  clock: Clock
  proof: boolean
  /** How long one request may take, in seconds. */
  requestSeconds: number
}

/** A refused token is exchanged once and the call is made once more: it surely did nothing. */
export function makeAuthorised(deps: CallDeps): Authorised {
  const { tokens, clock } = deps
  const answer = async (ask: Ask, token: string) =>
    ask.late?.aborted ? tooLate : readAnswer(await request(deps, ask, token), { host: ask.host, at: clock.now() })
  return async (ask) => {
    const access = await tokens.access(ask.deadline)
    if (!access.ok) return access
    const first = await answer(ask, access.token)
    if (first.ok || first.error.cure !== 'token') return first
    const renewed = await tokens.renew(access.token, ask.deadline)
    return renewed.ok ? answer(ask, renewed.token) : renewed
  }
}

const tooLate: Outcome<never> = {
  ok: false,
  error: failure('unreachable', { detail: 'no time was left to begin', afterSeconds: 5 }),
}

function request(deps: CallDeps, ask: Ask, token: string): Promise<Heard> {
  const { method, path, query, json, form } = ask
  const body = form ?? (json === undefined ? undefined : JSON.stringify(json))
  const headers = {
    access_token: token,
    ...(json === undefined ? {} : { 'content-type': 'application/json' }),
    ...(deps.proof ? { appsecret_proof: proofOf(deps.app, token) } : {}),
  }
  const about = { method, root: deps.roots[ask.host], path, headers }
  const given = { ...(query === undefined ? {} : { query }), ...(body === undefined ? {} : { body }) }
  const limits = { deadline: ask.deadline, seconds: deps.requestSeconds }
  return timeLimited(limits, (signal) => call({ ...about, ...given, signal }))
}

// Everything is said with HTTP 200; `error` is a number, 0 where all is well.
const envelope = z.looseObject({
  error: z.coerce.number().int(),
  message: z.string().default(''),
  data: z.unknown().optional(),
})

function readAnswer(heard: Heard, about: { host: Host; at: Date }): Outcome<unknown> {
  if (heard.kind !== 'answer') return { ok: false, error: silenceOf(heard) }
  const said = envelope.safeParse(heard.body)
  if (!said.success) {
    const code = heard.status < 400 ? 'uncertain' : 'refused'
    return { ok: false, error: failure(code, { detail: `HTTP ${heard.status}, an answer without error and data` }) }
  }
  const { error: code, message, data } = said.data
  return code === 0 ? { ok: true, data } : { ok: false, error: refusalOf({ code, message }, about) }
}
