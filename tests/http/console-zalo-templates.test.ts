import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ConsoleWorld, consoleWorld, type Visitor } from '../support/console-world.ts'
import { type ZaloOffice, zaloOffice } from './zalo-office.ts'

const page = '/console/channels/zalo/templates'

describe('where Zalo is not open', () => {
  let world: ConsoleWorld
  beforeAll(async () => {
    world = await consoleWorld()
  })
  afterAll(() => world.close())

  it('there is no such page, and no cost is shown', async () => {
    const director = await world.signIn(await world.staff('director'))
    expect((await world.get(page, director)).status).toBe(404)
    expect((await world.post('/console/channels/zalo/budget', { budget: '1tr' }, director)).status).toBe(404)
    expect((await world.get('/console/channels', director)).text).not.toContain('Chi phí tháng này')
  })
})

describe('the texts of Zalo and the budget', () => {
  let office: ZaloOffice
  let world: ConsoleWorld
  let director: Visitor
  beforeAll(async () => {
    office = await zaloOffice()
    world = office.world
    director = await world.signIn(await world.staff('director'))
    office.emulator.template({
      id: '101',
      name: 'Nhắc phiên giao dịch',
      parameters: [
        { name: 'customer_name' },
        { name: 'ngay', maxLength: 10 },
        { name: 'ghi_chu', require: false, maxLength: 200 },
      ],
    })
    office.emulator.template({ id: '102', status: 'PENDING_REVIEW' })
    office.emulator.template({ id: '103', parameters: [] })
    office.emulator.template({ id: '104', priceByIdDong: 0, priceByPhoneDong: 0 })
  })
  afterAll(async () => {
    const { violations } = office.emulator
    await office.close()
    expect(violations).toEqual([])
  })

  const look = (form: string, via: string, id: string) =>
    world.get(`${page}/look?${new URLSearchParams({ form, via, id })}`, director)
  const use = (more: Record<string, string> = {}, who = director) => {
    const filled = { 'gap-customer_name': 'name', 'gap-ngay': 'day', 'gap-ghi_chu': '' }
    return world.post(page, { form: 'reminder', via: 'byUser', id: '101', ...filled, ...more }, who)
  }
  const budget = (text: string) => world.post('/console/channels/zalo/budget', { budget: text }, director)
  const channels = async () => (await world.get('/console/channels', director)).text

  it.each(['officer', 'commune_chair'] as const)('is not for a %s', async (role) => {
    const who = await world.signIn(await world.staff(role, { communeId: world.commune.first }))
    expect((await world.get(page, who)).status).toBe(403)
    expect((await use({}, who)).status).toBe(403)
    expect((await world.post('/console/channels/zalo/budget', { budget: '1tr' }, who)).status).toBe(403)
  })

  it('says that none is in use and what that means, and asks nobody', async () => {
    const { text } = await world.get(page, director)
    for (const said of ['Chưa dùng mẫu nào.', 'Nhắc trả nợ', 'Đến số điện thoại của hộ', 'Ngân sách một tháng'])
      expect(text).toContain(said)
    expect(office.emulator.calls).toEqual([])
  })

  it('says so where Zalo cannot be asked because nobody has connected the account', async () => {
    const { status, text } = await look('reminder', 'byUser', '101')
    expect(status).toBe(422)
    expect(text).toContain('Mã mẫu: chưa hỏi được Zalo.')
  })

  it('is connected', async () => {
    const { redirectUri } = office.emulator.settings
    const back = new URL(office.emulator.consent(await office.zalo.consent.begin(redirectUri)))
    expect((await world.get(back.pathname + back.search, director)).to).toContain('done=connected')
  })

  it.each([
    ['nothing chosen', '', '', '', 'Dùng cho việc gì: hãy chọn một việc.'],
    ['no number', 'reminder', 'byUser', 'abc', 'Mã mẫu: chỉ gồm chữ số.'],
    ['a number that Zalo does not know', 'reminder', 'byUser', '999', 'Zalo không có mẫu mã này'],
    ['a text without a price', 'reminder', 'byUser', '104', 'Zalo không báo giá gửi theo đường này'],
    ['a text that is not approved', 'reminder', 'byUser', '102', 'Zalo ghi trạng thái: PENDING_REVIEW.'],
  ])('with %s says what is wrong', async (_, form, via, id, words) => {
    const { status, text } = await look(form, via, id)
    expect(status).toBe(422)
    expect(text).toContain(words)
    expect(text).toContain(`value="${id}"`)
  })

  it('says so where Zalo does not answer', async () => {
    office.emulator.latency(60_000)
    const { status, text } = await look('reminder', 'byUser', '101')
    office.emulator.latency(0)
    expect(status).toBe(422)
    expect(text).toContain('Mã mẫu: chưa hỏi được Zalo.')
  })

  it('shows what Zalo says of a text, and the facts that may fill its gaps', async () => {
    const { status, text } = await look('reminder', 'byUser', '101')
    expect(status).toBe(200)
    for (const said of [
      'Mẫu 101: Nhắc phiên giao dịch',
      '165 đồng',
      'customer_name',
      'Chứa 10 chữ.',
      'bắt buộc',
      'có thể để trống',
      'Số tiền phải trả',
    ])
      expect(text).toContain(said)
  })

  it('offers nothing about a debt to a phone number, at its own price', async () => {
    const { text } = await look('reminder', 'byPhone', '101')
    expect(text).toContain('200 đồng')
    expect(text).toContain('Ngày giao dịch')
    for (const debt of ['Số tiền phải trả', 'Chương trình vay', '4 số cuối', 'Số liệu đến ngày'])
      expect(text).not.toContain(debt)
  })

  it.each([
    ['a gap that has to be filled', { 'gap-ngay': '' }, 'Chỗ trống ngay: mẫu bắt buộc có.'],
    [
      'a forged debt to a phone number',
      { via: 'byPhone', 'gap-ngay': 'total' },
      'không gửi điều về khoản nợ đến số điện thoại',
    ],
    ['a forged fact', { 'gap-ngay': 'x' }, 'loại tin này không có điều đó'],
  ])('takes no text with %s, and keeps what was chosen', async (_, more, words) => {
    const { status, text } = await use(more)
    expect(status).toBe(422)
    expect(text).toContain(words)
    expect(text).toContain('href="#gap-ngay"')
    expect(text).toMatch(/value="name" selected/)
    expect((await world.store.ways.means('zalo', '2026-11-01')).templates).toEqual({})
  })

  it('takes a text into use, names a gap that is short, and that nothing is sent without a budget', async () => {
    expect(await use()).toMatchObject({ status: 303, to: `${page}?done=template_used` })
    const { text } = await world.get(`${page}?done=template_used`, director)
    for (const said of [
      'Đã dùng mẫu tin này từ bây giờ.',
      'customer_name: Tên chủ hộ',
      'Chỗ trống ngay chỉ chứa 10 chữ, mà “Ngày giao dịch” thường dài đến 20.',
      'Chưa có ngân sách nên chưa mẫu nào được gửi.',
    ])
      expect(text).toContain(said)
    expect((await look('reminder', 'byUser', '103')).text).toContain('Mẫu này thay cho mẫu 101 đang dùng.')
  })

  it('without a budget the page of the channels says that nothing that costs is sent', async () => {
    expect(await channels()).toContain('tin nào phải trả tiền thì Loa không gửi')
  })

  it.each([
    ['nhiều', 'Ngân sách: Loa chưa hiểu số tiền này.'],
    ['2', 'Ngân sách: ít nhất 1.000 đồng.'],
    ['100 tỷ', 'Ngân sách: nhiều nhất 10.000.000.000 đồng'],
  ])('does not take %s for a budget, and keeps it in the field', async (typed, words) => {
    const { status, text } = await budget(typed)
    expect(status).toBe(422)
    expect(text).toContain(words)
    expect(text).toContain(`value="${typed}"`)
  })

  it('shows what the month has cost: by way and class, beside the budget', async () => {
    expect(await budget('100k')).toMatchObject({ status: 303, to: `${page}?done=budget_set` })
    expect((await world.get(page, director)).text).toContain('value="100.000"')
    const accountId = BigInt(await world.account({ channel: 'zalo' }))
    const sent = {
      accountId,
      channel: 'zalo',
      lane: 1,
      body: {},
      state: 'sent',
      createdAt: world.clock.at,
      triedAt: world.clock.at,
    }
    await world.database.prisma.delivery.createMany({
      data: [
        { ...sent, way: 'template_by_user', costClass: 'billed', costDong: 165 },
        { ...sent, way: 'template_by_user', costClass: 'billed', costDong: 165 },
        { ...sent, way: 'template_by_phone', costClass: 'billed', costDong: 200 },
        { ...sent, way: 'consultation', costClass: 'free', costDong: 0 },
      ],
    })
    await world.store.ways.putAside('zalo', { month: '2026-11-01', dong: 530, budget: 100_000 })
    const text = await channels()
    for (const said of [
      'Chi phí tháng này',
      '530 đồng',
      '100.000 đồng',
      '0%',
      'Mẫu tin đến số điện thoại',
      '330 đồng',
      'phải trả tiền',
    ])
      expect(text).toContain(said)
    expect(text).not.toContain('tin nào phải trả tiền thì Loa không gửi')
    expect((await world.get('/console', director)).text).not.toContain('Ngân sách tin Zalo')
  })

  it('warns from four fifths on, and says plainly when the budget is used up, on the front page too', async () => {
    await world.store.ways.putAside('zalo', { month: '2026-11-01', dong: 79_470, budget: 100_000 })
    expect(await channels()).toContain('Đã dùng 80% ngân sách tháng này.')
    expect((await world.get('/console', director)).text).toContain('Đã dùng 80% ngân sách tháng này.')
    await world.store.ways.putAside('zalo', { month: '2026-11-01', dong: 20_000, budget: 100_000 })
    const text = await channels()
    for (const said of [
      'Ngân sách tháng này đã hết.',
      'đi bằng kênh khác của hộ',
      'được ghi là chưa đến',
      'Cần làm: nâng ngân sách',
    ])
      expect(text).toContain(said)
    expect((await world.get('/console', director)).text).toContain('Hết ngân sách tháng này')
    const officer = await world.signIn(await world.staff('officer'))
    expect((await world.get('/console', officer)).text).not.toContain('Hết ngân sách')
  })

  it('takes a text out of use', async () => {
    const which = { form: 'reminder', via: 'byUser' }
    expect((await world.post(`${page}/retire`, which, director)).to).toBe(`${page}?done=template_retired`)
    expect((await world.get(page, director)).text).toContain('Chưa dùng mẫu nào.')
    expect((await world.post(`${page}/retire`, which, director)).status).toBe(404)
  })

  it('has it all in the log, in words', async () => {
    const { text } = await world.get('/console/audit', director)
    for (const said of ['Dùng mẫu tin Zalo', 'Ngừng dùng mẫu tin Zalo', 'Đặt ngân sách tin Zalo'])
      expect(text).toContain(said)
  })

  it('speaks English to whoever reads it', async () => {
    const who = await world.staff('admin')
    await world.store.staff.setLang(who.id, 'en')
    const visitor = await world.signIn(who)
    expect((await world.get(page, visitor)).text).toContain('Zalo templates')
    expect((await world.get('/console/channels', visitor)).text).toContain('used up')
  })
})
