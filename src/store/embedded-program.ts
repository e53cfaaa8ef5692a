import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, existsSync, fchownSync, openSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { EmbeddedPlace } from './embedded-place.ts'
import { StoreError } from './store-error.ts'

/**
 * Runs one of PostgreSQL's programs, its words going to the log. In a session of its own, so that Ctrl-C in the terminal reaches
 * Loa alone, which then stops the server in good order.
 */
export function runProgram(place: EmbeddedPlace, program: 'initdb' | 'postgres', args: string[]): ChildProcess {
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

/** Waits for a program's end: its exit code, or null when a signal ended it or it could not be run. */
export function ended(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => {
    child.once('error', () => resolve(null))
    child.once('exit', resolve)
  })
}

/** How long the log is, in bytes. */
export function logSize(place: EmbeddedPlace): number {
  return existsSync(place.log) ? statSync(place.log).size : 0
}

/** What the log says from there on. */
export function logFrom(place: EmbeddedPlace, from: number): string {
  return readFileSync(place.log).subarray(from).toString('utf8')
}

/** A program failed: names the log, and carries what was written to it since `from`. */
export function programFailed(place: EmbeddedPlace, from: number): StoreError {
  return new StoreError('errors:embedded_start', { log: place.log }, new Error(logFrom(place, from).slice(-2000)))
}
