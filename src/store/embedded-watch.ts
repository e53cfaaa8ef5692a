import type { RunningServer } from './embedded-server.ts'
import { processIdentity } from './process-identity.ts'

/** The server that runs now: another one, on the same port, once it had to be started again. */
export interface KeptServer {
  server: RunningServer
}

/** How often it is looked whether the server still runs. */
const LOOK_MS = 1_000

/**
 * Starts the server again when it ended though nobody stopped it: a single machine without a supervisor has nobody else to do so.
 * `again` starts it on the port that everybody knows. Returns what ends the watch, after a start that is under way.
 */
export function watchServer(
  kept: KeptServer,
  again: () => Promise<RunningServer>,
  onFailure: (error: unknown) => void,
): () => Promise<void> {
  let starting: Promise<void> | undefined
  const look = () => {
    if (starting || processIdentity(kept.server.pid) === kept.server.identity) return
    starting = again()
      .then((server) => {
        kept.server = server
      }, onFailure)
      .finally(() => {
        starting = undefined
      })
  }
  const timer = setInterval(look, LOOK_MS)
  timer.unref()
  return async () => {
    clearInterval(timer)
    await starting
  }
}
