import { setTimeout as pause } from 'node:timers/promises'
import type { Clock } from '../../ports/clock.ts'
import type { ZaloCredentials, ZaloGrant, ZaloPair } from '../../ports/zalo-credentials.ts'
import { failure, mendedSeconds, type ZaloFailure } from './failure.ts'
import { type Exchange, exchangeRefresh, type ZaloApp } from './oauth.ts'

/** What the exchange of tokens needs. */
export interface RefreshDeps {
  app: ZaloApp
  credentials: ZaloCredentials
  clock: Clock
  log: { error: (about: object, text: string) => void }
  /** How long to wait after the first lost answer before asking again, in milliseconds. */
  againMs: number
}

/** A token to call with, or why there is none. */
export type Access = { ok: true; token: string } | { ok: false; error: ZaloFailure }

/**
 * Exchanges the pair whose access token is `stale` for the next one. To be run by one process at a time.
 *
 * A refresh token is good once, and its answer may be lost. So it is put on record that an exchange begins before it is asked for,
 * and the new pair is put on record before anybody uses it. Whoever finds a beginning without an end (its process died, its answer
 * was lost) cannot know whether the old tokens are dead, and sends nothing. They ask once more with the same token. Does Zalo take it, then
 * it had not heard of the first, and the pair comes now. In every other case somebody has to consent anew: Zalo refuses the used token, or
 * that answer is lost as well. After a lost one it is still asked for, ever more seldom and `mostTries` times at most, since a server that
 * is away for a quarter of an hour would else cost a consent; a pair that comes then ends the state by itself.
 *
 * To ask again cannot lose a pair that anybody holds. Was the first carried out, its pair is gone with its answer, and the used token brings
 * none. Was it not, the token is good as before. Are both under way at once, one of them is carried out, and its pair comes or is lost as it
 * would have been. The worst is a first request that Zalo carries out after the second one: should it then end the pair of the second (no
 * source says so), that pair is refused at its first use and its exchange as well, which ends where not asking again would have begun: with
 * a new consent. For that reason the second waits: after a lost answer a moment, after a process that died longer than its request can
 * live. And no consent is taken up beside an exchange: `alone` holds for both.
 */
export async function refresh(
  deps: RefreshDeps,
  { stale, because }: { stale: string; because: 'age' | 'refusal' },
): Promise<Access> {
  const grant = await deps.credentials.load()
  const { pair, state, refresh: open } = grant
  const isGood = state === 'good'
  if (!pair || !(isGood || isAskedOnceMore(grant, deps.clock.now()))) return closed(grant)
  if (isGood && pair.accessToken !== stale) return { ok: true, token: pair.accessToken }
  const now = deps.clock.now().getTime()
  if (because === 'refusal' && pair.issuedFor === 'refusal' && now - pair.issuedAt.getTime() < refusedAgainMs) {
    return refused('a new token was refused as well, so it is not the token that is wrong', 'app')
  }
  const waitMs = open ? untilNextTry(open) - now : 0
  if (waitMs > 0) return later('a refresh has no answer yet', waitMs)
  return ask(deps, { pair, because, tries: open?.tries ?? 0 })
}

/** What is said while nobody has consented, or has to consent again. Nothing was sent, and nothing is lost by waiting. */
export function closed({ state, reason }: ZaloGrant): Access {
  return refused(state === 'none' ? 'nobody has consented yet' : `consent is needed again: ${reason ?? ''}`, 'consent')
}

/** True where an exchange is to be tried though consent is needed: answers were lost, and it has rested long enough. */
export function isAskedOnceMore({ state, pair, refresh: open }: ZaloGrant, now: Date): boolean {
  return state === 'reconsent' && pair !== undefined && open !== undefined && untilNextTry(open) <= now.getTime()
}

/** After so many exchanges without an answer nothing is asked any more. */
const mostTries = 5
/** A token that came because its predecessor was refused, and is refused so soon, would be exchanged for ever. */
const refusedAgainMs = 3_600_000

/** The moment from which on it may be asked once more, in milliseconds. */
function untilNextTry({ begunAt, tries }: NonNullable<ZaloGrant['refresh']>): number {
  return begunAt.getTime() + restMs(tries)
}

/** How long an exchange without an end is left alone: longer than its request can live, then longer each time. */
function restMs(tries: number): number {
  return ([0, 30, 60, 300][tries] ?? 900) * 1000
}

