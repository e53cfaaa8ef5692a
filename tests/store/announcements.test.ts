import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Audience, nobody } from '../../src/domain/audience.ts'
import { prismaLedger } from '../../src/store/ledger.ts'
import { now, type StaffWorld, staffWorld } from '../support/staff-world.ts'

let world: StaffWorld
beforeAll(async () => {
  world = await staffWorld()
  await seed()
})
afterAll(() => world.close())

const people: Record<string, string> = {}
const accounts: Record<string, string> = {}
const ids = (...names: string[]) => names.map((name) => accounts[name] ?? '')
const earlier = new Date('2026-11-01T00:00:00Z')

/** Seven households of the office and one of another, each for one reason; two followers. */
async function seed() {
  const { commune, group } = world
  people.two = await world.household({ programmes: ['poor'] })
  accounts.old = await world.account({ householdId: people.two, seen: earlier })
  accounts.new = await world.account({ householdId: people.two, channel: 'telegram' })
  people.elsewhere = await world.household({
    communeId: commune.second,
    groupId: group.second,
    programmes: ['clean_water'],
  })
  accounts.elsewhere = await world.account({ householdId: people.elsewhere })
  people.repaid = await world.household({ closedProgrammes: ['poor'] })
  accounts.repaid = await world.account({ householdId: people.repaid })
  people.silent = await world.household({ programmes: ['poor'] })
  people.blocked = await world.household({ programmes: ['poor'] })
  await world.account({ householdId: people.blocked, status: 'blocked' })
  people.unwilling = await world.household({ programmes: ['poor'] })
  await world.account({ householdId: people.unwilling, consents: ['talk'] })
  people.mixed = await world.household({ programmes: ['poor'] })
  accounts.willing = await world.account({ householdId: people.mixed, seen: earlier })
  await world.account({ householdId: people.mixed, status: 'blocked' })
  people.foreign = await world.household({ communeId: commune.other, groupId: group.other, programmes: ['poor'] })
  await world.account({ householdId: people.foreign })
  accounts.follower = await world.account({ channel: 'telegram' })
  await world.account({ consents: [] })
}

const draft = async (audience: Audience, officeId = world.office.id) =>
  world.store.announcements.create({
    ...{ officeId, authorId: 's1', sender: 'PGD', title: 'Lịch', body: 'Nội dung', source: '', audience, at: now },
  })

/** Writes the recipients of an audience and gives their accounts. */
const fannedOut = async (audience: Audience, officeId?: number) => {
  const id = await draft(audience, officeId)
  const mailingId = await world.store.outbox.openMailing({
    kind: 'announcement',
    lane: 2,
    onUncertain: 'hold',
    at: now,
  })
  const written = await world.store.announcements.fanOut(id, { mailingId, at: now })
  await world.store.outbox.seal(mailingId)
  const rows = await world.database.prisma.delivery.findMany({
    where: { mailingId: BigInt(mailingId) },
    orderBy: { id: 'asc' },
  })
  expect(written).toBe(rows.length)
  return { id, mailingId, rows, accounts: rows.map((r) => r.accountId.toString()) }
}

