import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { prismaPace } from '../../src/store/pace.ts'
import { type Database, openPrisma } from '../../src/store/prisma.ts'
import { freshDatabase } from '../support/database.ts'

let fresh: Awaited<ReturnType<typeof freshDatabase>>
let database: Database
beforeAll(async () => {
  fresh = await freshDatabase()
  database = openPrisma(fresh.url, { poolSize: 10 })
})
afterAll(async () => {
  await database.close()
  await fresh.drop()
})

const pace = () => prismaPace(database.prisma)
const row = (name: string) => database.prisma.bucket.findUniqueOrThrow({ where: { name } })
/** So slow that nothing is refilled while a test runs. */
const rate = 0.0001
const granted = async (bucket: string, lane: 0 | 1 | 2, wanted = 20) =>
  (await pace().take({ bucket, rate, wanted, lane })).granted
/** Puts what the bucket remembers that many seconds into the past. */
const pass = (name: string, seconds: number) =>
  database.prisma.$executeRaw`
    UPDATE bucket SET updated_at = updated_at - make_interval(secs => ${seconds}), cut_at = cut_at - make_interval(secs => ${seconds}),
      refused_at = refused_at - make_interval(secs => ${seconds}), paused_until = paused_until - make_interval(secs => ${seconds}),
      bulk_paused_until = bulk_paused_until - make_interval(secs => ${seconds}), storm_since = storm_since - make_interval(secs => ${seconds})
    WHERE name = ${name}`

describe('tokens', () => {
  it('go to bulk one at a time and above the reserve; a reply gets the reserve and may leave a debt', async () => {
    expect(await granted('a', 2)).toBe(1)
    const none = await pace().take({ bucket: 'a', rate, wanted: 20, lane: 1 })
    expect(none.granted).toBe(0)
    expect(none.waitMs).toBeGreaterThan(1_000)
    expect(await granted('a', 0, 5)).toBe(5)
    expect((await row('a')).tokens).toBeCloseTo(2.5 - 6, 2)
  })

  it.each([
    [1, 1],
    [25, 1],
    [30, 1],
    [100, 4],
    [1000, 40],
  ])('at %i a second, a bucket that stood full for long gives bulk %i at once', async (perSecond, most) => {
    const bucket = `rate-${perSecond}`
    const take = () => pace().take({ bucket, rate: perSecond, wanted: 500, lane: 2 })
    await take()
    await pass(bucket, 1_000)
    expect((await take()).granted).toBe(most)
  })

  it('are never given twice, however many ask', async () => {
    const asked = Array.from({ length: 40 }, () => granted('many', 2, 1))
    expect((await Promise.all(asked)).reduce((a, b) => a + b)).toBe(1)
    expect((await row('many')).granted).toBe(1n)
  })
})

describe('a refusal for pace', () => {
  const refuse = (bucket: string, address: string, seconds = 30) => pace().refused(bucket, { address, seconds })

  it('is that chat’s affair, however often', async () => {
    await granted('chat', 2)
    for (let i = 0; i < 5; i++) await refuse('chat', 'one', 40_000)
    expect(await row('chat')).toMatchObject({ refused: 5n, pausedUntil: null, factor: 1 })
    expect(await granted('chat', 0, 1)).toBe(1)
  })

  it.each([
    [0.9, 0],
    [1.1, 1],
  ])('of a second chat %f seconds later leaves replies %i token', async (seconds, left) => {
    const name = `two-${seconds}`
    await granted(name, 2)
    await refuse(name, 'one')
    await pass(name, seconds)
    await refuse(name, 'other')
    expect(await granted(name, 0, 1)).toBe(left)
    await pass(name, 31)
    expect(await granted(name, 0, 1)).toBe(1)
  })

  it('of the whole bot cuts the rate by a tenth, at most once a second, and it comes back by half a percent a second', async () => {
    await granted('cut', 2)
    for (const address of ['1', '2', '3', '4']) await refuse('cut', address)
    expect((await row('cut')).factor).toBeCloseTo(0.9)
    await pass('cut', 2)
    for (const address of ['5', '6', '7']) await refuse('cut', address)
    expect((await row('cut')).factor).toBeCloseTo((0.9 + 2 * 0.005) * 0.9, 3)
    await pass('cut', 1_000)
    for (const address of ['8', '9']) await refuse('cut', address)
    expect((await row('cut')).factor).toBeCloseTo(0.9, 3)
  })

  it('never cuts the rate below a tenth', async () => {
    await granted('floor', 2)
    for (let i = 0; i < 40; i++) {
      await refuse('floor', 'one')
      await refuse('floor', 'other')
      await pass('floor', 1.5)
    }
    expect((await row('floor')).factor).toBeGreaterThanOrEqual(0.1)
    expect((await row('floor')).factor).toBeLessThan(0.12)
  })
})

describe('the circuit breaker', () => {
  const fail = async (bucket: string, times: number) => {
    for (let i = 0; i < times; i++) await pace().failed(bucket)
  }
  const open = async (bucket: string) => ((await row(bucket)).bulkPausedUntil?.getTime() ?? 0) > Date.now()

  it.each([
    [19, false],
    [20, true],
  ])('after %i failures in ten seconds bulk stands still: %s; replies go on', async (failures, stands) => {
    const name = `storm-${failures}`
    await granted(name, 2)
    await fail(name, failures)
    expect(await open(name)).toBe(stands)
    await pass(name, 0)
    expect(await granted(name, 0, 1)).toBe(1)
    if (stands) expect(await granted(name, 2)).toBe(0)
  })

  it('counts anew after ten seconds', async () => {
    await granted('slow', 2)
    await fail('slow', 19)
    await pass('slow', 11)
    await fail('slow', 19)
    expect(await open('slow')).toBe(false)
  })

  it.each([
    [101, false],
    [99, true],
  ])('twenty failures among %i sends trip it: %s', async (sends, stands) => {
    const name = `share-${sends}`
    await granted(name, 2)
    await fail(name, 1)
    await database.prisma.bucket.update({ where: { name }, data: { granted: { increment: sends } } })
    await fail(name, 19)
    expect(await open(name)).toBe(stands)
  })

  it('rests twice as long at the next trip, for which five are enough, and forgets after a calm minute', async () => {
    await granted('again', 2)
    await fail('again', 20)
    await pass('again', 16)
    await fail('again', 4)
    expect(await open('again')).toBe(false)
    await fail('again', 1)
    const rest = ((await row('again')).bulkPausedUntil?.getTime() ?? 0) - Date.now()
    expect(rest).toBeGreaterThan(25_000)
    expect(rest).toBeLessThan(31_000)
    await pass('again', 100)
    await fail('again', 19)
    expect(await open('again')).toBe(false)
  })

  it('and what locks us out stop bulk, no reply', async () => {
    await granted('locked', 0, 1)
    await pace().hold('locked', 60)
    expect([await granted('locked', 2), await granted('locked', 0, 1)]).toEqual([0, 1])
  })
})
