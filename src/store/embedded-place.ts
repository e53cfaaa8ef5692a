import { chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type Account, closedTo, embeddedAccount, POSTGRES, shelf } from './embedded-account.ts'
import { embeddedBinaries } from './embedded-binaries.ts'
import { StoreError } from './store-error.ts'

/** Where an embedded PostgreSQL lives and as whom it runs. */
export interface EmbeddedPlace {
  /** The folder with `initdb` and `postgres`. */
  bin: string
  data: string
  /** What the server writes: one file, appended to. */
  log: string
  /** The file that keeps the password, mode 600. */
  passwordFile: string
  /** Set where Loa runs as root, which PostgreSQL refuses. */
  runAs?: Account
}

/**
 * Makes the folder ready that Loa itself writes to, and returns it. Error: `errors:embedded_denied` when it is somebody else's.
 */
export function embeddedFolder(dir: string): string {
  mkdirSync(dir, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 })
  if (!ours(dir)) throw new StoreError('errors:embedded_denied', { folder: dir })
  return dir
}

/**
 * Says where the parts of an embedded database lie, in a folder that only its owner's process calls this for.
 * Errors: `errors:embedded_platform`, `errors:embedded_account`, `errors:embedded_unreachable`, `errors:embedded_lost`,
 * `errors:embedded_denied`.
 */
export function embeddedPlace(dir: string): EmbeddedPlace {
  const data = noted(dir) ?? join(dir, 'data')
  if (existsSync(data) && !ours(data)) throw new StoreError('errors:embedded_denied', { folder: dir })
  const runAs = embeddedAccount(existsSync(data) ? data : dir)
  return {
    bin: embeddedBinaries(runAs),
    data: runAs ? reachable(dir, data, runAs) : data,
    log: join(dir, 'postgres.log'),
    passwordFile: join(dir, 'password'),
    ...(runAs && { runAs }),
  }
}

// Made by root or by somebody else before: neither the lock nor the data could be written. (Root may write everything.)
function ours(path: string): boolean {
  const uid = process.getuid?.() ?? 0
  return uid === 0 || statSync(path).uid === uid
}

// Where the data went is written down, so that they are found again after the folder was moved or opened up.
function reachable(dir: string, data: string, account: Account): string {
  const wall = closedTo(existsSync(data) ? data : dirname(data), account)
  if (!wall) return data
  if (existsSync(data)) throw new StoreError('errors:embedded_unreachable', { folder: wall, account: POSTGRES })
  const elsewhere = mkdtempSync(join(shelf(), 'postgres-'))
  chownSync(elsewhere, account.uid, account.gid)
  writeFileSync(noteOf(dir), `${join(elsewhere, 'data')}\n`)
  return join(elsewhere, 'data')
}

function noted(dir: string): string | undefined {
  if (!existsSync(noteOf(dir))) return undefined
  const data = readFileSync(noteOf(dir), 'utf8').trim()
  if (!existsSync(dirname(data))) throw new StoreError('errors:embedded_lost', { folder: data, note: noteOf(dir) })
  return data
}

function noteOf(dir: string): string {
  return join(dir, 'data-is-at')
}
