import { on } from 'node:events'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream as WebStream } from 'node:stream/web'
import { Busboy } from '@fastify/busboy'

/** A file of a form, as it comes in. An empty name stands for a field that was left empty. */
export interface SentFile {
  field: string
  fileName: string
  bytes: AsyncIterable<Uint8Array>
}

/** A form with files: its fields, as far as they have come in, and its files one after the other. */
export interface SentForm {
  field(name: string): string
  files: AsyncIterable<SentFile>
}

/** How long a form may take to come in, in milliseconds: 64 MB at 110 kB a second. Ours. */
const mostMs = 600_000

/** Limits of what stands beside the files. */
const limits = { fields: 10, fieldSize: 200, files: 2, parts: 12 }

/** Reads a form with files as it comes in; undefined where it is none. The files have to be read in their order, each before the next. */
export function receiveFiles(request: Request): SentForm | undefined {
  const type = request.headers.get('content-type') ?? ''
  if (!request.body || !/^multipart\/form-data\s*;.*boundary=/i.test(type)) return undefined
  const fields = new Map<string, string>()
  const form = new Busboy({ headers: { 'content-type': type }, limits })
  form.on('field', (name, value) => fields.set(name, value))
  // Whoever reads the files hears of it; once nobody reads any more it is nobody's business.
  form.on('error', () => {})
  return { field: (name) => fields.get(name) ?? '', files: filesOf(request.body as WebStream, form) }
}

/** A form that broke off, took too long, or is none. */
export class BrokenForm extends Error {
  override name = 'BrokenForm'
}

/** What is too slow, breaks off, or is not read to its end is let go of, so that nobody waits for it. */
async function* filesOf(body: WebStream, form: InstanceType<typeof Busboy>): AsyncGenerator<SentFile> {
  const over = new AbortController()
  const timer = setTimeout(() => over.abort(), mostMs)
  const coming: Readable[] = []
  const files = on(form, 'file', { close: ['finish'] })
  const piped = pipeline(Readable.fromWeb(body), form, { signal: over.signal }).catch((cause: Error) => {
    const error = new BrokenForm('a form broke off', { cause })
    for (const stream of coming) stream.destroy(error)
    form.emit('error', error)
  })
  try {
    for await (const [field, stream, fileName] of files as AsyncIterable<[string, Readable, string | undefined]>) {
      stream.on('error', () => {})
      coming.push(stream)
      yield { field, fileName: fileName ?? '', bytes: whole(stream) }
      stream.resume()
    }
    await piped
  } catch (cause) {
    throw new BrokenForm('a form cannot be read', { cause })
  } finally {
    clearTimeout(timer)
    over.abort()
  }
}

async function* whole(stream: Readable): AsyncGenerator<Uint8Array> {
  try {
    yield* stream as AsyncIterable<Uint8Array>
  } catch (cause) {
    throw new BrokenForm('a file broke off', { cause })
  }
}
