import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Author, announce, announcementLimits } from '../../src/app/announce.ts'
import { pauseAnnouncement } from '../../src/app/pause-announcement.ts'
import { readAudience } from '../../src/app/read-audience.ts'
import { sendAnnouncement } from '../../src/app/send-announcement.ts'
import { type Audience, nobody } from '../../src/domain/audience.ts'
import { sendsAlone } from '../support/sends-alone.ts'
import { now, type StaffWorld, staffWorld } from '../support/staff-world.ts'

let world: StaffWorld
let author: Author
beforeAll(async () => {
  world = await staffWorld()
  await sendsAlone(world)
  const householdId = await world.household({ programmes: ['poor'] })
  await world.account({ householdId })
  const officeId = world.office.id
  author = { kind: 'staff', id: (await world.staff('officer')).id, officeId, scope: { officeId } }
})
afterAll(() => world.close())
beforeEach(() => {
  world.woken.length = 0
})

const text = { sender: 'PGD Duy Tiên', title: 'Lịch giao dịch', body: 'Ngày 12 tại phường.', source: '' }
const everybody: Audience = { everybody: true }
const drafted = async (audience: Audience = everybody) => {
  const draft = await announce(world, { author, text, audience })
  return draft.ok ? draft.id : ''
}

describe('an announcement', () => {
  it('is sent once, to those who are counted, by those who wake', async () => {
    const id = await drafted()
    expect(world.woken).toEqual([])
    const sent = await sendAnnouncement(world, { author, id })
    expect(sent).toMatchObject({ ok: true, written: 1, reach: { reached: 1 } })
    expect(world.woken).toEqual([{ name: 'send-batch', lane: 2 }])
    expect(await sendAnnouncement(world, { author, id })).toEqual({ ok: false, problem: 'not_draft' })
    const found = await world.store.announcements.find(id)
    expect(found).toMatchObject({ status: 'sending' })
    const mailing = await world.database.prisma.mailing.findUniqueOrThrow({
      where: { id: BigInt(found?.mailingId ?? 0) },
    })
    expect(mailing).toMatchObject({ kind: 'announcement', lane: 2, onUncertain: 'hold', officeId: world.office.id })
    expect(JSON.stringify(mailing.body)).toContain('Ngày 12 tại phường.')
    const actions = (await world.store.audit.list({ actorId: author.id, limit: 9 })).map((r) => r.action)
    expect(actions.slice(0, 2)).toEqual(['announcement.send', 'announcement.draft'])
  })

  it('is written once by two clicks at once', async () => {
    const id = await drafted()
    const both = await Promise.all([sendAnnouncement(world, { author, id }), sendAnnouncement(world, { author, id })])
    expect(both.filter((s) => s.ok)).toHaveLength(1)
    expect(
      await world.database.prisma.delivery.count({ where: { dedupeKey: { startsWith: `announcement:${id}:` } } }),
    ).toBe(1)
  })

  it('is not sent to nobody', async () => {
    const id = await drafted({ ...nobody, communes: [world.commune.second] })
    expect(await sendAnnouncement(world, { author, id })).toEqual({ ok: false, problem: 'nobody' })
    expect((await world.store.announcements.find(id))?.status).toBe('draft')
  })

  it.each<[string, object, Audience, object]>([
    ['no title', { title: ' ' }, everybody, { title: 'empty' }],
    ['a title at its limit', { title: 'ặ'.repeat(announcementLimits.title) }, everybody, {}],
    ['a title beyond it', { title: 'ặ'.repeat(announcementLimits.title + 1) }, everybody, { title: 'too_long' }],
    ['no words and nobody to read them', { body: '' }, nobody, { body: 'empty', audience: 'empty' }],
    ['no source, which is allowed', { source: '' }, everybody, {}],
    ['a commune that is not theirs', {}, { ...nobody, communes: [999_999] }, { audience: 'outside' }],
    ['a programme that does not exist', {}, { ...nobody, programmes: ['gold'] }, { audience: 'outside' }],
  ])('%s', async (_, change, audience, problems) => {
    const draft = await announce(world, { author, text: { ...text, ...change }, audience })
    expect(draft.ok ? {} : draft.problems).toEqual(problems)
  })

  it.each([
    ['', {}],
    ['2026-11-24', {}],
    ['2026-11-23', { lastDay: 'past' }],
    ['24/11', { lastDay: 'no_day' }],
    ['2026-02-30', { lastDay: 'no_day' }],
  ])('goes out until the day "%s"', async (lastDay, problems) => {
    const draft = await announce(world, { author, text, audience: everybody, lastDay })
    expect(draft.ok ? {} : draft.problems).toEqual(problems)
  })

  it('ends with its last day, and is not sent after it', async () => {
    const until = async (lastDay: string, revise?: string) => {
      const draft = await announce(world, { author, text, audience: everybody, lastDay, ...(revise ? { revise } : {}) })
      return draft.ok ? draft.id : ''
    }
    const id = await until('2026-11-24')
    expect(await world.store.announcements.find(id)).toMatchObject({ lastDay: '2026-11-24' })
    expect((await world.store.announcements.find(await until('', id)))?.lastDay).toBeUndefined()
    await until('2026-11-24', id)
    world.clock.at = new Date('2026-11-25T02:00:00Z')
    expect(await sendAnnouncement(world, { author, id })).toEqual({ ok: false, problem: 'over' })
    world.clock.at = now
    expect((await sendAnnouncement(world, { author, id })).ok).toBe(true)
    const { mailingId } = (await world.store.announcements.find(id)) ?? {}
    const mailing = await world.database.prisma.mailing.findUnique({ where: { id: BigInt(mailingId ?? 0) } })
    expect(mailing?.notAfter).toEqual(new Date('2026-11-25T00:00:00+07:00'))
  })

  it('by an officer of one commune stays in the commune', async () => {
    const local = { ...author, scope: { officeId: world.office.id, communeId: world.commune.second } }
    expect(await announce(world, { author: local, text, audience: everybody })).toEqual({
      ok: false,
      problems: { audience: 'too_wide' },
    })
    const draft = await announce(world, { author: local, text, audience: { ...nobody, programmes: ['poor'] } })
    const found = await world.store.announcements.find(draft.ok ? draft.id : '')
    expect(found?.audience).toMatchObject({ communes: [world.commune.second] })
    const beyond = { ...nobody, communes: [world.commune.first] }
    expect(await announce(world, { author: local, text, audience: beyond })).toEqual({
      ok: false,
      problems: { audience: 'outside' },
    })
  })

  it('of another office does not exist', async () => {
    const id = await drafted()
    const other = { ...author, officeId: world.office.otherId, scope: { officeId: world.office.otherId } }
    expect(await sendAnnouncement(world, { author: other, id })).toEqual({ ok: false, problem: 'not_found' })
    expect(await pauseAnnouncement(world, { author: other, id, turn: 'pause' })).toEqual({
      ok: false,
      problem: 'not_found',
    })
  })

  it('is paused, goes on and is cancelled, and wakes the senders only to go on', async () => {
    const id = await drafted()
    expect(await pauseAnnouncement(world, { author, id, turn: 'pause' })).toEqual({ ok: false, problem: 'not_now' })
    await sendAnnouncement(world, { author, id })
    world.woken.length = 0
    expect(await pauseAnnouncement(world, { author, id, turn: 'pause' })).toEqual({ ok: true })
    expect(world.woken).toEqual([])
    expect(await pauseAnnouncement(world, { author, id, turn: 'resume' })).toEqual({ ok: true })
    expect(world.woken).toEqual([{ name: 'send-batch', lane: 2 }])
    expect(await pauseAnnouncement(world, { author, id, turn: 'cancel' })).toEqual({ ok: true })
    expect(await pauseAnnouncement(world, { author, id, turn: 'resume' })).toEqual({ ok: false, problem: 'not_now' })
    expect(await pauseAnnouncement(world, { author, id, turn: 'again' })).toEqual({ ok: false, problem: 'not_now' })
  })

  it('that was cancelled by a process that died is written down to its end by whoever cancels it again', async () => {
    const id = await drafted()
    await sendAnnouncement(world, { author, id })
    await world.store.announcements.turn(id, 'cancelled')
    const states = async () => {
      const { mailingId = '' } = (await world.store.announcements.find(id)) ?? {}
      return (await world.store.announcements.progress(mailingId, world.clock.now())).states
    }
    expect(await states()).toMatchObject({ pending: 1, skipped: 0 })
    expect(await pauseAnnouncement(world, { author, id, turn: 'cancel' })).toEqual({ ok: false, problem: 'not_now' })
    expect(await states()).toMatchObject({ pending: 0, skipped: 1 })
  })
})

