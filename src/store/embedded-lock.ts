import { randomBytes } from 'node:crypto'
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { processIdentity } from './process-identity.ts'
import { EmbeddedBusy } from './store-error.ts'

/** Holds the folder of an embedded database for this process. */
export interface EmbeddedLock {
  /** Tells command-line tools where the database answers. */
  publish(url: string): void
  /** Gives the folder free. A second call does nothing. */
  release(): void
}

/** What the lock file says: the owner, what tells it from a later process with its id, and the address once there is one. */
interface Owner {
  pid: number
  identity: string
  url?: string
}

/**
 * Takes the folder for this process. Refused with `EmbeddedBusy` while another owner lives (or this process already holds it);
 * the file of an owner that died is put aside.
 */
export function lockEmbedded(dir: string): EmbeddedLock {
  const mine: Owner = { pid: process.pid, identity: processIdentity(process.pid) ?? '' }
  take(dir, mine)
  let held = true
  return {
    publish: (url) => renameSync(write(dir, { ...mine, url }), fileOf(dir)),
    release: () => {
      if (held) rmSync(fileOf(dir), { force: true })
      held = false
    },
  }
}

/** The address that the living owner of the folder has published, or undefined. */
export function publishedUrl(dir: string): string | undefined {
  const owner = parse(read(dir))
  return owner && lives(owner) ? owner.url : undefined
}

// A link appears whole or not at all, so nobody ever reads half a lock.
function take(dir: string, mine: Owner): void {
  const next = write(dir, mine)
  try {
    while (!linked(next, fileOf(dir))) putAside(dir)
  } finally {
    rmSync(next, { force: true })
  }
}

function linked(from: string, to: string): boolean {
  try {
    linkSync(from, to)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    return false
  }
}

// Between reading and renaming, another start may have put its own lock there: then that one is given back.
function putAside(dir: string): void {
  const seen = read(dir)
  const owner = parse(seen)
  if (owner && lives(owner)) throw new EmbeddedBusy(owner.pid)
  const aside = temporary(dir)
  try {
    renameSync(fileOf(dir), aside)
    if (readFileSync(aside, 'utf8') !== seen) linked(aside, fileOf(dir))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  } finally {
    rmSync(aside, { force: true })
  }
}

function lives(owner: Owner): boolean {
  return processIdentity(owner.pid) === owner.identity
}

function write(dir: string, owner: Owner): string {
  const file = temporary(dir)
  writeFileSync(file, JSON.stringify(owner), { mode: 0o600 })
  return file
}

function read(dir: string): string | undefined {
  try {
    return readFileSync(fileOf(dir), 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    return undefined
  }
}

function parse(text: string | undefined): Owner | undefined {
  try {
    return text === undefined ? undefined : (JSON.parse(text) as Owner)
  } catch {
    return undefined
  }
}

function fileOf(dir: string): string {
  return join(dir, 'owner.json')
}

function temporary(dir: string): string {
  return join(dir, `owner.${process.pid}.${randomBytes(4).toString('hex')}`)
}
