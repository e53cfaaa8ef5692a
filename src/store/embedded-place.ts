import { chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type Account, closedTo, embeddedAccount, POSTGRES } from './embedded-account.ts'
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

// Used by root only, when the account of PostgreSQL cannot enter the folder asked for (a clone in a home of mode 700).
const SHELF = '/var/lib/loa'

/**
 * Makes the folder ready and says where its parts lie.
 * Errors: `errors:embedded_platform`, `errors:embedded_account`, `errors:embedded_unreachable`, `errors:embedded_denied`.
 */
export function embeddedPlace(dir: string): EmbeddedPlace {
  mkdirSync(dir, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 })
  const data = noted(dir) ?? join(dir, 'data')
  if (!ours(dir) || (existsSync(data) && !ours(data))) throw new StoreError('errors:embedded_denied', { folder: dir })
  const runAs = embeddedAccount(existsSync(data) ? data : dir)
  return {
    bin: embeddedBinaries(runAs, SHELF),
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
  mkdirSync(SHELF, { recursive: true, mode: 0o755 })
  const elsewhere = mkdtempSync(join(SHELF, 'postgres-'))
  chownSync(elsewhere, account.uid, account.gid)
  writeFileSync(noteOf(dir), `${join(elsewhere, 'data')}\n`)
  return join(elsewhere, 'data')
}

function noted(dir: string): string | undefined {
  return existsSync(noteOf(dir)) ? readFileSync(noteOf(dir), 'utf8').trim() : undefined
}

function noteOf(dir: string): string {
  return join(dir, 'data-is-at')
}
