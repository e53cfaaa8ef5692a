import type { Logger } from '../log.ts'

/**
 * Hears Ctrl-C and the signal of a supervisor from now on: call it before anything is started, since what has begun to send has to be
 * stopped in good order, in the first second as well. Resolves with the signal.
 */
export function toldToStop(): Promise<string> {
  return new Promise((resolve) => {
    for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => resolve(name))
  })
}

/** Beside the request that is on its way: for its result to be put on record and for everything to be closed. Supervisors commonly wait thirty seconds in all. */
const closingSeconds = 12

/** Waits until it is told, then stops in good order. A second Ctrl-C ends the process at once. */
export async function stayUntilStopped(
  told: Promise<string>,
  stop: () => Promise<void>,
  { log, deadlineSeconds }: { log: Logger; deadlineSeconds: number },
): Promise<void> {
  const signal = await told
  log.info({ signal }, 'stopping')
  process.once('SIGINT', () => process.exit(130))
  // Whatever still hangs on a database or a queue that is away: all of it is on record, and done by the next start.
  const late = () => {
    log.warn('something could not be closed in time and is left')
    process.exit(0)
  }
  setTimeout(late, (deadlineSeconds + closingSeconds) * 1000).unref()
  await stop()
}
