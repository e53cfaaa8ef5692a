import { once } from 'node:events'
import { createReadStream, createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import type { BackedUp } from '../ports/backups.ts'

/** What stands first in a file: which migrations the data went through, and the name of the key that sealed them. */
export interface Heading {
  loa: 1
  migrations: string[]
  keyId: string
}

/** What stands last: how many rows each table has, by which a file that was cut off is known, and where the counters stood. */
export interface Ending {
  rows: BackedUp
  sequences: Record<string, string>
}

/** A file of lines that is being written. It has its name only once it is whole. */
export interface LineWriter {
  /** One line, without an end of line in it. Waits when the disk is slower. */
  line(text: string): Promise<void>
  finish(): Promise<void>
  /** Leaves nothing behind. */
  drop(): Promise<void>
}

/** Opens a packed file of lines for writing; only its owner may read it. Errors: those of the disk. */
export function writeLines(file: string): LineWriter {
  const part = `${file}.part`
  const zip = createGzip()
  const written = pipeline(zip, createWriteStream(part, { mode: 0o600 }))
  // Heard by whoever waits next; nobody may be waiting when it happens.
  written.catch(() => {})
  return {
    line: async (text) => {
      if (!zip.write(`${text}\n`)) await Promise.race([once(zip, 'drain'), written])
    },
    finish: async () => {
      zip.end()
      await written
      await rename(part, file)
    },
    drop: async () => {
      zip.destroy()
      await written.catch(() => {})
      await rm(part, { force: true })
    },
  }
}

/** Reads a packed file line by line. Errors: those of the disk, and of a file that is cut off or no packed file. */
export async function* readLines(file: string): AsyncGenerator<string, undefined> {
  const unzip = createGunzip()
  const source = createReadStream(file)
  source.on('error', (error) => unzip.destroy(error))
  source.pipe(unzip)
  let rest = ''
  try {
    for await (const chunk of unzip.setEncoding('utf8')) {
      const lines = (rest + chunk).split('\n')
      rest = lines.pop() ?? ''
      yield* lines
    }
  } finally {
    source.destroy()
  }
  return undefined
}
