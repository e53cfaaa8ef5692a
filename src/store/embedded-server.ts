import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { markStale, readNote, type ServerNote } from './embedded-note.ts'
import type { EmbeddedPlace } from './embedded-place.ts'
import { ended, logFrom, logSize, programFailed, runProgram } from './embedded-program.ts'
import { commandLine, processIdentity } from './process-identity.ts'

/** A PostgreSQL that runs on 127.0.0.1. */
export interface RunningServer {
  pid: number
  port: number
  /** What tells its process from a later one with the same number. */
  identity: string
}

const POLL_MS = 10
// Recovery after a power cut reads back at most what was written since the last checkpoint: minutes on a slow disk.
const START_MS = 300_000
const FAST_STOP_MS = 60_000
// A process of a killed server may finish its statement first: about three quarters of a minute in all.
const STARTS = 100
const LONGEST_PAUSE_MS = 500

/** Starts the server, on a free port or on the one that `settings` (server settings by name) say, and waits until it takes connections. */
export async function startServer(place: EmbeddedPlace, settings: Record<string, string>): Promise<RunningServer> {
  const from = logSize(place)
  for (let attempt = 1; attempt <= STARTS; attempt += 1) {
    const begun = logSize(place)
    const port = Number(settings.port ?? (await freePort()))
    const pid = await launched(place, { ...settings, ...ours(port) })
    const identity = pid && processIdentity(pid)
    if (pid && identity) return { pid, port, identity }
    if (!passing(logFrom(place, begun))) break
    await sleep(Math.min(attempt * POLL_MS, LONGEST_PAUSE_MS))
  }
  throw programFailed(place, from)
}

/** The server that already runs on these data, ready or not, or undefined. The note of one that died is no obstacle to the next. */
export function runningServer(place: EmbeddedPlace): (RunningServer & ServerNote) | undefined {
  const note = readNote(place)
  if (!note) return undefined
  const identity = processIdentity(note.pid)
  if (identity && commandLine(note.pid)?.includes(`-D ${place.data}`)) return { ...note, identity }
  markStale(place)
  return undefined
}

/** Stops the server, cutting its connections, and waits for its end; one that hangs is ended harder (its data recover at the next start). */
export async function stopServer({ pid, identity }: RunningServer): Promise<void> {
  const gone = () => processIdentity(pid) !== identity
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    if (!gone()) process.kill(pid, signal)
    if (await within(FAST_STOP_MS, gone)) return
  }
}

function ours(port: number): Record<string, string> {
  return {
    port: String(port),
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    timezone: 'UTC',
    log_timezone: 'UTC',
  }
}

// The number of the server's process once it takes connections, or undefined when it ended first or did not get there in time.
async function launched(place: EmbeddedPlace, settings: Record<string, string>): Promise<number | undefined> {
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const child = runProgram(place, 'postgres', ['-D', place.data, ...flags])
  let running = true
  const end = ended(child).then(() => {
    running = false
  })
  const ready = () => !running || (readNote(place)?.pid === child.pid && readNote(place)?.ready === true)
  const inTime = await within(START_MS, ready)
  child.unref()
  if (running && inTime) return child.pid
  child.kill('SIGQUIT')
  await end
  return undefined
}

async function within(milliseconds: number, done: () => boolean): Promise<boolean> {
  const until = performance.now() + milliseconds
  while (!done()) {
    if (performance.now() > until) return false
    await sleep(POLL_MS)
  }
  return true
}

// Another program may take the port between asking for it and opening it; processes of a killed server may still be leaving.
function passing(log: string): boolean {
  return /could not (bind|create any TCP)|Address already in use|pre-existing shared memory/.test(log)
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
