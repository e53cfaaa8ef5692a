import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { issueChairLink } from '../../src/app/chair-issue.ts'
import { readChairPin } from '../../src/app/chair-pin.ts'
import type { ApplicationState } from '../../src/domain/application.ts'
import type { StaffMember } from '../../src/ports/staff.ts'
import { type ConsoleWorld, consoleWorld, type Visitor } from '../support/console-world.ts'

let world: ConsoleWorld
let officer: StaffMember
/** Who reads the PIN out: never who sent the link. */
let colleague: StaffMember
beforeAll(async () => {
  world = await consoleWorld()
  officer = await world.staff('officer', { name: 'Lê Mai' })
  colleague = await world.staff('officer', { name: 'Vũ Hạnh' })
})
afterAll(() => world.close())

const randomBytes = (n: number) => crypto.getRandomValues(new Uint8Array(n))

/** A fresh link of a commune. */
async function link(
  communeId = world.commune.first,
  staff = officer,
): Promise<{ id: string; token: string; pin: string; path: string }> {
  const issued = await issueChairLink({ ...world, randomBytes }, { staff, communeId: String(communeId) })
  if (!issued) throw new Error('no link')
  const { id } = (await world.store.chairLinks.byToken(issued.token, world.clock.now()))!
  return { ...issued, id, pin: await pinOf(id), path: `/chair/${issued.token}` }
}

async function pinOf(linkId: string): Promise<string> {
  const read = await readChairPin({ ...world, randomBytes }, { staff: colleague, linkId })
  if (!read.ok) throw new Error(read.problem)
  return read.pin
}

/** A browser behind the door of a link. */
async function opened(communeId = world.commune.first): Promise<Visitor & { path: string; token: string }> {
  const { token, pin, path } = await link(communeId)
  const { cookie, to } = await world.post(`${path}/open`, { pin, name: 'Phạm Văn Chủ' })
  expect(to).toBe(path)
  return { cookie, path, token }
}

async function listed(of: { name?: string; communeId?: number; state?: ApplicationState; officeId?: number } = {}) {
  const { name = 'Trần Thị Hoà', communeId = world.commune.first, state = 'listed', officeId = world.office.id } = of
  const householdId = await world.household({ name, communeId, phone: '0912345678', programmes: ['poor'] })
  const accountId = await world.account({ householdId })
  const id = await world.application({ accountId, householdId, communeId, officeId })
  if (state !== 'submitted') {
    const actor = { actorKind: 'staff', actorId: officer.id, at: world.clock.now() } as const
    await world.store.applications.move(id, { ...actor, from: 'submitted', to: state, event: 'list' })
  }
  return { id, accountId }
}

const stateOf = async (id: string) => (await world.store.applications.find(id))?.state

