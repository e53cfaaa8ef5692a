import { randomBytes, timingSafeEqual } from 'node:crypto'
import type { Clock } from '../../ports/clock.ts'
import type { PendingConsent, ZaloCredentials, ZaloGrant, ZaloPair } from '../../ports/zalo-credentials.ts'
import type { ConsentCallback, ConsentResult, ZaloConsent } from '../../ports/zalo-desk.ts'
import { consentUrl, exchangeCode, type ZaloApp } from './oauth.ts'
import { type VerifierSource, verifierOf } from './pkce.ts'

/** What consenting needs. */
export interface ConsentDeps {
  app: ZaloApp
  credentials: ZaloCredentials
  clock: Clock
}

/** The two steps of a consent; what lies between is on record, so that another process may take the second. */
export function makeConsent(deps: ConsentDeps & { verifier: VerifierSource }): ZaloConsent {
  const { app, credentials, clock } = deps
  return {
    begin: async (redirectUri) => {
      const state = randomBytes(24).toString('base64url')
      const verifier = verifierOf(deps.verifier)
      const consent = { state, begunAt: clock.now(), ...(verifier === undefined ? {} : { verifier }) }
      await credentials.change((grant) => ({ ...grant, consent }))
      return consentUrl(app, { redirectUri, state, verifier })
    },
    finish: (callback) =>
      credentials
        .alone(() => finish(deps, callback))
        .catch((error) => ({
          ok: false,
          why: 'unreachable',
          detail: `the consent was not taken up: ${String(error)}`,
        })),
  }
}

// Alone: a pair must not be given out beside an exchange of the pair before it.
async function finish({ app, credentials, clock }: ConsentDeps, callback: ConsentCallback): Promise<ConsentResult> {
  const grant = await credentials.load()
  const problem = problemOf(grant, { callback, now: clock.now() })
  if (problem) return problem
  const answer = await exchangeCode(app, { code: callback.code, verifier: grant.consent?.verifier })
  if (answer.kind !== 'pair') {
    return { ok: false, why: answer.kind === 'refused' ? 'refused' : 'unreachable', detail: answer.detail }
  }
  const issuedAt = clock.now()
  const accessUntil = new Date(issuedAt.getTime() + answer.lifeMs)
  const { accessToken, refreshToken } = answer
  const pair: ZaloPair = { accessToken, refreshToken, accessUntil, issuedAt, issuedFor: 'consent' }
  await credentials.change((now) => connected(now, { pair, oaId: callback.oaId }))
  return { ok: true, oaId: callback.oaId }
}

/** A code is good for ten minutes; so is the wait for it. */
const consentMs = 600_000

function problemOf(
  { consent, oaId }: ZaloGrant,
  { callback, now }: { callback: ConsentCallback; now: Date },
): (ConsentResult & { ok: false }) | undefined {
  if (!consent || now.getTime() - consent.begunAt.getTime() > consentMs) return { ok: false, why: 'not_begun' }
  if (!isSame(consent, callback.state)) return { ok: false, why: 'other_state' }
  return oaId === undefined || oaId === callback.oaId ? undefined : { ok: false, why: 'other_account' }
}

// Links made in Zalo's console bring no state back. A verifier ties the code to this consent as well; without either, nothing does.
function isSame({ state, verifier }: PendingConsent, given: string | undefined): boolean {
  if (given === undefined) return verifier !== undefined
  const [ours, theirs] = [Buffer.from(state), Buffer.from(given)]
  return ours.length === theirs.length && timingSafeEqual(ours, theirs)
}

function connected(
  { consent: _, reason: __, refresh: ___, ...grant }: ZaloGrant,
  { pair, oaId }: { pair: ZaloPair; oaId: string },
): ZaloGrant {
  return { ...grant, state: 'good', pair, oaId }
}
