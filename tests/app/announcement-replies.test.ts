import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Author, announce, announcementLimits } from '../../src/app/announce.ts'
import { readReplies } from '../../src/app/announcement-replies.ts'
import { sendAnnouncement } from '../../src/app/send-announcement.ts'
import type { InboundKind } from '../../src/ports/channel.ts'
import { prismaLedger } from '../../src/store/ledger.ts'
import { sendsAlone } from '../support/sends-alone.ts'
import { now, type StaffWorld, staffWorld } from '../support/staff-world.ts'

const people = 64
let world: StaffWorld
let author: Author
let local: Author
let director: Author
const accounts: string[] = []
beforeAll(async () => {
  world = await staffWorld()
  await sendsAlone(world)
  const officeId = world.office.id
  const { first, second } = world.commune
  for (let n = 0; n < people; n++) {
    const householdId = await world.household({ communeId: n % 2 ? second : first, name: `Hộ ${n}` })
    accounts.push(await world.account({ householdId }))
  }
  const scope = { officeId }
  author = { kind: 'staff', id: (await world.staff('officer')).id, role: 'officer', officeId, scope }
  director = { kind: 'staff', id: (await world.staff('director')).id, role: 'director', officeId, scope }
  local = { ...author, scope: { officeId, communeId: second } }
})
afterAll(() => world.close())

const text = { sender: 'PGD', title: 'Lịch', body: 'Nội dung một.', source: '' }
async function sent(otherBody = '') {
  const drafted = await announce(world, { author, text, otherBody, audience: { everybody: true } })
  const id = drafted.ok ? drafted.id : ''
  await sendAnnouncement(world, { author, id })
  const mailingId = BigInt((await world.store.announcements.find(id))?.mailingId ?? 0)
  const at = { sentAt: now, triedAt: now }
  await world.database.prisma.delivery.updateMany({ where: { mailingId }, data: { state: 'sent', ...at } })
  return { id, mailingId: mailingId.toString() }
}

let updates = 0
/** Something comes in from the nth person, so many hours after it was sent. */
async function says(n: number, hours: number, what: InboundKind): Promise<void> {
  const account = await world.database.prisma.channelAccount.findUniqueOrThrow({
    where: { id: BigInt(accounts[n] ?? 0) },
  })
  const at = new Date(now.getTime() + hours * 3_600_000)
  const of = { channel: 'web', address: account.address, updateId: `u${++updates}`, at } as const
  await world.store.inbox.store([{ ...of, what }], at)
}

describe('what people wrote after an announcement', () => {
  it('is the first thing of each, within the hours, as far as the reader sees it', async () => {
    const { id } = await sent()
    await says(0, -0.1, { kind: 'text', text: 'Trước đó' })
    await says(0, 0.5, { kind: 'text', text: 'Mấy giờ mở?' })
    await says(0, 1, { kind: 'text', text: 'Cảm ơn' })
    await says(1, 72, { kind: 'text', text: 'Vừa kịp' })
    await says(2, 72.01, { kind: 'text', text: 'Muộn rồi' })
    await says(3, 1, { kind: 'tap', token: 'x' })
    await says(4, 1, { kind: 'photo', photo: { kept: '1' } })
    const read = (who: Author) => readReplies(world, { author: who, id })
    const all = await read(author)
    expect(all?.count).toBe(3)
    expect(all?.rows.map(({ name, text: said }) => [name, said])).toEqual([
      ['Hộ 0', 'Mấy giờ mở?'],
      ['Hộ 1', 'Vừa kịp'],
      ['Hộ 4', undefined],
    ])
    expect((await read(local))?.rows.map((row) => row.name)).toEqual(['Hộ 1'])
    const other = { ...author, officeId: world.office.otherId, scope: { officeId: world.office.otherId } }
    expect(await read(other)).toBeUndefined()
    const [row] = await world.store.audit.list({ subjectKind: 'announcement', subjectId: id, limit: 1 })
    expect(row).toMatchObject({ action: 'announcement.replies', actorId: author.id })
  })

  it('does not show an officer what goes past them', async () => {
    const { id } = await sent()
    await says(5, 2, { kind: 'text', text: 'Cán bộ đòi tiền tôi' })
    await world.store.cases.open({
      ...{
        kind: 'difficulty',
        officeId: world.office.id,
        accountId: accounts[5] ?? '',
        routedTo: 'director',
        text: 'x',
      },
      ...{ at: new Date(now.getTime() + 2 * 3_600_000), dueAt: now },
    })
    expect((await readReplies(world, { author, id }))?.rows.map((r) => r.name)).not.toContain('Hộ 5')
    expect((await readReplies(world, { author: director, id }))?.rows.map((r) => r.name)).toContain('Hộ 5')
  })

  it('is turned over page by page', async () => {
    const { id } = await sent()
    for (let n = 0; n < 55; n++) await says(n, 5, { kind: 'text', text: 'Vâng' })
    const first = await readReplies(world, { author: director, id })
    const rest = await readReplies(world, { author: director, id, after: first?.next ?? '' })
    expect(first?.rows).toHaveLength(50)
    expect((first?.rows.length ?? 0) + (rest?.rows.length ?? 0)).toBe(first?.count)
    expect(rest?.next).toBeUndefined()
  })
})