describe('the door', () => {
  it('asks for the PIN and shows nothing of the commune before', async () => {
    await listed({ name: 'Nguyễn Văn Kín' })
    const { path } = await link()
    const { text, status } = await world.get(path)
    expect(status).toBe(200)
    expect(text).toContain('Mã 6 số')
    for (const hidden of ['Nguyễn Văn Kín', 'Phường Duy Tân']) expect(text).not.toContain(hidden)
  })

  it('opens by the right PIN for one browser, and keeps the name that was typed', async () => {
    const { path, pin, token } = await link()
    const { cookie, headers } = await world.post(`${path}/open`, { pin: ` ${pin} `, name: 'Phạm Văn Chủ' })
    expect(headers.get('set-cookie')).toMatch(/loa_chair=[\w-]{43}; .*Path=\/chair; HttpOnly; SameSite=Lax/)
    expect((await world.get(path, { cookie })).text).toContain('Hộ chờ xác nhận')
    // Who has the address only learns nobody's name by it, and is asked for their own.
    const { text: door } = await world.get(path)
    for (const asked of ['name="pin"', 'name="name"']) expect(door).toContain(asked)
    expect(door).not.toContain('Phạm Văn Chủ')
    expect(await world.store.chairLinks.byToken(token, world.clock.now())).toMatchObject({ name: 'Phạm Văn Chủ' })
    // Opened on a second phone, the first one is out; both names stand with the link, and the log says who it was each time.
    const second = await world.post(`${path}/open`, { pin, name: 'Người Khác' })
    expect((await world.get(path, { cookie })).text).not.toContain('Hộ chờ xác nhận')
    expect((await world.get(path, second)).text).toContain('Hộ chờ xác nhận')
    expect(await world.store.chairLinks.byToken(token, world.clock.now())).toMatchObject({
      ...{ name: 'Phạm Văn Chủ, Người Khác', opener: 'Người Khác' },
    })
    const opened = await world.store.audit.list({ action: 'chair.open', limit: 2 })
    expect(opened.map(({ detail }) => (detail as { name?: string }).name)).toEqual(['Người Khác', 'Phạm Văn Chủ'])
  })

  it('opens for nobody until a PIN was read out, and such a try is none', async () => {
    const issued = await issueChairLink(
      { ...world, randomBytes },
      { staff: officer, communeId: String(world.commune.first) },
    )
    const path = `/chair/${issued?.token}`
    for (let i = 0; i < 6; i++) {
      const tried = await world.post(`${path}/open`, { pin: '000000', name: 'Phạm Văn Chủ' })
      expect(tried).toMatchObject({ status: 409, cookie: '' })
      expect(tried.text).toContain('chưa đọc mã')
    }
    const { id } = (await world.store.chairLinks.byToken(String(issued?.token), world.clock.now()))!
    const pin = await pinOf(id)
    expect((await world.post(`${path}/open`, { pin, name: 'Phạm Văn Chủ' })).status).toBe(303)
    // A second PIN ends the first, and the browser that it let in.
    const next = await pinOf(id)
    if (next !== pin) expect((await world.post(`${path}/open`, { pin, name: 'Phạm Văn Chủ' })).status).toBe(401)
    expect((await world.post(`${path}/open`, { pin: next, name: 'Phạm Văn Chủ' })).status).toBe(303)
  })

  it('has its PIN read out by another person than who sent it, wherever there is one; the log names both', async () => {
    const { id } = await link()
    const read = (staff: StaffMember) => readChairPin({ ...world, randomBytes }, { staff, linkId: id })
    expect(await read(officer)).toEqual({ ok: false, problem: 'other_person' })
    expect(await read(await world.staff('admin'))).toEqual({ ok: false, problem: 'not_found' })
    expect(await read(colleague)).toMatchObject({ ok: true })
    const [written] = await world.store.audit.list({ action: 'chair.pin', limit: 1 })
    expect(written).toMatchObject({ actorId: colleague.id, detail: { link: id, link_by: officer.id } })
    // Who works alone may do both, and the log says so.
    const { database } = world
    const others = { id: { not: officer.id }, disabledAt: null }
    const away = await database.prisma.staff.findMany({ where: others, select: { id: true } })
    const among = { id: { in: away.map((one) => one.id) } }
    await database.prisma.staff.updateMany({ where: among, data: { disabledAt: world.clock.now() } })
    expect(await read(officer)).toMatchObject({ ok: true })
    const [alone] = await world.store.audit.list({ action: 'chair.pin', limit: 1 })
    expect(alone).toMatchObject({ actorId: officer.id, detail: { link_by: officer.id, alone: true } })
    await database.prisma.staff.updateMany({ where: among, data: { disabledAt: null } })
  })

  it('asks for a name first, and says so', async () => {
    const { path, pin } = await link()
    const again = await world.post(`${path}/open`, { pin, name: 'x' })
    expect(again).toMatchObject({ status: 422, cookie: '' })
    expect(again.text).toContain('Hãy ghi đủ họ và tên.')
  })

  it('locks after five wrong PINs, also for the right one', async () => {
    const { path, pin } = await link()
    const wrong = pin === '000000' ? '000001' : '000000'
    for (let i = 0; i < 4; i++) {
      expect(await world.post(`${path}/open`, { pin: wrong, name: 'Phạm Văn Chủ' })).toMatchObject({
        status: 401,
        cookie: '',
      })
    }
    expect((await world.post(`${path}/open`, { pin: wrong, name: 'Phạm Văn Chủ' })).status).toBe(404)
    expect((await world.post(`${path}/open`, { pin, name: 'Phạm Văn Chủ' })).status).toBe(404)
    expect((await world.get(path)).status).toBe(404)
  })

  it('counts the tries of a network over all links', async () => {
    for (let i = 0; i < 31; i++) await world.post(`/chair/${'x'.repeat(43)}/open`, { pin: '1' })
    const { path, pin } = await link()
    expect((await world.post(`${path}/open`, { pin, name: 'Phạm Văn Chủ' })).status).toBe(429)
    world.clock.at = new Date(world.clock.at.getTime() + 16 * 60_000)
    expect((await world.post(`${path}/open`, { pin, name: 'Phạm Văn Chủ' })).status).toBe(303)
  })

  it.each([
    ['unknown', () => `/chair/${'A'.repeat(43)}`],
    ['too short', () => '/chair/abc'],
  ])('is not there for a token that is %s', async (_, path) => {
    const { status, text } = await world.get(path())
    expect(status).toBe(404)
    expect(text).toContain('Liên kết không còn dùng được')
  })

  it('is gone after seven days, after it was taken back, and after a newer link', async () => {
    const who = await opened()
    const start = world.clock.at
    const { expiresAt } = (await world.store.chairLinks.byToken(who.token, start))!
    expect(expiresAt).toEqual(new Date('2026-11-30T17:00:00Z'))
    world.clock.at = new Date(expiresAt.getTime() - 1)
    expect((await world.get(who.path, who)).status).toBe(200)
    world.clock.at = expiresAt
    expect((await world.get(who.path, who)).status).toBe(404)
    world.clock.at = start
    const newer = await opened()
    expect((await world.get(who.path, who)).status).toBe(404)
    const found = await world.store.chairLinks.byToken(newer.token, start)
    await world.store.chairLinks.revoke(found!.id, start)
    expect((await world.get(newer.path, newer)).status).toBe(404)
  })

  it('keeps neither token, PIN nor session as they are', async () => {
    const { token, pin, path } = await link()
    const { cookie } = await world.post(`${path}/open`, { pin, name: 'Phạm Văn Chủ' })
    const kept = JSON.stringify((await world.database.prisma.chairLink.findMany()).map((row) => ({ ...row, id: 0 })))
    for (const secret of [token, pin, cookie.replace('loa_chair=', '')]) expect(kept).not.toContain(secret)
  })

  it('has the headers of the console, is kept by no cache and found by no search engine', async () => {
    const who = await opened()
    for (const path of [who.path, `${who.path}/done`, '/chair/x']) {
      const { headers } = await world.get(path, who)
      expect(headers.get('cache-control')).toBe('no-store')
      expect(headers.get('x-robots-tag')).toBe('noindex, nofollow')
      expect(headers.get('content-security-policy')).toContain("default-src 'none'")
    }
    expect((await world.get(who.path, who)).text).not.toContain('<script')
  })
})

