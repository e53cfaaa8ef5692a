import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newTalk } from '../../src/conversation/talk.ts'
import { now, type StaffWorld, seal, staffWorld } from '../support/staff-world.ts'
import { type Fates, personalColumns } from './personal-columns.ts'

let world: StaffWorld
beforeAll(async () => {
  world = await staffWorld()
})
afterAll(() => world.close())

const words = (text: string | undefined) => (text ?? '').split(/\s+/).filter(Boolean)
const staying = (fates: Fates | undefined) => Object.values(fates?.stays ?? {}).flatMap(words)
const listed = (fates: Fates) => [...words(fates.nobody), ...words(fates.erased), ...staying(fates)]

it('every column says what becomes of it when somebody is erased', async () => {
  const { rows } = await world.database.pool.query<{ table: string; columns: string[] }>(
    `SELECT table_name::text AS table, array_agg(column_name::text ORDER BY column_name) AS columns FROM information_schema.columns
     WHERE table_schema = 'public' AND table_name <> '_prisma_migrations' GROUP BY 1`,
  )
  const kept = Object.fromEntries(rows.map(({ table, columns }) => [table, columns]))
  const said = Object.fromEntries(
    Object.entries(personalColumns).map(([table, fates]) => [table, listed(fates).sort()]),
  )
  expect(kept).toEqual(said)
})

/** What nobody but this person says. */
interface Marks {
  name: string
  phone: string
  identity: string
  plan: string
  address: string
}

/** Something of a person in every column that holds something of people. */
async function somebody({
  name,
  phone,
  identity,
  plan,
  address,
}: Marks): Promise<{ householdId: string; accountId: string }> {
  const { prisma } = world.database
  const { store } = world
  const at = now
  const householdId = await world.household({ name: 'Hộ của sổ', phone: '0900000000', programmes: ['poor'] })
  const { id: accountId } = await store.accounts.arrive({ channel: 'zalo', address, name, at })
  const key = BigInt(accountId)
  await store.accounts.link(accountId, { householdId, person: { role: 'spouse', name }, at })
  await prisma.person.updateMany({ where: { name }, data: { birthYear: 1970 } })
  await store.accounts.setChannelOrder(householdId, ['zalo'])
  await store.consents.give({ accountId, purposes: ['talk'], wording: 'flows/welcome:1', lang: 'vi', at })
  const code = {
    householdId: BigInt(householdId),
    codeHash: seal.index(name),
    issuedBy: 's',
    issuedAt: at,
    expiresAt: at,
  }
  await prisma.linkCode.create({ data: { ...code, usedAt: at, usedBy: key } })
  await store.linking.attempt({ accountId, householdId, passed: false, at })
  const unit = { communeId: world.commune.first, associationCode: 12, transactionDay: 12, leaderName: 'Lê Văn Tâm' }
  const { id: groupId } = await prisma.savingsCreditGroup.create({
    data: { ...unit, code: `TN${householdId}`, name: 'Tổ mới' },
  })
  const group = { groupId, role: 'leader', issuedBy: 's', issuedAt: at, expiresAt: at }
  await prisma.groupCode.create({
    data: { ...group, codeHash: seal.index(plan), phoneHash: seal.index(phone), usedAt: at, usedBy: key },
  })
  await prisma.groupRole.create({ data: { groupId, accountId: key, role: 'leader', since: at } })
  await prisma.leaderNudge.create({
    data: { groupId, accountId: key, householdId: BigInt(householdId), month: new Date('2026-11-01'), at },
  })
  const hashes = { tokenHash: seal.index(`sheet ${plan}`), pinHash: seal.index(name), sessionHash: seal.index(phone) }
  await prisma.sheetLink.create({
    data: { groupId, accountId: key, ...hashes, tries: 1, issuedAt: at, expiresAt: at, openedAt: at },
  })
  await store.talks.save(accountId, { ...newTalk, runs: 7, topic: `${name} ${phone} ${plan}` }, at)
  await said({ accountId, address, name, phone, plan })
  await matters({ accountId, householdId, identity, plan })
  return { householdId, accountId }
}