describe('two texts', () => {
  it('go to about half of the households each, and each always to the same', async () => {
    const { id, mailingId } = await sent('Nội dung hai.')
    const rows = await world.database.prisma.delivery.findMany({ where: { mailingId: BigInt(mailingId) } })
    const other = rows.filter((row) => JSON.stringify(row.body).includes('Nội dung hai.'))
    expect(rows.filter((row) => row.body === null).length + other.length).toBe(people)
    expect(other.length).toBeGreaterThan(people / 4)
    expect(other.length).toBeLessThan((people * 3) / 4)
    expect(await world.store.announcements.find(id)).toMatchObject({ otherBody: 'Nội dung hai.' })
    const { a, b } = await world.store.announcements.compare(mailingId)
    expect([a.sent, b.sent]).toEqual([people - other.length, other.length])
  })

  it('are what arrives, and are compared by who answered and who switched off', async () => {
    const { mailingId } = await sent('Nội dung hai.')
    const { prisma } = world.database
    await prisma.inbox.deleteMany()
    const rows = await prisma.delivery.findMany({ where: { mailingId: BigInt(mailingId) }, orderBy: { id: 'asc' } })
    await prisma.delivery.updateMany({
      where: { mailingId: BigInt(mailingId) },
      data: { state: 'pending', sentAt: null, triedAt: null },
    })
    await prisma.mailing.updateMany({ where: { id: { not: BigInt(mailingId) } }, data: { status: 'done' } })
    await prisma.delivery.updateMany({
      where: { mailingId: { not: BigInt(mailingId) } },
      data: { sentAt: null, triedAt: null },
    })
    const ledger = prismaLedger(prisma)
    const later = new Date(now.getTime() + 86_400_000)
    const [lease] = await ledger.claim({
      channel: 'web',
      lanes: [2],
      limit: 1,
      now: later,
      until: new Date(later.getTime() + 60_000),
    })
    if (!lease) throw new Error('nothing to claim')
    const { sending } = await ledger.intend(
      lease.ids.map((one) => ({ lease, id: one })),
      later,
    )
    expect(sending).toHaveLength(people)
    const bodies = new Map(sending.map((one) => [one.deliveryId, JSON.stringify(one.message)]))
    for (const row of rows)
      expect(bodies.get(row.id.toString())).toContain(row.body === null ? 'Nội dung một.' : 'Nội dung hai.')

    await prisma.delivery.updateMany({
      where: { mailingId: BigInt(mailingId) },
      data: { state: 'sent', sentAt: later },
    })
    const other = rows.find((row) => row.body !== null)
    const one = rows.find((row) => row.body === null)
    const place = (row: typeof other) => accounts.indexOf(row?.accountId.toString() ?? '')
    await says(place(other), 25, { kind: 'text', text: 'Vâng' })
    const gone = { accountId: one?.accountId ?? 0n, purpose: 'announcements' }
    await prisma.consent.updateMany({ where: gone, data: { withdrawnAt: new Date(later.getTime() + 1000) } })
    const { a, b } = await world.store.announcements.compare(mailingId)
    expect([a.replied, b.replied, a.optedOut, b.optedOut]).toEqual([0, 1, 1, 0])
  })

  it('may be one only, and none may be too long', async () => {
    const wish = { author, text, audience: { everybody: true } as const }
    const drafted = await announce(world, { ...wish, otherBody: '' })
    expect(await world.store.announcements.find(drafted.ok ? drafted.id : '')).not.toHaveProperty('otherBody')
    const long = await announce(world, { ...wish, otherBody: 'x'.repeat(announcementLimits.otherBody + 1) })
    expect(long).toEqual({ ok: false, problems: { otherBody: 'too_long' } })
  })
})
