import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ConsoleWorld, consoleWorld, type Visitor } from '../support/console-world.ts'

let world: ConsoleWorld
let director: Visitor
let other: Visitor

/** The one loan of the office, as a list has it. */
const listed = async (of: { asOf: string; outstanding: number; overdue: number }) => {
  await world.database.prisma.loan.updateMany({ data: { ...of, asOf: new Date(of.asOf) } })
  await world.store.portfolio.keep()
}

beforeAll(async () => {
  world = await consoleWorld()
  director = await world.signIn(await world.staff('director'))
  other = await world.signIn(await world.staff('director', { officeId: world.office.otherId }))
  await world.household({ programmes: ['poor'] })
}, 60_000)
afterAll(() => world.close())

const cellsOf = (html: string) =>
  [...html.matchAll(/<td[^>]*>(.*?)<\/td>/gs)].map(([, cell = '']) => cell.replace(/<[^>]+>/g, '')).join(' | ')
const page = async (who: Visitor = director, file = '') => world.get(`/console/lending${file}`, who)

describe('the page of what stands out', () => {
  it('says that there is no month to compare with, and leaves its columns empty', async () => {
    await listed({ asOf: '2026-10-31', outstanding: 30_000_000, overdue: 0 })
    const { status, text } = await page()
    expect(status).toBe(200)
    expect(text).toContain('30.000.000 đồng (chưa có tháng trước)')
    expect(cellsOf(text)).toContain('Cho vay hộ nghèo | 1 | 1 | 30.000.000 |  | 0 | 0% |  | 0')
    expect(text).toContain('Biểu đồ hiện ra sau tháng thứ hai.')
  })

  it('compares with the month before, by programme, association and commune, in words and in figures', async () => {
    await listed({ asOf: '2026-11-20', outstanding: 25_000_000, overdue: 1_000_000 })
    const { text } = await page()
    expect(text).toContain('25.000.000 đồng (−5.000.000 đồng)')
    expect(text).toContain('1.000.000 đồng (+1.000.000 đồng)')
    const row = ' | 1 | 1 | 25.000.000 | −5.000.000 | 1.000.000 | 4% | +1.000.000 | 0'
    expect(cellsOf(text).split(row)).toHaveLength(4)
    expect(cellsOf(text)).toContain('2026-10 | 30.000.000 | 0 | 0 | 0')
    expect(text.match(/role="img"/g)).toHaveLength(4)
  })

  it('is a file with plain figures', async () => {
    expect((await page(director, '/list.csv')).text).toMatch(/25000000[,;]-5000000[,;]1000000[,;]1000000/)
  })

  it('shows another office nothing of it', async () => {
    const { text } = await page(other)
    expect(text).toContain('Chưa có món vay nào')
    expect(text).not.toContain('25.000.000')
  })
})
