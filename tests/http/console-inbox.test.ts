import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mostExported } from '../../src/app/export-list.ts'
import type { NewCase } from '../../src/ports/cases.ts'
import type { StaffMember } from '../../src/ports/staff.ts'
import { type ConsoleWorld, consoleWorld, type Visitor } from '../support/console-world.ts'
import { now } from '../support/staff-world.ts'

let world: ConsoleWorld
let mai: StaffMember
let nam: StaffMember
let officer: Visitor
let colleague: Visitor
let director: Visitor
beforeAll(async () => {
  world = await consoleWorld()
  mai = await world.staff('officer', { name: 'Lê Mai' })
  nam = await world.staff('officer', { name: 'Vũ Nam' })
  officer = await world.signIn(mai)
  colleague = await world.signIn(nam)
  director = await world.signIn(await world.staff('director', { name: 'Giám đốc Thu' }))
})
afterAll(() => world.close())

async function opened(text: string, of: Partial<NewCase> = {}) {
  const householdId = await world.household({ name: `Hộ ${text}` })
  const accountId = await world.account({ householdId })
  const place = { officeId: world.office.id, communeId: world.commune.first, householdId, accountId }
  const words = { kind: 'talk', routedTo: 'officer', text, at: now, dueAt: new Date(now.getTime() + 3.6e6) } as const
  const { id } = await world.store.cases.open({ ...place, ...words, ...of })
  return { id, accountId, householdId, path: `/console/cases/${id}` }
}
const places = (text: string, words: readonly string[]) => words.map((one) => text.indexOf(one))

describe('the inbox', () => {
  it('shows overdue first, then unread, then by deadline; opening one reads it', async () => {
    const late = new Date(now.getTime() - 1)
    const read = await opened('Đã mở rồi')
    await opened('Mới nhắn')
    await opened('Trễ hạn rồi', { dueAt: late })
    await world.get(read.path, officer)
    const { text } = await world.get('/console/cases', officer)
    const order = places(text, ['Trễ hạn rồi', 'Mới nhắn', 'Đã mở rồi'])
    expect(order).toEqual([...order].sort((a, b) => a - b))
    expect(text.match(/<span class="tag wait">Chưa đọc/g)).toHaveLength(2)
    expect(text).toContain('Chưa đọc: 2. Quá hạn: 1.')
    expect((await world.get('/console/cases?late=yes', officer)).text).not.toContain('Mới nhắn')
    expect((await world.get('/console/cases?kind=fraud', officer)).text).toContain('Không có việc nào như vậy')
    await world.store.cases.say(read.id, { by: 'household', text: 'Nhắn thêm đây', at: now })
    expect((await world.get('/console/cases', officer)).text.match(/<span class="tag wait">Chưa đọc/g)).toHaveLength(3)
  })

  it('is taken, given to a colleague and left again; who had it stays written', async () => {
    const { id, path } = await opened('Ai nhận việc này')
    const turn = (to: string, from: string, who: Visitor) => world.post(`${path}/assign`, { to, from }, who)
    expect((await world.get('/console/cases?whose=nobody', officer)).text).toContain('Ai nhận việc này')
    expect(await turn(mai.id, '', officer)).toMatchObject({ status: 303, to: `${path}?done=assigned` })
    expect((await world.get('/console/cases?whose=mine', officer)).text).toContain('Ai nhận việc này')
    expect((await world.get('/console/cases?whose=mine', colleague)).text).not.toContain('Ai nhận việc này')
    expect((await world.get('/console/cases?whose=nobody', colleague)).text).not.toContain('Ai nhận việc này')
    const late = await turn(nam.id, '', colleague)
    expect([late.status, late.text.includes('vừa có người khác nhận')]).toEqual([422, true])
    await turn(nam.id, mai.id, officer)
    await turn('', nam.id, colleague)
    expect((await world.store.cases.find(id))?.assignedTo).toBeUndefined()
    const { text } = await world.get(path, director)
    for (const hand of ['Lê Mai tự nhận', 'Lê Mai giao cho Vũ Nam', 'Vũ Nam bỏ trống']) expect(text).toContain(hand)
  })

  it('is given to nobody who may not see it', async () => {
    const { path } = await opened('Việc của phòng này', { routedTo: 'director' })
    const strangers = [
      mai,
      await world.staff('admin'),
      await world.staff('director', { officeId: world.office.otherId }),
      await world.staff('commune_chair', { communeId: world.commune.first }),
    ]
    for (const { id } of strangers) {
      const answer = await world.post(`${path}/assign`, { to: id, from: '' }, director)
      expect([answer.status, answer.text.includes('không giao được')]).toEqual([422, true])
    }
  })

  it('shows who is only told of a case, who does not read, take or give back for whoever has it', async () => {
    const { id, path } = await opened('Bão tốc mái nhà', { kind: 'disaster', alsoTo: 'commune_chair' })
    const chair = await world.signIn(await world.staff('commune_chair', { communeId: world.commune.first }))
    const list = await world.get('/console/cases', chair)
    expect(list.text).toContain('Bão tốc mái nhà')
    expect(list.text).not.toContain('Tôi nhận')
    expect((await world.get(path, chair)).status).toBe(200)
    const unread = await world.database.prisma.case.findUniqueOrThrow({ where: { id: BigInt(id) } })
    expect(unread.unreadSince).toEqual(now)
    expect((await world.post(`${path}/assign`, { to: '', from: '' }, chair)).status).toBe(404)
  })

  it('leads from one that waits to the next', async () => {
    const { id, path } = await opened('Gấp nhất', { dueAt: new Date(now.getTime() - 9e6) })
    const next = await world.get('/console/cases/next', colleague)
    expect(next).toMatchObject({ status: 302, to: path })
    expect((await world.get(`/console/cases/next?after=${id}`, colleague)).to).not.toBe(path)
    const other = await world.signIn(await world.staff('officer', { officeId: world.office.otherId }))
    expect((await world.get('/console/cases/next', other)).to).toBe('/console/cases')
  })

  it('gives no key twice on a page', async () => {
    const { path } = await opened('Phím')
    for (const page of ['/console/cases', path]) {
      const keys = [...(await world.get(page, officer)).text.matchAll(/accesskey="(.)"/g)].map(([, key]) => key)
      expect(keys.length).toBeGreaterThan(2)
      expect(new Set(keys).size).toBe(keys.length)
    }
  })
})

