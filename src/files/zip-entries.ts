import { Readable } from 'node:stream'
import { type Entry, fromRandomAccessReaderPromise, RandomAccessReader, type ZipFile } from 'yauzl'
import type { StoredBytes } from '../ports/sheets.ts'

/** A file of an archive is longer, unpacked, than it may be: what unpacks to a multiple of its size is more than a list. */
export class TooLong extends Error {
  override name = 'TooLong'
}

/** What lies in a ZIP archive: unpacks a file by its name, as often as it is asked, or gives undefined where there is none. */
export type ZipFiles = (name: string, mostBytes: number) => AsyncIterable<Uint8Array> | undefined

/** Opens an archive. Throws where it is none, or is damaged; reading a file throws where that is damaged, or longer than it may be. */
export async function zipEntries(bytes: StoredBytes): Promise<ZipFiles> {
  const zip = await fromRandomAccessReaderPromise(new Stretches(bytes), bytes.size, { autoClose: false })
  const entries = new Map<string, Entry>()
  for await (const entry of zip.eachEntry()) {
    if (entries.size >= mostEntries) throw new TooLong(`more than ${mostEntries} files`)
    entries.set(entry.fileName, entry)
  }
  return (name, mostBytes) => {
    const entry = entries.get(name)
    return entry && { [Symbol.asyncIterator]: () => unpack(zip, entry, mostBytes) }
  }
}

/** Entries of an archive at most: a workbook has some dozens. */
const mostEntries = 10_000

async function* unpack(zip: ZipFile, entry: Entry, mostBytes: number): AsyncGenerator<Uint8Array> {
  const stream = await zip.openReadStreamPromise(entry)
  let length = 0
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      length += chunk.length
      if (length > mostBytes) throw new TooLong(`${entry.fileName} is longer than ${mostBytes} bytes`)
      yield chunk
    }
  } finally {
    stream.destroy()
  }
}

/** A file as the library asks for it. */
class Stretches extends RandomAccessReader {
  private readonly bytes: StoredBytes

  constructor(bytes: StoredBytes) {
    super()
    this.bytes = bytes
  }

  override _readStreamForRange(from: number, until: number): Readable {
    return Readable.from(this.bytes.read(from, until), { objectMode: false })
  }
}
