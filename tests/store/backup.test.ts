import { existsSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { databaseBackups } from '../../src/store/backup.ts'
import { type Database, openPrisma } from '../../src/store/prisma.ts'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'

const folder = mkdtempSync(join(tmpdir(), 'loa-backup-'))
const keyId = '0badcafe'
const whole = join(folder, 'whole.loa')
const opened: { fresh: FreshDatabase; database: Database }[] = []

async function open(): Promise<Database> {
  const fresh = await freshDatabase()
  const database = openPrisma(fresh.url, { poolSize: 2 })
  opened.push({ fresh, database })
  return database
}

/** All rows of all tables as text, by table. */
async function everything({ pool }: Database): Promise<Record<string, string[]>> {
  const { rows: tables } = await pool.query<{ name: string }>(
    "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> '_prisma_migrations' ORDER BY 1",
  )
  const found: Record<string, string[]> = {}
  for (const { name } of tables) {
    const { rows } = await pool.query<{ row: string }>(`SELECT t::text AS row FROM "${name}" t ORDER BY 1`)
    found[name] = rows.map(({ row }) => row)
  }
  return found
}

let source: Database
beforeAll(async () => {
  source = await open()
  const { prisma, pool } = source
  const { id: provinceId } = await prisma.province.create({ data: { code: '37', name: 'Ninh "Bình", (\\) \n\t' } })
  const office = { code: 'PGD', name: '', phone: '0226', provinceId }
  const { id: officeId } = await prisma.transactionOffice.create({ data: office })
  const { id: communeId } = await prisma.commune.create({ data: { code: '1', name: 'Xã 😀', kind: 'xa', officeId } })
  await pool.query(
    `INSERT INTO household (customer_id, head_name, head_name_folded, commune_id)
     SELECT n::text, 'Hộ ' || n, 'ho ' || n, $1 FROM generate_series(1, 1234) AS n`,
    [communeId],
  )
  const { id: householdId } = await prisma.household.findFirstOrThrow({ where: { customerId: '7' } })
  await prisma.loan.create({
    data: {
      ...{ loanCode: '6600', householdId, programme: 'poor', communeId, status: 'normal' },
      ...{
        principal: 9_007_199_254_740_993n,
        outstanding: 1n,
        overdue: 0n,
        interestDue: 0n,
        ratePct: 7.4881,
        overdueRatePct: 9,
      },
      ...{ disbursedOn: new Date('2024-02-29'), finalDueDate: new Date('2029-11-19'), asOf: new Date('2026-11-15') },
    },
  })
  const account = { channel: 'web', address: 'a', householdId, createdAt: new Date('2026-11-16T01:30:00.123Z') }
  const { id: accountId } = await prisma.channelAccount.create({ data: account })
  await prisma.talk.create({
    data: { accountId, state: { none: null, words: '"\\\n', deep: [[1.5e-7]] }, updatedAt: new Date(0) },
  })
  const words = { officeId, authorId: 'a', sender: '', title: '', body: '', audience: {}, createdAt: new Date(0) }
  const picture = { token: 't', address: '', alt: '\\x', mime: '', width: 1, height: 1, at: new Date(0) }
  const photo = Uint8Array.from({ length: 256 }, (_, i) => i)
  await prisma.announcement.create({ data: { ...words, picture: { create: { ...picture, photo } } } })
  await prisma.setting.create({ data: { key: 'null', value: 0 } })
  await pool.query(`UPDATE setting SET value = 'null'::jsonb`)
  await pool.query("SELECT setval('application_id_seq', 41)")
  await databaseBackups(pool, [keyId]).write(whole)
})
afterAll(async () => {
  for (const { database, fresh } of opened) {
    await database.close()
    await fresh.drop()
  }
})

describe('a backup', () => {
  it('brings back every row of every table as it was, and the counters', async () => {
    const target = await open()
    const counts = await databaseBackups(target.pool, [keyId]).restore(whole)
    expect(await everything(target)).toEqual(await everything(source))
    expect(counts).toMatchObject({ household: 1234, loan: 1, association: 5, case: 0 })
    const { rows } = await target.pool.query("SELECT nextval('application_id_seq') AS next")
    expect(rows).toEqual([{ next: '42' }])
  })

  it('of before a change of keys is read while the key of then is known still', async () => {
    const target = await open()
    const counts = await databaseBackups(target.pool, ['0badbeef', keyId]).restore(whole)
    expect(counts).toMatchObject({ household: 1234 })
  })

  it('leaves out the consent of Zalo, which serves one installation only', async () => {
    await source.prisma.zaloGrant.create({ data: { appId: '7', state: 'good', pairSealed: 'sealed' } })
    await databaseBackups(source.pool, [keyId]).write(`${whole}.zalo`)
    await source.prisma.zaloGrant.deleteMany()
    expect(gunzipSync(readFileSync(`${whole}.zalo`)).toString('utf8')).not.toContain('zalo_grant')
    const target = await open()
    await databaseBackups(target.pool, [keyId]).restore(`${whole}.zalo`)
    expect(await target.prisma.zaloGrant.count()).toBe(0)
  })

  it('can be read by its owner only, and leaves no half file beside it', () => {
    expect(statSync(whole).mode & 0o777).toBe(0o600)
    expect(existsSync(`${whole}.part`)).toBe(false)
  })

  it('is not written over a file that is there', async () => {
    await expect(databaseBackups(source.pool, [keyId]).write(whole)).rejects.toMatchObject({
      words: { key: 'errors:backup_exists' },
    })
  })

  it('that cannot be written leaves nothing', async () => {
    const nowhere = join(folder, 'no', 'such', 'folder.loa')
    await expect(databaseBackups(source.pool, [keyId]).write(nowhere)).rejects.toMatchObject({ code: 'ENOENT' })
  })
})

describe('a restore is refused, and keeps nothing,', () => {
  const lines = () => gunzipSync(readFileSync(whole)).toString('utf8').trimEnd().split('\n')
  const packed = (kept: string[]) => gzipSync(`${kept.join('\n')}\n`)

  it.each<[string, () => Buffer, string]>([
    ['of a file that is cut off', () => readFileSync(whole).subarray(0, 9_000), 'backup_unreadable'],
    ['of a file without its ending', () => packed(lines().slice(0, -1)), 'backup_unreadable'],
    [
      'of a file that lost a row',
      () => packed(lines().filter((line) => !line.includes('"(8,8,'))),
      'backup_unreadable',
    ],
    ['of a file that is not packed', () => Buffer.from('loa'), 'backup_unreadable'],
    ['of a file of something else', () => packed(['{"id":1}']), 'backup_unreadable'],
    ['of a file that is no JSON', () => packed(['loa']), 'backup_unreadable'],
    ['of an empty file', () => packed([]), 'backup_unreadable'],
    ['of a table that is none', () => packed([lines()[0]!, '{"table":"x\\" y"}', '"(1)"']), 'backup_unreadable'],
    [
      'of another version',
      () => packed([lines()[0]!.replace('_indexes', '_later'), ...lines().slice(1)]),
      'backup_version',
    ],
    ['with another key', () => packed([lines()[0]!.replace(keyId, '0badbeef'), ...lines().slice(1)]), 'backup_key'],
  ])('%s', async (name, content, key) => {
    const file = join(folder, `${name}.loa`)
    writeFileSync(file, content())
    const target = await open()
    await expect(databaseBackups(target.pool, [keyId]).restore(file)).rejects.toMatchObject({
      words: { key: `errors:${key}` },
    })
    expect(await target.prisma.household.count()).toBe(0)
    expect(await target.prisma.association.count()).toBe(5)
  })

  it('of a file that is not there', async () => {
    const target = await open()
    await expect(databaseBackups(target.pool, [keyId]).restore(join(folder, 'none'))).rejects.toMatchObject({
      words: { key: 'errors:backup_unreadable' },
    })
  })

  it('into a database that holds something', async () => {
    await expect(databaseBackups(source.pool, [keyId]).restore(whole)).rejects.toMatchObject({
      words: { key: 'errors:backup_not_empty' },
    })
    expect(await source.prisma.household.count()).toBe(1234)
  })
})