describe('the list', () => {
  it('shows what is needed to confirm, and no phone, debt or identity number', async () => {
    await listed({ name: 'Lê Thị Thấy' })
    await world.database.prisma.household.updateMany({
      where: { headName: 'Lê Thị Thấy' },
      data: { birthYear: 1968, povertyStatus: 'near_poor', listYear: 2026 },
    })
    const who = await opened()
    const { text } = await world.get(who.path, who)
    for (const words of ['Lê Thị Thấy', 'Sinh năm 1968', 'Tổ G1', '20.000.000', 'Hộ cận nghèo (danh sách năm 2026)'])
      expect(text).toContain(words)
    for (const hidden of ['0912345678', '091****678', '10.000.000', '6600']) expect(text).not.toContain(hidden)
  })

  it('speaks English to whoever asks', async () => {
    const who = await opened()
    expect((await world.get(`${who.path}?lang=en`, who)).text).toContain('Households that wait')
  })
})

describe('the sessions that a chair announces', () => {
  const { first, second, other } = { first: 'Nhà văn hóa Duy Tân', second: 'Trụ sở Đồng Văn', other: 'Nhân Chính' }
  const ids: Record<string, number> = {}
  beforeAll(async () => {
    const { commune, database } = world
    for (const [code, name, communeId] of [
      ['P1', first, commune.first],
      ['P2', second, commune.second],
      ['P3', other, commune.other],
    ] as const) {
      const place = { code, name, communeId, address: `Tổ dân phố ${code}`, opensAt: '07:30', dayOfMonth: 27 }
      ids[code] = (await database.prisma.transactionPoint.create({ data: place })).id
    }
  })
  const read = async (path = '') => {
    const who = await opened()
    return (await world.get(`${who.path}${path}`, who)).text
  }

  it('are the next two of the own commune, with place and hour, and no other’s', async () => {
    const text = await read()
    for (const words of [
      'Phiên tháng 11: thứ Sáu, 27/11/2026',
      'Phiên tháng 12: Chủ nhật, 27/12/2026',
      'Từ 07:30, tại Nhà văn hóa Duy Tân, Tổ dân phố P1.',
    ])
      expect(text).toContain(words)
    for (const hidden of [second, other, 'Phiên tháng 10', 'Phiên tháng 1:', 'dời']) expect(text).not.toContain(hidden)
    expect(await read('?lang=en')).toContain('Session of month 12: Sunday 27 December 2026')
  })

  it('stand on the front page of a chair with an account, and on nobody else’s', async () => {
    const home = async (role: 'commune_chair' | 'officer') => {
      const staff = await world.staff(role, { communeId: world.commune.first })
      return (await world.get('/console', await world.signIn(staff))).text
    }
    const text = await home('commune_chair')
    for (const words of ['Phiên tháng 11: thứ Sáu, 27/11/2026', first]) expect(text).toContain(words)
    // Nor a heading with nothing below it: a chair begins nothing here.
    for (const hidden of [second, other, 'Việc khác']) expect(text).not.toContain(hidden)
    expect(await home('officer')).not.toContain('Phiên tháng 11')
  })

  it('say that one was moved and why, and that one falls on a holiday', async () => {
    await world.store.calendar.move({ pointId: ids.P1!, month: '2026-11', day: '2026-12-02' }, 'weather')
    await world.store.calendar.move({ pointId: ids.P2!, month: '2026-11', day: '2026-12-03' }, 'road')
    const text = await read()
    for (const words of [
      'Phiên tháng 11: thứ Tư, 2/12/2026',
      'Phiên tháng 11 dời từ thứ Sáu, 27/11/2026 sang thứ Tư, 2/12/2026, vì thời tiết xấu.',
    ])
      expect(text).toContain(words)
    expect(text).not.toMatch(/[^1]3\/12\/2026|đường đi lại khó/)
    await world.store.calendar.setPlace(ids.P1!, { address: '', opensAt: '08:00', dayOfMonth: 1 })
    const start = world.clock.at
    world.clock.at = new Date('2026-12-27T02:00:00Z')
    const late = await read()
    expect(late).toContain('Từ 08:00, tại Nhà văn hóa Duy Tân.')
    expect(late).toContain('trùng ngày nghỉ (Tết Dương lịch), ngân hàng có thể đổi. Anh/chị hỏi phòng giao dịch')
    world.clock.at = start
  })

  it('are asked of the office where no point is known', async () => {
    await world.database.prisma.transactionPointException.deleteMany({})
    await world.database.prisma.transactionPoint.deleteMany({ where: { code: 'P1' } })
    expect(await read()).toContain('Ngân hàng chưa ghi điểm giao dịch')
  })

  it('stand behind the door', async () => {
    expect((await world.get((await link(world.commune.second)).path)).text).not.toContain(second)
  })
})

