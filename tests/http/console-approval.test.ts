import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ConsoleWorld, consoleWorld, type Visitor } from '../support/console-world.ts'

let world: ConsoleWorld
let officer: Visitor
let director: Visitor
let stranger: Visitor
beforeAll(async () => {
  world = await consoleWorld()
  officer = await world.signIn(await world.staff('officer', { name: 'Lê Mai' }))
  director = await world.signIn(await world.staff('director', { name: 'Đỗ Vinh' }))
  stranger = await world.signIn(await world.staff('director', { officeId: world.office.otherId }))
  await world.account({ householdId: await world.household({}) })
})
afterAll(() => world.close())

const text = { title: 'Lịch giao dịch', body: 'Ngày 12 tại phường.', source: '', sender: 'PGD', whom: 'everybody' }
const drafted = async (who = officer) => (await world.post('/console/announcements/new', text, who)).to ?? ''
const post = (path: string, form: Record<string, string>, who: Visitor) => world.post(path, form, who)

describe('an announcement waits for a second person', () => {
  it('and is approved, given a time, and sent', async () => {
    const path = await drafted()
    const draft = await world.get(path, officer)
    expect(draft.text).toContain('Gửi cho người duyệt')
    expect(draft.text).not.toContain(`${path}/send`)
    const handed = await post(`${path}/submit`, {}, officer)
    expect(handed.to).toBe(`${path}?done=submitted`)
    expect((await world.get(handed.to ?? '', officer)).text).toContain('Đã gửi cho người duyệt.')
    expect((await world.get(path, officer)).text).toContain('Đang chờ giám đốc duyệt.')
    expect((await world.get('/console/announcements', director)).text).toContain('Chờ duyệt')
    const asked = await world.get(path, director)
    expect(asked.text).toContain('name="version" value="1"')
    expect((await post(`${path}/decide`, { decide: 'approve', version: '1' }, director)).to).toBe(
      `${path}?done=approved`,
    )
    const ready = await world.get(path, officer)
    expect(ready.text).toMatch(/Đỗ Vinh đã duyệt lúc/)
    expect(ready.text).toContain('<option value="7">7:00</option>')
    expect(ready.text).not.toContain('<option value="20">')
    await post(`${path}/schedule`, { day: '2026-11-25', hour: '8' }, officer)
    expect((await world.get(path, officer)).text).toContain('Sẽ tự gửi lúc 08:00 25/11/2026.')
    await post(`${path}/unschedule`, {}, officer)
    expect((await post(`${path}/send`, {}, officer)).to).toBe(`${path}?done=sent`)
  })

  it.each<[string, string, Record<string, string>]>([
    ['sending', 'send', {}],
    ['a time', 'schedule', { day: '2026-11-25', hour: '8' }],
    ['approving it oneself', 'decide', { decide: 'approve', version: '1' }],
    ['returning it oneself', 'decide', { decide: 'return', version: '1', why: 'x' }],
  ])('and a forged form does not get past it: %s', async (_, step, form) => {
    const path = await drafted(director)
    await post(`${path}/submit`, {}, director)
    const page = await post(`${path}/${step}`, form, director)
    expect(page.status).toBe(409)
    expect(page.text).toMatch(/không tự duyệt được|chưa được người thứ hai duyệt/)
    expect((await world.get(path, director)).text).toContain('Chờ duyệt')
  })

  it('and one of another office is not there', async () => {
    const path = await drafted()
    await post(`${path}/submit`, {}, officer)
    for (const step of ['submit', 'schedule', 'unschedule'])
      expect((await post(`${path}/${step}`, {}, stranger)).status).toBe(404)
    expect((await post(`${path}/decide`, { decide: 'approve', version: '1' }, stranger)).status).toBe(404)
  })

  it('and is returned with what has to change, which its author reads', async () => {
    const path = await drafted()
    await post(`${path}/submit`, {}, officer)
    const empty = await post(`${path}/decide`, { decide: 'return', version: '1', why: '' }, director)
    expect(empty.text).toContain('Anh/chị ghi cần sửa gì rồi hãy trả lại.')
    await post(`${path}/decide`, { decide: 'return', version: '1', why: 'Sai ngày <12>' }, director)
    const page = await world.get(path, officer)
    expect(page.text).toContain('Sai ngày &lt;12&gt;')
    expect(page.text).toContain('Gửi cho người duyệt')
  })

  it('and what was changed meanwhile is read again', async () => {
    const path = await drafted()
    await post(`${path}/submit`, {}, officer)
    await post(`${path}/edit`, { ...text, title: 'Khác' }, officer)
    await post(`${path}/submit`, {}, officer)
    const late = await post(`${path}/decide`, { decide: 'approve', version: '1' }, director)
    expect(late.status).toBe(409)
    expect(late.text).toContain('Thông báo vừa được sửa.')
  })
})
