import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { forgetOld } from '../../src/app/forget-old.ts'
import { rotateKeys } from '../../src/app/rotate-keys.ts'
import { newTalk } from '../../src/conversation/talk.ts'
import type { Store } from '../../src/ports/store.ts'
import { databaseKeys } from '../../src/store/keys.ts'
import { makeSeal } from '../../src/store/seal.ts'
import { indexedBy, sealedColumns, unsealed } from '../../src/store/sealed-columns.ts'
import { prismaStore } from '../../src/store/store.ts'
import { runLoa, startLoa } from '../support/loa-process.ts'
import { now, type StaffWorld, staffWorld } from '../support/staff-world.ts'

const keys = { old: Buffer.alloc(32, 7), next: Buffer.alloc(32, 9) }
const [before, changing, after] = [makeSeal(keys.old), makeSeal(keys.next, [keys.old]), makeSeal(keys.next)]
const phone = '0912345678'
const identity = '034168001234'

let world: StaffWorld
let url: string
beforeAll(async () => {
  world = await staffWorld()
  url = world.database.pool.options.connectionString ?? ''
})
afterAll(() => world.close())

const store = (seal = before): Store => prismaStore(world.database.prisma, seal)
const rotate = (seal = changing) =>
  rotateKeys({
    keys: databaseKeys(world.database.pool, seal),
    store: store(seal),
    clock: world.clock,
    secondFactor: async () => undefined,
  })

/** Something of a person in every column that is sealed, some of it as it stood before columns were sealed. */
async function somebody() {
  const { prisma } = world.database
  const householdId = await world.household({ phone, name: 'Trần Thị Hoa' })
  const accountId = await world.account({ householdId })
  const key = BigInt(accountId)
  const applicationId = await world.application({ accountId, householdId })
  await store().applications.complete(applicationId, { idNumber: identity, borrowerName: 'Trần Thị Hoa' }, now)
  await prisma.applicationEvent.updateMany({
    where: { applicationId: BigInt(applicationId) },
    data: { note: 'mất sổ' },
  })
  const photo = { mime: 'image/jpeg', width: 1, height: 1, bytes: Uint8Array.from([255, 216, 0, 7]) } as const
  const pictureId = await store().attachments.keep({ accountId, photo, at: now })
  const papers = [{ paper: 'identity', attachmentId: pictureId }]
  await store().attachments.handOver(applicationId, { accountId, papers })
  await store().talks.save(accountId, { ...newTalk, topic: 'poor', runs: 4 }, now)
  const opened = { kind: 'difficulty', routedTo: 'officer', officeId: world.office.id, at: now, dueAt: now } as const
  const { id: caseId } = await store().cases.open({ ...opened, accountId, householdId, text: 'mất 2 con bò' })
  await prisma.caseLine.create({ data: { caseId: BigInt(caseId), by: 'household', text: 'mất cả chuồng', at: now } })
  const { address } = await prisma.channelAccount.findUniqueOrThrow({ where: { id: key } })
  const inbound = { channel: 'web', address, at: now } as const
  await store().inbox.store([{ ...inbound, updateId: `${key}-1`, what: { kind: 'text', text: 'số tôi là' } }], now)
  const plain = { ...inbound, updateId: `${key}-2`, what: { kind: 'contact', phone, own: true } }
  await prisma.inbox.create({
    data: { ...inbound, at: undefined, updateId: `${key}-2`, body: plain, receivedAt: now } as never,
  })
  const body = { parts: [{ as: 'text', words: { key: 'plain', with: { name: 'Trần Thị Hoa' } } }] }
  const sent = new Date(now.getTime() - 3 * 86_400_000)
  await prisma.delivery.create({
    data: { accountId: key, channel: 'web', lane: 0, body, state: 'sent', createdAt: sent },
  })
  await forgetOld({ store: store(), clock: world.clock })
  return { householdId, accountId, applicationId, caseId, pictureId }
}

/** What the service reads of them with that seal. */
async function read(seal: typeof before, ids: Awaited<ReturnType<typeof somebody>>) {
  const kept = store(seal)
  return {
    byPhone: (await kept.households.byPhone(phone)).map(({ id }) => id),
    byIdentity: await kept.applications.byIdentity('034 168 001 234'),
    bank: (await kept.applications.find(ids.applicationId))?.bank?.idNumber,
    notes: (await kept.applications.events(ids.applicationId)).map(({ note }) => note),
    picture: [...((await kept.attachments.open(ids.applicationId, ids.pictureId))?.content ?? [])],
    talk: await kept.talks.load(ids.accountId),
    lines: (await kept.cases.lines(ids.caseId)).map(({ text }) => text),
    history: (await kept.history.of(ids.accountId, { limit: 9 })).map((line) => JSON.stringify(line)),
  }
}