describe('an audience', () => {
  it.each<[string, () => Audience, number, string[]]>([
    ['everybody', () => ({ everybody: true }), 7, ['new', 'elsewhere', 'repaid', 'willing', 'follower']],
    ['one commune', () => ({ ...nobody, communes: [world.commune.second] }), 1, ['elsewhere']],
    [
      'two communes',
      () => ({ ...nobody, communes: [world.commune.first, world.commune.second] }),
      7,
      ['new', 'elsewhere', 'repaid', 'willing'],
    ],
    ['a commune of another office', () => ({ ...nobody, communes: [world.commune.other] }), 0, []],
    ['a group', () => ({ ...nobody, groups: [world.group.second] }), 1, ['elsewhere']],
    [
      'a programme: a loan that is repaid does not count',
      () => ({ ...nobody, programmes: ['poor'] }),
      5,
      ['new', 'willing'],
    ],
    [
      'either of two programmes',
      () => ({ ...nobody, programmes: ['poor', 'clean_water'] }),
      6,
      ['new', 'elsewhere', 'willing'],
    ],
    ['an association', () => ({ ...nobody, associations: [11] }), 1, ['elsewhere']],
    ['kinds narrow each other', () => ({ ...nobody, communes: [world.commune.second], programmes: ['poor'] }), 0, []],
    ['nobody', () => nobody, 0, []],
    ['accounts that are named', () => ({ accounts: ids('new', 'elsewhere') }), 2, ['new', 'elsewhere']],
    ['of a household the one that is named', () => ({ accounts: ids('old') }), 1, ['old']],
    ['two of one household: one of them', () => ({ accounts: ids('old', 'new') }), 1, ['new']],
    ['a follower who is named and never asked this office for a loan', () => ({ accounts: ids('follower') }), 0, []],
  ])('%s is counted and written to by the same condition', async (_, audience, households, reached) => {
    const reach = await world.store.announcements.count(audience(), world.office.id, now)
    const { accounts: written } = await fannedOut(audience())
    expect(written.sort()).toEqual(reached.map((name) => accounts[name]).sort())
    expect(reach.households).toBe(households)
    expect(reach.reached + reach.followers).toBe(written.length)
    expect(reach.reached + reach.noAccount + reach.blocked + reach.noConsent + reach.switchedOff).toBe(households)
  })

  it.each<[string, () => Promise<Audience>, string[]]>([
    ['poor households', async () => ({ ...nobody, statuses: ['poor'] }), ['elsewhere']],
    ['all others, unknown ones too', async () => ({ ...nobody, statuses: ['other'] }), ['new', 'repaid', 'willing']],
    ['of the list of a year', async () => ({ ...nobody, statuses: ['poor'], listYear: 2025 }), []],
    ['of the list of their year', async () => ({ ...nobody, listYear: 2026 }), ['elsewhere']],
    ['who read English: by the account that does', async () => ({ ...nobody, langs: ['en'] }), ['old']],
    [
      'heard of within ten days',
      async () => ({ ...nobody, heard: { within: true, days: 10 } }),
      ['new', 'elsewhere', 'repaid', 'willing'],
    ],
    [
      'not heard of within ten days',
      async () => ({ ...nobody, programmes: ['poor'], heard: { within: false, days: 10 } }),
      [],
    ],
    [
      'everybody but a commune',
      async () => ({ everybody: true, except: { ...nobody, communes: [world.commune.first] } }),
      ['elsewhere', 'follower'],
    ],
    [
      'everybody but those lately heard of',
      async () => ({ everybody: true, except: { ...nobody, heard: { within: true, days: 10 } } }),
      [],
    ],
    [
      'a programme but a status',
      async () => ({ ...nobody, programmes: ['poor', 'clean_water'], except: { ...nobody, statuses: ['poor'] } }),
      ['new', 'willing'],
    ],
    ['those without a linked account', async () => ({ ...nobody, communes: [world.commune.first], linked: false }), []],
  ])('%s', async (_, audience, reached) => {
    const { prisma } = world.database
    const where = { id: BigInt(people.elsewhere ?? 0) }
    await prisma.household.update({ where, data: { povertyStatus: 'poor', listYear: 2026 } })
    await prisma.channelAccount.update({ where: { id: BigInt(accounts.old ?? 0) }, data: { lang: 'en' } })
    const reach = await world.store.announcements.count(await audience(), world.office.id, now)
    const { accounts: written } = await fannedOut(await audience())
    expect(written.sort()).toEqual(reached.map((name) => accounts[name]).sort())
    expect(reach.reached + reach.followers).toBe(written.length)
  })

  it('tells who switched it off from who never allowed it, and who had enough today', async () => {
    const { prisma } = world.database
    const householdId = await world.household({ communeId: world.commune.second })
    const accountId = await world.account({ householdId })
    const audience = { ...nobody, communes: [world.commune.second] }
    const where = { accountId: BigInt(accountId), purpose: 'announcements' }
    await prisma.consent.updateMany({ where, data: { withdrawnAt: now } })
    const off = await world.store.announcements.count(audience, world.office.id, now)
    expect(off).toMatchObject({ households: 2, reached: 1, switchedOff: 1, noConsent: 0 })
    const { mailingId } = await fannedOut(audience)
    const sent = { state: 'sent', sentAt: now }
    await prisma.delivery.updateMany({ where: { mailingId: BigInt(mailingId) }, data: sent })
    const limit = (announcementsPerDay: number) =>
      prisma.transactionOffice.update({ where: { id: world.office.id }, data: { announcementsPerDay } })
    await limit(1)
    expect(await world.store.announcements.count(audience, world.office.id, now)).toMatchObject({
      reached: 1,
      putOff: 1,
    })
    await limit(2)
    expect(await world.store.announcements.count(audience, world.office.id, now)).toMatchObject({ putOff: 0 })
    await limit(3)
    await prisma.consent.deleteMany({ where: { accountId: BigInt(accountId) } })
    await prisma.channelAccount.delete({ where: { id: BigInt(accountId) } })
    await prisma.household.delete({ where: { id: BigInt(householdId) } })
  })

  it('says why somebody is left out', async () => {
    const reach = await world.store.announcements.count({ ...nobody, programmes: ['poor'] }, world.office.id, now)
    expect(reach).toEqual({
      ...{ households: 5, reached: 2, noAccount: 1, blocked: 1, noConsent: 1, followers: 0 },
      ...{ switchedOff: 0, putOff: 0, otherAccounts: 1 },
    })
  })

  it('reaches strangers who are named by the office that they asked for a loan', async () => {
    const accountId = await world.account({ channel: 'telegram' })
    await world.application({ accountId, officeId: world.office.otherId, communeId: world.commune.other })
    const named = { accounts: [accountId] }
    expect((await world.store.announcements.count(named, world.office.otherId, now)).followers).toBe(1)
    expect((await world.store.announcements.count(named, world.office.id, now)).followers).toBe(0)
    expect((await fannedOut(named, world.office.otherId)).accounts).toEqual([accountId])
  })

  it('does not hand followers to an office that is not the first', async () => {
    const reach = await world.store.announcements.count({ everybody: true }, world.office.otherId, now)
    expect(reach).toMatchObject({ households: 1, reached: 1, followers: 0 })
  })

  it.each<[string, string[], string]>([
    ['the last heard of, where it chose nothing', [], 'telegram'],
    ['the first that it named', ['zalo', 'web'], 'zalo'],
    ['the next that it has', ['terminal', 'web'], 'web'],
    ['any it has, where it named others', ['terminal'], 'telegram'],
  ])('reaches a household once, on the channel that it wants: %s', async (_, order, channel) => {
    const communeId = world.commune.other
    const householdId = await world.household({ communeId, groupId: world.group.other, programmes: ['clean_water'] })
    const seen = (minute: number) => new Date(now.getTime() + minute * 60_000)
    await world.account({ householdId, channel: 'web', seen: seen(1) })
    await world.account({ householdId, channel: 'zalo', seen: seen(2) })
    await world.account({ householdId, channel: 'telegram', seen: seen(3) })
    await world.account({ householdId, channel: 'telegram', seen: seen(9), consents: [] })
    const phone = await world.account({ householdId, channel: 'zalo', seen: seen(8) })
    const { prisma } = world.database
    await prisma.channelAccount.update({ where: { id: BigInt(phone) }, data: { byPhone: true } })
    await prisma.household.update({ where: { id: BigInt(householdId) }, data: { channelOrder: order } })
    const audience = { ...nobody, programmes: ['clean_water'] }
    const { rows } = await fannedOut(audience, world.office.otherId)
    expect(rows.filter((r) => r.dedupeKey?.endsWith(`:h${householdId}`)).map((r) => r.channel)).toEqual([channel])
    expect(rows.map((r) => r.accountId.toString())).not.toContain(phone)
    await prisma.loan.deleteMany({ where: { householdId: BigInt(householdId) } })
    await prisma.channelAccount.updateMany({ where: { householdId: BigInt(householdId) }, data: { status: 'gone' } })
  })

  it('is honoured when consent is taken back', async () => {
    const householdId = await world.household({ communeId: world.commune.second, groupId: world.group.second })
    const accountId = await world.account({ householdId })
    await world.store.consents.withdraw(accountId, ['announcements'], now)
    const { accounts: written } = await fannedOut({ ...nobody, communes: [world.commune.second] })
    expect(written).toEqual([accounts.elsewhere])
  })
})

