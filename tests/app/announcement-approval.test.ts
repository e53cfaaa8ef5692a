import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Author, announce } from '../../src/app/announce.ts'
import { decideAnnouncement, submitAnnouncement } from '../../src/app/announcement-approval.ts'
import { checkAnnouncement } from '../../src/app/announcement-checks.ts'
import { approvalRule, setApprovalRule } from '../../src/app/announcement-rules.ts'
import { ownDomainsSetting } from '../../src/app/own-domains.ts'
import {
  scheduleAnnouncement,
  sendDueAnnouncements,
  unscheduleAnnouncement,
} from '../../src/app/schedule-announcement.ts'
import { sendAnnouncement } from '../../src/app/send-announcement.ts'
import type { Audience } from '../../src/domain/audience.ts'
import type { Role } from '../../src/domain/staff.ts'
import { loadLanguage } from '../../src/i18n.ts'
import type { Language } from '../../src/ports/language.ts'
import { now, type StaffWorld, staffWorld } from '../support/staff-world.ts'

let world: StaffWorld & { language: Language; publicUrl: string }
let writer: Author
let colleague: Author
let director: Author
beforeAll(async () => {
  world = { ...(await staffWorld()), language: loadLanguage(), publicUrl: 'https://loa.test' }
  await world.account({ householdId: await world.household({}) })
  writer = await member('officer')
  colleague = await member('officer')
  director = await member('director')
})
afterAll(() => world.close())
beforeEach(async () => {
  world.clock.at = now
  world.woken.length = 0
  await setApprovalRule(world.store.settings, { rule: 'director' })
})

async function member(role: Role, officeId = world.office.id): Promise<Author> {
  const { id } = await world.staff(role, { officeId })
  return { kind: 'staff', id, role, officeId, scope: { officeId } }
}

const text = { sender: 'PGD Duy Tiên', title: 'Lịch giao dịch', body: 'Ngày 12 tại phường.', source: '' }
const everybody: Audience = { everybody: true }

async function drafted(
  author = writer,
  { body = text.body, ...of }: { body?: string; revise?: string; lastDay?: string } = {},
): Promise<string> {
  const draft = await announce(world, { author, text: { ...text, body }, audience: everybody, ...of })
  if (!draft.ok) throw new Error(JSON.stringify(draft.problems))
  return draft.id
}

async function waiting(author = writer): Promise<string> {
  const id = await drafted(author)
  await submitAnnouncement(world, { author, id })
  return id
}

async function approved(): Promise<string> {
  const id = await waiting()
  await decide(id)
  return id
}

const decide = async (id: string, author = director, of: object = {}) => {
  const found = await world.store.announcements.find(id)
  const ticked = found ? (await checkAnnouncement(world, found)).findings.map((finding) => finding.id) : []
  const version = found?.version ?? 0
  return decideAnnouncement(world, { author, id, version, decide: 'approve', ticked, ...of })
}
const stateOf = async (id: string) => (await world.store.announcements.find(id))?.status
const send = (id: string, author = writer) => sendAnnouncement(world, { author, id })
const refused = (problem: string) => ({ ok: false, problem })

