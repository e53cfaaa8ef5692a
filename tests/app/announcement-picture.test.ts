import { randomBytes } from 'node:crypto'
import sharp from 'sharp'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Author, announce } from '../../src/app/announce.ts'
import { decideAnnouncement, submitAnnouncement } from '../../src/app/announcement-approval.ts'
import { checkAnnouncement } from '../../src/app/announcement-checks.ts'
import { keepPicture, longestAlt, removePicture } from '../../src/app/announcement-picture.ts'
import { setApprovalRule } from '../../src/app/announcement-rules.ts'
import { scheduleAnnouncement } from '../../src/app/schedule-announcement.ts'
import { sendAnnouncement } from '../../src/app/send-announcement.ts'
import { mostPhotoBytes, photoTypeOf } from '../../src/domain/photo.ts'
import type { Role } from '../../src/domain/staff.ts'
import { photoReader } from '../../src/files/read-photo.ts'
import { drawnPage } from '../files/drawn-photos.ts'
import { type StaffWorld, staffWorld } from '../support/staff-world.ts'

const photos = photoReader()
const publicUrl = 'https://loa.test'
const alt = 'Sơ đồ đường vào nhà văn hóa'
const jpeg = await drawnPage()
const png = await sharp(jpeg).png().toBuffer()
const webp = await sharp(jpeg).webp().toBuffer()

let world: StaffWorld
let writer: Author
let colleague: Author
let director: Author
let stranger: Author
beforeAll(async () => {
  world = await staffWorld()
  await world.account({ householdId: await world.household({}) })
  writer = await member('officer')
  colleague = await member('officer')
  director = await member('director')
  stranger = await member('director', world.office.otherId)
})
afterAll(() => world.close())
beforeEach(() => setApprovalRule(world.store.settings, { rule: 'director' }))

async function member(role: Role, officeId = world.office.id): Promise<Author> {
  const { id } = await world.staff(role, { officeId })
  return { kind: 'staff', id, role, officeId, scope: { officeId } }
}

const text = { sender: 'PGD Duy Tiên', title: 'Lịch giao dịch', body: 'Ngày 12 tại phường.', source: '' }
const deps = () => ({ ...world, photos, publicUrl, randomBytes })
const refused = (problem: string) => ({ ok: false, problem })

async function drafted(body = text.body): Promise<string> {
  const draft = await announce(world, { author: writer, text: { ...text, body }, audience: { everybody: true } })
  if (!draft.ok) throw new Error(JSON.stringify(draft.problems))
  return draft.id
}

const put = (id: string, of: { author?: Author; bytes?: Uint8Array; alt?: string } = {}) =>
  keepPicture(deps(), { author: writer, id, bytes: jpeg, alt, ...of })
const find = async (id: string) => (await world.store.announcements.find(id))!
const tokenOf = async (id: string) => (await find(id)).picture?.address.split('/').at(-1) ?? ''
const seenBy = async (id: string, triedSince = world.clock.now()) =>
  (await world.store.announcementPictures.published(await tokenOf(id), triedSince)) !== undefined
const submit = (id: string, author = writer) => submitAnnouncement(deps(), { author, id })
const decide = async (id: string, of: object = {}) => {
  const found = await find(id)
  const ticked = (await checkAnnouncement(deps(), found)).findings.map((finding) => finding.id)
  return decideAnnouncement(deps(), {
    ...{ author: director, id, version: found.version, decide: 'approve', ticked },
    ...of,
  })
}