const newestOnly = async () => {
  const found = await Promise.all(
    (await sealedColumns(world.database.pool)).map(async ({ table, column }) => {
      const { rows } = await world.database.pool.query(
        `SELECT DISTINCT convert_from(substring("${column}"::bytea FROM 1 FOR 8), 'UTF8') AS key FROM "${table}" WHERE "${column}" IS NOT NULL`,
      )
      return rows.map(({ key }) => key as string)
    }),
  )
  return [...new Set(found.flat())]
}

describe('a change of the data key', () => {
  beforeEach(async () => {
    await world.database.pool.query(
      'DELETE FROM "case"; DELETE FROM application; DELETE FROM channel_account; DELETE FROM inbox',
    )
    await world.database.pool.query('DELETE FROM household')
  })

  it('reads and finds everything before, during and after it, and ends with the new key alone', async () => {
    const ids = await somebody()
    const known = await read(before, ids)
    expect(known).toMatchObject({
      byPhone: [ids.householdId],
      byIdentity: [{ id: ids.applicationId, householdId: ids.householdId }],
      ...{ bank: identity, talk: { topic: 'poor', runs: 4 }, lines: ['mất 2 con bò', 'mất cả chuồng'] },
    })
    expect(known.history.join()).toContain('số tôi là')
    expect(known).toMatchObject({ notes: ['mất sổ'], picture: [255, 216, 0, 7] })
    expect(known.history.join()).toContain('Trần Thị Hoa')
    expect(await read(changing, ids)).toEqual(known)
    const { changed, left } = await rotate()
    expect(left).toBe(0)
    expect(changed).toMatchObject({
      ...{ 'household.phone_sealed': 1, 'application.bank_sealed': 1, 'application.answers_sealed': 1 },
      ...{ 'talk.state_sealed': 1, 'case_line.text_sealed': 1, 'case_line.text_sealed, unsealed': 1 },
      ...{ 'inbox.said_sealed': 1, 'inbox.said_sealed, unsealed': 1, 'delivery.body_sealed': 1 },
      ...{ 'attachment.photo_sealed': 1, 'application_event.note_sealed, unsealed': 1 },
    })
    expect(await newestOnly()).toEqual([after.keyId])
    expect(await read(changing, ids)).toEqual(known)
    expect(await read(after, ids)).toEqual(known)
    await expect(read(before, ids)).rejects.toThrow(/data key/)
  })

  it('leaves nothing readable in the columns that held it unsealed', async () => {
    await somebody()
    await rotate()
    const { prisma } = world.database
    const rows = [
      await prisma.inbox.findMany(),
      await prisma.caseLine.findMany(),
      await prisma.talk.findMany(),
      await prisma.delivery.findMany(),
    ]
    const text = JSON.stringify(rows, (_, v) => (typeof v === 'bigint' ? String(v) : v))
    for (const word of [phone, 'mất', 'số tôi', 'Trần Thị Hoa', identity]) expect(text).not.toContain(word)
  })

  it('done twice, changes nothing the second time; both are in the log with the name of the key and no more', async () => {
    await somebody()
    await rotate()
    expect(await rotate()).toMatchObject({ changed: {}, left: 0 })
    const log = await store().audit.list({ subjectKind: 'data_key', limit: 20 })
    expect(log.slice(0, 4).map(({ action }) => action)).toEqual([
      ...['keys.rotate', 'keys.rotate_begin', 'keys.rotate', 'keys.rotate_begin'],
    ])
    expect(new Set(log.map(({ subjectId }) => subjectId))).toEqual(new Set([after.keyId]))
  })

  it('writes a hash that was never written, with the key that is in use', async () => {
    const ids = await somebody()
    const { prisma } = world.database
    await prisma.application.updateMany({ data: { identityIndex: null } })
    const other = await world.application({ accountId: ids.accountId })
    await store().applications.complete(other, { borrowerName: 'Không số' }, now)
    expect(await store().applications.byIdentity(identity)).toEqual([])
    expect(await rotate(before)).toMatchObject({ left: 0, changed: { 'application.bank_sealed': 1 } })
    expect(await store().applications.byIdentity(identity)).toHaveLength(1)
    expect((await rotate(before)).changed['application.bank_sealed']).toBeUndefined()
  })

  it('does not touch what the service writes with the new key meanwhile', async () => {
    const ids = await somebody()
    await store(changing).talks.save(ids.accountId, { ...newTalk, topic: 'student', runs: 5 }, now)
    await rotate()
    expect((await read(after, ids)).talk).toEqual({ ...newTalk, topic: 'student', runs: 5 })
  })

  it('finds a code on paper by the key that it was hashed with, and says how long that key has to stay', async () => {
    const { householdId } = await somebody()
    const expiresAt = new Date(now.getTime() + 86_400_000)
    await store().linking.issue({ householdId, code: 'ABCD-2345', at: now, expiresAt })
    const { codes } = await rotate()
    expect(codes).toEqual({ count: 1, until: expiresAt })
    expect(await store(changing).linking.householdOf('abcd2345', now)).toBe(householdId)
    expect(await store(after).linking.householdOf('abcd2345', now)).toBeUndefined()
  })

  it('names the column and the row that no known key opens, and loses nothing', async () => {
    await somebody()
    const stranger = makeSeal(randomBytes(32))
    await world.household({ name: 'Ai đó' })
    await world.database.prisma.household.updateMany({
      where: { headName: 'Ai đó' },
      data: { phoneSealed: stranger.seal('1') },
    })
    await expect(rotate()).rejects.toMatchObject({
      words: { key: 'errors:key_unknown', with: { column: 'household.phone_sealed' } },
    })
    expect(await store(changing).households.byPhone(phone)).toHaveLength(1)
  })

  it('killed in the middle, is begun again and ends', async () => {
    const people = 1_200
    const { prisma, pool } = world.database
    const data = Array.from({ length: people }, (_, n) => {
      const number = `09${String(n).padStart(8, '0')}`
      const of = { customerId: `k${n}`, headName: 'Hộ', headNameFolded: 'ho', communeId: world.commune.first }
      return { ...of, phoneSealed: before.seal(number), phoneIndex: before.index(number) }
    })
    await prisma.household.createMany({ data })
    const env = {
      ...{ DATABASE_URL: url, LOG_LEVEL: 'silent' },
      ...{ LOA_DATA_KEY: keys.next.toString('base64'), LOA_DATA_KEY_OLD: keys.old.toString('base64') },
    }
    const done = () => prisma.household.count({ where: { phoneSealed: { startsWith: after.keyId } } })
    // Somebody holds a row of the second piece: there the change waits, and there it is killed.
    const holder = new pg.Client({ connectionString: url })
    await holder.connect()
    await holder.query("BEGIN; SELECT FROM household WHERE customer_id = 'k700' FOR UPDATE")
    const killed = startLoa(['keys', 'rotate'], env)
    await vi.waitFor(async () => expect(await done()).toBe(500), { timeout: 60_000, interval: 50 })
    killed.kill('SIGKILL')
    await killed.ended
    await holder.query('ROLLBACK')
    await holder.end()
    expect(await store(changing).households.byPhone('0900000003')).toHaveLength(1)
    expect(await store(changing).households.byPhone('0900001100')).toHaveLength(1)
    const again = await runLoa(['keys', 'rotate', '--json'], env)
    expect(again.code, again.log).toBe(0)
    expect(await done()).toBe(people)
    expect(JSON.parse(again.output)).toMatchObject({ keyId: after.keyId, left: 0 })
    const { rows } = await pool.query('SELECT phone_sealed AS sealed, phone_index AS index FROM household')
    for (const { sealed, index } of rows) expect(after.index(after.open(sealed))).toBe(index)
  }, 120_000)
})