describe('deciding', () => {
  it('confirms one after it was read back, tells the household, and writes down who did it', async () => {
    const { id, accountId } = await listed()
    const who = await opened()
    const check = await world.get(`${who.path}/check?one=${id}&id=999999`, who)
    expect(check.text).toContain('Xác nhận 1 hộ')
    expect(await stateOf(id)).toBe('listed')
    const done = await world.post(`${who.path}/confirm`, { id }, who)
    expect(done.to).toBe(`${who.path}/done?confirmed=1&passed=0`)
    expect(await stateOf(id)).toBe('commune_confirmed')
    const shown = await world.get(done.to!, who)
    for (const words of ['Đã xác nhận 1 hộ', 'Ghi tên: Phạm Văn Chủ', 'Trần Thị Hoà'])
      expect(shown.text).toContain(words)
    const event = (await world.store.applications.events(id)).at(-1)
    expect(event).toMatchObject({ event: 'confirm', actorKind: 'chair_link', actorName: 'Phạm Văn Chủ' })
    const { text: history } = await world.get(`/console/applications/${id}`, await world.signIn(officer))
    for (const words of ['Phạm Văn Chủ', 'Liên kết do Lê Mai cấp']) expect(history).toContain(words)
    expect((await world.told(accountId)).at(-1)?.[0]).toBe('applications:told.confirm.title')
    const [written] = await world.store.audit.list({ subjectKind: 'application', subjectId: id, limit: 1 })
    expect(written).toMatchObject({ action: 'application.confirm', actorKind: 'chair_link', actorName: 'Phạm Văn Chủ' })
  })

  it('confirms several at once, and says which somebody else had settled before', async () => {
    const ids = [(await listed()).id, (await listed()).id, (await listed({ state: 'with_group' })).id]
    const who = await opened()
    const done = await world.post(`${who.path}/confirm`, { id: ids }, who)
    expect(done.to).toBe(`${who.path}/done?confirmed=2&passed=1`)
    expect(await Promise.all(ids.map(stateOf))).toEqual(['commune_confirmed', 'commune_confirmed', 'with_group'])
    expect((await world.post(`${who.path}/confirm`, { id: ids }, who)).to).toContain('confirmed=0&passed=3')
  })

  it('sends one back with a coded reason and words for the household, and not without', async () => {
    const { id } = await listed()
    const who = await opened()
    const path = `${who.path}/return/${id}`
    expect((await world.get(path, who)).text).toContain('Trả lại đơn của Trần Thị Hoà')
    for (const reason of ['', 'used_otherwise', 'x']) {
      expect((await world.post(path, { reason, note: 'Đi vắng' }, who)).status).toBe(422)
    }
    const done = await world.post(path, { reason: 'not_resident', note: 'Nhà đã chuyển đi.' }, who)
    expect(done.to).toContain('returned=1')
    expect(await stateOf(id)).toBe('returned')
    expect((await world.store.applications.events(id)).at(-1)).toMatchObject({
      ...{ event: 'return_unconfirmed', reason: 'not_resident', note: 'Nhà đã chuyển đi.' },
    })
    expect((await world.get(done.to!, who)).text).toContain('chưa đăng ký thường trú')
  })

  it('reads back nothing where nothing was chosen', async () => {
    const who = await opened()
    expect((await world.get(`${who.path}/check`, who)).text).toContain('chưa chọn hộ nào')
    expect((await world.post(`${who.path}/confirm`, {}, who)).to).toContain('confirmed=0&passed=0')
  })
})