describe('a picture is put to an announcement', () => {
  it.each([
    ['a JPEG', jpeg],
    ['a PNG', png],
  ])('%s is drawn anew, under an address that nobody guesses', async (_, bytes) => {
    const id = await drafted()
    expect(await put(id, { bytes, alt: ` ${alt}\n` })).toEqual({ ok: true })
    const { picture, writers, version } = await find(id)
    expect(picture).toMatchObject({ alt, width: 1200, height: 900 })
    expect(picture?.address).toMatch(/^https:\/\/loa\.test\/picture\/[\w-]{43}$/)
    expect([writers, version]).toEqual([[writer.id, writer.id], 2])
    const kept = await world.store.announcementPictures.of(id)
    expect([kept?.mime, photoTypeOf(kept!.bytes)]).toEqual(['image/jpeg', 'image/jpeg'])
    expect(Buffer.from(kept!.bytes).equals(bytes)).toBe(false)
  })

  it.each<[string, { bytes?: Uint8Array; alt?: string }, string | undefined]>([
    ['no description', { alt: ' \n' }, 'no_alt'],
    ['the longest description', { alt: 'ặ'.repeat(longestAlt) }, undefined],
    ['a longer one', { alt: 'ặ'.repeat(longestAlt + 1) }, 'alt_too_long'],
    ['no picture', { bytes: new Uint8Array() }, 'no_picture'],
    ['a text', { bytes: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>') }, 'kind'],
    ['a WebP', { bytes: webp }, 'kind'],
    ['one cut off', { bytes: png.subarray(0, 300) }, 'broken'],
    ['too many bytes', { bytes: Buffer.concat([jpeg, Buffer.alloc(mostPhotoBytes)]) }, 'too_big'],
  ])('%s', async (_, of, problem) => {
    const id = await drafted()
    expect(await put(id, of)).toEqual(problem === undefined ? { ok: true } : refused(problem))
    const { picture, version } = await find(id)
    expect([picture !== undefined, version]).toEqual(problem === undefined ? [true, 2] : [false, 1])
  })

  it('in place of another, under another address; described anew it stays', async () => {
    const id = await drafted()
    await put(id)
    const first = await tokenOf(id)
    expect(await put(id, { bytes: new Uint8Array(), alt: 'Bản đồ' })).toEqual({ ok: true })
    expect([await tokenOf(id), (await find(id)).picture?.alt]).toEqual([first, 'Bản đồ'])
    await put(id, { bytes: png })
    expect(await tokenOf(id)).not.toBe(first)
    await submit(id)
    expect(await world.store.announcementPictures.published(first, world.clock.now())).toBeUndefined()
    expect(await world.database.prisma.announcementPicture.count({ where: { announcementId: BigInt(id) } })).toBe(1)
  })

  it('and seen while it is a draft by whoever tries it out, from then on for as long as is asked', async () => {
    const [id, other] = [await drafted(), await drafted()]
    await put(id)
    await put(other)
    const at = world.clock.now()
    const tried = { actorKind: 'staff', actorId: writer.id, subjectKind: 'announcement', subjectId: id } as const
    expect(await seenBy(id)).toBe(false)
    await world.store.transaction((tx) => tx.audit.write({ at, ...tried, action: 'announcement.test' }))
    expect([await seenBy(id), await seenBy(id, new Date(at.getTime() + 1)), await seenBy(other)]).toEqual([
      ...[true, false, false],
    ])
  })

  it('and taken off, which is on record', async () => {
    const id = await drafted()
    expect(await removePicture(world, { author: writer, id })).toEqual(refused('no_picture'))
    await put(id)
    expect(await removePicture(world, { author: stranger, id })).toEqual(refused('not_found'))
    expect(await removePicture(world, { author: colleague, id })).toEqual({ ok: true })
    expect((await find(id)).picture).toBeUndefined()
    expect(await world.store.announcementPictures.of(id)).toBeUndefined()
    const rows = await world.store.audit.list({ subjectKind: 'announcement', subjectId: id, limit: 2 })
    expect(rows.map((row) => [row.action, row.actorId])).toEqual([
      ['announcement.picture_remove', colleague.id],
      ['announcement.picture', writer.id],
    ])
  })

  it('not by another office', async () => {
    const id = await drafted()
    expect(await put(id, { author: stranger })).toEqual(refused('not_found'))
    expect((await find(id)).picture).toBeUndefined()
  })
})

describe('a picture counts as a change', () => {
  const states: [string, (id: string) => Promise<unknown>][] = [
    ['that waits', async () => {}],
    ['that is returned', (id) => decide(id, { decide: 'return', why: 'Sai ngày' })],
    ['that is approved', (id) => decide(id)],
    [
      'that has a time',
      async (id) => {
        await decide(id)
        await scheduleAnnouncement(world, { author: writer, id, day: '2026-11-25', hour: '8' })
      },
    ],
  ]
  const changes: [string, (id: string) => Promise<unknown>][] = [
    ['put', (id) => put(id, { author: colleague })],
    ['described anew', (id) => put(id, { author: colleague, bytes: new Uint8Array(), alt: 'Khác' })],
    ['taken off', (id) => removePicture(world, { author: colleague, id })],
  ]
  const table = states.flatMap(([state, bring]) =>
    changes.map(([change, make]) => [change, state, bring, make] as const),
  )

  it.each(table)('%s, in one %s: it is a draft again, of one more writer', async (_, __, bring, make) => {
    const id = await drafted()
    await put(id)
    await submit(id)
    await bring(id)
    expect(await make(id)).toEqual({ ok: true })
    const found = await find(id)
    expect(found).toMatchObject({ status: 'draft', version: 3 })
    expect(found.writers).toContain(colleague.id)
    expect([found.decidedBy, found.sendAt]).toEqual([undefined, undefined])
    expect(await sendAnnouncement(world, { author: writer, id })).toEqual(refused('not_approved'))
  })

  it('whoever put it does not approve it, and whoever approves has seen it', async () => {
    const id = await drafted()
    await put(id, { author: director })
    await submit(id)
    expect(await decide(id)).toEqual(refused('own_words'))
    const second = await member('director')
    expect(await decide(id, { author: second, ticked: [] })).toEqual(refused('unticked'))
    expect(await decide(id, { author: second, version: 1 })).toEqual(refused('changed'))
    expect(await decide(id, { author: second })).toEqual({ ok: true })
  })

  it('and none is put, described or taken off once it is sent', async () => {
    const id = await drafted()
    await put(id)
    await submit(id)
    await decide(id)
    expect(await sendAnnouncement(world, { author: writer, id })).toMatchObject({ ok: true })
    expect(await put(id)).toEqual(refused('sent_before'))
    expect(await put(id, { bytes: new Uint8Array() })).toEqual(refused('sent_before'))
    expect(await removePicture(world, { author: writer, id })).toEqual(refused('sent_before'))
    expect((await find(id)).picture?.alt).toBe(alt)
  })
})

describe('who sees a picture by its address', () => {
  it('is everybody from when it is handed in, and nobody while it is a draft or returned', async () => {
    const id = await drafted()
    await put(id)
    expect(await seenBy(id)).toBe(false)
    await submit(id)
    expect(await seenBy(id)).toBe(true)
    await decide(id, { decide: 'return', why: 'Sai ngày' })
    expect(await seenBy(id)).toBe(false)
    await submit(id)
    await decide(id)
    expect(await seenBy(id)).toBe(true)
    await sendAnnouncement(world, { author: writer, id })
    expect(await seenBy(id)).toBe(true)
  })
})

describe('what a machine finds', () => {
  it.each<[string, string, string]>([
    ['a picture that nobody looked at', alt, 'picture'],
    ['a link in what it shows', 'Xem https://evil.example', 'link:evil.example'],
    ['a threat in it', 'Không trả sẽ bị bắt', 'threat:bị bắt'],
    ['a filler in it', 'Nhà {name}', 'filler:name'],
  ])('%s', async (_, described, finding) => {
    const id = await drafted()
    await put(id, { alt: described })
    const { findings } = await checkAnnouncement(deps(), await find(id))
    expect(findings.map((found) => found.id)).toContain(finding)
  })
})

describe('what the households get', () => {
  it.each([
    ['one text for all', 'Ngày 12 tại phường.'],
    ['a text of each household', 'Chào {name}.'],
  ])('ends with what it shows and the address: %s', async (_, body) => {
    const id = await drafted(body)
    await put(id)
    await submit(id)
    await decide(id)
    expect(await sendAnnouncement(world, { author: writer, id })).toMatchObject({ ok: true, written: 1 })
    const { mailingId, picture } = await find(id)
    const delivery = await world.database.prisma.delivery.findFirstOrThrow({ where: { mailingId: BigInt(mailingId!) } })
    const mailing = await world.database.prisma.mailing.findUniqueOrThrow({ where: { id: BigInt(mailingId!) } })
    const { parts } = (delivery.body ?? mailing.body) as unknown as { parts: { words: { with: object } }[] }
    expect(parts.at(-1)?.words).toEqual({
      key: 'announcements:said.picture',
      with: { alt, address: picture?.address },
    })
  })
})
