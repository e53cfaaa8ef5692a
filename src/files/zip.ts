import { promisify } from 'node:util'
import { crc32, deflateRaw } from 'node:zlib'

/** One file in an archive. Its name is of plain letters. */
export interface ZipEntry {
  name: string
  bytes: Buffer
}

const deflate = promisify(deflateRaw)

/** A ZIP archive, deflated off the main thread. For a few files below 4 GB: PKWARE, "APPNOTE.TXT" 6.3, without its 64-bit parts. */
export async function zip(entries: readonly ZipEntry[]): Promise<Buffer> {
  const files: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, bytes } of entries) {
    const packed = await deflate(bytes)
    const facts = factsOf(bytes, packed, name)
    const file = [SIGN.file, facts, Buffer.from(name), packed]
    directory.push(SIGN.entry, VERSION, facts, Buffer.alloc(10), fourBytes(offset), Buffer.from(name))
    files.push(...file)
    offset += lengthOf(file)
  }
  const end = Buffer.alloc(18)
  end.writeUInt16LE(entries.length, 4)
  end.writeUInt16LE(entries.length, 6)
  end.writeUInt32LE(lengthOf(directory), 8)
  end.writeUInt32LE(offset, 12)
  return Buffer.concat([...files, ...directory, SIGN.end, end])
}

const SIGN = { file: Buffer.from('PK\x03\x04'), entry: Buffer.from('PK\x01\x02'), end: Buffer.from('PK\x05\x06') }
const VERSION = Buffer.from([20, 0])
/** 1 January 1980, the first day that the format knows: what is written holds no moment. */
const FIRST_DAY = 0x21

/** What stands of a file both before it and in the directory: how it is packed, its check, its sizes, the length of its name. */
function factsOf(bytes: Buffer, packed: Buffer, name: string): Buffer {
  const facts = Buffer.alloc(26)
  facts.writeUInt16LE(20, 0)
  facts.writeUInt16LE(8, 4)
  facts.writeUInt16LE(FIRST_DAY, 8)
  facts.writeUInt32LE(crc32(bytes), 10)
  facts.writeUInt32LE(packed.length, 14)
  facts.writeUInt32LE(bytes.length, 18)
  facts.writeUInt16LE(name.length, 22)
  return facts
}

function fourBytes(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}

function lengthOf(parts: readonly Buffer[]): number {
  return parts.reduce((sum, { length }) => sum + length, 0)
}
