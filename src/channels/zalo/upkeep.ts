import { setTimeout as pause } from 'node:timers/promises'
import type { Clock } from '../../ports/clock.ts'
import type { ZaloCredentials } from '../../ports/zalo-credentials.ts'
import type { ZaloSent } from '../../ports/zalo-sent.ts'
import type { AccountApi } from './account-api.ts'
import { sendSeconds } from './can.ts'
import type { ZaloTokens } from './tokens.ts'

/** What looking after the account needs. */
export interface UpkeepDeps {
  tokens: ZaloTokens
  credentials: ZaloCredentials
  sent: ZaloSent
  account: AccountApi
  clock: Clock
  log: { warn: (about: object, text: string) => void }
  /** How often, in milliseconds. */
  everyMs: number
}

/** What went out is remembered a day longer than Zalo keeps what was uploaded, and far longer than any echo is late. */
const rememberedDays = 8

/** Forgetting reads the whole table: once an hour is enough. */
const forgetEveryMs = 3_600_000

/**
 * Looks after an account until the signal stops it: its tokens are exchanged ahead of their end even where nothing is sent, so that the
 * consent never runs out; its id is learnt once; what Zalo has named is in doubt no longer; what went out long ago is forgotten.
 */
export async function upkeep(deps: UpkeepDeps, signal: AbortSignal): Promise<void> {
  const warn = (error: unknown) => deps.log.warn({ error: String(error) }, 'zalo: the account was not looked after')
  let forgottenAt = 0
  while (!signal.aborted) {
    await keepConsent(deps).catch(warn)
    await deps.sent.settleDoubts().catch(warn)
    const now = deps.clock.now().getTime()
    if (now - forgottenAt >= forgetEveryMs) {
      forgottenAt = now
      await deps.sent.forget(new Date(now - rememberedDays * 86_400_000)).catch(warn)
    }
    await pause(deps.everyMs, undefined, { signal }).catch(() => {})
  }
}

async function keepConsent({ tokens, credentials, account }: UpkeepDeps): Promise<void> {
  const deadline = AbortSignal.timeout(sendSeconds * 1000)
  const access = await tokens.access(deadline)
  if (!access.ok || tokens.seen()?.oaId !== undefined) return
  const profile = await account.profile(deadline)
  const oaId = profile.ok ? profile.data.oaId : undefined
  if (oaId !== undefined) await credentials.change((grant) => ({ ...grant, oaId }))
}
