import { spawn, spawnSync } from 'node:child_process'
import { createServer } from 'node:net'
import { Redis } from 'ioredis'

/** A Redis of one test's own. */
export interface PrivateRedis {
  url: string
  stop(): Promise<void>
}

/** True where Redis is installed. Where it is required (`LOA_TEST_REQUIRE`), its absence is a failure and not a skip. */
export function hasRedis(): boolean {
  const there = spawnSync('redis-server', ['--version']).status === 0
  if (!there && required('redis')) throw new Error('redis-server is required here and not installed')
  return there
}

/** True when what is named must be there. */
export function required(name: string): boolean {
  return (process.env.LOA_TEST_REQUIRE ?? '').split(',').includes(name)
}

/** Starts an empty Redis on a free port, kept in memory only. */
export async function privateRedis(): Promise<PrivateRedis> {
  const port = await freePort()
  const child = spawn(
    'redis-server',
    ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'],
    { stdio: 'ignore' },
  )
  const url = `redis://127.0.0.1:${port}`
  const client = new Redis(url, { retryStrategy: () => 50, maxRetriesPerRequest: null })
  client.on('error', () => {})
  await client.ping()
  client.disconnect()
  return {
    url,
    stop: () =>
      new Promise((resolve) => {
        child.once('exit', () => resolve())
        child.kill('SIGKILL')
      }),
  }
}

/** A port that nobody listens on at this moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port')),
      )
    })
  })
}
