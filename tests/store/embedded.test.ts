import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { attachEmbedded, type EmbeddedDatabase, openEmbedded } from '../../src/store/embedded.ts'
import { processIdentity } from '../../src/store/process-identity.ts'
import { EmbeddedBusy, StoreError } from '../../src/store/store-error.ts'

const quiet = { info: () => {}, warn: () => {} }
const OWNER = fileURLToPath(new URL('../support/embedded-owner.ts', import.meta.url))

let base: string
// Most cases share one folder: creating the data is what takes time.
let dir: string
let open: EmbeddedDatabase[] = []

beforeAll(() => {
  base = mkdtempSync(join(tmpdir(), 'loa-embedded-'))
  chmodSync(base, 0o711)
  dir = join(base, 'one')
})

afterEach(async () => {
  await Promise.all(open.map((database) => database.stop()))
  open = []
})

afterAll(() => rmSync(base, { recursive: true, force: true }))

describe('opening', () => {
  it('keeps what was written, and its password, from one run to the next', async () => {
    const first = await opened()
    await query(first.url, 'CREATE TABLE kept AS SELECT 1 AS one')
    await first.stop()
    const second = await opened()
    expect(await query(second.url, 'SELECT one FROM kept')).toEqual([{ one: 1 }])
    expect(new URL(second.url).password).toBe(new URL(first.url).password)
    expect(statSync(join(dir, 'password')).mode & 0o777).toBe(0o600)
    expect(statSync(join(dir, 'owner.json')).mode & 0o777).toBe(0o600)
  })

  it('speaks UTF-8, counts time in UTC, knows capitals beyond ASCII and listens at home only', async () => {
    const { url } = await opened()
    expect(
      await query(
        url,
        "SELECT upper('đường') AS up, current_setting('timezone') AS zone, current_setting('listen_addresses') AS heard",
      ),
    ).toEqual([{ up: 'ĐƯỜNG', zone: 'UTC', heard: '127.0.0.1' }])
  })

  it.each([
    { throwaway: false, fsync: 'on' },
    { throwaway: true, fsync: 'off' },
  ])('waits for the disk unless the data are to be thrown away: $fsync', async ({ throwaway, fsync }) => {
    const database = await openEmbedded({ dir, log: quiet, throwaway })
    open.push(database)
    expect(await query(database.url, "SELECT current_setting('fsync') AS fsync")).toEqual([{ fsync }])
  })

  it('refuses a wrong password', async () => {
    const { url } = await opened()
    const wrong = new URL(url)
    wrong.password = 'guess'
    await expect(query(wrong.href, 'SELECT 1')).rejects.toThrow(/password authentication failed/)
  })

  it('begins again after a creation that was cut short', async () => {
    const before = await opened('cut')
    await before.stop()
    rmSync(join(base, 'cut/data'), { recursive: true })
    writeFileSync(join(base, 'cut/data.new'), 'half a cluster')
    await expect(opened('cut')).resolves.toBeDefined()
  })

  it('says where the log is when the server does not start, and gives the folder free', async () => {
    const before = await opened()
    await before.stop()
    const settings = join(dir, 'data/postgresql.conf')
    const good = readFileSync(settings, 'utf8')
    writeFileSync(settings, `${good}\nno_such_setting = 1\n`)
    const error = await opened().catch((thrown) => thrown)
    expect(error).toBeInstanceOf(StoreError)
    expect(error.words).toEqual({ key: 'errors:embedded_start', with: { log: join(dir, 'postgres.log') } })
    expect(error.cause.message).toContain('no_such_setting')
    writeFileSync(settings, good)
    await expect(opened()).resolves.toBeDefined()
  })
})

