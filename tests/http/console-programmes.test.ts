import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Day } from '../../src/domain/day.ts'
import { roles } from '../../src/domain/staff.ts'
import { type Facts, programmeIds } from '../../src/policy/index.ts'
import type { Json } from '../../src/ports/applications.ts'
import { type ConsoleWorld, consoleWorld, type Visitor } from '../support/console-world.ts'
import { sendsAlone } from '../support/sends-alone.ts'
import { now } from '../support/staff-world.ts'

let world: ConsoleWorld
let officer: Visitor
let director: Visitor
let admin: Visitor
beforeAll(async () => {
  world = await consoleWorld()
  officer = await world.signIn(await world.staff('officer', { name: 'Lê Mai' }))
  director = await world.signIn(await world.staff('director'))
  admin = await world.signIn(await world.staff('admin'))
  await sendsAlone(world)
})
afterAll(() => world.close())

const list = (day = '') => world.get(`/console/programmes${day && `?day=${day}`}`, officer)
const page = (id: string, day = '2026-11-24') => world.get(`/console/programmes/${id}?day=${day}`, officer)

describe('the programmes on a day', () => {
  it.each(roles)('are open to the role %s', async (role) => {
    const of = role === 'commune_chair' ? { communeId: world.commune.first } : {}
    const who = await world.signIn(await world.staff(role, of))
    const { status, text } = await world.get('/console/programmes', who)
    expect(status).toBe(200)
    expect(text).toContain('href="/console/programmes" aria-current="page"')
    expect(text.includes('/console/programmes/replay')).toBe(role === 'director' || role === 'admin')
  })

  it.each([
    ['today where none is chosen', '', '6,24% một năm'],
    ['the day before the rate fell', '2025-11-30', '6,6% một năm'],
    ['the day it fell', '2025-12-01', '6,24% một năm'],
    ['a limit of its time', '2019-02-28', 'nhiều nhất 50.000.000 đồng mỗi hộ'],
    ['and of the next day', '2019-03-01', 'nhiều nhất 100.000.000 đồng mỗi hộ'],
  ])('%s', async (_, day, words) => {
    const { status, text } = await list(day)
    expect(status).toBe(200)
    expect(text).toContain(words)
    for (const id of programmeIds) expect(text).toContain(`/console/programmes/${id}?day=`)
  })

  it.each(['2026-02-30', '22/11/2026', 'x', '%3Cscript%3E'])('names the field where %s is no day', async (day) => {
    for (const answer of [await list(day), await page('poor', day)]) {
      expect(answer.status).toBe(422)
      expect(answer.text).toMatch(/Luật của ngày: &quot;.*&quot; không phải là một ngày/)
      expect(answer.text).toContain('aria-invalid="true"')
      expect(answer.text).not.toContain('<table>')
      expect(answer.text).not.toContain('<script>')
    }
  })
})

