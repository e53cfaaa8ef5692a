import type { IncomingMessage, ServerResponse } from 'node:http'

/** A picture, or whatever else people send. */
export interface Picture {
  type: string
  bytes: Buffer
}

/** Where the things lie that people send. */
export interface Media {
  /** Keeps one and gives its path. */
  add: (picture: Picture) => string
  /** Serves what lies under `/media/`. True when it did. */
  serve: (request: IncomingMessage, response: ServerResponse) => boolean
}

// A picture of one grey point, so that whatever people send can be fetched.
const point = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==',
  'base64',
)

/** An empty store. A name that it does not know is a grey point. */
export function makeMedia(): Media {
  const kept = new Map<string, Picture>()
  return {
    add(picture) {
      const name = `picture-${kept.size + 1}`
      kept.set(name, picture)
      return `/media/${name}`
    },
    serve(request, response) {
      const name = /^\/media\/([\w.-]+)$/.exec(request.url ?? '')?.[1]
      if (name === undefined || request.method !== 'GET') return false
      const { type, bytes } = kept.get(name) ?? { type: 'image/png', bytes: point }
      response.writeHead(200, { 'content-type': type, 'content-length': bytes.length }).end(bytes)
      return true
    },
  }
}