describe('one owner', () => {
  it('refuses a second one and names the first', async () => {
    const { url } = await opened()
    const error = await opened().catch((thrown) => thrown)
    expect(error).toBeInstanceOf(EmbeddedBusy)
    expect(error.pid).toBe(process.pid)
    expect(error.words).toEqual({ key: 'errors:embedded_busy', with: { pid: String(process.pid) } })
    expect(await query(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
  })

  it('lets exactly one of two that start together win', async () => {
    const both = await Promise.allSettled([opened(), opened()])
    expect(both.map((each) => each.status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  it.each([
    ['another process has its number', { pid: process.pid, identity: 'an earlier start' }],
    ['its number is free', { pid: 2 ** 22 + 1, identity: 'long gone' }],
    ['the file holds no owner', undefined],
  ])('takes the folder of an owner that died: %s', async (_, owner) => {
    const before = await opened()
    await before.stop()
    writeFileSync(join(dir, 'owner.json'), owner ? JSON.stringify(owner) : 'nonsense')
    expect(attachEmbedded(dir)).toBeUndefined()
    await expect(opened()).resolves.toBeDefined()
  })

  it('tells others the address while it runs', async () => {
    expect(attachEmbedded(dir)).toBeUndefined()
    const { url, stop } = await opened()
    expect(attachEmbedded(dir)).toBe(url)
    await stop()
    await stop()
    expect(attachEmbedded(dir)).toBeUndefined()
  })
})

describe('another process', () => {
  it('is named to whoever comes second, and its address is told', async () => {
    const owner = await startOwner()
    const error = await opened().catch((thrown) => thrown)
    expect(error).toBeInstanceOf(EmbeddedBusy)
    expect(error.pid).toBe(owner.process.pid)
    expect(attachEmbedded(dir)).toBe(owner.url)
    await killed(owner, () => owner.process.kill('SIGKILL'))
    expect(attachEmbedded(dir)).toBeUndefined()
    await expect(opened()).resolves.toBeDefined()
  })

  it.each([
    ['kill -9', (pid: number) => process.kill(pid, 'SIGKILL')],
    ['Ctrl-C, which a terminal sends to the whole group', (pid: number) => process.kill(-pid, 'SIGINT')],
  ])('leaves, after %s, a server that the next one takes over', async (_, kill) => {
    const owner = await startOwner()
    await killed(owner, () => kill(owner.process.pid ?? 0))
    const { url } = await opened()
    expect(url).toBe(owner.url)
    expect(serverPid()).toBe(owner.server)
    expect(await query(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
  })

  it('whose server was killed with it is followed by a new server', async () => {
    const owner = await startOwner()
    await killed(owner, () => {
      owner.process.kill('SIGKILL')
      process.kill(owner.server, 'SIGKILL')
    })
    await gone(owner.server)
    expect(existsSync(join(dir, 'data/postmaster.pid'))).toBe(true)
    const { url } = await opened()
    expect(await query(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
  })

  it('that falls over takes its server along', async () => {
    const owner = await startOwner('fall')
    await gone(owner.server)
    await expect(opened()).resolves.toBeDefined()
  })

  it('that got the number of a dead server does not block', async () => {
    const before = await opened()
    await before.stop()
    const stranger = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' })
    try {
      const data = join(dir, 'data')
      writeFileSync(join(data, 'postmaster.pid'), `${stranger.pid}\n${data}\n1\n1\n\n127.0.0.1\n\nready   \n`)
      await expect(opened()).resolves.toBeDefined()
      expect(stranger.exitCode).toBeNull()
    } finally {
      stranger.kill('SIGKILL')
    }
  })
})

interface Owner {
  process: ChildProcess
  url: string
  server: number
}

async function startOwner(then = 'live'): Promise<Owner> {
  const args = ['--import', 'tsx', OWNER, dir, then]
  const child = spawn(process.execPath, args, { detached: true, stdio: ['ignore', 'pipe', 'ignore'] })
  const [first] = await once(child.stdout, 'data')
  return { process: child, url: String(first).trim(), server: serverPid() }
}

async function killed(owner: Owner, kill: () => void): Promise<void> {
  const end = once(owner.process, 'exit')
  kill()
  await end
}

async function gone(pid: number): Promise<void> {
  await vi.waitUntil(() => processIdentity(pid) === undefined, { timeout: 20_000, interval: 20 })
}

function serverPid(): number {
  return Number(readFileSync(join(dir, 'data/postmaster.pid'), 'utf8').split('\n')[0])
}

async function opened(name = 'one'): Promise<EmbeddedDatabase> {
  const database = await openEmbedded({ dir: join(base, name), log: quiet, throwaway: true })
  open.push(database)
  return database
}

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

describe('a server that dies under its owner', () => {
  it('is started again on the same port, with what was written', async () => {
    const database = await openEmbedded({ dir, log: quiet })
    open.push(database)
    const { url } = database
    await query(url, 'CREATE TABLE IF NOT EXISTS survived AS SELECT 1 AS one')
    const [server] = readFileSync(join(dir, 'data', 'postmaster.pid'), 'utf8').split('\n')
    process.kill(Number(server), 'SIGKILL')
    await vi.waitFor(async () => expect(await query(url, 'SELECT one FROM survived')).toEqual([{ one: 1 }]), {
      timeout: 20_000,
      interval: 200,
    })
  }, 30_000)
})
