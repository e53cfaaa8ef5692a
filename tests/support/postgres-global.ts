import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { openEmbedded } from '../../src/store/embedded.ts'
import { migrate } from '../../src/store/migrate.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The migrated database of which each test file gets a copy; nobody connects to it. */
    templateUrl: string
  }
}

const quiet = { info: () => {}, warn: () => {} }

/** One PostgreSQL for a whole run: a folder and a port of its own, and one migrated database to copy from. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dir = mkdtempSync(join(tmpdir(), 'loa-test-'))
  chmodSync(dir, 0o711)
  const guard = guardOf(dir)
  const database = await openEmbedded({ dir: join(dir, 'postgres'), log: quiet, throwaway: true })
  await migrate(database.url)
  project.provide('templateUrl', database.url)
  return async () => {
    await database.stop()
    guard.kill()
    rmSync(dir, { recursive: true, force: true })
  }
}

// Reads from a pipe that ends when this process does, however it ends; then it stops the server and clears the folder.
const GUARD = `
  cat >/dev/null
  note="$1/postgres/data/postmaster.pid"
  [ -e "$note" ] && kill -INT "$(head -n 1 "$note")"
  while [ -e "$note" ]; do sleep 0.1; done
  until rm -rf "$1"; do sleep 0.1; done`

/** Clears a folder, and stops the PostgreSQL in its folder `postgres`, once this process has ended. To be killed when that was done. */
export function guardOf(dir: string): ChildProcess {
  const guard = spawn('sh', ['-c', GUARD, 'sh', dir], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] })
  guard.unref()
  return guard
}
