import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'
import { runLoa } from '../support/loa-process.ts'

let fresh: FreshDatabase
beforeAll(async () => {
  fresh = await freshDatabase()
})
afterAll(() => fresh.drop())

const env = () => ({
  DATABASE_URL: fresh.url,
  LOA_DATA_KEY: Buffer.alloc(32, 7).toString('base64'),
  LOG_LEVEL: 'silent',
})

describe('a start that cannot be', () => {
  it('says in one sentence that the port is taken, and ends', async () => {
    const other = createServer().listen(0)
    await once(other, 'listening')
    const { port } = other.address() as AddressInfo
    const { code, output, log } = await runLoa(['start', '--port', String(port)], env())
    other.close()
    expect([code, output, log]).toEqual([
      1,
      '',
      `Port ${port} is taken by another program. Set PORT or --port to another number.\n`,
    ])
  })

  it.each([
    ['a role that is none', ['start', '--roles', 'cook'], '--roles takes'],
    ['a port that is none', ['start', '--port', 'abc'], 'Wrong configuration: PORT'],
  ])('names %s', async (_, args, sentence) => {
    const { code, log } = await runLoa(args, env())
    expect(code).toBe(1)
    expect(log.startsWith(sentence)).toBe(true)
    expect(log.trim().split('\n')).toHaveLength(1)
  })
})
