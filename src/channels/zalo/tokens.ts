import type { ZaloGrant, ZaloPair } from '../../ports/zalo-credentials.ts'
import { freshHours } from './can.ts'
import { failure } from './failure.ts'
import { type Access, closed, isAskedOnceMore, type RefreshDeps, refresh } from './refresh.ts'

/** Keeps a token to call with. In front of the one consent of all processes; nothing is remembered here but where it stood last. */
export interface ZaloTokens {
  /** The token to call with now, exchanged ahead of its end. Waits for an exchange under way no longer than the signal allows. */
  access(deadline: AbortSignal): Promise<Access>
  /** Zalo refused this token: the one that counts now, after one exchange at most. */
  renew(refused: string, deadline: AbortSignal): Promise<Access>
  /** Looks where the consent stands now. */
  look(): Promise<ZaloGrant>
  /** Resolves when no exchange is under way: one that a process leaves behind may cost the consent. */
  idle(): Promise<void>
  /** Where the consent stood when it was looked at last, and whose it is. */
  seen(): Pick<ZaloGrant, 'state' | 'oaId' | 'reason'> | undefined
}

/** `firstRefreshToken`: one from the configuration, used once, where nobody has consented in the console. */
export function makeTokens(deps: RefreshDeps & { firstRefreshToken?: string | undefined }): ZaloTokens {
  const { credentials, clock } = deps
  let last: ZaloGrant | undefined
  let underWay: Promise<Access> | undefined
  let patientUntil = 0

  const look = async () => {
    last = await planted(deps, await credentials.load())
    return last
  }
  // One at a time in this process, and by the lock one at a time in all.
  const exchange = (stale: string, because: 'age' | 'refusal') => {
    underWay ??= credentials
      .alone(() => refresh(deps, { stale, because }))
      .then(async (access) => {
        // It may have ended the consent, which is to be seen at once.
        await look()
        return access
      })
      .finally(() => {
        underWay = undefined
      })
    return underWay
  }
  const current = async (deadline: AbortSignal): Promise<Access> => {
    const grant = await look()
    const { state, pair, refresh: open } = grant
    const now = clock.now()
    if (!pair || !(state === 'good' || isAskedOnceMore(grant, now))) return closed(grant)
    if (!open && (isFresh(pair, now) || (now.getTime() < patientUntil && isAlive(pair, now)))) return tokenOf(pair)
    const got = await within(deadline, exchange(pair.accessToken, 'age'))
    if (got.ok) return got
    const left = await look()
    // Nothing was exchanged and the old token lives: it serves until the next try.
    if (!left.pair || left.state !== 'good' || left.refresh || !isAlive(left.pair, now)) return got
    patientUntil = now.getTime() + 60_000
    return tokenOf(left.pair)
  }
  return {
    access: (deadline) => current(deadline).catch(unreachable),
    renew: (refused, deadline) => within(deadline, exchange(refused, 'refusal')).catch(unreachable),
    look,
    idle: async () => {
      await underWay?.catch(() => {})
    },
    seen: () => last,
  }
}

// A token of the configuration counts where there is no consent, or none any more; the same one is not tried twice.
async function planted(
  { credentials, clock, firstRefreshToken: refreshToken }: Parameters<typeof makeTokens>[0],
  grant: ZaloGrant,
): Promise<ZaloGrant> {
  if (refreshToken === undefined || grant.state === 'good') return grant
  const seed = credentials.fingerprint(refreshToken)
  if (grant.seed === seed) return grant
  const issuedAt = clock.now()
  const never = new Date(0)
  const pair: ZaloPair = { accessToken: '', refreshToken, accessUntil: never, issuedAt, issuedFor: 'configuration' }
  return credentials.change((now) => {
    if (now.state === 'good' || now.seed === seed) return now
    const { reason: _, refresh: __, ...kept } = now
    return { ...kept, state: 'good', pair, seed }
  })
}

function isFresh({ issuedAt, accessUntil }: ZaloPair, now: Date): boolean {
  const lived = now.getTime() - issuedAt.getTime()
  return lived < freshHours * 3_600_000 && isAlive({ accessUntil }, now)
}

// A minute is left for the call itself.
function isAlive({ accessUntil }: Pick<ZaloPair, 'accessUntil'>, now: Date): boolean {
  return accessUntil.getTime() - 60_000 > now.getTime()
}

function tokenOf({ accessToken }: ZaloPair): Access {
  return { ok: true, token: accessToken }
}

function unreachable(error: unknown): Access {
  return { ok: false, error: failure('unreachable', { detail: `the tokens are not at hand: ${String(error)}` }) }
}

/** The exchange goes on by itself when the signal ends the wait for it. */
function within(deadline: AbortSignal, exchange: Promise<Access>): Promise<Access> {
  return new Promise((resolve, reject) => {
    const stop = () => resolve(unreachable('an exchange is under way'))
    if (deadline.aborted) stop()
    deadline.addEventListener('abort', stop, { once: true })
    exchange.then(resolve, reject).finally(() => deadline.removeEventListener('abort', stop))
  })
}