describe('what is drawn anew', () => {
  it('is the list, with what came, and a case, which is read by that', async () => {
    const { id, path } = await opened('Câu đầu')
    const list = await world.get('/console/cases/live', officer)
    expect(list.text).toContain('id="live"')
    expect(list.text).not.toContain('<html')
    await world.get(path, officer)
    await world.store.cases.say(id, { by: 'household', text: 'Câu hai', at: now })
    const unread = async () =>
      (await world.database.prisma.case.findUniqueOrThrow({ where: { id: BigInt(id) } })).unreadSince
    expect(await unread()).toEqual(now)
    const { text } = await world.get(`${path}/live`, officer)
    expect(text).toContain('Câu hai')
    expect(text).toContain('name="heard" value="2"')
    expect(await unread()).toBeNull()
  })
})

describe('notes', () => {
  it('are read by colleagues and never sent, and leave the case waiting', async () => {
    const { id, accountId, path } = await opened('Hỏi nợ')
    const kept = await world.post(`${path}/note`, { note: 'Nhà này mới có tang, nói nhẹ thôi' }, officer)
    expect(kept.to).toBe(`${path}?done=noted`)
    const { text } = await world.get(path, colleague)
    expect(text).toContain('<li class="note">')
    expect(text).toContain('Ghi chú nội bộ · Lê Mai')
    expect(await world.told(accountId)).toEqual([])
    expect(await world.store.cases.find(id)).toMatchObject({ state: 'open' })
    expect((await world.get('/console/cases', officer)).text).not.toContain('mới có tang')
    const exported = JSON.stringify(await world.store.ownData.export(accountId))
    expect(exported).toContain('Hỏi nợ')
    expect(exported).not.toContain('mới có tang')
    await world.store.ownData.erase(accountId, now)
    expect(JSON.stringify(await world.store.cases.lines(id))).not.toContain('mới có tang')
  })

  it('say what is wrong with them and keep what was typed', async () => {
    const { path } = await opened('Ghi chú dài')
    const long = 'dài '.repeat(400)
    const answer = await world.post(`${path}/note`, { note: long }, officer)
    expect([answer.status, answer.text.includes('Dài quá'), answer.text.includes(long)]).toEqual([422, true, true])
    expect((await world.post(`${path}/note`, { note: ' ' }, officer)).text).toContain('Chưa có ghi chú.')
  })
})

