import { type ChildProcess, fork } from 'node:child_process'
import { createRequire } from 'node:module'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { ReadPhoto } from '../ports/photos.ts'

/** How much one picture may cost. */
export interface PhotoBounds {
  /** Bytes of memory of the whole process that opens it. */
  mostBytes: number
  /** Milliseconds from giving the picture to having the answer. */
  ms: number
  /** So many milliseconds after the last picture the process is let go. */
  idleMs: number
}

/** A process that opens pictures. */
export interface PhotoProcess {
  /** What a picture came to, or `over` where it cost more than it may: the process is gone then. Rejects when no process can be had. */
  look(bytes: Uint8Array): Promise<ReadPhoto | 'over'>
  alive(): boolean
  end(): void
}

/**
 * Starts the process. It runs from the sources as this one does, knows none of the secrets in our environment, and does not keep us
 * running.
 */
export function startPhotoProcess({ mostBytes, ms }: PhotoBounds): PhotoProcess {
  const child = fork(program, [String(mostBytes)], {
    execArgv: ['--max-old-space-size=64', '--import', loader()],
    env: { ...kept(['PATH', 'HOME', 'TMPDIR', 'TEMP', 'SystemRoot']), MALLOC_ARENA_MAX: '2' },
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const started = startOf(child)
  return {
    look: async (bytes) => ((await started) === 'over' ? 'over' : ask(child, bytes, ms)),
    alive: () => child.connected && !child.killed && child.exitCode === null && child.signalCode === null,
    end: () => void child.kill('SIGKILL'),
  }
}

/** Its first word says that it is there. On a machine that has much else to do that takes seconds, which are not the picture's. */
function startOf(child: ChildProcess): Promise<'ready' | 'over'> {
  const started = new Promise<'ready' | 'over'>((resolve, reject) => {
    child.once('message', () => resolve('ready')).once('error', reject)
    child.once('exit', (code) => (code === null ? resolve('over') : reject(ended(code))))
  })
  started.catch(() => {}).finally(() => letGo(child))
  return started
}

function ended(code: number): Error {
  return new Error(`the process for pictures ended with ${code}`)
}

const program = fileURLToPath(new URL('./photo-child.ts', import.meta.url))

/** By its place and not by its name: whoever started us may stand in another folder. */
function loader(): string {
  return pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href
}

function kept(names: readonly string[]): NodeJS.ProcessEnv {
  return Object.fromEntries(names.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])))
}

function letGo(child: ChildProcess): void {
  child.unref()
  child.channel?.unref()
}

/** The process is ended by its own number when the time is over; it ends itself when it needs too much memory. */
function ask(child: ChildProcess, bytes: Uint8Array, ms: number): Promise<ReadPhoto | 'over'> {
  child.ref()
  child.channel?.ref()
  return new Promise<ReadPhoto | 'over'>((resolve, reject) => {
    const late = setTimeout(() => child.kill('SIGKILL'), ms)
    const done = (settle: () => void) => {
      clearTimeout(late)
      child.off('message', heard).off('exit', gone).off('error', failed)
      letGo(child)
      settle()
    }
    const heard = (read: unknown) => done(() => resolve(read as ReadPhoto))
    const failed = (error: Error) => done(() => reject(error))
    const gone = (code: number | null) => done(() => (code === null ? resolve('over') : reject(ended(code))))
    child.on('message', heard).on('exit', gone).on('error', failed)
    child.send(bytes, (error) => error && failed(error))
  })
}
