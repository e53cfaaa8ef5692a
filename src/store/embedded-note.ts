import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { EmbeddedPlace } from './embedded-place.ts'

/** What a server notes about itself beside its data, in `postmaster.pid`. */
export interface ServerNote {
  pid: number
  port: number
  ready: boolean
}

/** Reads the note, or undefined where there is none. Its lines: process id, data, start, port, socket folder, address, shared memory, status. */
export function readNote(place: EmbeddedPlace): ServerNote | undefined {
  try {
    const lines = readFileSync(noteOf(place), 'utf8').split('\n')
    return { pid: Number(lines[0]), port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' }
  } catch {
    return undefined
  }
}

/**
 * Says in the note that its server is dead. PostgreSQL refuses to start while a process has the number in the note, be it another
 * program by now or a dead one that nobody has buried (which in a container may be for ever). It knows the number of its own parent
 * to be no server, and then still looks whether processes of the old one hold its memory: for that the rest of the note has to stay.
 */
export function markStale(place: EmbeddedPlace): void {
  const [, ...rest] = readFileSync(noteOf(place), 'utf8').split('\n')
  writeFileSync(noteOf(place), [process.pid, ...rest].join('\n'))
}

function noteOf(place: EmbeddedPlace): string {
  return join(place.data, 'postmaster.pid')
}
