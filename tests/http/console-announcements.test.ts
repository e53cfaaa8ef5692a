import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ConsoleWorld, consoleWorld, type Visitor } from '../support/console-world.ts'
import { sendsAlone } from '../support/sends-alone.ts'

let world: ConsoleWorld
let officer: Visitor
let stranger: Visitor
beforeAll(async () => {
  world = await consoleWorld()
  await sendsAlone(world)
  officer = await world.signIn(await world.staff('officer', { name: 'Lê Mai' }))
  stranger = await world.signIn(await world.staff('officer', { officeId: world.office.otherId }))
  await world.account({ householdId: await world.household({ name: 'Hộ Nhận', programmes: ['poor'] }) })
  await world.household({ programmes: ['poor'] })
  await world.account({ householdId: await world.household({}), consents: [] })
  await world.account({ householdId: await world.household({}), status: 'blocked' })
})
afterAll(() => world.close())

const text = { title: 'Lịch giao dịch', body: 'Ngày 12\ntại phường.', source: 'Thông báo 5/TB', sender: 'PGD Duy Tiên' }
const write = (form: Record<string, string | string[]>, who = officer) =>
  world.post('/console/announcements/new', form, who)

async function drafted(form: Record<string, string | string[]> = { whom: 'everybody' }) {
  return (await write({ ...text, ...form })).to ?? ''
}

describe('writing an announcement', () => {
  it('offers what is in the unit, and nothing else', async () => {
    const page = await world.get('/console/announcements/new', officer)
    expect(page.text).toContain('value="Phòng giao dịch Duy Tiên"')
    for (const name of ['Phường Duy Tân', 'Phường Đồng Văn', 'Tổ G1', 'Hội Phụ nữ']) expect(page.text).toContain(name)
    for (const name of ['Nhân Chính', 'Tổ G3']) expect(page.text).not.toContain(name)
  })

  it('shows how it will look and whom it reaches before anything is sent', async () => {
    const path = await drafted()
    const page = await world.get(path, officer)
    expect(page.text).toContain('📢 Lịch giao dịch')
    expect(page.text).toContain('Căn cứ: Thông báo 5/TB')
    expect(page.text).toContain('1 người nhận / 4 hộ')
    expect(page.text).toContain('Gửi cho 1 người')
    expect(await world.database.prisma.delivery.count({ where: { lane: 2 } })).toBe(0)
  })

  it('has a last day, which is shown, kept and refused when it is over', async () => {
    const path = await drafted({ whom: 'everybody', lastDay: '2026-11-30' })
    expect((await world.get(path, officer)).text).toMatch(/Gửi đến hết [^<]*30/)
    expect((await world.get(`${path}/edit`, officer)).text).toContain('value="2026-11-30"')
    const over = await write({ ...text, whom: 'everybody', lastDay: '2020-01-01' })
    expect(over.status).toBe(422)
    expect(over.text).toContain('Gửi đến hết ngày: ngày này đã qua.')
    expect(over.text).toContain('value="2020-01-01"')
  })

  it('names what is missing and keeps what was chosen', async () => {
    const commune = String(world.commune.second)
    const page = await write({
      ...text,
      title: '',
      body: 'x'.repeat(1501),
      whom: 'some',
      communes: [commune],
      programmes: ['poor'],
    })
    expect(page.status).toBe(422)
    expect(page.text).toContain('Tiêu đề: chưa có.')
    expect(page.text).toContain('Nội dung: dài quá, nhiều nhất 1.500 chữ.')
    expect(page.text).toMatch(new RegExp(`name="communes" value="${commune}" checked`))
    expect(page.text).toMatch(/name="programmes" value="poor" checked/)
    expect((await write({ ...text, whom: 'some' })).text).toContain('Gửi cho ai: chưa có.')
  })

  it.each([
    ['a commune of another office', () => ({ communes: String(world.commune.other) })],
    ['a group that does not exist', () => ({ groups: '999999' })],
    ['a programme that does not exist', () => ({ programmes: 'gold' })],
  ])('does not take %s', async (_, forged) => {
    const page = await write({ ...text, whom: 'some', ...forged() })
    expect(page.status).toBe(422)
    expect(page.text).toContain('Có đơn vị không thuộc phạm vi của anh/chị.')
  })

  it('is written anew until it is sent', async () => {
    const path = await drafted()
    expect((await world.get(`${path}/edit`, officer)).text).toContain('Thông báo 5/TB')
    expect((await world.post(`${path}/edit`, { ...text, title: 'Lịch mới', whom: 'everybody' }, officer)).to).toBe(path)
    expect((await world.get(path, officer)).text).toContain('📢 Lịch mới')
    await world.post(`${path}/send`, {}, officer)
    expect((await world.get(`${path}/edit`, officer)).status).toBe(404)
    const late = await world.post(`${path}/edit`, { ...text, title: 'Quá muộn', whom: 'everybody' }, officer)
    expect(late.text).toContain('đã được gửi, không sửa được nữa')
    expect((await world.get(path, officer)).text).not.toContain('Quá muộn')
  })
})

