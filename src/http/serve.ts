import { createServer, type Server } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import type { Hono } from 'hono'
import type { HttpEnv } from './http-env.ts'

/** A server that listens. */
export interface Served {
  /** The port, also where 0 asked for any. */
  port: number
  /** Takes no more requests, ends open streams and waits for running requests, at most five seconds. */
  close(): Promise<void>
}

/** Running requests get so long to end. */
const GRACE_MS = 5_000

/** How often connections that have become idle are closed meanwhile. */
const SWEEP_MS = 50

/** Listens. Error: that of Node when the port is taken or not allowed. */
export async function serve({ app, port, host }: { app: Hono<HttpEnv>; port: number; host?: string }): Promise<Served> {
  const closing = new AbortController()
  const bindings = { closing: closing.signal }
  const listener = getRequestListener((request, { incoming }) =>
    app.fetch(request, { ...bindings, incoming } as HttpEnv['Bindings']),
  )
  const server = createServer(listener)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve()
    })
  })
  const address = server.address()
  return {
    port: typeof address === 'object' && address ? address.port : port,
    close: () => {
      closing.abort()
      return closed(server)
    },
  }
}

async function closed(server: Server): Promise<void> {
  const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_MS)
  const end = setTimeout(() => server.closeAllConnections(), GRACE_MS)
  try {
    await new Promise<void>((resolve) => server.close(() => resolve()))
  } finally {
    clearInterval(sweep)
    clearTimeout(end)
  }
}