describe('the page of a programme', () => {
  it('shows each figure with its document, the page of it, and the day it was last read', async () => {
    const { text } = await page('poor')
    expect(text).toContain('Quyết định 12/QĐ-HĐQT năm 2019')
    expect(text).toMatch(/<a href="https?:\/\/[^"]+">Quyết định 2553\/QĐ-TTg năm 2025<\/a>/)
    expect(text).toContain('đọc lại 22/11/2026')
    expect(text).toContain('6,24% một năm, quá hạn 8,112%')
    expect(text).toContain('Ủy ban xã, phường')
  })

  it('shows how a figure went, stretch by stretch', async () => {
    const { text } = await page('poor')
    for (const day of ['03/06/2011', '5/6/2014', '1/12/2025']) expect(text).toContain(day.replace(/\b0/g, ''))
    expect(text).toContain('đến nay')
  })

  it('marks what is not settled, and shows no figure where nothing is lent', async () => {
    expect((await page('poor', '2018-01-01')).text).toContain('cán bộ phải xác nhận')
    const shut = await page('online_learning_device')
    expect(shut.text).toContain('Vào ngày này chương trình không cho vay')
    expect(shut.text).toContain('Lịch sử từng con số')
  })

  it.each(programmeIds)('%s has words for all that it shows, in both languages', async (id) => {
    const english = await world.signIn(await world.staff('officer'))
    await world.post('/console/language', { lang: 'en', back: '/console' }, english)
    for (const who of [officer, english]) {
      const { status, text } = await world.get(`/console/programmes/${id}?day=2026-11-24`, who)
      expect(status).toBe(200)
      expect(text).not.toMatch(/undefined|\[object|console:|policy:/)
    }
  })

  it('is not there for what is no programme', async () => {
    expect((await page('gold')).status).toBe(404)
  })
})

describe('a change of the law', () => {
  const facts: Facts = { povertyStatus: 'poor', residence: 'permanent', purpose: 'production' }
  const submit = (key: string, of: { accountId: string; householdId?: string; lawDay?: Day; officeId?: number }) =>
    world.store.applications.submit({
      ...{ sentKey: key, programme: 'poor', answers: {}, amount: 20_000_000, lawDay: '2025-11-20', at: now },
      ...{ officeId: world.office.id, communeId: world.commune.first },
      verdict: { verdict: 'eligible', facts: facts as Json },
      ...of,
    })
  const at = '/console/programmes/replay?from=2025-11-30&to=2025-12-01'
  let code: string
  beforeAll(async () => {
    const householdId = await world.household({ name: 'Hộ Được Báo' })
    code = (await submit('c1', { accountId: await world.account({ householdId }), householdId })).code
    await submit('c2', { accountId: await world.account({ name: 'Khách Theo Luật Mới' }), lawDay: '2025-12-01' })
    await submit('c3', { accountId: await world.account({ name: 'Khách Nơi Khác' }), officeId: world.office.otherId })
  })

  it('lists whom it concerns in the office, with both answers', async () => {
    const { status, text } = await world.get(at, director)
    expect(status).toBe(200)
    for (const words of [code, 'Hộ Được Báo', '6,6%', '6,24%', 'lãi suất một năm']) expect(text).toContain(words)
    for (const words of ['Khách Theo Luật Mới', 'Khách Nơi Khác']) expect(text).not.toContain(words)
  })

  it('is not for an officer, and shows an administrator no names', async () => {
    expect((await world.get(at, officer)).status).toBe(403)
    expect((await world.post(at, {}, officer)).status).toBe(403)
    const { text } = await world.get(at, admin)
    expect(text).toContain(code)
    expect(text).not.toContain('Hộ Được Báo')
  })

  it('is a file to take away: of the office, without names for an administrator, and not for an officer', async () => {
    const file = at.replace('/replay?', '/replay/list.csv?')
    const { text } = await world.get(file, director)
    expect(text).toMatch(new RegExp(`${code},Hộ Được Báo,.*6,6%.*6,24%`, 's'))
    for (const words of ['Khách Theo Luật Mới', 'Khách Nơi Khác']) expect(text).not.toContain(words)
    const bare = await world.get(file, admin)
    expect(bare.text).toContain(code)
    expect(bare.text).not.toContain('Hộ Được Báo')
    expect((await world.get(file, officer)).status).toBe(403)
    expect((await world.get(file.replace('2025-11-30', '2025-13-01'), director)).status).toBe(404)
  })

  it('says so where nothing differs, and which field is wrong', async () => {
    const same = await world.get('/console/programmes/replay?from=2026-01-01&to=2026-01-02', director)
    expect(same.text).toContain('Không đơn nào có câu trả lời khác')
    const bad = await world.get('/console/programmes/replay?from=2025-13-01&to=2025-12-01', director)
    expect(bad.status).toBe(422)
    expect(bad.text).toContain('Trước khi thay đổi: &quot;2025-13-01&quot; không phải là một ngày')
    const turned = await world.get('/console/programmes/replay?from=2025-12-01&to=2025-12-01', director)
    expect(turned.status).toBe(422)
    expect(turned.text).toContain('Ngày sau phải muộn hơn ngày trước.')
  })

  it('becomes a draft that a person sends, to those and no others', async () => {
    const drafted = await world.post(at, {}, director)
    expect(drafted.to).toMatch(/^\/console\/announcements\/\d+$/)
    const draft = await world.get(drafted.to ?? '', director)
    expect(draft.text).toContain('lãi suất một năm từ 6,6% thành 6,24%')
    expect(draft.text).toContain('Những người có liên quan (1 tài khoản)')
    expect(draft.text).toContain('1 người nhận / 1 hộ')
    expect(await world.database.prisma.delivery.count({ where: { lane: 2 } })).toBe(0)
  })

  it('keeps those who are named when the draft is written anew', async () => {
    const path = (await world.post(at, {}, director)).to ?? ''
    const form = await world.get(`${path}/edit`, director)
    expect(form.text).toMatch(/value="named" checked/)
    const text = { title: 'Lãi suất giảm', body: 'Từ nay lãi thấp hơn.', source: '', sender: 'PGD' }
    expect((await world.post(`${path}/edit`, { ...text, whom: 'named' }, director)).to).toBe(path)
    expect((await world.get(path, director)).text).toContain('Những người có liên quan (1 tài khoản)')
    const sent = await world.post(`${path}/send`, {}, director)
    expect(sent.to).toBe(`${path}?done=sent`)
    expect(await world.database.prisma.delivery.count({ where: { lane: 2 } })).toBe(1)
  })

  it('is drafted by an administrator and waits for those who may send', async () => {
    const drafted = await world.post(at, {}, admin)
    expect(drafted.to).toBe(`${at}&done=drafted`)
    expect((await world.get(drafted.to ?? '', admin)).text).toContain('Đã soạn bản nháp thông báo')
  })

  it('drafts nothing for nobody', async () => {
    const page = await world.post('/console/programmes/replay?from=2014-06-06&to=2014-06-07', {}, director)
    expect(page.status).toBe(409)
    expect(page.text).toContain('chưa soạn')
  })
})