async function said({ accountId, address, name, phone, plan }: Omit<Marks, 'identity'> & { accountId: string }) {
  const { prisma } = world.database
  const at = now
  const key = BigInt(accountId)
  const came = { channel: 'zalo', address, at, name } as const
  await world.store.inbox.store([{ ...came, updateId: `${address}-1`, what: { kind: 'text', text: plan } }], at)
  const old = { ...came, updateId: `${address}-2`, what: { kind: 'contact', phone, own: true } }
  await prisma.inbox.create({
    data: {
      channel: 'zalo',
      address,
      updateId: `${address}-2`,
      body: { ...old, at: at.toISOString() },
      receivedAt: at,
    },
  })
  await prisma.inbox.updateMany({ where: { address }, data: { processedAt: at, error: `no ${plan}` } })
  const body = { parts: [{ as: 'text', words: { key: 'plain', with: { name, phone, plan } } }] }
  const sent = {
    accountId: key,
    channel: 'zalo',
    lane: 0,
    state: 'sent',
    createdAt: new Date(at.getTime() - 3 * 86_400_000),
  }
  await prisma.delivery.create({ data: { ...sent, body, errorDetail: `no way to ${phone}` } })
  await world.store.retention.sealSent(at)
  await prisma.delivery.create({ data: { ...sent, createdAt: at, body } })
  await prisma.zaloSent.create({
    data: {
      deliveryId: address,
      part: 0,
      parts: 1,
      address,
      print: seal.index(plan),
      triedAt: at,
      messageId: `m${address}`,
    },
  })
}

async function matters({
  accountId,
  householdId,
  identity,
  plan,
}: Pick<Marks, 'identity' | 'plan'> & { accountId: string; householdId: string }) {
  const { prisma } = world.database
  const { store } = world
  const at = now
  const of = { kind: 'difficulty', routedTo: 'officer', officeId: world.office.id, at, dueAt: at } as const
  const { id: caseId } = await store.cases.open({ ...of, accountId, householdId, text: plan })
  await prisma.caseLine.create({ data: { caseId: BigInt(caseId), by: 'note', text: `ghi chú ${plan}`, at } })
  await prisma.case.update({
    where: { id: BigInt(caseId) },
    data: { answersSealed: seal.seal(JSON.stringify({ plan })), outcome: 'by_staff' },
  })
  const photo = { mime: 'image/jpeg', width: 1, height: 1, bytes: Buffer.from(plan) } as const
  for (const state of ['submitted', 'refused', 'withdrawn']) {
    const id = await world.application({ accountId, householdId })
    await store.attachments.keep({ accountId, photo, at })
    await prisma.attachment.updateMany({
      where: { applicationId: null },
      data: { applicationId: BigInt(id), paper: 'identity' },
    })
    const ended = state !== 'submitted'
    if (ended) await store.applications.complete(id, { idNumber: identity, plan }, at)
    await prisma.application.update({ where: { id: BigInt(id) }, data: { state } })
    if (ended) await prisma.applicationEvent.updateMany({ where: { applicationId: BigInt(id) }, data: { note: plan } })
  }
  await store.attachments.keep({ accountId, photo, at })
  const loan = await prisma.loan.findFirstOrThrow({ where: { householdId: BigInt(householdId) } })
  const visit = { householdId: BigInt(householdId), day: at, outcome: 'away', notedBy: 's', notedAt: at }
  await prisma.visit.create({ data: visit })
  const dates = { dueDate: at, sessionDay: at, plannedAt: at }
  await prisma.reminder.create({
    data: {
      ...dates,
      loanId: loan.id,
      kind: 'principal',
      accountId: BigInt(accountId),
      answer: 'in_difficulty',
      answeredAt: at,
    },
  })
  await wordsOnPayments({ accountId, householdId, loanId: loan.id, plan })
  const log = { actorKind: 'household', actorId: accountId, action: 'account.link' } as const
  await store.audit.write({ ...log, at, subjectKind: 'household', subjectId: householdId })
}

/** What somebody said of payments, in every column. */
async function wordsOnPayments(of: { accountId: string; householdId: string; loanId: bigint; plan: string }) {
  const { prisma } = world.database
  const ids = { accountId: BigInt(of.accountId), householdId: BigInt(of.householdId) }
  const settled = { state: 'kept', settledAt: now }
  const promise = {
    ...ids,
    loanId: of.loanId,
    officeId: world.office.id,
    dueDate: now,
    kind: 'soon',
    day: now,
    named: true,
  }
  await prisma.paymentPromise.create({ data: { ...promise, ...settled, madeAt: now } })
  const claim = { ...ids, loanIds: [of.loanId], paidTo: 'other', nameSealed: seal.seal(of.plan), paidOn: now }
  await prisma.paymentClaim.create({ data: { ...claim, receipt: 'no', caseId: 1n, at: now } })
  const told = { ...ids, day: now, paymentIds: [1n], writtenAt: now }
  await prisma.paymentReceipt.create({ data: { ...told, answer: 'wrong', answeredAt: now, caseId: 1n } })
  await world.store.householdChoices.setReceipts(of.householdId, { on: true, at: now })
  await world.store.householdChoices.setCodeWord(of.householdId, { word: of.plan, at: now })
}

type Rows = Map<string, Record<string, unknown>>

