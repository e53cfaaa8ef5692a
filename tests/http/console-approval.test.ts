import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { approvalRule } from '../../src/app/announcement-rules.ts'
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
    await post(`${path}/submit`, {}, officer)
    const again = await world.get(path, director)
    expect(again.text).toMatch(/Đỗ Vinh trả lại lúc/)
    expect(again.text).not.toContain('đã duyệt lúc')
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

describe('who has to agree is set in the console', () => {
  const page = '/console/approval'
  const ruleOf = (officeId: number) => approvalRule(world.store.settings, officeId)
  const marked = (text: string) => /value="(\w+)" checked/.exec(text)?.[1]

  it('by the director, for their own office, and the log says so', async () => {
    const list = await world.get('/console/announcements', director)
    expect(list.text).toContain(`href="${page}"`)
    const before = await world.get(page, director)
    expect(before.text).toContain('Phòng giao dịch Duy Tiên')
    expect(before.text).not.toContain('<select')
    expect(marked(before.text)).toBe('director')
    const kept = await post(page, { rule: 'none' }, director)
    expect(kept.to).toBe(`${page}?office=${world.office.id}&done=kept`)
    const after = await world.get(kept.to ?? '', director)
    expect(after.text).toContain('Đã lưu: Không cần người thứ hai.')
    expect(marked(after.text)).toBe('none')
    expect([await ruleOf(world.office.id), await ruleOf(world.office.otherId)]).toEqual(['none', 'director'])
    const [row] = await world.store.audit.list({ action: 'announcement.rule', limit: 1 })
    expect(row).toMatchObject({ actorKind: 'staff', subjectKind: 'office', subjectId: String(world.office.id) })
    expect(row?.detail).toEqual({ rule: 'none' })
    await post(page, { rule: 'officer' }, director)
    expect(await ruleOf(world.office.id)).toBe('officer')
  })

  it('and not without a choice', async () => {
    const before = await ruleOf(world.office.id)
    for (const form of [{}, { rule: 'nobody' }] as Record<string, string>[]) {
      const answer = await post(page, form, director)
      expect(answer.status).toBe(422)
      expect(answer.text).toContain('Anh/chị chọn một mục rồi bấm Lưu.')
    }
    expect(await ruleOf(world.office.id)).toBe(before)
  })

  it('by an administrator of all, for one office at a time', async () => {
    const { id } = await world.staff('admin')
    await world.database.prisma.staff.update({ where: { id }, data: { officeId: null } })
    const admin = await world.signIn((await world.store.staff.find(id))!)
    expect((await world.get('/console/staff', admin)).text).toContain(`href="${page}"`)
    const other = String(world.office.otherId)
    expect((await world.get(`${page}?office=${other}`, admin)).text).toContain(`<option value="${other}" selected`)
    await post(page, { office: other, rule: 'officer' }, admin)
    expect(await ruleOf(world.office.otherId)).toBe('officer')
    expect((await world.get(`${page}?office=999`, admin)).status).toBe(404)
  })

  it.each<[string, () => Promise<Visitor>, number]>([
    ['an officer', async () => officer, 403],
    ['a director of another office', async () => stranger, 404],
    [
      'an administrator of another office',
      async () => world.signIn(await world.staff('admin', { officeId: world.office.otherId })),
      404,
    ],
  ])('and not by %s', async (_, who, status) => {
    const visitor = await who()
    const before = await ruleOf(world.office.id)
    const office = String(world.office.id)
    expect((await world.get(`${page}?office=${office}`, visitor)).status).toBe(status)
    expect((await post(page, { office, rule: 'none' }, visitor)).status).toBe(status)
    expect(await ruleOf(world.office.id)).toBe(before)
  })

  it('and is what the next announcement goes by', async () => {
    await post(page, { rule: 'none' }, director)
    const path = await drafted()
    expect((await world.get(path, officer)).text).toContain(`action="${path}/send"`)
    const bad = (await world.post('/console/announcements/new', { ...text, body: 'Xem bit.ly/abc' }, officer)).to ?? ''
    const stopped = await post(`${bad}/send`, {}, officer)
    expect(stopped.status).toBe(409)
    expect(stopped.text).toContain('Máy thấy có chỗ phải sửa.')
    await post(`${path}/schedule`, { day: '2026-11-25', hour: '8' }, officer)
    expect((await world.get(path, officer)).text).toContain('Sẽ tự gửi lúc 08:00 25/11/2026.')
    await post(page, { rule: 'director' }, director)
    const held = await world.get(path, officer)
    expect(held.text).toContain('Đã hẹn giờ nhưng chưa ai duyệt nên sẽ không gửi.')
    expect((await post(`${path}/send`, {}, officer)).status).toBe(409)
    await post(`${path}/unschedule`, {}, officer)
    expect((await world.get(path, officer)).text).toContain('Gửi cho người duyệt')
  })
})
