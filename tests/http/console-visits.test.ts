import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ConsoleWorld, consoleWorld, type Visitor } from '../support/console-world.ts'

let world: ConsoleWorld
let officer: Visitor
let hoa: string
let binh: string

beforeAll(async () => {
  world = await consoleWorld()
  officer = await world.signIn(await world.staff('officer'))
  hoa = await world.household({ name: 'Trần Thị Hoa', programmes: ['poor'] })
  binh = await world.household({ name: 'Lê Văn Bình', programmes: ['poor'] })
}, 60_000)
afterAll(() => world.close())

const list = () => `/console/reach/group/${world.group.first}`
const noting = (day: string, outcomes: [string, string][]) =>
  world.post(list(), { day, household: outcomes.map(([id]) => id), outcome: outcomes.map(([, said]) => said) }, officer)

describe('visits', () => {
  it('are due where nothing arrives, with the reason, and lead from the page of all groups to the list of one', async () => {
    const { text } = await world.get('/console/reach', officer)
    expect(text).toContain('2 trong 2 hộ đang vay cần đến thăm.')
    expect(text).toContain(`href="${list()}"`)
    const page = await world.get(list(), officer)
    expect(page.text).toContain('Trần Thị Hoa')
    expect(page.text).toContain('Chưa có tài khoản nào')
  })

  it.each([
    ['a day that is none', 'hôm qua', 'met', 'Ghi ngày đi thăm'],
    ['tomorrow', '2026-11-25', 'met', 'không thể ở sau hôm nay'],
    ['a day of last year', '2025-11-24', 'met', 'đã quá 60 ngày'],
    ['nobody chosen', '2026-11-24', '', 'Chọn kết quả của ít nhất một hộ.'],
    ['an outcome that is none', '2026-11-24', 'paid', 'Chọn kết quả của ít nhất một hộ.'],
  ])('are not noted: %s', async (_, day, outcome, said) => {
    const { status, text } = await noting(day, [[hoa, outcome]])
    expect(status).toBe(422)
    expect(text).toContain(said)
    expect(text).toContain(`value="${day}"`)
    expect((await world.get(list(), officer)).text).toContain('Trần Thị Hoa')
  })

  it('take who was met from the list, keep who was not, and are written down', async () => {
    const { status } = await noting('2026-11-23', [
      [hoa, 'met'],
      [binh, 'away'],
    ])
    expect(status).toBe(303)
    const { text } = await world.get(`${list()}?done=saved`, officer)
    expect(text).toContain('Đã ghi các lần đi thăm.')
    expect(text).not.toContain('Trần Thị Hoa')
    expect(text).toContain('23/11/2026: Không có nhà')
    const log = await world.database.prisma.audit.findMany({
      where: { action: 'household.visit' },
      orderBy: { id: 'asc' },
    })
    expect(log.map(({ subjectId, detail }) => [subjectId, detail])).toEqual([
      [hoa, { day: '2026-11-23', outcome: 'met' }],
      [binh, { day: '2026-11-23', outcome: 'away' }],
    ])
  })

  it('of a household that is not on this list are not taken', async () => {
    const elsewhere = await world.household({ groupId: world.group.second, programmes: ['poor'] })
    expect((await noting('2026-11-24', [[elsewhere, 'met']])).status).toBe(422)
    expect(await world.database.prisma.visit.count({ where: { householdId: BigInt(elsewhere) } })).toBe(0)
  })
})
