import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Handler } from 'hono'
import type { HttpEnv } from './http-env.ts'

/** A file that never changes while we run. */
export interface Asset {
  /** Its address, with a mark of its content, so that it can be kept for ever. */
  href: string
  /** The path it is served under. */
  path: string
  serve: Handler<HttpEnv>
}

/** Reads a file that lies beside the code and serves it under a path, as that type. */
export function asset({ file, path, type }: { file: URL; path: string; type: string }): Asset {
  const body = readFileSync(file, 'utf8')
  const mark = createHash('sha256').update(body).digest('base64url').slice(0, 12)
  const etag = `"${mark}"`
  const serve: Handler<HttpEnv> = (c) => {
    c.header('ETag', etag)
    c.header('Cache-Control', c.req.query('v') === mark ? 'public, max-age=31536000, immutable' : 'no-cache')
    if (c.req.header('if-none-match') === etag) return c.body(null, 304)
    return c.body(body, 200, { 'Content-Type': type })
  }
  return { href: `${path}?v=${mark}`, path, serve }
}
