import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, realpathSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { StoreError } from './store-error.ts'

/** An account of the system by its numbers. */
export interface Account {
  uid: number
  gid: number
}

/** The account of PostgreSQL where Loa itself runs as root. */
export const POSTGRES = 'postgres'

/**
 * As whom PostgreSQL runs: undefined for "as ourselves". It refuses root, so a root process gives it the owner of its folder (a
 * start with sudo then leaves nothing that the owner cannot open), or else the account `postgres`, made where missing.
 * Error: `errors:embedded_account` when it cannot be made.
 */
export function embeddedAccount(folder: string): Account | undefined {
  if (process.getuid?.() !== 0) return undefined
  const { uid, gid } = statSync(folder)
  return uid === 0 ? postgresAccount() : { uid, gid }
}

/** The nearest folder on the way down to `path` that the account may not enter, or undefined when it gets through. */
export function closedTo(path: string, account: Account): string | undefined {
  const folders = []
  for (let folder = realpathSync(path); folder !== dirname(folder); folder = dirname(folder)) folders.unshift(folder)
  return folders.find((folder) => !mayEnter(folder, account))
}

/**
 * A folder of the system that every account may enter, made where missing. Used by root only, when the account of PostgreSQL
 * cannot enter the folder asked for (a clone in a home of mode 700).
 */
export function shelf(): string {
  mkdirSync(SHELF, { recursive: true })
  chmodSync(SHELF, 0o755)
  return SHELF
}

const SHELF = '/var/lib/loa'

function mayEnter(folder: string, { uid, gid }: Account): boolean {
  const { uid: owner, gid: group, mode } = statSync(folder)
  if (owner === uid) return (mode & 0o100) !== 0
  if (group === gid) return (mode & 0o010) !== 0
  return (mode & 0o001) !== 0
}

function postgresAccount(): Account {
  const known = lookUp()
  if (known) return known
  spawnSync('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', POSTGRES])
  const made = lookUp()
  if (!made) throw new StoreError('errors:embedded_account', { account: POSTGRES })
  return made
}

function lookUp(): Account | undefined {
  const id = (which: string) => Number.parseInt(spawnSync('id', [which, POSTGRES], { encoding: 'utf8' }).stdout, 10)
  const account = { uid: id('-u'), gid: id('-g') }
  return Number.isNaN(account.uid) || Number.isNaN(account.gid) ? undefined : account
}