describe('an announcement that a second person has to approve', () => {
  it('goes from its author to a director and from there to the households', async () => {
    const id = await drafted()
    expect(await send(id)).toEqual(refused('not_approved'))
    expect(await decide(id)).toEqual(refused('not_now'))
    expect(await submitAnnouncement(world, { author: writer, id })).toEqual({ ok: true })
    expect(await send(id)).toEqual(refused('not_approved'))
    expect(world.woken).toEqual([])
    expect(await decide(id)).toEqual({ ok: true })
    expect(await world.store.announcements.find(id)).toMatchObject({
      ...{ status: 'approved', decidedBy: director.id, writers: [writer.id], version: 1 },
    })
    expect(await send(id)).toMatchObject({ ok: true, written: 1 })
    expect(await send(id)).toEqual(refused('not_draft'))
    const actions = (await world.store.audit.list({ subjectKind: 'announcement', subjectId: id, limit: 9 })).reverse()
    expect(actions.map((row) => [row.action.split('.')[1], row.actorId])).toEqual([
      ...[
        ['draft', writer.id],
        ['submit', writer.id],
        ['approve', director.id],
        ['send', writer.id],
      ],
    ])
  })

  it('is never approved by its author, whatever role they have', async () => {
    const id = await waiting(director)
    expect(await decide(id)).toEqual(refused('own_words'))
    expect(await stateOf(id)).toBe('waiting')
  })

  it('is not approved by who changed a colleague’s, nor by the colleague', async () => {
    const other = await member('director')
    const id = await drafted(writer)
    await drafted(director, { revise: id })
    await submitAnnouncement(world, { author: writer, id })
    expect(await decide(id, director)).toEqual(refused('own_words'))
    await setApprovalRule(world.store.settings, { rule: 'officer' })
    expect(await decide(id, writer)).toEqual(refused('own_words'))
    expect(await decide(id, other)).toEqual({ ok: true })
  })

  it.each<[string, (id: string) => Promise<unknown>]>([
    ['while it waits', async () => {}],
    ['when it was approved', (id) => decide(id)],
    [
      'when its time is set',
      async (id) => {
        await decide(id)
        await scheduleAnnouncement(world, { author: writer, id, day: '2026-11-25', hour: '8' })
      },
    ],
  ])('is a draft again when it is changed %s', async (_, before) => {
    const id = await waiting()
    await before(id)
    await drafted(colleague, { revise: id })
    const found = await world.store.announcements.find(id)
    expect(found).toMatchObject({ status: 'draft', version: 2, writers: [writer.id, colleague.id] })
    expect([found?.decidedBy, found?.sendAt]).toEqual([undefined, undefined])
    expect(await send(id)).toEqual(refused('not_approved'))
  })

  it('is not approved as it was read when it was changed meanwhile', async () => {
    const id = await waiting()
    await drafted(colleague, { revise: id })
    await submitAnnouncement(world, { author: colleague, id })
    expect(await decide(id, director, { version: 1 })).toEqual(refused('changed'))
    expect(await decide(id, director, { version: 2 })).toEqual({ ok: true })
  })

  it('is returned with a reason, and goes the same way again', async () => {
    const id = await waiting()
    expect(await decide(id, director, { decide: 'return', why: ' ' })).toEqual(refused('no_reason'))
    expect(await decide(id, director, { decide: 'return', why: 'Sai ngày' })).toEqual({ ok: true })
    expect(await world.store.announcements.find(id)).toMatchObject({ status: 'returned', returnedWhy: 'Sai ngày' })
    expect(await decide(id)).toEqual(refused('not_now'))
    await submitAnnouncement(world, { author: writer, id })
    expect(await decide(id)).toEqual({ ok: true })
    expect(await decide(id, director, { decide: 'return', why: 'Nghĩ lại' })).toEqual({ ok: true })
    expect(await send(id)).toEqual(refused('not_approved'))
  })

  it.each<[string, () => Promise<Author>, string]>([
    ['an officer, where a director has to', async () => colleague, 'not_approver'],
    ['a director of another office', () => member('director', world.office.otherId), 'not_found'],
    ['the command line', async () => ({ ...director, kind: 'system' as const, id: 'command line' }), 'not_approver'],
    [
      'a director of one commune only, for all',
      async () => ({
        ...(await member('director')),
        scope: { officeId: world.office.id, communeId: world.commune.first },
      }),
      'outside',
    ],
  ])('is not approved by %s', async (_, who, problem) => {
    expect(await decide(await waiting(), await who())).toEqual(refused(problem))
  })

  it('is sent without a second word where the rule is off, for the installation or for the office', async () => {
    const { settings } = world.store
    await setApprovalRule(settings, { rule: 'none', officeId: world.office.otherId })
    expect(await approvalRule(settings, world.office.id)).toBe('director')
    expect(await approvalRule(settings, world.office.otherId)).toBe('none')
    await setApprovalRule(settings, { rule: 'none' })
    expect(await send(await drafted())).toMatchObject({ ok: true })
  })

  it('is not approved by who returned it, however it came to stand', async () => {
    const id = await waiting()
    await decide(id, director, { decide: 'return', why: 'Sai ngày' })
    await setApprovalRule(world.store.settings, { rule: 'none' })
    expect(await scheduleAnnouncement(world, { author: writer, id, day: '2026-11-25', hour: '8' })).toMatchObject({
      ok: true,
    })
    await setApprovalRule(world.store.settings, { rule: 'director' })
    expect(await send(id)).toEqual(refused('not_approved'))
    world.clock.at = new Date('2026-11-25T01:00:00Z')
    await sendDueAnnouncements(world)
    expect(await stateOf(id)).toBe('draft')
  })

  it('is not handed on when its last day has passed', async () => {
    const id = await drafted(writer, { lastDay: '2026-11-24' })
    world.clock.at = new Date('2026-11-25T02:00:00Z')
    expect(await submitAnnouncement(world, { author: writer, id })).toEqual(refused('over'))
  })
})