interface Asking {
  pair: ZaloPair
  because: 'age' | 'refusal'
  /** How many exchanges of this pair have no answer. */
  tries: number
}

async function ask(deps: RefreshDeps, asking: Asking): Promise<Access> {
  const { credentials, clock, app } = deps
  const tries = asking.tries + 1
  const begun = await credentials.change(ofPair(asking, (g) => ({ ...g, refresh: { begunAt: clock.now(), tries } })))
  if (!isPair(begun, asking)) return inForce(begun)
  const answer = await exchangeRefresh(app, asking.pair.refreshToken)
  switch (answer.kind) {
    case 'pair':
      return keep(deps, { asking, answer })
    case 'refused':
      return giveUp(deps, asking, answer.detail)
    case 'later': {
      const left = await credentials.change(ofPair(asking, (g) => withDoubts(g, asking.tries)))
      return left.state === 'good' ? later(answer.detail, 10_000) : closed(left)
    }
    case 'lost':
      return tries < mostTries ? lost(deps, { ...asking, tries }, answer.detail) : giveUp(deps, asking, answer.detail)
  }
}

async function lost(deps: RefreshDeps, asking: Asking, detail: string): Promise<Access> {
  deps.log.error({ detail, tries: asking.tries }, 'zalo: the answer to a refresh is lost')
  if (asking.tries > 1) return needConsent(deps, asking, (grant) => ({ ...grant, reason: `lost: ${detail}` }))
  await pause(deps.againMs)
  return ask(deps, asking)
}

// A pair that cannot be put on record is tried again for a minute: it cannot be had a second time.
async function keep(deps: RefreshDeps, got: { asking: Asking; answer: Exchange & { kind: 'pair' } }): Promise<Access> {
  const { asking, answer } = got
  const issuedAt = deps.clock.now()
  const accessUntil = new Date(issuedAt.getTime() + answer.lifeMs)
  const { accessToken, refreshToken } = answer
  const pair: ZaloPair = { accessToken, refreshToken, accessUntil, issuedAt, issuedFor: asking.because }
  const turned = ({ reason: _, refresh: __, ...grant }: ZaloGrant): ZaloGrant => ({ ...grant, state: 'good', pair })
  return inForce(await persistently(() => deps.credentials.change(ofPair(asking, turned))))
}

const persistWaitsMs = [100, 500, 2_000, 5_000, 15_000, 30_000]

async function persistently<T>(act: () => Promise<T>, waits: readonly number[] = persistWaitsMs): Promise<T> {
  try {
    return await act()
  } catch (error) {
    const [wait, ...more] = waits
    if (wait === undefined) throw error
    await pause(wait)
    return persistently(act, more)
  }
}

function giveUp(deps: RefreshDeps, asking: Asking, reason: string): Promise<Access> {
  return needConsent(deps, asking, (grant) => ({ ...withDoubts(grant, 0), reason }))
}

async function needConsent(
  { credentials, log }: RefreshDeps,
  asking: Asking,
  edit: (grant: ZaloGrant) => ZaloGrant,
): Promise<Access> {
  const left = await credentials.change(ofPair(asking, (grant) => ({ ...edit(grant), state: 'reconsent' })))
  const { state, reason } = left
  if (state === 'reconsent') log.error({ reason }, 'zalo: nothing is sent until a person of the bank consents again')
  return inForce(left)
}

/** Changes nothing once another pair stands there: somebody has consented meanwhile. */
function ofPair(asking: Asking, edit: (grant: ZaloGrant) => ZaloGrant): (grant: ZaloGrant) => ZaloGrant {
  return (grant) => (isPair(grant, asking) ? edit(grant) : grant)
}

function isPair(grant: ZaloGrant, { pair }: Asking): boolean {
  return grant.pair?.refreshToken === pair.refreshToken
}

function inForce(grant: ZaloGrant): Access {
  return grant.state === 'good' && grant.pair ? { ok: true, token: grant.pair.accessToken } : closed(grant)
}

function withDoubts({ refresh: open, ...grant }: ZaloGrant, tries: number): ZaloGrant {
  return open && tries > 0 ? { ...grant, refresh: { ...open, tries } } : grant
}

function refused(detail: string, advice: 'consent' | 'app'): Access {
  return { ok: false, error: failure('unauthorized', { detail, afterSeconds: mendedSeconds, advice }) }
}

function later(detail: string, waitMs: number): Access {
  return { ok: false, error: failure('unreachable', { detail, afterSeconds: Math.ceil(waitMs / 1000) }) }
}
