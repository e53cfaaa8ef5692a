import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ZaloGrant, ZaloPair } from '../../src/ports/zalo-credentials.ts'
import { type Database, openPrisma } from '../../src/store/prisma.ts'
import { makeSeal } from '../../src/store/seal.ts'
import { zaloCredentials } from '../../src/store/zalo-credentials.ts'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'

const seal = makeSeal(randomBytes(32))
const at = new Date('2026-11-23T01:00:00Z')
const pair: ZaloPair = {
  accessToken: 'ACCESS-1',
  refreshToken: 'REFRESH-1',
  accessUntil: new Date('2026-11-24T02:00:00Z'),
  issuedAt: at,
  issuedFor: 'consent',
}

let fresh: FreshDatabase
let one: Database
let other: Database
beforeAll(async () => {
  fresh = await freshDatabase()
  one = openPrisma(fresh.url, { poolSize: 4 })
  other = openPrisma(fresh.url, { poolSize: 4 })
})
afterAll(async () => {
  await one.close()
  await other.close()
  await fresh.drop()
})

describe('the consent of an app', () => {
  it('is none before anybody consented', async () => {
    expect(await zaloCredentials(one, { seal, appId: 'new' }).load()).toEqual({ state: 'none' })
  })

  it.each<[string, ZaloGrant]>([
    ['good', { state: 'good', pair, oaId: '2468458835296197922', seed: 'ab12' }],
    ['with a refresh under way', { state: 'good', pair, refresh: { begunAt: at, tries: 2 } }],
    ['lost', { state: 'reconsent', pair, reason: '-14014' }],
    ['under way, with a verifier', { state: 'none', consent: { state: 's', verifier: 'v', begunAt: at } }],
    ['under way, without', { state: 'good', pair, consent: { state: 's', begunAt: at } }],
  ])('is read as it was written: %s', async (appId, grant) => {
    const written = await zaloCredentials(one, { seal, appId }).change(() => grant)
    expect(written).toEqual(grant)
    expect(await zaloCredentials(other, { seal, appId }).load()).toEqual(grant)
  })

  it('takes away what is left out', async () => {
    const credentials = zaloCredentials(one, { seal, appId: 'less' })
    await credentials.change(() => ({ state: 'reconsent', pair, reason: 'x', refresh: { begunAt: at, tries: 1 } }))
    expect(await credentials.change(() => ({ state: 'none' }))).toEqual({ state: 'none' })
  })

  it('keeps no secret that can be read', async () => {
    const consent = { state: 'STATE-1', verifier: 'VERIFIER-1', begunAt: at }
    await zaloCredentials(one, { seal, appId: 'secret' }).change(() => ({ state: 'good', pair, consent }))
    const { rows } = await one.pool.query("SELECT z::text AS row FROM zalo_grant z WHERE app_id = 'secret'")
    for (const secret of ['ACCESS-1', 'REFRESH-1', 'STATE-1', 'VERIFIER-1']) expect(rows[0].row).not.toContain(secret)
  })

  it('is not touched by an edit that fails', async () => {
    const credentials = zaloCredentials(one, { seal, appId: 'failed' })
    await credentials.change(() => ({ state: 'good', pair }))
    await expect(
      credentials.change(() => {
        throw new Error('no')
      }),
    ).rejects.toThrow('no')
    expect(await credentials.load()).toEqual({ state: 'good', pair })
  })

  it('loses no change of several at once', async () => {
    const all = [one, other].map((database) => zaloCredentials(database, { seal, appId: 'many' }))
    const count = (grant: ZaloGrant): ZaloGrant => ({ ...grant, reason: String(Number(grant.reason ?? 0) + 1) })
    await Promise.all(Array.from({ length: 10 }, (_, i) => all[i % 2]?.change(count)))
    expect((await all[0]?.load())?.reason).toBe('10')
  })
})

describe('alone', () => {
  it('one after the other, in two processes, with changes that the other sees at once', async () => {
    const running: string[] = []
    const all = [one, other].map((database) => zaloCredentials(database, { seal, appId: 'alone' }))
    const turn = (name: string, mine: (typeof all)[number]) =>
      mine.alone(async () => {
        running.push(`${name} begins`)
        await mine.change((grant) => ({ ...grant, reason: name }))
        const seen = await all.find((c) => c !== mine)?.load()
        running.push(`${name} ends ${seen?.reason}`)
      })
    await Promise.all([turn('a', all[0]!), turn('b', all[1]!), turn('c', all[0]!)])
    for (let i = 0; i < running.length; i += 2) {
      const name = running[i]?.slice(0, 1)
      expect(running.slice(i, i + 2)).toEqual([`${name} begins`, `${name} ends ${name}`])
    }
    expect(running).toHaveLength(6)
  })

  it('does not keep another app waiting', async () => {
    const mine = zaloCredentials(one, { seal, appId: 'mine' })
    const theirs = zaloCredentials(other, { seal, appId: 'theirs' })
    await expect(mine.alone(() => theirs.alone(async () => 'through'))).resolves.toBe('through')
  })

  it('is given back when the run fails', async () => {
    const credentials = zaloCredentials(one, { seal, appId: 'fails' })
    await expect(credentials.alone(() => Promise.reject(new Error('no')))).rejects.toThrow('no')
    await expect(credentials.alone(async () => 'again')).resolves.toBe('again')
  })

  it('is given back when the connection that holds it breaks', async () => {
    const credentials = zaloCredentials(one, { seal, appId: 'breaks' })
    await expect(
      credentials.alone(async () => {
        await other.pool.query(
          "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())",
        )
        return 'done all the same'
      }),
    ).resolves.toBe('done all the same')
    await expect(zaloCredentials(other, { seal, appId: 'breaks' }).alone(async () => 'free')).resolves.toBe('free')
  })
})

it('recognises a secret by its fingerprint', () => {
  const { fingerprint } = zaloCredentials(one, { seal, appId: 'x' })
  expect(fingerprint('a')).toBe(fingerprint('a'))
  expect(fingerprint('a')).not.toBe(fingerprint('b'))
})
