import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Author, announce } from '../../src/app/announce.ts'
import { checkAnnouncement } from '../../src/app/announcement-checks.ts'
import { asUnknown, fillingOf } from '../../src/app/announcement-filling.ts'
import { announcementMessage } from '../../src/app/announcement-message.ts'
import { sendAnnouncement } from '../../src/app/send-announcement.ts'
import { fillersIn, fillText } from '../../src/domain/announcement-fillers.ts'
import { sendsAlone } from '../support/sends-alone.ts'
import { now, type StaffWorld, staffWorld } from '../support/staff-world.ts'

const strange = 'Trần "Hoà" \\ {group} 🏠'
let world: StaffWorld
let author: Author
const accounts: Record<string, string> = {}
beforeAll(async () => {
  world = await staffWorld()
  await sendsAlone(world)
  const { commune, group, database } = world
  const point = { code: 'D1', communeId: commune.first, name: 'Điểm', address: 'Nhà văn hóa', dayOfMonth: 17 }
  const { id } = await database.prisma.transactionPoint.create({ data: point })
  await database.prisma.transactionPointException.create({
    data: { pointId: id, year: 2026, month: 12, day: new Date('2026-12-18') },
  })
  accounts.strange = await world.account({ householdId: await world.household({ name: strange }) })
  accounts.far = await world.account({
    householdId: await world.household({ name: 'Lê Văn Xa', communeId: commune.second, groupId: group.second }),
  })
  accounts.follower = await world.account({})
  const officeId = world.office.id
  author = { kind: 'staff', id: (await world.staff('officer')).id, role: 'officer', officeId, scope: { officeId } }
})
afterAll(() => world.close())

const body = 'Chào {name}, {group}, {commune}: ngày {transaction_day}.'
const text = { sender: 'PGD', title: 'Lịch', body, source: '' }
async function drafted(of: object = {}) {
  const draft = await announce(world, { author, text: { ...text, ...of }, audience: { everybody: true }, ...of })
  const found = await world.store.announcements.find(draft.ok ? draft.id : '')
  if (!found) throw new Error('no draft')
  return found
}

describe('what a text leaves open', () => {
  it.each([
    ['{name} và {group}', ['name', 'group'], []],
    ['{name} {name}', ['name'], []],
    ['{Name} {} {x}', [], ['Name', '', 'x']],
    ['không có gì', [], []],
  ])('in "%s"', (typed, known, unknown) => {
    expect(fillersIn(typed)).toEqual({ known, unknown })
  })

  it('is filled for each household, as it is written, and by what fits everybody where nothing is known', async () => {
    const found = await drafted()
    // Not every day is known: it goes only where that came to be after somebody had approved it.
    expect(await sendAnnouncement(world, { author, id: found.id })).toEqual({ ok: false, problem: 'stopped' })
    const decided = { by: 'gd', at: now }
    await world.store.announcements.step(found.id, { from: ['draft'], to: 'approved', decided })
    expect(await sendAnnouncement(world, { author, id: found.id })).toMatchObject({ ok: true, written: 3 })
    const { mailingId = '' } = (await world.store.announcements.find(found.id)) ?? {}
    const rows = await world.database.prisma.delivery.findMany({ where: { mailingId: BigInt(mailingId) } })
    const bodyOf = (name: string) => rows.find((row) => row.accountId.toString() === accounts[name])?.body
    const { fallbacks } = await fillingOf(world, { officeId: world.office.id, at: now })
    const said = (values: object) =>
      JSON.parse(JSON.stringify(announcementMessage({ ...text, body: fillText(body, { ...fallbacks, ...values }) })))
    const first = { group: 'Tổ G1', commune: 'Phường Duy Tân', transaction_day: '18/12/2026' }
    expect(bodyOf('follower')).toEqual(said({}))
    expect(bodyOf('far')).toEqual(said({ name: 'Lê Văn Xa', group: 'Tổ G2', commune: 'Phường Đồng Văn' }))
    // What stands in a name is filled as well: it is read, and no more than that.
    expect(bodyOf('strange')).toEqual(said({ ...first, name: strange.replace('{group}', 'Tổ G1') }))
  })

  it('is said before it is sent: who lacks what, and that a day that is not known is not said', async () => {
    const deps = { ...world, publicUrl: 'https://loa.test' }
    const found = async (of: object) =>
      (await checkAnnouncement(deps, await drafted(of))).findings.map(({ level, id }) => `${level} ${id}`)
    const others = (ids: string[]) => ids.filter((id) => !id.includes('beside'))
    expect(others(await found({ body: 'Chào {name}.' }))).toEqual(['warning missing:name'])
    expect(others(await found({ body: 'Ngày {transaction_day}.' }))).toEqual(['stop missing:transaction_day'])
    expect(others(await found({ body: 'Chào {ten}.' }))).toEqual(['stop filler:ten'])
    expect(others(await found({ title: 'Chào {name}', body: 'Chào.' }))).toEqual(['stop filler:name'])
    expect(others(await found({ otherBody: 'Chào {name}.', body: 'Chào.' }))).toEqual(['warning missing:name'])
  })

  it('reads in the preview as for somebody of whom nothing is known', async () => {
    const { body: read } = await asUnknown(world, await drafted({ body: 'Chào {name}, {transaction_day}.' }), now)
    expect(read).toBe('Chào bà con, 18/12/2026.')
  })
})
