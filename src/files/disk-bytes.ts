import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import type { StoredBytes } from '../ports/sheets.ts'

/** A file on disk, or undefined where there is none by that name. */
export async function diskBytes(path: string): Promise<StoredBytes | undefined> {
  const found = await stat(path).catch(() => undefined)
  if (!found?.isFile()) return undefined
  const read = (from: number, until: number) => (until > from ? stretch(path, from, until) : nothing())
  return { size: found.size, read }
}

function stretch(path: string, from: number, until: number): AsyncIterable<Uint8Array> {
  return createReadStream(path, { start: from, end: until - 1 })
}

async function* nothing(): AsyncGenerator<Uint8Array> {}