/** Every row of every table, by table and key, with what is sealed opened. */
async function everything(): Promise<Rows> {
  const rows: Rows = new Map()
  for (const [table, fates] of Object.entries(personalColumns)) {
    const found = await world.database.pool.query<{ row: Record<string, unknown> }>(
      `SELECT to_jsonb(t) AS row FROM "${table}" AS t`,
    )
    const columns = listed(fates)
    const key = columns.includes('id') ? ['id'] : columns.includes('account_id') ? ['account_id'] : columns
    for (const { row } of found.rows) rows.set(`${table} ${key.map((name) => row[name]).join()}`, openedRow(row))
  }
  return rows
}

function openedRow(row: Record<string, unknown>): Record<string, unknown> {
  const read = (name: string, value: unknown) => {
    if (!name.endsWith('_sealed') || typeof value !== 'string') return value
    if (value.startsWith('\\x')) return Buffer.from(seal.openBytes(Buffer.from(value.slice(2), 'hex'))).toString('utf8')
    return seal.open(value)
  }
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, read(name, value)]))
}

const isThere = (value: unknown) =>
  value !== null && value !== '' && !(Array.isArray(value) && value.length === 0) && value !== undefined

/** The columns in which one of the words stands. */
function columnsWith(rows: Rows, marks: readonly string[]): string[] {
  const found = [...rows].flatMap(([name, row]) =>
    Object.entries(row)
      .filter(([, value]) => marks.some((mark) => JSON.stringify(value)?.includes(mark)))
      .map(([column]) => `${name.split(' ')[0]}.${column}`),
  )
  return [...new Set(found)].sort()
}

const marksOf = ({ name, phone, identity, plan }: Marks) => [name, phone, identity, plan]
const isStaying = (column: string) => {
  const [table = '', name = ''] = column.split('.')
  return staying(personalColumns[table]).includes(name)
}

describe.each(['the household', 'the account'] as const)('erasing by %s', (way) => {
  const mine = {
    name: `Lành Xuyến ${way}`,
    phone: '0987654321',
    identity: '034168009999',
    plan: `con bò tía ${way}`,
    address: `1${way.length}`,
  }
  const other = {
    name: `Bình Yên ${way}`,
    phone: '0977777777',
    identity: '034168001111',
    plan: `ao cá mè ${way}`,
    address: `2${way.length}`,
  }
  let before: Rows
  let after: Rows
  let theirs: Rows
  let earlier: Set<string>
  beforeAll(async () => {
    earlier = new Set((await everything()).keys())
    const { householdId, accountId } = await somebody(mine)
    before = await everything()
    await somebody(other)
    theirs = new Map([...(await everything())].filter(([name]) => !before.has(name)))
    await world.store.transaction(async (tx) => {
      await tx.consents.withdraw(accountId, ['talk'], now)
      if (way === 'the household') await tx.ownData.eraseHousehold(householdId, now)
      else await tx.ownData.erase(accountId, now)
    })
    after = await everything()
  })

  it('leaves their words nowhere but where it is said that they stay', () => {
    const marks = marksOf(mine)
    expect(columnsWith(before, marks).filter((column) => !isStaying(column)).length).toBeGreaterThan(8)
    const own = way === 'the household' ? [] : ['household_choice.code_word_sealed']
    expect(columnsWith(after, marks).filter((column) => !isStaying(column))).toEqual(own)
    // Of a request that the bank works on, its picture; nothing else of what they said, but the household's own word.
    expect(columnsWith(after, marks)).toEqual(['attachment.photo_sealed', ...own])
  })

  it('touches nothing of anybody else', () => {
    expect(theirs.size).toBeGreaterThan(20)
    for (const [name, row] of theirs) expect(after.get(name), name).toEqual(row)
  })

  // What a household set for all its people is not one person's to erase.
  const choice = ['household_id', 'receipts', 'code_word_sealed', 'changed_at'].map(
    (name) => `household_choice.${name}`,
  )
  const ofAll = [...choice, 'household.channel_order']
  const erased = Object.entries(personalColumns).flatMap(([table, fates]) =>
    words(fates.erased).map((column) => `${table}.${column}`),
  )
  it.each(erased.filter((column) => way === 'the household' || !ofAll.includes(column)))('takes %s', (column) => {
    const [table = '', name = ''] = column.split('.')
    const was = [...before].filter(([row, values]) => row.startsWith(`${table} `) && isThere(values[name]))
    const mineThen = was.filter(([row]) => !earlier.has(row))
    expect(mineThen.length).toBeGreaterThan(0)
    const left = mineThen.filter(([row, values]) => {
      const now = after.get(row)
      return now !== undefined && isThere(now[name]) && JSON.stringify(now[name]) === JSON.stringify(values[name])
    })
    expect(left.map(([row]) => row)).toEqual([])
  })
})
