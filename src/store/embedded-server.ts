import { type ChildProcess, spawn } from 'node:child_process'
import {
  chownSync,
  closeSync,
  existsSync,
  fchownSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { EmbeddedPlace } from './embedded-place.ts'
import { commandLine, processIdentity } from './process-identity.ts'
import { StoreError } from './store-error.ts'

/** A PostgreSQL that answers on 127.0.0.1. */
export interface RunningServer {
  pid: number
  port: number
}

/** The superuser of the embedded database. */
export const SUPERUSER = 'loa'

const POLL_MS = 10
// Recovery after a power cut reads back at most what was written since the last checkpoint: minutes on a slow disk.
const START_MS = 300_000
const FAST_STOP_MS = 60_000
const STARTS = 20

/** How new data are made: the superuser's password, and flags added to `initdb`. */
export interface Creation {
  password: string
  flags: string[]
}

/** Creates the data once; a creation that was cut short is begun again. */
export async function createData(place: EmbeddedPlace, { password, flags }: Creation): Promise<void> {
  if (existsSync(place.data)) return
  const [half, secret] = [`${place.data}.new`, `${place.data}.password`]
  for (const left of [half, secret]) rmSync(left, { recursive: true, force: true })
  mkdirSync(half, { mode: 0o700 })
  writeFileSync(secret, `${password}\n`, { mode: 0o600 })
  if (place.runAs) for (const path of [half, secret]) chownSync(path, place.runAs.uid, place.runAs.gid)
  const names = [
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--no-instructions',
  ]
  const access = [`--username=${SUPERUSER}`, `--pwfile=${secret}`, '--auth=scram-sha-256']
  const from = logSize(place)
  const end = await ended(run(place, 'initdb', [`--pgdata=${half}`, ...names, ...access, ...flags]))
  rmSync(secret)
  if (end !== 0) throw failed(place, from)
  renameSync(half, place.data)
}

/** Starts the server on a free port and waits until it takes connections. `settings` are server settings by name. */
export async function startServer(place: EmbeddedPlace, settings: Record<string, string>): Promise<RunningServer> {
  const from = logSize(place)
  for (let attempt = 1; attempt <= STARTS; attempt += 1) {
    const begun = logSize(place)
    const port = await freePort()
    const pid = await launched(place, { ...settings, ...ours(port) })
    if (pid) return { pid, port }
    if (!passing(logFrom(place, begun))) break
    await sleep(attempt * POLL_MS)
  }
  throw failed(place, from)
}

/** The server that already runs on these data, ready or not, or undefined. A note left by one that died is no obstacle. */
export function runningServer(place: EmbeddedPlace): (RunningServer & { ready: boolean }) | undefined {
  const note = readNote(place)
  if (!note || processIdentity(note.pid) === undefined) return undefined
  if (commandLine(note.pid)?.includes(place.data)) return note
  // The number went to another program: PostgreSQL itself would take that one for the old server and refuse to start.
  rmSync(noteOf(place), { force: true })
  return undefined
}

/** Stops the server, cutting its connections, and waits for its end; one that hangs is ended harder (its data recover at the next start). */
export async function stopServer(pid: number): Promise<void> {
  const identity = processIdentity(pid)
  const gone = () => identity === undefined || processIdentity(pid) !== identity
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

// In a session of its own, so that Ctrl-C in the terminal reaches Loa alone, which then stops the server in good order.
async function launched(place: EmbeddedPlace, settings: Record<string, string>): Promise<number | undefined> {
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const child = run(place, 'postgres', ['-D', place.data, ...flags])
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

function run(place: EmbeddedPlace, program: 'initdb' | 'postgres', args: string[]): ChildProcess {
  const log = openSync(place.log, 'a', 0o600)
  try {
    if (place.runAs) fchownSync(log, place.runAs.uid, place.runAs.gid)
    return spawn(join(place.bin, program), args, {
      cwd: '/',
      detached: true,
      stdio: ['ignore', log, log],
      env: { PATH: process.env.PATH ?? '', LC_ALL: 'C', TZ: 'UTC' },
      ...place.runAs,
    })
  } finally {
    closeSync(log)
  }
}

function ended(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => {
    child.once('error', () => resolve(null))
    child.once('exit', resolve)
  })
}

async function within(milliseconds: number, done: () => boolean): Promise<boolean> {
  const until = performance.now() + milliseconds
  while (!done()) {
    if (performance.now() > until) return false
    await sleep(POLL_MS)
  }
  return true
}

// Lines of postmaster.pid: process id, data, start, port, socket folder, address, shared memory, status.
function readNote(place: EmbeddedPlace): (RunningServer & { ready: boolean }) | undefined {
  try {
    const lines = readFileSync(noteOf(place), 'utf8').split('\n')
    return { pid: Number(lines[0]), port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' }
  } catch {
    return undefined
  }
}

function noteOf(place: EmbeddedPlace): string {
  return join(place.data, 'postmaster.pid')
}

// Another program may take the port between asking for it and opening it; processes of a killed server may still be leaving.
function passing(log: string): boolean {
  return /could not (bind|create any TCP)|Address already in use|pre-existing shared memory|lock file .* already exists/.test(
    log,
  )
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

function failed(place: EmbeddedPlace, from: number): StoreError {
  return new StoreError('errors:embedded_start', { log: place.log }, new Error(logFrom(place, from).slice(-2000)))
}

function logSize(place: EmbeddedPlace): number {
  return existsSync(place.log) ? statSync(place.log).size : 0
}

function logFrom(place: EmbeddedPlace, from: number): string {
  return readFileSync(place.log).subarray(from).toString('utf8')
}