it('every hash beside something sealed is written anew with it, or is of something that is not kept', async () => {
  const { rows } = await world.database.pool.query<{ name: string }>(
    `SELECT table_name || '.' || column_name AS name FROM information_schema.columns
     WHERE table_schema = 'public' AND (column_name LIKE '%\\_index' OR column_name LIKE '%\\_hash' OR column_name = 'print') ORDER BY 1`,
  )
  const made = Object.entries(indexedBy).map(([column, { index }]) => `${column.split('.')[0]}.${index}`)
  const ofWhatIsNotKept = [
    ...[
      'chair_link.pin_hash',
      'chair_link.session_hash',
      'chair_link.token_hash',
      'group_code.code_hash',
      'group_code.phone_hash',
    ],
    ...['sheet_link.pin_hash', 'sheet_link.session_hash', 'sheet_link.token_hash'],
    ...['link_code.code_hash', 'staff_invitation.token_hash', 'zalo_grant.seed_index', 'zalo_sent.print'],
  ]
  const names = rows.map(({ name }) => name)
  expect(names.filter((name) => !made.includes(name) && !ofWhatIsNotKept.includes(name))).toEqual([])
  expect(names).toEqual(expect.arrayContaining(made))
  const columns = (await sealedColumns(world.database.pool)).map(({ table, column }) => `${table}.${column}`)
  expect(columns).toEqual(expect.arrayContaining([...Object.keys(indexedBy), ...Object.keys(unsealed)]))
})
