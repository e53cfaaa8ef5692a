import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ConsoleWorld, consoleWorld, password, type Visitor } from '../support/console-world.ts'

let world: ConsoleWorld
let officer: Visitor
let director: Visitor
let stranger: Visitor
let hoa: string
beforeAll(async () => {
  world = await consoleWorld()
  officer = await world.signIn(await world.staff('officer', { name: 'Lê Mai' }))
  director = await world.signIn(await world.staff('director'))
  stranger = await world.signIn(await world.staff('officer', { officeId: world.office.otherId }))
  hoa = await world.household({
    name: 'Trần Thị Hoà',
    folded: 'tran thi hoa',
    phone: '0912345678',
    programmes: ['poor'],
  })
  const accountId = await world.account({ householdId: hoa, name: 'Hoà Trần' })
  await world.application({ accountId, householdId: hoa })
})
afterAll(() => world.close())

describe('finding somebody', () => {
  it.each([
    ['a name without marks', 'hoa tran', true],
    ['nobody', 'Xyz', false],
  ])('by %s', async (_, q, found) => {
    const { text } = await world.get(`/console/people?${new URLSearchParams({ q })}`, officer)
    expect(text.includes('Trần Thị Hoà')).toBe(found)
    expect(text).not.toContain('0912345678"')
    if (!found) expect(text).toContain('Không tìm thấy &quot;Xyz&quot;')
  })

  it('by a number leaves it out of the address; by a name leads to an address', async () => {
    const byNumber = await world.post('/console/people', { q: '0912 345 678' }, officer)
    expect(byNumber).toMatchObject({ status: 200, to: null })
    expect(byNumber.text).toContain('Trần Thị Hoà')
    const byName = await world.post('/console/people', { q: 'hoa tran' }, officer)
    expect(byName).toMatchObject({ status: 303, to: '/console/people?q=hoa+tran' })
  })

  it.each([
    ['people', '0912 345 678'],
    ['people', '66'],
    ['people', 'hoa 1'],
    ['search', '0912 345 678'],
    ['search', 'K26-000001'],
  ])('not by a number in the address, which is left behind with a sentence: %s, %s', async (page, q) => {
    const sent = await world.get(`/console/${page}?${new URLSearchParams({ q })}`, officer)
    expect(sent).toMatchObject({ status: 302, to: `/console/${page}?typed=number`, text: '' })
    const { text } = await world.get(sent.to ?? '', officer)
    expect(text).toContain('Loa không tìm theo số gõ trên thanh địa chỉ')
    expect(text).not.toContain('Trần Thị Hoà')
    expect((await world.get(`/console/${page}`, officer)).text).not.toContain('Loa không tìm theo số')
  })

  it('by the first digits of a customer id goes on page by page, by a form', async () => {
    const { officeId, communeId } = { officeId: world.office.otherId, communeId: world.commune.other }
    const group = { communeId, groupId: world.group.other }
    for (let n = 0; n < 27; n++) await world.household({ name: `Đông ${n}`, folded: `dong ${100 + n}`, ...group })
    const who = await world.signIn(await world.staff('officer', { officeId }))
    const typed = (text: string, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(text)?.[1] ?? ''
    for (const page of ['people', 'search']) {
      let { text } = await world.post(`/console/${page}`, { q: '6600' }, who)
      const shown = () => text.match(/Đông \d+/g)?.length
      expect(shown()).toBe(page === 'people' ? 25 : 8)
      const next = () => text.slice(text.indexOf('<form class="next"'))
      expect(next()).toContain('method="post" action="/console/people"')
      const more = { q: typed(next(), 'q'), name: typed(next(), 'name'), id: typed(next(), 'id') }
      text = (await world.post('/console/people', more, who)).text
      expect(shown()).toBe(page === 'people' ? 2 : 25)
    }
  })

  it('not in another office', async () => {
    expect((await world.get('/console/people?q=hoa', stranger)).text).toContain('Không tìm thấy')
  })

  it('takes nonsense in the address calmly', async () => {
    expect((await world.get('/console/people?q=hoa&name=x&id=y', officer)).status).toBe(200)
    expect((await world.get(`/console/people?q=${'%25'.repeat(60)}`, officer)).status).toBe(200)
  })
})

describe('the page of a household', () => {
  it('shows loans, accounts and requests, and writes down who looked', async () => {
    const { text } = await world.get(`/console/people/${hoa}`, officer)
    for (const words of ['Tổ G1', '10.000.000 đồng', 'Hoà Trần', '091****678', 'Đơn 26-']) expect(text).toContain(words)
    expect(text).not.toContain('0912345678')
    expect((await world.store.audit.list({ limit: 1 }))[0]).toMatchObject({ action: 'people.see', subjectId: hoa })
  })

  it('opens the number by a button, and writes that down too', async () => {
    const opened = await world.post(`/console/people/${hoa}/phone`, {}, officer)
    expect(opened.text).toContain('href="tel:0912345678"')
    const actions = (await world.store.audit.list({ limit: 2 })).map((r) => r.action)
    expect(actions).toContain('people.phone')
  })

  it('hides a case that goes past the reader', async () => {
    const place = { officeId: world.office.id, communeId: world.commune.first }
    const at = world.clock.now()
    const { code } = await world.store.cases.open({
      kind: 'complaint',
      householdId: hoa,
      ...place,
      routedTo: 'director',
      text: 'x',
      at,
      dueAt: at,
    })
    expect((await world.get(`/console/people/${hoa}`, officer)).text).not.toContain(code)
    expect((await world.get(`/console/people/${hoa}`, director)).text).toContain(code)
  })

  it('of another unit is not there', async () => {
    for (const path of [`/console/people/${hoa}`, '/console/people/0', '/console/people/x']) {
      expect((await world.get(path, stranger)).status).toBe(404)
    }
    expect((await world.post(`/console/people/${hoa}/phone`, {}, stranger)).status).toBe(404)
    expect((await world.post(`/console/people/${hoa}/link-code`, {}, stranger)).status).toBe(404)
  })
})

describe('the sheet with a linking code', () => {
  it('shows a code that works, a picture of it, and what to do', async () => {
    const { text, status } = await world.post(`/console/people/${hoa}/link-code`, {}, officer)
    expect(status).toBe(200)
    const code = /class="code">([A-HJ-NP-Z2-9]{4}-[A-HJ-NP-Z2-9]{4})</.exec(text)?.[1] ?? ''
    expect(await world.store.linking.householdOf(code, world.clock.now())).toBe(hoa)
    expect(text).toContain('<svg')
    expect(text).toContain(`http://loa.test/chat?start=${code.replace('-', '')}`)
    expect(text).toContain('02263830000')
  })
})

describe('the accounts of staff', () => {
  it('are given by invitation: one link, one account', async () => {
    const form = { email: 'moi@example.vn', role: 'officer', unit: `commune:${world.commune.first}` }
    const invited = await world.post('/console/staff/invite', form, director)
    const path = /http:\/\/loa\.test(\/console\/invitation\/[\w-]{43})/.exec(invited.text)?.[1] ?? ''
    expect((await world.get(path)).text).toContain('moi@example.vn')
    const typed = { name: 'Phạm Mới', password, again: password }
    expect((await world.post(path, { ...typed, again: 'khác' })).text).toContain('Hai lần gõ mật khẩu chưa giống nhau.')
    expect((await world.post(path, { ...typed, password: 'ngắn', again: 'ngắn' })).text).toContain(
      'Mật khẩu ngắn quá. Cần ít nhất 12 chữ.',
    )
    const accepted = await world.post(path, typed)
    expect(accepted.to).toBe('/console')
    expect((await world.get('/console', accepted)).text).toContain('Chào Phạm Mới')
    expect((await world.get(path)).status).toBe(404)
    expect((await world.post(path, typed)).status).toBe(404)
    expect(await world.store.staff.byEmail('moi@example.vn')).toMatchObject({
      role: 'officer',
      communeId: world.commune.first,
    })
  })

  it.each([
    ['a bad address', { email: 'x', role: 'officer', unit: 'office' }, 'Thư điện tử chưa đúng.'],
    [
      'a chair without a commune',
      { email: 'c@example.vn', role: 'commune_chair', unit: 'office' },
      'Chủ tịch thì phải chọn một xã, phường.',
    ],
    [
      'an administrator, by a director',
      { email: 'a@example.vn', role: 'admin', unit: 'office' },
      'Anh/chị không được mời vai trò này',
    ],
  ])('are not given to %s', async (_, form, problem) => {
    const answer = await world.post('/console/staff/invite', { ...form, unit: `office:${world.office.id}` }, director)
    expect(answer.status).toBe(422)
    expect(answer.text).toContain(problem)
    expect(answer.text).toContain(`value="${form.email}"`)
  })

  it.each([
    ['another office', () => `office:${world.office.otherId}`],
    ['a commune of another office', () => `commune:${world.commune.other}`],
    ['everywhere', () => 'all'],
    ['nowhere', () => 'nonsense'],
  ])('are not given for %s by a forged form', async (_, unit) => {
    const answer = await world.post(
      '/console/staff/invite',
      { email: 'f@example.vn', role: 'officer', unit: unit() },
      director,
    )
    expect(answer.status).toBe(422)
    expect(await world.database.prisma.staffInvitation.count({ where: { email: 'f@example.vn' } })).toBe(0)
  })

  it('are shut and opened again, in the own unit only', async () => {
    const member = await world.staff('officer')
    const who = await world.signIn(member)
    const foreign = await world.staff('officer', { officeId: world.office.otherId })
    expect((await world.post(`/console/staff/${member.id}/disable`, {}, director)).to).toBe(
      '/console/staff?done=disabled',
    )
    expect((await world.get('/console', who)).status).toBe(302)
    expect((await world.post(`/console/staff/${member.id}/enable`, {}, director)).to).toBe(
      '/console/staff?done=enabled',
    )
    expect((await world.post(`/console/staff/${foreign.id}/disable`, {}, director)).status).toBe(404)
    expect((await world.post(`/console/staff/${member.id}/disable`, {}, officer)).status).toBe(403)
    expect((await world.get('/console/staff', director)).text).not.toContain(foreign.email)
  })

  it('are an administrator’s to give everywhere', async () => {
    const { id } = await world.staff('admin')
    await world.database.prisma.staff.update({ where: { id }, data: { officeId: null } })
    const admin = await world.signIn((await world.store.staff.find(id))!)
    expect((await world.get('/console/staff', admin)).text).toContain('Phòng giao dịch Lý Nhân')
    const invited = await world.post(
      '/console/staff/invite',
      { email: 'qt@example.vn', role: 'admin', unit: 'all' },
      admin,
    )
    expect(invited.status).toBe(200)
    expect((await world.get('/console/people/1', admin)).status).toBe(403)
  })
})

describe('the log', () => {
  it('shows the office’s own, in words, without what nobody needs to read', async () => {
    await world.get(`/console/people/${hoa}`, officer)
    const { text } = await world.get('/console/audit', director)
    expect(text).toContain('Xem trang của hộ')
    expect(text).toContain('Lê Mai')
    const other = await world.signIn(await world.staff('director', { officeId: world.office.otherId }))
    expect((await world.get('/console/audit', other)).text).not.toContain('Lê Mai')
  })
})
