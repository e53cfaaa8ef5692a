import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ConsoleWorld, consoleWorld, type Visitor } from '../support/console-world.ts'
import { now } from '../support/staff-world.ts'

let world: ConsoleWorld
let officer: Visitor
let other: Visitor

beforeAll(async () => {
  world = await consoleWorld()
  officer = await world.signIn(await world.staff('officer'))
  other = await world.signIn(await world.staff('officer', { officeId: world.office.otherId }))
  const accountId = await world.account({})
  for (let n = 0; n < 3; n++) await world.application({ accountId })
  const place = { officeId: world.office.id, communeId: world.commune.first, accountId, dueAt: now, text: 'x' }
  for (const days of [0, 2, 9]) {
    const at = new Date(now.getTime() - days * 86_400_000)
    await world.store.cases.open({ kind: 'crop', routedTo: 'officer', at, ...place })
  }
  const at = new Date(now.getTime() - 3 * 3_600_000)
  const answered = await world.store.cases.open({ kind: 'talk', routedTo: 'officer', at, ...place })
  await world.store.cases.say(answered.id, { by: 'staff', text: 'Vâng ạ.', at: new Date(at.getTime() + 5_400_000) })
}, 60_000)
afterAll(() => world.close())

const cellsOf = (html: string) =>
  [...html.matchAll(/<td[^>]*>(.*?)<\/td>/gs)].map(([, cell = '']) => cell.replace(/<[^>]+>/g, ''))

describe('the page of the figures', () => {
  it('has each figure in a table, and a picture that says what it shows', async () => {
    const { status, text } = await world.get('/console/figures', officer)
    expect(status).toBe(200)
    expect(cellsOf(text).join(' | ')).toContain('Mất mùa, dịch bệnh | 1 | 1 | 1')
    expect(cellsOf(text).join(' | ')).toContain('Gặp cán bộ | 1,5 | 1')
    const pictures = [...text.matchAll(/<svg[^>]*role="img" aria-labelledby="(\S+) (\S+)"[^>]*>/g)]
    expect(pictures.map(([, title]) => title)).toEqual(
      ['requests', 'cases', 'answers', 'weeks'].map((id) => `${id}-title`),
    )
    for (const [, title, summary] of pictures) {
      expect(text).toMatch(new RegExp(`<title id="${title}">[^<]+</title>`))
      expect(text).toMatch(new RegExp(`<desc id="${summary}">[^<]+</desc>`))
    }
    expect(text).toContain('Biểu đồ có 1 dòng. Cao nhất: Mất mùa, dịch bệnh, 3.')
  })

  it('says what will stand there while nothing is to be counted', async () => {
    const { text } = await world.get('/console/figures', other)
    expect(text).not.toContain('role="img"')
    expect(text.match(/Chưa có số liệu/g)).toHaveLength(5)
  })

  it('is taken away as a file', async () => {
    const { text, headers } = await world.get('/console/figures/list.csv', officer)
    expect(headers.get('content-disposition')).toContain('figures-2026-11-24.csv')
    expect(text).toContain('Đơn vay theo bước,')
    expect(text).toContain('"Mất mùa, dịch bệnh: trên 7 ngày",1,')
    expect(text).toContain('Bao lâu thì trả lời,Gặp cán bộ,1,2')
  })
})
