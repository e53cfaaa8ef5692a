import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { Redis } from 'ioredis'

/** A Redis of one test's own. */
export interface PrivateRedis {
  url: string
  /** Kills it and starts an empty one on the same port after so many milliseconds. Resolves when that answers. */
  loseAll(downMs: number): Promise<void>
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
  const url = `redis://127.0.0.1:${port}`
  let child = await startRedis(port)
  // A test that falls over leaves none behind.
  process.once('exit', () => child.kill('SIGKILL'))
  const kill = () =>
    new Promise<void>((resolve) => {
      child.once('exit', () => resolve())
      child.kill('SIGKILL')
    })
  return {
    url,
    loseAll: async (downMs) => {
      await kill()
      await pause(downMs)
      child = await startRedis(port)
    },
    stop: kill,
  }
}

// Somebody's connection may go out from that port for a moment: then it is tried again.
async function startRedis(port: number): Promise<ChildProcess> {
  const words = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no']
  const client = new Redis(`redis://127.0.0.1:${port}`, { retryStrategy: () => 50, maxRetriesPerRequest: null })
  client.on('error', () => {})
  const answers = client.ping().then(() => true)
  for (;;) {
    const child = spawn('redis-server', words, { stdio: 'ignore' })
    const ended = once(child, 'exit').then(() => false)
    if (await Promise.race([answers, ended])) {
      client.disconnect()
      return child
    }
    await pause(100)
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