describe('what a link never does', () => {
  it('touches a request of another commune or office', async () => {
    const foreign = [
      await listed({ name: 'Hộ Xã Khác', communeId: world.commune.second }),
      await listed({ name: 'Hộ Phòng Khác', communeId: world.commune.other, officeId: world.office.otherId }),
    ]
    const who = await opened()
    const { text } = await world.get(who.path, who)
    expect(text).not.toContain('Hộ Xã Khác')
    for (const { id } of foreign) {
      expect((await world.get(`${who.path}/check?id=${id}`, who)).text).toContain('chưa chọn hộ nào')
      expect((await world.get(`${who.path}/return/${id}`, who)).status).toBe(404)
      expect((await world.post(`${who.path}/return/${id}`, { reason: 'not_resident' }, who)).status).toBe(404)
      expect((await world.post(`${who.path}/confirm`, { id }, who)).to).toContain('confirmed=0&passed=1')
      expect(await stateOf(id)).toBe('listed')
    }
    for (const id of ['x', '-1', '9'.repeat(30), "1' OR 1=1"])
      expect((await world.post(`${who.path}/confirm`, { id }, who)).to).toContain('confirmed=0')
  })

  it('moves what is not on the list', async () => {
    const states: ApplicationState[] = ['submitted', 'with_group', 'with_officer', 'approved']
    const who = await opened()
    for (const state of states) {
      const { id } = await listed({ state })
      await world.post(`${who.path}/confirm`, { id }, who)
      await world.post(`${who.path}/return/${id}`, { reason: 'not_resident' }, who)
      expect(await stateOf(id)).toBe(state)
    }
  })

  it('works by the address alone, by the cookie of another link, or for another site', async () => {
    const { id } = await listed()
    const who = await opened(world.commune.first)
    const other = await opened(world.commune.second)
    const ways: [string, Visitor, number][] = [
      [`${who.path}/confirm`, {}, 303],
      [`${who.path}/confirm`, { ...(other.cookie ? { cookie: other.cookie } : {}) }, 303],
      [`${who.path}/confirm`, { cookie: 'loa_chair=x' }, 303],
      [`${who.path}/confirm`, { ...who, sends: { origin: 'https://evil.example' } }, 403],
      [`${who.path}/confirm`, { ...who, sends: { 'sec-fetch-site': 'cross-site' } }, 403],
      [`${other.path}/confirm`, other, 303],
    ]
    for (const [path, visitor, status] of ways) {
      const done = await world.post(path, { id }, visitor)
      expect(done.status).toBe(status)
      expect(await stateOf(id)).toBe('listed')
    }
  })

  it('opens the console', async () => {
    const who = await opened()
    expect((await world.get('/console/applications', who)).to).toContain('/console/sign-in')
  })
})
