import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { forgetOld } from '../../src/app/forget-old.ts'
import { type ConsoleWorld, consoleWorld, type Visitor } from '../support/console-world.ts'

let world: ConsoleWorld
let admin: Visitor
let director: Visitor
let other: Visitor
let officer: Visitor
let hoa: string
let account: string
const given = new Date('2026-11-10T03:00:00Z')

beforeAll(async () => {
  world = await consoleWorld()
  admin = await world.signIn(await world.staff('admin', { officeId: undefined as never }))
  director = await world.signIn(await world.staff('director'))
  other = await world.signIn(await world.staff('director', { officeId: world.office.otherId }))
  officer = await world.signIn(await world.staff('officer'))
  hoa = await world.household({ name: 'Trần Thị Hoà', phone: '0912345678' })
  account = await world.account({ householdId: hoa, consents: [], channel: 'zalo' })
  await world.account({ name: 'Khách lạ', consents: ['talk'] })
  const give = (purposes: readonly ['talk'] | readonly ['application'], wording: string, lang: string) =>
    world.store.consents.give({ accountId: account, purposes, wording, lang, at: given })
  await give(['talk'], 'flows/welcome:1', 'en')
  await give(['application'], 'flows/apply:1', 'vi')
  await world.store.consents.withdraw(account, ['application'], new Date('2026-11-12T03:00:00Z'))
})
afterAll(() => world.close())

describe('the register of consents', () => {
  it('says who allowed what, when, by which words, where, and when it was taken back', async () => {
    const { text } = await world.get('/console/consents', director)
    for (const words of ['Trần Thị Hoà', '10:00 10/11/2026', 'Zalo', '10:00 12/11/2026', 'Còn hiệu lực'])
      expect(text).toContain(words)
    expect(text).toContain('rồi chuyển cho cán bộ ngân hàng. Chỉ cán bộ phụ trách được xem.')
    expect(text).toContain('lang="en"')
    expect(text).toMatch(/12 months/)
    expect(text).not.toMatch(/\{\w+\}/)
  })

  it.each([
    ['state=withdrawn', ['10:00 12/11/2026'], ['12 months']],
    ['state=stands', ['12 months'], ['10:00 12/11/2026']],
    ['purpose=application', ['10:00 12/11/2026'], ['12 months']],
    ['channel=web', [], ['Trần Thị Hoà']],
    ['from=2026-11-11', [], ['Trần Thị Hoà']],
    ['to=2026-11-10', ['Trần Thị Hoà'], []],
    ['to=2026-11-09', [], ['Trần Thị Hoà']],
    ['purpose=x&channel=y&state=z&before=w&from=1', ['Trần Thị Hoà'], []],
  ])('narrowed by %s', async (query, shown, hidden) => {
    const { text, status } = await world.get(`/console/consents?${query}`, director)
    expect(status).toBe(200)
    for (const words of shown) expect(text).toContain(words)
    for (const words of hidden) expect(text).not.toContain(words)
  })

  it('holds the households of the reader’s unit; who is linked to nobody lies in none', async () => {
    expect((await world.get('/console/consents', other)).text).not.toContain('Hoà')
    expect((await world.get('/console/consents', director)).text).not.toContain('Khách lạ')
    const all = (await world.get('/console/consents', admin)).text
    expect(all).toContain('Khách lạ')
    expect(all).toContain('Trần Thị Hoà')
    expect(all).not.toContain('/console/people/')
  })

  it('goes on page by page, each row once', async () => {
    const household = await world.household({ name: 'Hộ đông' })
    for (let n = 0; n < 60; n += 1) await world.account({ householdId: household, consents: ['talk'] })
    const first = await world.get('/console/consents', director)
    const [, next = ''] = /class="next"><a[^>]*href="([^"]+)"/.exec(first.text.replaceAll('\n', '')) ?? []
    const second = await world.get(next.replaceAll('&amp;', '&'), director)
    const count = ({ text }: { text: string }) => text.split('Hộ đông').length - 1
    expect(count(first)).toBe(50)
    expect(count(second)).toBe(10)
    expect(second.text).toContain('Trần Thị Hoà')
  })

  it('is taken away as a file, as it is filtered, and that is on record', async () => {
    const { text, headers } = await world.get('/console/consents/list.csv?state=withdrawn', director)
    expect(headers.get('content-disposition')).toContain('consents-')
    expect(text).toContain('flows/apply:1')
    expect(text).not.toContain('flows/welcome:1')
    const [log] = await world.store.audit.list({ limit: 1 })
    expect(log).toMatchObject({ action: 'list.export', subjectId: 'consents' })
  })

  it('shows how long each kind is kept, and what the last night did', async () => {
    expect((await world.get('/console/consents', director)).text).toContain('Chưa chạy đêm nào')
    await forgetOld(world)
    const { text } = await world.get('/console/consents', director)
    expect(text).not.toContain('Chưa chạy đêm nào')
    for (const words of ['90 ngày', '24 tháng', '60 tháng']) expect(text).toContain(words)
  })

  it('is not for officers, who see it household by household', async () => {
    expect((await world.get('/console/consents', officer)).status).toBe(403)
    const { text } = await world.get(`/console/people/${hoa}/data`, officer)
    expect(text).toContain('10:00 12/11/2026')
    expect(text).toContain('12 months')
  })
})
