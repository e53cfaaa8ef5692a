import { setTimeout as pause } from 'node:timers/promises'
import type { Api } from 'grammy'
import { allowedUpdates, pollSeconds } from './can.ts'

/**
 * Polling: `receive` resolves once the updates are stored. `failed` hears of every failure, and of undefined when all is well again;
 * it says how many milliseconds the platform wants to be left alone.
 */
export interface Polling {
  api: Api
  receive: (updates: unknown[]) => Promise<void>
  failed: (error: unknown) => number
  firstWaitMs: number
}

/**
 * Asks for updates until the signal stops it. An update counts as received only with the next question, so a batch that was not stored
 * (the database is away, the process dies) is given again. Failures of the network or of storing wait longer each time, up to half a minute.
 */
export async function poll({ api, receive, failed, firstWaitMs }: Polling, signal: AbortSignal): Promise<void> {
  let offset: number | undefined
  let well = false
  const ask = async () => {
    // After a failure the first question is a short one, so that it shows at once when all is well again.
    const timeout = well ? pollSeconds.open : 0
    well = false
    const updates = await api.getUpdates({ ...from(offset), timeout, ...kinds }, signal as never)
    if (updates.length > 0) await receive(updates)
    offset = updates.length > 0 ? updates.at(-1)!.update_id + 1 : offset
    well = true
  }
  // A webhook that is still set would keep the updates from being asked for.
  await keepTrying({ step: () => api.deleteWebhook({}, signal as never), failed, firstWaitMs }, signal)
  while (!signal.aborted) await keepTrying({ step: ask, failed, firstWaitMs }, signal)
  if (offset !== undefined) await confirm(api, offset)
}

/** Does a step until it succeeds or the signal stops it, waiting twice as long after each failure. */
export async function keepTrying(
  { step, failed, firstWaitMs }: { step: () => Promise<unknown>; failed: Polling['failed']; firstWaitMs: number },
  signal: AbortSignal,
): Promise<void> {
  for (let waitMs = firstWaitMs; !signal.aborted; waitMs = Math.min(waitMs * 2, longestWaitMs)) {
    try {
      await step()
      failed(undefined)
      return
    } catch (error) {
      if (signal.aborted) return
      const wanted = failed(error)
      await pause(Math.max(waitMs, wanted), undefined, { signal }).catch(() => {})
    }
  }
}

const longestWaitMs = 30_000
const kinds = { allowed_updates: allowedUpdates }

function from(offset: number | undefined) {
  return offset === undefined ? {} : { offset }
}

// Tells Telegram what is stored. When it fails the last batch comes again, and is known by its update ids.
async function confirm(api: Api, offset: number): Promise<void> {
  const soon = AbortSignal.timeout(3_000)
  await api.getUpdates({ offset, limit: 1, timeout: 0, ...kinds }, soon as never).catch(() => {})
}
