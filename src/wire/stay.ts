import type { Logger } from '../log.ts'

/** Waits for Ctrl-C or the signal of a supervisor, then stops in good order. A second signal ends the process at once. */
export async function stayUntilStopped(stop: () => Promise<void>, log: Logger): Promise<void> {
  const signal = await new Promise<string>((resolve) => {
    for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => resolve(name))
  })
  log.info({ signal }, 'stopping')
  process.once('SIGINT', () => process.exit(130))
  await stop()
}