describe('sending', () => {
  it('happens once, and the page follows it', async () => {
    const path = await drafted()
    const sent = await world.post(`${path}/send`, {}, officer)
    expect(sent).toMatchObject({ status: 303, to: `${path}?done=sent` })
    const page = await world.get(sent.to ?? '', officer)
    expect(page.text).toContain('<meta http-equiv="refresh" content="5"')
    expect((await world.get(`${path}?state=pending`, officer)).text).not.toContain('http-equiv="refresh"')
    expect(page.text).toContain('Đã gửi 0 / 1')
    expect(page.text).toContain('Hộ Nhận')
    const again = await world.post(`${path}/send`, {}, officer)
    expect(again.status).toBe(409)
    expect(again.text).toContain('Thông báo này đã được gửi rồi.')
  })

  it('does not reach nobody', async () => {
    const path = await drafted({ whom: 'some', communes: String(world.commune.second) })
    expect((await world.get(path, officer)).text).toContain('Chưa đến được ai.')
    const page = await world.post(`${path}/send`, {}, officer)
    expect(page.status).toBe(409)
  })

  it('is paused, goes on and is cancelled, and says what became of each', async () => {
    const path = await drafted()
    await world.post(`${path}/send`, {}, officer)
    const turn = (name: string) => world.post(`${path}/turn`, { turn: name }, officer)
    expect((await turn('resume')).text).toContain('Lúc này không làm được việc đó.')
    expect((await turn('pause')).to).toBe(`${path}?done=turn_pause`)
    const paused = await world.get(path, officer)
    expect(paused.text).toContain('Tạm dừng')
    expect(paused.text).toContain('Đang tạm dừng: Lê Mai đã dừng lúc 09:00 24/11/2026.')
    expect(paused.text).not.toContain('http-equiv="refresh"')
    expect((await turn('resume')).status).toBe(303)
    expect((await turn('cancel')).status).toBe(303)
    expect((await world.get(path, officer)).text).toContain('Trước đó đã gửi cho 0 người.')
    const ended = await world.get(`${path}?state=skipped`, officer)
    expect(ended.text).toContain('Đợt gửi bị hủy trước khi đến lượt người này.')
    expect((await turn('explode')).status).toBe(404)
  })

  it('shows why somebody did not get it, in words, and offers those in doubt once more', async () => {
    const path = await drafted()
    await world.post(`${path}/send`, {}, officer)
    const found = await world.store.announcements.find(path.split('/').at(-1) ?? '')
    const mailingId = BigInt(found?.mailingId ?? 0)
    await world.database.prisma.delivery.updateMany({
      where: { mailingId },
      data: { state: 'uncertain', errorCode: 'uncertain' },
    })
    await world.database.prisma.chunk.updateMany({ where: { mailingId }, data: { state: 'done' } })
    await world.database.prisma.mailing.update({ where: { id: mailingId }, data: { status: 'done' } })
    const page = await world.get(path, officer)
    expect(page.text).toContain('Không rõ tin đã đến hay chưa, vì kết nối bị đứt giữa chừng.')
    expect(page.text).toContain('Gửi lại cho người chưa rõ')
    expect((await world.post(`${path}/turn`, { turn: 'again' }, officer)).to).toBe(`${path}?done=turn_again`)
    await world.database.prisma.mailing.update({
      where: { id: mailingId },
      data: { status: 'paused', pauseReason: 'unauthorized' },
    })
    expect((await world.get(path, officer)).text).toContain('Kênh không chấp nhận khóa truy cập của ngân hàng.')
  })

  it('says in which hours it goes and how many a household gets, before and while it is sent', async () => {
    const hours = (data: object) =>
      world.database.prisma.transactionOffice.update({ where: { id: world.office.id }, data })
    const path = await drafted()
    const usual = 'Chỉ gửi từ 7:00 đến 20:00. Mỗi hộ nhận nhiều nhất 3 thông báo một ngày.'
    expect((await world.get(path, officer)).text).toContain(usual)
    await world.post(`${path}/send`, {}, officer)
    expect((await world.get(path, officer)).text).toContain(usual)
    await hours({ quietUntil: 0, quietFrom: 24, announcementsPerDay: 1 })
    expect((await world.get(path, officer)).text).toContain('Gửi vào mọi giờ trong ngày. Mỗi hộ nhận nhiều nhất 1')
    await hours({ quietUntil: 7, quietFrom: 20, announcementsPerDay: 3 })
  })

  it('says why it waits by night, how many had enough today, and when it will end', async () => {
    const path = await drafted()
    await world.post(`${path}/send`, {}, officer)
    const mailingId = BigInt((await world.store.announcements.find(path.split('/').at(-1) ?? ''))?.mailingId ?? 0)
    const tomorrow = new Date('2026-11-25T00:00:00Z')
    const { prisma, pool } = world.database
    await pool.query("INSERT INTO bucket (name, tokens, rate, updated_at) VALUES ('web', 0, 30, now())")
    expect((await world.get(path, officer)).text).toContain('Dự kiến gửi xong lúc 09:00 24/11/2026.')
    world.clock.at = new Date('2026-11-24T13:00:00Z')
    const night = await world.get(path, officer)
    expect(night.text).toContain('Đang chờ đến giờ gửi: chỉ gửi từ 7:00 đến 20:00. Gửi tiếp lúc 07:00 25/11/2026.')
    expect(night.text).toContain('Dự kiến gửi xong lúc 07:00 25/11/2026.')
    const putOff = { state: 'retry', errorCode: 'too_often', notBefore: tomorrow }
    await prisma.delivery.updateMany({ where: { mailingId }, data: putOff })
    await prisma.chunk.updateMany({ where: { mailingId }, data: { attempts: 1, notBefore: tomorrow } })
    expect((await world.get(path, officer)).text).toContain('1 người hôm nay đã nhận đủ thông báo.')
    world.clock.at = new Date('2026-11-24T02:00:00Z')
    expect((await world.get(path, officer)).text).toContain('Những người còn lại hôm nay đã nhận đủ thông báo.')
    await pool.query('DELETE FROM bucket')
  })

  it('draws the part that changes by itself, for the script that asks for it', async () => {
    const path = await drafted()
    expect((await world.get(`${path}/going`, officer)).status).toBe(404)
    await world.post(`${path}/send`, {}, officer)
    expect((await world.get(path, officer)).text).toContain(`data-follow="${path}/going"`)
    const part = await world.get(`${path}/going?state=pending`, officer)
    expect(part.text).toMatch(/^<section id="going" data-status="sending"/)
    expect(part.text).toContain(`data-page="${path}?state=pending"`)
    expect(part.text).toContain('Còn phải gửi')
    expect(part.text).not.toContain('Hộ Nhận')
    expect((await world.get(`${path}/going`, stranger)).status).toBe(404)
    expect((await world.get(`${path}/going`)).status).toBe(302)
    await world.post(`${path}/turn`, { turn: 'pause' }, officer)
    expect((await world.get(`${path}/going`, officer)).text).not.toContain('data-follow')
    const script = await world.get('/console/announcements/follow.js', officer)
    expect(script.headers.get('content-type')).toContain('text/javascript')
  })

  it.each([
    ['going', 'running', null, 'Đang gửi thử.'],
    ['passed', 'running', null, 'Những người còn lại được gửi tiếp.'],
    ['stopped', 'paused', 'trial_opt_outs', 'nhiều người tắt nhận thông báo ngay sau khi đọc'],
    ['stopped', 'cancelled', null, undefined],
    ['going', 'cancelled', null, undefined],
  ])('says how the first ones fare: %s, %s', async (trialState, status, pauseReason, words) => {
    const path = await drafted()
    await world.post(`${path}/send`, {}, officer)
    const { mailingId = '' } = (await world.store.announcements.find(path.split('/').at(-1) ?? '')) ?? {}
    const data = { trialState, status, pauseReason }
    await world.database.prisma.mailing.update({ where: { id: BigInt(mailingId) }, data })
    const { text: page } = await world.get(path, officer)
    const part = /<div data-part="trial">[\s\S]*?<\/div>/.exec(page)?.[0] ?? ''
    expect(part).toContain('Gửi thử')
    if (words) expect(part).toContain(words)
    else expect(part).not.toContain('role="status"')
  })

  it('lists recipients for an officer of one commune as far as it goes, also as a file', async () => {
    const path = await drafted()
    await world.post(`${path}/send`, {}, officer)
    const local = await world.signIn(await world.staff('officer', { communeId: world.commune.second }))
    for (const address of [path, `${path}/list.csv`]) {
      expect((await world.get(address, officer)).text).toContain('Hộ Nhận')
      const seen = await world.get(address, local)
      expect(seen.status).toBe(200)
      expect(seen.text).not.toContain('Hộ Nhận')
    }
    expect((await world.get(path, local)).text).toContain('Chỉ liệt kê bà con trong xã, phường của anh/chị.')
    expect((await world.get(path, officer)).text).not.toContain('Chỉ liệt kê bà con')
  })

  it('of another office is not there', async () => {
    const path = await drafted()
    expect((await world.get(path, stranger)).status).toBe(404)
    expect((await world.get(`${path}/edit`, stranger)).status).toBe(404)
    expect((await world.post(`${path}/send`, {}, stranger)).status).toBe(404)
    expect((await world.post(`${path}/turn`, { turn: 'cancel' }, stranger)).status).toBe(404)
    expect((await world.post(`${path}/edit`, { ...text, whom: 'everybody' }, stranger)).status).toBe(404)
    expect((await world.get('/console/announcements', stranger)).text).toContain('Chưa có thông báo nào')
  })

  it('by an officer of one commune does not send a colleague’s draft to all', async () => {
    const path = await drafted()
    const local = await world.signIn(await world.staff('officer', { communeId: world.commune.second }))
    const page = await world.post(`${path}/send`, {}, local)
    expect(page.status).toBe(409)
    expect((await world.get('/console/announcements/new', local)).text).not.toContain('value="everybody"')
  })
})
