import { createHash } from 'node:crypto'
import { dayMs } from './vietnam.ts'

/** What one consent or one refresh gives. */
export interface Pair {
  access: string
  refresh: string
}

/** How a token stands. */
export type Standing = 'good' | 'expired' | 'dead'

/** The tokens of the app for the OA. */
export interface Tokens {
  /** A new pair. The pair before it is dead. */
  issue: () => Pair
  /** Spends a refresh token: a new pair, or undefined where it is spent, too old or unknown. `keepAccess`: the access token before stays good. */
  rotate: (refresh: string, about: { keepAccess: boolean }) => Pair | undefined
  standing: (access: string) => Standing
  /** The newest pair. */
  newest: () => Pair
  /** A code of consent, good once and for ten minutes. */
  addCode: (challenge: string | undefined) => string
  /** The challenge of a code, which is spent by this; undefined where it is unknown, spent or too old. */
  takeCode: (code: string) => { challenge: string | undefined } | undefined
  /** The access token is over before its time. */
  expire: () => void
  /** The admin of the OA removes the app: nothing is good any more. */
  revoke: () => void
}

/** An access token lives 25 hours, a refresh token three months, a code ten minutes. */
export const lives = { accessMs: 90_000_000, refreshMs: 90 * dayMs, codeMs: 600_000 }

/** The tokens, by a clock. `root` sets the tokens of one emulator apart from those of another. */
export function makeTokens({ now, root }: { now: () => number; root: string }): Tokens {
  const access = new Map<string, { until: number; alive: boolean }>()
  const refresh = new Map<string, { until: number; alive: boolean }>()
  const codes = new Map<string, { until: number; challenge: string | undefined }>()
  let made = 0
  let newest: Pair = { access: '', refresh: '' }
  const token = (kind: string) => {
    made += 1
    return `EMU_${kind}_${createHash('sha256').update(`${root} ${kind} ${made}`).digest('base64url')}`
  }
  const kill = (tokens: typeof access) => {
    for (const one of tokens.values()) one.alive = false
  }
  const issue = ({ keepAccess } = { keepAccess: false }) => {
    if (!keepAccess) kill(access)
    kill(refresh)
    newest = { access: token('access'), refresh: token('refresh') }
    access.set(newest.access, { until: now() + lives.accessMs, alive: true })
    refresh.set(newest.refresh, { until: now() + lives.refreshMs, alive: true })
    return newest
  }
  issue()
  return {
    issue: () => issue(),
    rotate(spent, about) {
      const known = refresh.get(spent)
      if (!known?.alive || now() >= known.until) return undefined
      return issue(about)
    },
    standing(token) {
      const known = access.get(token)
      if (!known?.alive) return 'dead'
      return now() >= known.until ? 'expired' : 'good'
    },
    newest: () => newest,
    addCode(challenge) {
      const code = token('code')
      codes.set(code, { until: now() + lives.codeMs, challenge })
      return code
    },
    takeCode(code) {
      const known = codes.get(code)
      codes.delete(code)
      return known && now() < known.until ? { challenge: known.challenge } : undefined
    },
    expire() {
      for (const one of access.values()) one.until = Math.min(one.until, now())
    },
    revoke() {
      kill(access)
      kill(refresh)
    },
  }
}

/** The challenge of a verifier: base64url without padding of SHA-256 over its ASCII. */
export function challengeOf(verifier: string): string {
  return createHash('sha256').update(verifier, 'ascii').digest('base64url')
}
