import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { placeOfApplication } from '../../src/http/console/applications/application-filter.ts'
import { listed } from '../../src/http/console/listed.ts'
import type { ApplicationRow } from '../../src/ports/applications.ts'
import { type ConsoleWorld, consoleWorld, type Visitor } from '../support/console-world.ts'
import { now } from '../support/staff-world.ts'
import { thingsOf } from './walk-things.ts'

let world: ConsoleWorld
let director: Visitor
let chair: Visitor
let stranger: Visitor

beforeAll(async () => {
  world = await consoleWorld()
  const { office, commune, group, database } = world
  director = await world.signIn(await world.staff('director', { name: 'Lê Mai' }))
  chair = await world.signIn(await world.staff('commune_chair', { communeId: commune.second, name: 'Ngô Bình' }))
  stranger = await world.signIn(await world.staff('director', { officeId: office.otherId, name: 'Vũ Hoa' }))
  const author = await world.signIn(await world.staff('officer', { name: '=Phạm "Thu"' }))
  const make = thingsOf(world)
  const place = { officeId: office.id, communeId: commune.first, groupId: group.first, author }
  for (const thing of ['approved', 'draft', 'reply', 'chairLink'] as const) await make[thing](place)
  const late = await make.application(place)
  const dueAt = new Date(now.getTime() - 86_400_000)
  await database.prisma.application.update({ where: { id: BigInt(late) }, data: { dueAt } })
})
afterAll(() => world.close())

const lines = async (path: string, who: Visitor) => {
  const { text, status } = await world.get(`/console/${path}`, who)
  expect(status).toBe(200)
  return text.replace('\ufeff', '').trimEnd().split('\r\n')
}

describe('the file of a list', () => {
  it.each([
    ['applications', 'applications/list.csv?state=all', /^26-\d{6},Trần Thị Hoà,.*,20000000,.*,2026-11-24 09:00,/],
    ['applications', 'applications/list.csv?due=late', /^26-\d{6},Trần Thị Hoà,.*,2026-11-23 09:00$/],
    ['announcements', 'announcements/list.csv', /^Lịch,.*,"'=Phạm ""Thu""",2026-11-24 09:00,,,/],
    ['groups', 'groups/list.csv', /,\d+,\d+,Chưa$/],
    ['chair-links', 'chair-links/list.csv', /,\d+,2026-1\d-\d\d \d\d:\d\d,,$/],
    ['replies', 'replies/list.csv', /^Hẹn \d+,Chào \{name\}$/],
    ['programmes', 'programmes/list.csv?day=2026-11-22', /^(Cho )?[Vv]ay hộ nghèo,Đang cho vay,/],
    ['staff', 'staff/list.csv', /^Lê Mai,.*@.*,Giám đốc,/],
    ['audit', 'audit/list.csv', /,Lê Mai,/],
  ])('%s holds what the page shows, and is on record', async (list, path, row) => {
    const [head = '', ...rows] = await lines(path, director)
    expect(rows.filter((line) => row.test(line))).not.toEqual([])
    expect(head.split(',').length).toBeGreaterThan(1)
    const [log] = await world.store.audit.list({ limit: 1 })
    expect(log).toMatchObject({ action: 'list.export', subjectId: list, detail: { format: 'csv' } })
    const page = await world.get(`/console/${list}?state=all`, director)
    expect(page.text).toContain(`/console/${list}/list.xlsx`)
  })

  it.each(['applications/list.csv?state=all', 'audit/list.csv', 'staff/list.csv', 'announcements/list.csv'])(
    'has no number of a phone or a card: %s',
    async (path) => {
      expect((await lines(path, director)).join('\n')).not.toMatch(/0912345678|035168000123|0912/)
    },
  )

  it.each<[string, string, () => Visitor, RegExp]>([
    ['requests of another office', 'applications/list.csv?state=all', () => stranger, /Trần Thị Hoà/],
    ['requests of another commune', 'applications/list.csv?state=all', () => chair, /Trần Thị Hoà/],
    ['announcements of another office', 'announcements/list.csv', () => stranger, /Lịch/],
    ['answers of another office', 'replies/list.csv', () => stranger, /Chào/],
    ['staff of another office', 'staff/list.csv', () => stranger, /Lê Mai/],
    ['the log of another office', 'audit/list.csv', () => stranger, /Lê Mai/],
  ])('has no %s', async (_, path, who, foreign) => {
    expect((await lines(path, who())).join('\n')).not.toMatch(foreign)
  })

  it('of an announcement has who got it, and nobody before it was sent', async () => {
    const { office, commune, group } = world
    const author = await world.signIn(await world.staff('officer'))
    const place = { officeId: office.id, communeId: commune.first, groupId: group.first, author }
    const make = thingsOf(world)
    const path = async (thing: 'sent' | 'draft') => `announcements/${await make[thing](place)}/list.csv`
    const [head, ...rows] = await lines(await path('sent'), director)
    expect(head?.split(',')).toHaveLength(5)
    expect(rows.length).toBeGreaterThan(0)
    expect((await world.get(`/console/${await path('draft')}`, director)).status).toBe(404)
  })

  it('of groups and communes has those of the reader alone', async () => {
    const { database, commune } = world
    const own = await database.prisma.commune.findUniqueOrThrow({ where: { id: commune.second } })
    const [, ...rows] = await lines('groups/list.csv', chair)
    expect(rows).toHaveLength(1)
    expect(rows[0]).toContain(own.name)
  })

  it('of a day that is none is not there', async () => {
    expect((await world.get('/console/programmes/list.csv?day=x', director)).status).toBe(404)
  })
})

describe('a list that is read page by page', () => {
  const column = { title: 'n', kind: 'number', cell: (n: number) => n } as const
  const read = async (limit: number, after = 0) => [1, 2, 3, 4, 5, 6].filter((n) => n > after).slice(0, limit)

  it.each([
    ['that end within a page', 4, [1, 2, 3, 4, 5, 6]],
    ['that fill the last page', 3, [1, 2, 3, 4, 5, 6]],
  ])('has each row once, with pages %s', async (_, limit, rows) => {
    const { page } = listed('numbers', [column], { read, placeOf: (n) => n })
    const found: number[] = []
    let after: number | undefined
    do {
      const next = await page(limit, after)
      found.push(...next.rows)
      after = next.next
    } while (after !== undefined)
    expect(found).toEqual(rows)
  })

  it.each([
    ['over its time', -1, true],
    ['in its time', 1, false],
  ])('goes on behind a request that is %s', (_, ms, late) => {
    const dueAt = new Date(now.getTime() + ms)
    expect(placeOfApplication({ id: '7', dueAt } as ApplicationRow, now)).toEqual({
      id: '7',
      ...(late ? { lateSince: dueAt } : {}),
    })
  })
})