describe('texts that are sent often', () => {
  const text = 'Chào {name}, mời đến {place} ngày {day}. Gọi {phone}. {officer}'

  it('are kept, changed and dropped by the office, each name once', async () => {
    const keep = (form: Record<string, string>, id = '') => world.post(`/console/replies${id}`, form, officer)
    expect((await keep({ title: 'Hẹn phiên', text })).to).toBe('/console/replies?done=reply_kept')
    const twice = await keep({ title: 'Hẹn phiên', text: 'khác' })
    expect([twice.status, twice.text.includes('Đã có câu mẫu tên này.')]).toEqual([422, true])
    expect((await keep({ title: '', text: 'x' })).text).toContain('Hãy đặt tên')
    expect((await keep({ title: 'a', text: '' })).text).toContain('Chưa có nội dung.')
    const [reply] = await world.store.cannedReplies.list(world.office.id)
    const id = `/${reply?.id}`
    expect((await world.get(`/console/replies${id}`, director)).text).toContain('value="Hẹn phiên"')
    expect((await keep({ title: 'Hẹn gặp', text }, id)).status).toBe(303)
    expect((await world.get('/console/replies', officer)).text).toContain('Hẹn gặp')
    const other = await world.signIn(await world.staff('officer', { officeId: world.office.otherId }))
    expect((await world.get(`/console/replies${id}`, other)).status).toBe(404)
    expect((await world.post(`/console/replies${id}/drop`, {}, other)).status).toBe(404)
    expect((await world.post(`/console/replies${id}/drop`, {}, officer)).status).toBe(303)
    expect(await world.store.cannedReplies.list(world.office.id)).toEqual([])
  })

  it('are put behind what is typed, filled from what is known; what is not known has to be typed before it is sent', async () => {
    const { id, path, accountId } = await opened('Hẹn tôi hôm nào')
    const by = { by: 's', at: now }
    const reply = await world.store.cannedReplies.keep(world.office.id, { title: 'Hẹn', text, ...by })
    const page = await world.get(path, officer)
    expect(page.text).toContain('data-text="Chào Hộ Hẹn tôi hôm nào, mời đến ')
    const put = await world.post(`${path}/insert`, { text: 'Dạ vâng.', reply: reply ?? '' }, officer)
    expect(put.status).toBe(200)
    expect(put.text).toMatch(/<textarea[^>]*>Dạ vâng.\nChào Hộ Hẹn tôi hôm nào, mời đến /)
    const point = await world.store.units.pointOfHousehold((await world.store.cases.find(id))?.householdId ?? '')
    expect(put.text.includes('{day}')).toBe(point === undefined)
    expect(put.text).toContain('Lê Mai')
    const refused = await world.post(`${path}/answer`, { text: 'Mời đến {place}' }, officer)
    expect([refused.status, refused.text.includes('chưa điền: {place}')]).toEqual([422, true])
    expect(await world.told(accountId)).toEqual([])
  })
})

describe('the list as a file', () => {
  const file = (format: string, query = '', who = officer) => world.get(`/console/cases/list.${format}${query}`, who)

  it('holds what the page shows, harmless, in the unit only, and who took it is written down', async () => {
    await opened('=HYPERLINK("http://x")')
    await opened('Việc của giám đốc', { routedTo: 'director' })
    const csv = await file('csv')
    expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8')
    expect(csv.headers.get('content-disposition')).toBe('attachment; filename="cases-2026-11-24.csv"')
    expect(csv.headers.get('cache-control')).toBe('no-store')
    expect(csv.text).toContain(`"'=HYPERLINK(""http://x"")"`)
    expect(csv.text).not.toContain('Việc của giám đốc')
    const rows = csv.text.trim().split('\r\n').length - 1
    expect((await world.store.audit.list({ actorId: mai.id, limit: 1 }))[0]).toMatchObject({
      ...{ action: 'list.export', subjectKind: 'list', subjectId: 'cases', detail: { format: 'csv', rows } },
    })
    expect((await file('csv', '?whose=mine')).text.trim().split('\r\n').length).toBeLessThan(rows)
    const xlsx = await file('xlsx')
    expect(xlsx.text.slice(0, 2)).toBe('PK')
    const other = await world.signIn(await world.staff('officer', { officeId: world.office.otherId }))
    expect((await file('csv', '', other)).text.trim().split('\r\n')).toHaveLength(1)
    expect((await world.get('/console/audit?what=list.export', director)).text).toContain('Tải danh sách')
  })

  it('is bounded', () => expect(mostExported).toBe(50_000))
})
