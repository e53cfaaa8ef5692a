import type { IncomingMessage } from 'node:http'
import { type Ask, type Endpoint, invalid } from './ask.ts'
import { tokenCallName } from './oauth.ts'
import { strangers } from './shape.ts'
import { type Call, Refusal, Unknown } from './world.ts'

/** The hosts, as the first part of a path. */
export type Root = 'oauth' | 'openapi' | 'business'

/** A request for something that is known. */
export interface Reading {
  endpoint: Endpoint
  url: URL
  request: IncomingMessage
  bytes: Buffer
}

/** The call by its name and fields. Fields that nobody knows are refused. */
export function readCall({ root, ...reading }: Reading & { root: Root }): Pick<Call, 'name' | 'params'> {
  const { endpoint, url, request } = reading
  const params = paramsOf(reading, root)
  const strange = [
    ...strangers(params, endpoint.shape),
    ...(request.method === 'POST' ? [...url.searchParams.keys()] : []),
  ]
  const name = endpoint.name === 'token' ? tokenCallName(params) : endpoint.name
  if (strange.length > 0) throw new Unknown(`${name} with ${strange.join(', ')}`)
  return { name, params }
}

function paramsOf({ endpoint, url, request, bytes }: Reading, root: Root): Record<string, unknown> {
  const kind = request.headers['content-type'] ?? ''
  const query = Object.fromEntries(url.searchParams)
  if (endpoint.takes === 'query') return query
  if (endpoint.takes === 'data') return dataOf(query)
  if (endpoint.takes === 'file') return {}
  if (endpoint.takes === 'form') {
    if (!kind.startsWith('application/x-www-form-urlencoded')) throw new Unknown(`a form sent as ${kind || 'nothing'}`)
    return Object.fromEntries(new URLSearchParams(bytes.toString('utf8')))
  }
  if (root === 'business' && bytes.length === 0) throw new Refusal(-121)
  if (!kind.startsWith('application/json')) throw new Unknown(`JSON sent as ${kind || 'nothing'}`)
  const parsed = objectIn(bytes.toString('utf8'))
  if (parsed) return parsed
  throw root === 'business' ? new Refusal(-122) : new Unknown('a body that is no JSON object')
}

function dataOf({ data, ...more }: Record<string, string>): Record<string, unknown> {
  if (Object.keys(more).length > 0) throw new Unknown(`query ${Object.keys(more).join(', ')} beside data`)
  const parsed = objectIn(data ?? '')
  if (!parsed) throw invalid('data')
  return parsed
}

function objectIn(text: string): Record<string, unknown> | undefined {
  try {
    const parsed = JSON.parse(text)
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed) ? parsed : undefined
  } catch {
    return undefined
  }
}

/** The one file of an upload. */
export async function fileOf({ endpoint, request, bytes }: Omit<Reading, 'url'>): Promise<Ask['file']> {
  if (endpoint.takes !== 'file') return undefined
  const kind = request.headers['content-type'] ?? ''
  if (!kind.startsWith('multipart/form-data')) throw new Unknown(`a file sent as ${kind || 'nothing'}`)
  const form = await new Response(new Uint8Array(bytes), { headers: { 'content-type': kind } }).formData()
  const strange = [...form.keys()].filter((field) => field !== 'file')
  if (strange.length > 0) throw new Unknown(`an upload with ${strange.join(', ')}`)
  const file = form.get('file')
  if (file === null || typeof file === 'string') throw invalid('file')
  return { name: file.name, bytes: Buffer.from(await file.arrayBuffer()) }
}

/** The whole body. */
export async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}
