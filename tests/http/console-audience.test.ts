import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ConsoleWorld, consoleWorld, type Visitor } from '../support/console-world.ts'

let world: ConsoleWorld
let officer: Visitor
let stranger: Visitor
let local: Visitor
beforeAll(async () => {
  world = await consoleWorld()
  officer = await world.signIn(await world.staff('officer'))
  stranger = await world.signIn(await world.staff('officer', { officeId: world.office.otherId }))
  local = await world.signIn(await world.staff('officer', { communeId: world.commune.second }))
  await world.account({ householdId: await world.household({ programmes: ['poor'] }) })
  const poor = await world.household({ programmes: ['poor'] })
  await world.account({ householdId: poor })
  await world.database.prisma.household.update({ where: { id: BigInt(poor) }, data: { povertyStatus: 'poor' } })
})
afterAll(() => world.close())

type Form = Record<string, string | string[]>
const text = { title: 'Lịch', body: 'Ngày 12.', source: '', sender: 'PGD' }
const press = (what: string, form: Form, who = officer) =>
  world.post('/console/announcements/new', { ...text, do: what, ...form }, who)
const saved = async (form: Form, who = officer) =>
  /<option value="(\d+)">/.exec((await press('save', form, who)).text)?.[1] ?? ''

describe('choosing who gets it', () => {
  it.each<[string, Form, string]>([
    ['everybody', { whom: 'everybody' }, '2 người nhận / 2 hộ'],
    ['poor households', { whom: 'some', statuses: 'poor' }, '1 người nhận / 1 hộ'],
    ['everybody but the poor', { whom: 'everybody', not_statuses: 'poor' }, '1 người nhận / 1 hộ'],
    ['those who wrote lately', { whom: 'some', heard: 'within', heardDays: '30' }, '2 người nhận / 2 hộ'],
    ['those who did not', { whom: 'some', heard: 'not_within', heardDays: '30' }, '0 người nhận / 0 hộ'],
    ['readers of English', { whom: 'some', langs: 'en' }, '0 người nhận / 0 hộ'],
    ['those who have linked an account', { whom: 'some', linked: 'yes' }, '2 người nhận / 2 hộ'],
    ['nobody', { whom: 'some' }, 'Chưa chọn ai.'],
    ['a number of days that is none', { whom: 'some', heard: 'within', heardDays: 'x' }, 'Số ngày chưa đúng.'],
    ['a commune of another office', { whom: 'some', communes: '999999' }, 'Có đơn vị không thuộc phạm vi'],
  ])('counts %s, and keeps what was typed', async (_, form, words) => {
    const page = await press('count', { ...form, title: 'Tiêu đề đang gõ' })
    expect(page.status).toBe(200)
    expect(/<div id="count"[\s\S]*?<\/div>/.exec(page.text)?.[0] ?? '').toContain(words)
    expect(page.text).toContain('value="Tiêu đề đang gõ"')
    expect(await world.store.announcements.list({ scope: {}, limit: 1 })).toEqual([])
  })

  it('says who is left out, on the page of the draft too', async () => {
    const form = { ...text, whom: 'everybody', not_statuses: 'poor', not_heard: 'not_within', not_heardDays: '90' }
    const { to } = await world.post('/console/announcements/new', form, officer)
    expect((await world.get(to ?? '', officer)).text).toContain('trừ Hộ nghèo · không nhắn trong 90 ngày')
    const edit = await world.get(`${to}/edit`, officer)
    expect(edit.text).toMatch(/name="not_statuses" value="poor" checked/)
    expect(edit.text).toContain('<option value="not_within" selected="">')
  })

  it('keeps an audience by name, takes it again, and lets it go', async () => {
    const id = await saved({ whom: 'some', statuses: ['poor'], name: ' Hộ nghèo trong phòng ' })
    expect((await world.get('/console/announcements/new', officer)).text).toContain('Hộ nghèo trong phòng</option>')
    const taken = await press('load', { whom: 'everybody', saved: id })
    expect(taken.text).toMatch(/name="statuses" value="poor" checked/)
    expect(taken.text).toContain('1 người nhận / 1 hộ')
    expect((await world.get('/console/announcements/new', stranger)).text).not.toContain('Hộ nghèo trong phòng')
    expect((await press('load', { whom: 'some', saved: id }, stranger)).text).not.toMatch(/value="poor" checked/)
    await press('drop', { whom: 'some', saved: id }, stranger)
    expect((await press('drop', { whom: 'some', saved: id })).text).toContain('Đã bỏ.')
    expect((await world.get('/console/announcements/new', officer)).text).not.toContain('Hộ nghèo trong phòng')
    const actions = (await world.store.audit.list({ subjectKind: 'audience', subjectId: id, limit: 9 })).map(
      (r) => r.action,
    )
    expect(actions).toEqual(['audience.drop', 'audience.keep'])
  })

  it.each<[string, Form, string]>([
    ['without a name', { whom: 'everybody', name: ' ' }, 'Anh/chị đặt tên nhóm'],
    ['of nobody', { whom: 'some', name: 'x' }, 'Chưa chọn ai nên chưa lưu.'],
    ['of another office', { whom: 'some', communes: '999999', name: 'x' }, 'Có đơn vị không thuộc phạm vi'],
  ])('keeps none %s', async (_, form, words) => {
    expect((await press('save', form)).text).toContain(words)
  })

  it('of a colleague does not widen what an officer of one commune reaches', async () => {
    const id = await saved({ whom: 'some', communes: String(world.commune.first), name: 'Phường khác' })
    expect((await press('load', { whom: 'some', saved: id }, local)).text).toContain('Có đơn vị không thuộc phạm vi')
    const form = { ...text, whom: 'some', communes: String(world.commune.first) }
    expect((await world.post('/console/announcements/new', form, local)).status).toBe(422)
  })

  it('counts anew by a script of ours', async () => {
    const page = await world.get('/console/announcements/new', officer)
    expect(page.text).toMatch(/<script src="\/console\/announcements\/count.js[^"]*" defer/)
    const script = await world.get('/console/announcements/count.js', officer)
    expect(script.headers.get('content-type')).toContain('text/javascript')
  })
})
