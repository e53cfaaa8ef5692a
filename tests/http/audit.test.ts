import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { StaffMember } from '../../src/ports/staff.ts'
import { type ConsoleWorld, consoleWorld, type Visitor } from '../support/console-world.ts'

let world: ConsoleWorld
let director: Visitor
let admin: Visitor
let stranger: Visitor
let mai: StaffMember
let foreign: StaffMember
let chair: StaffMember

const wrote = (staff: StaffMember, action: string, [day, subjectId]: readonly [string, string]) =>
  world.store.audit.write({
    ...{ at: new Date(`${day}:00+07:00`), actorKind: 'staff', actorId: staff.id, action },
    ...{ subjectKind: 'household', subjectId },
  })

beforeAll(async () => {
  world = await consoleWorld()
  const { commune, office } = world
  mai = await world.staff('officer', { name: 'Lê Thị Mai' })
  chair = await world.staff('commune_chair', { name: 'Ngô Bình', communeId: commune.second })
  foreign = await world.staff('officer', { name: 'Vũ Mai Hoa', officeId: office.otherId })
  await wrote(mai, 'people.phone', ['2026-11-01T23:59', '101'])
  await wrote(mai, 'people.phone', ['2026-11-02T00:00', '102'])
  await wrote(mai, 'people.see', ['2026-11-02T23:59', '103'])
  await wrote(chair, 'case.answer', ['2026-11-03T00:00', '104'])
  await wrote(foreign, 'people.phone', ['2026-11-02T12:00', '105'])
  director = await world.signIn(await world.staff('director'))
  stranger = await world.signIn(await world.staff('director', { officeId: office.otherId }))
  const everywhere = await world.staff('admin')
  await world.database.prisma.staff.update({ where: { id: everywhere.id }, data: { officeId: null } })
  admin = await world.signIn((await world.store.staff.find(everywhere.id)) as StaffMember)
})
afterAll(() => world.close())

/** The households of the rows that are shown, the newest first. */
const shown = async (query: Record<string, string>, who: Visitor) => {
  const { text, status } = await world.get(`/console/audit?${new URLSearchParams(query)}`, who)
  expect(status).toBe(200)
  return [...text.matchAll(/Hộ số (\d+)/g)].map(([, id]) => id)
}