describe('a sending', () => {
  let sending: Awaited<ReturnType<typeof fannedOut>>
  beforeEach(async () => {
    sending = await fannedOut({ everybody: true })
  })
  const set = (state: string, of = sending.rows) =>
    world.database.prisma.delivery.updateMany({ where: { id: { in: of.map((r) => r.id) } }, data: { state } })
  const status = async () => (await world.store.announcements.find(sending.id))?.status
  const finish = async () => {
    const where = { mailingId: BigInt(sending.mailingId) }
    await world.database.prisma.chunk.updateMany({ where, data: { state: 'done' } })
    await world.database.prisma.mailing.update({ where: { id: where.mailingId }, data: { status: 'done' } })
  }

  it('writes one delivery per household, by a key of its own, and no second time', async () => {
    expect(sending.rows.map((r) => r.dedupeKey)).toContain(`announcement:${sending.id}:h${people.two}`)
    expect(sending.rows.map((r) => r.dedupeKey)).toContain(`announcement:${sending.id}:a${accounts.follower}`)
    expect(await world.store.announcements.fanOut(sending.id, { mailingId: sending.mailingId, at: now })).toBe(0)
  })

  it('is claimed once', async () => {
    const id = await draft({ everybody: true })
    const claims = await Promise.all([
      world.store.announcements.claim(id, { at: now, from: ['draft'], version: 1 }),
      world.store.announcements.claim(id, { at: now, from: ['draft'], version: 1 }),
    ])
    expect(claims.sort()).toEqual([false, true])
  })

  it('is not claimed as it was read when it was changed meanwhile', async () => {
    const id = await draft({ everybody: true })
    const claim = { at: now, from: ['draft'] as const }
    expect(await world.store.announcements.claim(id, { ...claim, version: 2 })).toBe(false)
    expect(await world.store.announcements.claim(id, { ...claim, version: 1 })).toBe(true)
  })

  it('pauses and goes on', async () => {
    expect(await status()).toBe('sending')
    expect(await world.store.announcements.turn(sending.id, 'sending')).toBe(false)
    expect(await world.store.announcements.turn(sending.id, 'paused')).toBe(true)
    expect(await world.store.announcements.turn(sending.id, 'paused')).toBe(false)
    expect(await status()).toBe('paused')
    expect(await world.store.announcements.turn(sending.id, 'sending')).toBe(true)
    expect(await status()).toBe('sending')
  })

  it('is done when nothing was left at the moment it was paused', async () => {
    await world.store.announcements.turn(sending.id, 'paused')
    await world.database.prisma.chunk.updateMany({
      where: { mailingId: BigInt(sending.mailingId) },
      data: { state: 'done' },
    })
    await world.store.announcements.turn(sending.id, 'sending')
    expect(await status()).toBe('done')
  })

  it('is cancelled: what has not left does not leave, what was sent stays sent', async () => {
    await set('sent', sending.rows.slice(0, 1))
    await world.store.announcements.skipRest(sending.id)
    expect((await world.store.announcements.progress(sending.mailingId, now)).states).toMatchObject({ skipped: 0 })
    expect(await world.store.announcements.turn(sending.id, 'cancelled')).toBe(true)
    await world.store.announcements.skipRest(sending.id)
    const progress = await world.store.announcements.progress(sending.mailingId, now)
    expect(progress.states).toMatchObject({ sent: 1, skipped: sending.rows.length - 1, pending: 0 })
    expect(progress.reasons).toEqual([{ state: 'skipped', code: 'cancelled', count: sending.rows.length - 1 }])
    expect(await world.store.announcements.turn(sending.id, 'sending')).toBe(false)
    const open = { mailingId: BigInt(sending.mailingId), state: { not: 'done' } }
    expect(await world.database.prisma.chunk.count({ where: open })).toBe(0)
  })

  it('goes once more to those in doubt, and to nobody else', async () => {
    await set('sent')
    await set('uncertain', sending.rows.slice(0, 2))
    expect(await world.store.announcements.sendAgain(sending.id, now)).toBe(0)
    await finish()
    expect(await world.store.announcements.sendAgain(sending.id, now)).toBe(2)
    expect(await world.store.announcements.progress(sending.mailingId, now)).toMatchObject({
      states: { retry: 2, uncertain: 0 },
    })
    expect(await status()).toBe('sending')
    const open = await world.database.prisma.chunk.findMany({
      where: { mailingId: BigInt(sending.mailingId), state: 'ready' },
    })
    const covered = sending.rows
      .slice(0, 2)
      .every((r) => open.some((c) => c.channel === r.channel && c.fromId <= r.id && r.id <= c.toId))
    expect(covered).toBe(true)
  })

  it('once more is found by the senders, who take those in doubt only', async () => {
    await world.database.prisma.mailing.updateMany({
      where: { id: { not: BigInt(sending.mailingId) } },
      data: { status: 'done' },
    })
    await set('sent')
    const doubtful = sending.rows.filter((r) => r.channel === 'web').slice(0, 2)
    await set('uncertain', doubtful)
    await finish()
    await world.store.announcements.sendAgain(sending.id, now)
    const ledger = prismaLedger(world.database.prisma)
    const until = new Date(now.getTime() + 20_000)
    expect(await ledger.claim({ lanes: [2], channel: 'telegram', limit: 1, now, until })).toEqual([])
    const [lease] = await ledger.claim({ lanes: [2], channel: 'web', limit: 1, now, until })
    if (!lease) throw new Error('nothing to claim')
    const { ids } = lease
    expect(ids).toEqual(doubtful.map((r) => r.id.toString()))
    const held = ids.map((id) => ({ lease, id }))
    expect((await ledger.intend(held, now)).sending.map((s) => s.deliveryId).sort()).toEqual([...ids].sort())
    await ledger.settle(
      ids.map((deliveryId) => ({ deliveryId, accountId: '1', attempt: 1, state: 'sent' as const, messageId: 'm' })),
      now,
    )
    await ledger.release([lease])
    expect(await ledger.claim({ lanes: [2], channel: 'web', limit: 1, now, until })).toEqual([])
    expect(await status()).toBe('done')
    expect(await world.store.announcements.progress(sending.mailingId, now)).toMatchObject({
      states: { sent: sending.rows.length, uncertain: 0 },
    })
  })

  it('stays done where nobody is in doubt', async () => {
    await set('sent')
    await finish()
    expect(await world.store.announcements.sendAgain(sending.id, now)).toBe(0)
    expect(await status()).toBe('done')
  })

  it('lists recipients page by page, by state', async () => {
    await set('failed', sending.rows.slice(0, 1))
    const list = (of: { state?: 'failed'; limit: number; afterId?: string }) =>
      world.store.announcements.recipients({ mailingId: sending.mailingId, scope: {}, ...of })
    expect(await list({ state: 'failed', limit: 10 })).toHaveLength(1)
    const first = await list({ limit: 2 })
    const rest = await list({ limit: 99, afterId: first[1]?.id ?? '' })
    expect(first.length + rest.length).toBe(sending.rows.length)
  })

  it('lists those of one commune for a reader of that commune', async () => {
    const whole = await fannedOut({ everybody: true })
    const of = (communeId: number) =>
      world.store.announcements.recipients({ mailingId: whole.mailingId, scope: { communeId }, limit: 99 })
    expect((await of(world.commune.second)).map(({ householdId }) => householdId)).toEqual([people.elsewhere])
    expect((await of(world.commune.first)).map(({ householdId }) => householdId)).not.toContain(people.elsewhere)
    expect(await of(world.commune.other)).toEqual([])
  })
})