describe('a time of its own', () => {
  const set = (id: string, day: string, hour: string) => scheduleAnnouncement(world, { author: writer, id, day, hour })

  it.each([
    ['the first hour of the office', '2026-11-25', '7', undefined],
    ['the hour before', '2026-11-25', '6', 'not_open'],
    ['the last hour', '2026-11-25', '19', undefined],
    ['the hour after', '2026-11-25', '20', 'not_open'],
    ['now', '2026-11-24', '9', 'past'],
    ['the next hour', '2026-11-24', '10', undefined],
    ['no day', '', '8', 'no_day'],
    ['no hour', '2026-11-25', '', 'no_day'],
    ['an hour that is none', '2026-11-25', '24', 'no_day'],
  ])('%s', async (_, day, hour, problem) => {
    const done = await set(await approved(), day, hour)
    expect(done.ok ? undefined : done.problem).toBe(problem)
  })

  it('is not set for what nobody approved, nor after the last day', async () => {
    expect(await set(await waiting(), '2026-11-25', '8')).toEqual(refused('not_approved'))
    const id = await drafted(writer, { lastDay: '2026-11-25' })
    await submitAnnouncement(world, { author: writer, id })
    await decide(id)
    expect(await set(id, '2026-11-26', '8')).toEqual(refused('after_last_day'))
    expect(await set(id, '2026-11-25', '8')).toMatchObject({ ok: true })
  })

  it('is when it goes, once, and not before; taken back, it goes not at all', async () => {
    const [id, back] = [await approved(), await approved()]
    for (const each of [id, back]) await set(each, '2026-11-25', '8')
    expect(await unscheduleAnnouncement(world, { author: colleague, id: back })).toEqual({ ok: true })
    expect(await unscheduleAnnouncement(world, { author: colleague, id: back })).toEqual(refused('not_now'))
    world.clock.at = new Date('2026-11-25T00:59:59Z')
    await sendDueAnnouncements(world)
    expect(await stateOf(id)).toBe('scheduled')
    world.clock.at = new Date('2026-11-25T01:00:00Z')
    await Promise.all([sendDueAnnouncements(world), sendDueAnnouncements(world)])
    expect(await stateOf(id)).toBe('sending')
    expect(
      await world.database.prisma.delivery.count({ where: { dedupeKey: { startsWith: `announcement:${id}:` } } }),
    ).toBe(1)
    expect(await stateOf(back)).toBe('approved')
  })

  it('is not set by who may not write to all whom it reaches', async () => {
    const ofOne = { ...colleague, scope: { officeId: world.office.id, communeId: world.commune.first } }
    const wish = { id: await approved(), day: '2026-11-25', hour: '8' }
    expect(await scheduleAnnouncement(world, { ...wish, author: ofOne })).toEqual(refused('outside'))
    expect(await scheduleAnnouncement(world, { ...wish, author: colleague })).toMatchObject({ ok: true })
  })

  it('that cannot be kept is given up, and the log says why', async () => {
    const id = await approved()
    await set(id, '2026-11-25', '8')
    world.clock.at = new Date('2026-11-25T02:00:00Z')
    await world.database.prisma.channelAccount.updateMany({ data: { status: 'blocked' } })
    await sendDueAnnouncements(world)
    expect(await stateOf(id)).toBe('approved')
    const [row] = await world.store.audit.list({ subjectKind: 'announcement', subjectId: id, limit: 1 })
    expect(row).toMatchObject({ action: 'announcement.unsent', detail: { problem: 'nobody' } })
    await world.database.prisma.channelAccount.updateMany({ data: { status: 'active' } })
  })
})

describe('where nobody has to agree', () => {
  const link = 'Xem https://la.example/x'
  const eight = { day: '2026-11-25', hour: '8' }
  const set = (id: string) => scheduleAnnouncement(world, { author: writer, id, ...eight })
  beforeEach(() => setApprovalRule(world.store.settings, { rule: 'none' }))

  it('what has to be mended is stopped all the same, now and at a time of its own', async () => {
    const id = await drafted(writer, { body: link })
    expect(await send(id)).toEqual(refused('stopped'))
    expect(await set(id)).toEqual(refused('stopped'))
    expect(await stateOf(id)).toBe('draft')
    await drafted(writer, { revise: id })
    expect(await set(id)).toMatchObject({ ok: true })
    expect(await send(id)).toMatchObject({ ok: true })
  })

  it('a warning stops nothing: whoever sends it has it before their eyes', async () => {
    expect(await send(await drafted(writer, { body: 'Bà con trả ngay lập tức.' }))).toMatchObject({ ok: true })
  })

  it('what came to be wrong until its time is not sent, and is a draft again', async () => {
    await world.store.settings.set(ownDomainsSetting, ['la.example'])
    const id = await drafted(writer, { body: link })
    expect(await set(id)).toMatchObject({ ok: true })
    await world.store.settings.set(ownDomainsSetting, [])
    world.clock.at = new Date('2026-11-25T01:00:00Z')
    await sendDueAnnouncements(world)
    expect(await stateOf(id)).toBe('draft')
    const [row] = await world.store.audit.list({ subjectKind: 'announcement', subjectId: id, limit: 1 })
    expect(row).toMatchObject({ action: 'announcement.unsent', detail: { problem: 'stopped' } })
  })

  it('a time that is taken back leaves a draft: nobody approved it', async () => {
    const id = await drafted()
    await set(id)
    expect(await unscheduleAnnouncement(world, { author: writer, id })).toEqual({ ok: true })
    expect(await stateOf(id)).toBe('draft')
    await setApprovalRule(world.store.settings, { rule: 'director' })
    expect(await submitAnnouncement(world, { author: writer, id })).toEqual({ ok: true })
  })
})