describe('the log', () => {
  it.each<[string, () => Record<string, string>, string[]]>([
    ['whole, for the office', () => ({}), ['104', '103', '102', '101']],
    ['by who, by a piece of a name without marks', () => ({ who: 'mai' }), ['103', '102', '101']],
    ['by who that nobody is called', () => ({ who: 'xyz' }), []],
    ['by what', () => ({ what: 'people.phone' }), ['102', '101']],
    ['from a day on', () => ({ from: '2026-11-02' }), ['104', '103', '102']],
    ['up to a day, the whole of it', () => ({ to: '2026-11-02' }), ['103', '102', '101']],
    ['of one day', () => ({ from: '2026-11-02', to: '2026-11-02' }), ['103', '102']],
    ['by a commune', () => ({ unit: `commune:${world.commune.second}` }), ['104']],
    ['by the office', () => ({ unit: `office:${world.office.id}` }), ['104', '103', '102', '101']],
    ['by one thing', () => ({ whom: 'household:102' }), ['102']],
    ['by all at once', () => ({ who: 'Mai', what: 'people.phone', from: '2026-11-02' }), ['102']],
    [
      'by what cannot be read',
      () => ({ from: 'x', what: 'x', unit: 'x', whom: 'x', before: 'x' }),
      ['104', '103', '102', '101'],
    ],
  ])('is read %s', async (_, query, rows) => {
    expect(await shown(query(), director)).toEqual(rows)
  })

  it('of another office is not read, whatever is asked for', async () => {
    const { office, commune } = world
    for (const query of [
      { unit: `office:${office.otherId}` },
      { unit: `commune:${commune.other}` },
      { who: 'hoa' },
      { whom: 'household:105' },
    ])
      expect(await shown(query, director)).not.toContain('105')
    expect(await shown({ what: 'people.phone' }, stranger)).toEqual(['105'])
  })

  it('is read everywhere by an administrator of all, also by office', async () => {
    expect(await shown({ what: 'people.phone' }, admin)).toEqual(['105', '102', '101'])
    expect(await shown({ unit: `office:${world.office.otherId}`, what: 'people.phone' }, admin)).toEqual(['105'])
  })

  it('holds what chairs did by their link and leaders in the chat, for their own office', async () => {
    const { prisma } = world.database
    const at = new Date('2026-10-05T08:00:00+07:00')
    const issued = { issuedBy: mai.id, issuedAt: at, expiresAt: at, name: 'Ngô Văn Chủ' }
    for (const [who, communeId, groupId] of [
      ['own', world.commune.second, world.group.second],
      ['foreign', world.commune.other, world.group.other],
    ] as const) {
      const subject = (id: string) => ({ subjectKind: 'household', subjectId: id, action: 'case.answer', at })
      const link = await prisma.chairLink.create({ data: { ...issued, communeId, tokenHash: who, pinHash: who } })
      const id = who === 'own' ? '2001' : '3001'
      await world.store.audit.write({ actorKind: 'chair_link', actorId: link.id.toString(), ...subject(id) })
      const accountId = await world.account({})
      await prisma.groupRole.create({ data: { groupId, accountId: BigInt(accountId), role: 'leader', since: at } })
      await world.store.audit.write({ actorKind: 'leader', actorId: accountId, ...subject(`${id}1`) })
      await world.store.audit.write({ actorKind: 'household', actorId: link.id.toString(), ...subject(`${id}2`) })
    }
    const day = { from: '2026-10-05', to: '2026-10-05' }
    expect(await shown(day, director)).toEqual(['20011', '2001'])
    expect(await shown(day, stranger)).toEqual(['30011', '3001'])
    expect(await shown({ ...day, unit: `commune:${world.commune.first}` }, director)).toEqual([])
    expect((await world.get(`/console/audit?${new URLSearchParams(day)}`, director)).text).toContain('Ngô Văn Chủ')
  })

  it('names the member of staff to whom something was done', async () => {
    const subject = { subjectKind: 'staff', subjectId: chair.id }
    const at = new Date('2026-10-01T08:00:00+07:00')
    await world.store.audit.write({ at, actorKind: 'staff', actorId: mai.id, action: 'staff.enable', ...subject })
    const { text } = await world.get('/console/audit?to=2026-10-01', director)
    expect(text).toMatch(/Lê Thị Mai[\s\S]*Mở lại tài khoản[\s\S]*Ngô Bình/)
  })

  it.each([
    ['of another part', 'elsewhere.done'],
    ['that is a heading in the words', 'staff'],
    ['with signs in it', 'a:b.c{d}'],
    ['of a request, as no step is called', 'application.nowhere'],
  ])('shows an action that has no words by its own name: %s', async (_, action) => {
    const subject = { subjectKind: 'staff', subjectId: chair.id }
    const at = new Date('2026-09-01T08:00:00+07:00')
    await world.store.audit.write({ at, actorKind: 'staff', actorId: mai.id, action, ...subject })
    const { status, text } = await world.get('/console/audit?to=2026-09-01', director)
    expect(status).toBe(200)
    expect(text).toContain(`>${action}</td>`)
  })

  it('says how long its lines are kept', async () => {
    expect((await world.get('/console/audit', director)).text).toContain('Mỗi dòng giữ 5 năm')
  })

  it('goes on page by page, and keeps what was asked for', async () => {
    for (let n = 0; n < 60; n++) await wrote(mai, 'people.link_code', ['2026-11-10T08:00', String(1000 + n)])
    const first = await world.get('/console/audit?what=people.link_code&who=mai', director)
    expect(first.text.match(/Hộ số/g)).toHaveLength(50)
    const next = /href="(\/console\/audit\?[^"]*before=\d+)"/.exec(first.text)?.[1]?.replaceAll('&amp;', '&') ?? ''
    expect(next).toContain('what=people.link_code')
    expect(next).toContain('who=mai')
    const second = await world.get(next, director)
    expect(second.text.match(/Hộ số/g)).toHaveLength(10)
    expect(second.text).toContain('Hộ số 1000')
    expect(second.text).not.toContain('Xem tiếp')
  })

  it('says everything that staff do in words', async () => {
    const { text } = await world.get('/console/audit', admin)
    expect(text).toContain('Bật mã điện thoại')
    const options = [...text.matchAll(/<option value="([^"]+)"[^>]*>([^<]+)</g)].filter(([, id]) => !id?.includes(':'))
    expect(options.length).toBeGreaterThan(40)
    for (const [, id, words] of options) expect(words).not.toBe(id)
    expect(new Set(options.map(([, id]) => id)).size).toBe(options.length)
  })
})