describe('an audience in words', () => {
  it.each<[string, string, () => Audience]>([
    ['all', 'all', () => everybody],
    ['a commune', 'commune:C1', () => ({ ...nobody, communes: [world.commune.first] })],
    [
      'spaces',
      ' commune:C1 , commune:C2 ',
      () => ({ ...nobody, communes: [world.commune.first, world.commune.second] }),
    ],
    [
      'kinds',
      'group:G1,programme:poor,association:12',
      () => ({
        ...{ communes: [], groups: [world.group.first], programmes: ['poor'], associations: [12] },
      }),
    ],
  ])('%s', async (_, words, audience) => {
    expect(await readAudience(world.store, words, { officeId: world.office.id })).toEqual({
      ok: true,
      audience: audience(),
    })
  })

  it.each([
    ['nothing', '', ''],
    ['a commune of another office', 'commune:C3', 'commune:C3'],
    ['an unknown kind', 'commune:C1,hamlet:2', 'hamlet:2'],
    ['an unknown programme', 'programme:gold', 'programme:gold'],
    ['all and more', 'all,commune:C1', 'all'],
  ])('is refused: %s', async (_, words, part) => {
    expect(await readAudience(world.store, words, { officeId: world.office.id })).toEqual({ ok: false, part })
  })
})
