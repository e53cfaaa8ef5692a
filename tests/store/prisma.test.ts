import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { type Database, openPrisma } from '../../src/store/prisma.ts'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'

let fresh: FreshDatabase
let database: Database
const errors: Error[] = []

beforeAll(async () => {
  fresh = await freshDatabase()
  database = openPrisma(fresh.url, { poolSize: 2, onError: (error) => errors.push(error) })
})

afterAll(async () => {
  await database.close()
  await fresh.drop()
})

it('reads the migrated tables, which a new database has empty', async () => {
  expect(await database.prisma.province.count()).toBe(0)
})

it('takes arrays through Prisma and through the pool alike', async () => {
  const sql = 'SELECT sum(n)::int AS sum FROM unnest($1::int[]) AS n'
  expect(await database.prisma.$queryRawUnsafe(sql, [1, 2, 3])).toEqual([{ sum: 6 }])
  expect((await database.pool.query(sql, [[1, 2, 3]])).rows).toEqual([{ sum: 6 }])
})

it('holds no more connections than it was allowed, whoever asks', async () => {
  const asked = Array.from({ length: 6 }, (_, n) =>
    n % 2 ? database.pool.query('SELECT pg_sleep(0.01)') : database.prisma.$queryRaw`SELECT pg_sleep(0.01)::text`,
  )
  await Promise.all(asked)
  const [row] = await database.prisma.$queryRaw<{ held: number }[]>`
    SELECT count(*)::int AS held FROM pg_stat_activity WHERE datname = current_database()`
  expect(row?.held).toBeLessThanOrEqual(2)
})

it('goes on after the server cut its idle connections, and reports that', async () => {
  await Promise.all([database.pool.query('SELECT pg_sleep(0.01)'), database.pool.query('SELECT pg_sleep(0.01)')])
  await database.pool.query(
    'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
  )
  await vi.waitUntil(() => errors.length > 0)
  expect(errors[0]?.message).toContain('terminating connection')
  expect(await database.prisma.province.count()).toBe(0)
})

it('a connection that the server cuts while somebody holds it fails their next statement, and nothing else', async () => {
  const held = await database.pool.connect()
  const { rows } = await held.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')
  const gone = new Promise((resolve) => held.once('end', resolve))
  await database.pool.query('SELECT pg_terminate_backend($1)', [rows[0]?.pid])
  await gone
  await expect(held.query('SELECT 1')).rejects.toThrow()
  held.release(true)
  expect(await database.prisma.province.count()).toBe(0)
})
