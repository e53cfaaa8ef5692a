import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { planReminders } from '../../src/app/plan-reminders.ts'
import { opened, testSeal } from '../support/test-seal.ts'
import { linkByCode, type Person, smallOffice, type TalkBench, talkBench } from './talk-bench.ts'

let bench: TalkBench
let office: Awaited<ReturnType<typeof smallOffice>>
let someone: Person
let people = 0

beforeAll(async () => {
  bench = await talkBench()
  office = await smallOffice(bench)
})
afterAll(async () => {
  expect(bench.failures).toEqual([])
  await bench.close()
})
beforeEach(async () => {
  await rows().reminder.deleteMany()
  await rows().reminderDay.deleteMany()
  await rows().delivery.deleteMany({ where: { lane: 1 } })
  people += 1
  someone = bench.person(`person-${people}`)
})

const rows = () => bench.database.prisma

const link = (person: Person): Promise<string> => {
  const code = `CODE${String(people).padStart(4, '0')}`
  return linkByCode(bench, person, { householdId: String(office.households[0]), code })
}

describe('the first meeting', () => {
  it('says that it is a bot, who decides and that nothing costs a fee, and asks before it keeps anything', async () => {
    const said = await someone.does({ kind: 'start' })
    expect(said).toContain('máy trả lời tự động')
    expect(said).toContain('không phải là người')
    expect(said).toContain('do ngân hàng quyết định')
    expect(said).toContain('Không ai được thu phí')
    expect(await rows().consent.count({ where: { account: { address: `person-${people}` } } })).toBe(0)
  })

  it('keeps on record what was agreed, and nothing that was not', async () => {
    await someone.does({ kind: 'start' })
    await someone.goes('Đồng ý', 'Không')
    const consents = await rows().consent.findMany({ where: { account: { address: `person-${people}` } } })
    expect(consents.map((c) => c.purpose)).toEqual(['talk'])
  })

  it('answers what was asked first as soon as it may', async () => {
    await someone.types('vay nuoc sach lai suat bao nhieu')
    const said = await someone.goes('Đồng ý', 'Không')
    expect(said).toContain('8,4%')
  })

  it('speaks English to whoever chooses it', async () => {
    await someone.does({ kind: 'start' })
    await someone.goes('Đồng ý', 'Không', 'Việc khác', 'Cài đặt, tắt tin', 'Tiếng / Language', 'English')
    expect(someone.last().text).toContain('What do you need?')
  })
})

describe('may I borrow?', () => {
  it('answers for clean water in a ward that was a commune: figures, document, errand, and the officer decides', async () => {
    await someone.arrives()
    const said = await someone.goes(
      'toi muon vay von',
      'nuoc sach, nha ve sinh',
      'tien son',
      'Tiên Ngoại',
      'Cả hai',
      'Không thuộc diện nào',
    )
    expect(said).toContain('25.000.000 đồng')
    expect(said).toContain('8,4%')
    expect(said).toContain('Quyết định 10/2024/QĐ-TTg')
    expect(said).toContain('cán bộ phải')
    expect(said).toContain('Nhà văn hóa Tiên Ngoại')
    expect(said).toContain('thứ Năm, 19/11/2026')
  })

  it('refuses it in a ward that always was one, with the reason, and names no figure', async () => {
    await someone.arrives()
    const said = await someone.goes('1', '3', '1', '2', '4')
    expect(said).toContain('chưa vay được')
    expect(said).not.toContain('25.000.000')
  })

  it.each([
    ['poor', 'Hộ nghèo', ['Không thuộc vùng nào', 'Không có', 'Không có'], '6,24%'],
    ['near poor', 'hộ cận nghèo', ['khong thuoc vung nao', 'không'], '7,488%'],
  ])('answers for production of a %s household', async (_, status, more, rate) => {
    await someone.arrives()
    const said = await someone.goes('Tôi muốn vay vốn', 'Làm ăn, chăn nuôi', 'Duy Hà', status, ...more)
    expect(said).toContain(rate)
    expect(said).toContain('100.000.000 đồng')
  })

  it('goes back by a word, by a button, and to an older question by its old button', async () => {
    await someone.arrives()
    await someone.goes('Tôi muốn vay vốn', 'Làm ăn, chăn nuôi', 'Duy Hà')
    const poverty = someone.last()
    expect(await someone.types('quay lai')).toContain('ở xã, phường nào')
    await someone.goes('Duy Hà', 'Hộ nghèo')
    const nearPoor = poverty.buttons.find((b) => b.label === 'Hộ cận nghèo')
    expect(await someone.does({ kind: 'tap', token: nearPoor?.token ?? '' })).toContain('vùng khó khăn')
    expect(await someone.taps('↩ Quay lại')).toContain('thuộc diện nào')
  })

  it('a second tap on the same button asks the same next question and loses nothing', async () => {
    await someone.arrives()
    await someone.goes('Tôi muốn vay vốn', 'Làm ăn, chăn nuôi')
    const asked = someone.last().text
    expect(await someone.taps('Làm ăn, chăn nuôi')).toBe(asked)
  })
})

describe('what people send', () => {
  it.each([
    ['5,000 characters', { kind: 'text', text: 'a'.repeat(5000) }, 'dài quá'],
    ['only emoji', { kind: 'text', text: '👍👍👍' }, ''],
    ['a voice', { kind: 'unsupported' }, 'chưa nghe được tiếng nói'],
    ['an unknown callback', { kind: 'tap', token: 'nothing of ours' }, 'không nhận ra nút'],
    ['a button of a run that never was', { kind: 'tap', token: 'apply/review.send#zz' }, 'Nút này đã cũ'],
    ["somebody else's number", { kind: 'contact', phone: '0912345678', own: false }, 'không phải của chính tài khoản'],
  ] as const)('%s gets a sensible answer and the question again', async (_, what, words) => {
    await someone.arrives()
    await someone.goes('Tôi muốn vay vốn')
    const said = await someone.does(what)
    expect(said).toContain(words)
    expect(said).toContain('vay để làm gì')
  })

  it('is answered once, however often the platform repeats it', async () => {
    await someone.arrives()
    await someone.does({ kind: 'text', text: 'menu' }, 'same-update')
    const count = someone.all.length
    await someone.does({ kind: 'text', text: 'menu' }, 'same-update')
    expect(someone.all).toHaveLength(count)
  })

  it('stops everything that Loa sends by itself at one word', async () => {
    await link(someone)
    expect(await someone.types('DỪNG')).toContain('Loa đã dừng')
    const left = await rows().consent.findMany({
      where: { account: { address: `person-${people}` }, withdrawnAt: null },
    })
    expect(left.map((c) => c.purpose).sort()).toEqual(['loans', 'talk'])
  })
})

describe('my loans', () => {
  it('shows nothing before the account is linked', async () => {
    await someone.arrives()
    const said = await someone.goes('Khoản vay của tôi')
    expect(said).toContain('chuyện riêng')
    expect(said).not.toContain('20.000.000')
  })

  it('links by a code on paper and the loan book, shows the figures with their day, and reminds of what is due in three days', async () => {
    const said = await link(someone)
    expect(said).toContain('Nguyễn Thị Lành')
    expect(said).toContain('còn nợ 20.000.000 đồng')
    expect(said).toContain('Số liệu của ngân hàng đến Chủ nhật, 15/11/2026')
    expect(said).toContain('Nhắc ngày trả nợ')
    expect(said).toContain('5.140.000 đồng')
    expect(said).toContain('thứ Năm, 19/11/2026')
    expect(said).toContain('Không ai được thu thêm phí')
  })

  it('a link that is opened again by somebody linked shows the loan, and asks for nothing', async () => {
    await link(someone)
    const said = await someone.does({ kind: 'start', payload: 'CODE0001' })
    expect(said).toContain('đã liên kết với sổ vay')
    expect(said).toContain('còn nợ 20.000.000 đồng')
  })

  it('locks after five failures, tells staff once, and stays locked for the right answer', async () => {
    const expiresAt = new Date(bench.now.getTime() + 86_400_000)
    await bench.store.linking.issue({
      householdId: String(office.households[1]),
      code: 'LOCKED22',
      at: bench.now,
      expiresAt,
    })
    await someone.arrives()
    await someone.goes(
      'Việc khác',
      'Liên kết sổ vay',
      'Có mã trên giấy',
      'LOCKED22',
      'Xem nợ và nhắc nợ',
      'Người khác trong nhà',
    )
    for (const [index, digits] of ['0000', '1111', '2222', '3333'].entries()) {
      expect(await someone.types(digits)).toContain(`còn ${4 - index} lần`)
    }
    expect(await someone.types('4444')).toContain('khóa')
    expect(
      await someone.goes(
        'Việc khác',
        'Liên kết sổ vay',
        'Có mã trên giấy',
        'LOCKED22',
        'Xem nợ và nhắc nợ',
        'Người khác trong nhà',
        '1966',
      ),
    ).toContain('khóa')
    expect(await rows().case.count({ where: { kind: 'link_locked' } })).toBe(1)
  })

  it.each([
    [
      'links by the shared number of the account itself',
      '+84 912 345 678',
      true,
      '4321',
      'đã liên kết với gia đình Nguyễn Thị Lành',
    ],
    ['does not take the right number without the loan book', '0912345678', true, '9999', 'chưa đúng'],
    ['does not take a number that two households gave', '0987654321', true, '1966', 'chưa đúng'],
    ['does not take a number that nobody gave', '0900000001', true, '4321', 'chưa đúng'],
  ] as const)('on Telegram %s', async (_, phone, own, proof, words) => {
    const teller = bench.person(`teller-${people}`, 'telegram')
    await teller.arrives()
    await teller.goes('Việc khác', 'Liên kết sổ vay', 'Dùng số điện thoại này')
    expect(await teller.types('0912345678')).toContain('Số gõ tay')
    expect(await teller.does({ kind: 'contact', phone, own: false })).toContain('không phải của chính tài khoản')
    await teller.does({ kind: 'contact', phone, own })
    expect(await teller.goes('Xem nợ và nhắc nợ', 'Chủ hộ, người đứng vay', proof)).toContain(words)
  })

  describe('a code on paper that is typed by itself', () => {
    const asksWhatFor = 'Xem nợ và nhắc nợ'

    it.each(['HXAN2468', 'hxan2468', ' Hxan-2468 ', 'hxan 2468'])('begins linking: "%s"', async (typed) => {
      await someone.arrives()
      await someone.types(typed)
      expect(someone.last().buttons.map(({ label }) => label)).toContain(asksWhatFor)
    })

    it('begins linking in place of the question whether there is one, and as the first words of all', async () => {
      await someone.arrives()
      await someone.goes('Khoản vay của tôi')
      await someone.types('hxan2468')
      expect(someone.last().buttons.map(({ label }) => label)).toContain(asksWhatFor)
      const stranger = bench.person(`code-${people}`)
      await stranger.types('hxan2468')
      await stranger.goes('Đồng ý', 'Không')
      expect(stranger.last().buttons.map(({ label }) => label)).toContain(asksWhatFor)
    })

    it('is what was asked for where a code is', async () => {
      await someone.arrives()
      await someone.goes('Khoản vay của tôi', 'Có mã trên giấy')
      await someone.types('hxan2468')
      expect(someone.last().buttons.map(({ label }) => label)).toContain(asksWhatFor)
    })

    it.each(['chuyenve', '24681357', 'hxan24680', 'vay 50tr'])('is not every word: "%s"', async (typed) => {
      await someone.arrives()
      await someone.types(typed)
      expect(someone.last().buttons.map(({ label }) => label)).not.toContain(asksWhatFor)
    })
  })

  it('a code that was never issued proves nothing, and does not say so', async () => {
    await someone.arrives()
    await someone.does({ kind: 'start', payload: 'WRONGCODE' })
    await someone.goes('Xem nợ và nhắc nợ', 'Vợ hoặc chồng')
    expect(await someone.types('4321')).toContain('chưa đúng')
  })
})

describe('reminders', () => {
  it('are written once per instalment and kind, however often they are planned', async () => {
    await link(someone)
    const deps = { store: bench.store, jobs: bench.deps.jobs, clock: bench.deps.clock }
    const again = await planReminders(deps, { day: '2026-11-16' })
    expect(again).toMatchObject({ planned: 0, already: 1 })
    const later = await planReminders(deps, { day: '2026-11-17' })
    expect(later).toMatchObject({ planned: 0, already: 0 })
    expect(await planReminders(deps, { day: '2026-11-19', dryRun: true })).toMatchObject({ planned: 1 })
    expect(await rows().reminder.count()).toBe(1)
  })

  it('"in difficulty" reaches an officer at once, and what is typed after it goes along', async () => {
    await link(someone)
    const said = await someone.taps('Tôi gặp khó khăn')
    expect(said).toContain('đã báo cán bộ')
    expect(await someone.taps('Tôi gặp khó khăn')).toContain('đã ghi câu trả lời này')
    await someone.types('menu')
    const found = await rows().case.findMany({ where: { kind: 'difficulty' }, include: { lines: true } })
    expect(found).toHaveLength(1)
    expect(found[0]).toMatchObject({ loanId: office.loanId, routedTo: 'officer', state: 'open' })
  })

  it.each([
    ['its number', '3'],
    ['its words', 'toi gap kho khan'],
  ])('is answered by %s, typed right below it, where no button can be pressed', async (_, typed) => {
    await link(someone)
    expect(someone.all.map((m) => m.text).join('\n')).toContain('Nhắc ngày trả nợ')
    // Replies and reminders go out beside each other, here at the same moment of the bench's clock: let the reminder be the later one.
    await rows().delivery.updateMany({ where: { lane: 1 }, data: { sentAt: new Date(bench.now.getTime() + 1) } })
    expect(await someone.types(typed)).toContain('đã báo cán bộ')
    expect((await rows().reminder.findFirstOrThrow()).answer).toBe('in_difficulty')
  })

  it('a number that comes later is meant for what was said since', async () => {
    await link(someone)
    await someone.types('menu')
    expect(await someone.types('2')).not.toContain('đã báo cán bộ')
    expect((await rows().reminder.findFirstOrThrow()).answer).toBeNull()
  })

  it("a stranger cannot answer somebody else's reminder", async () => {
    await link(someone)
    const button = someone.all.flatMap((m) => m.buttons).find((b) => b.label === 'Tôi sẽ trả')
    const stranger = bench.person('stranger')
    await stranger.arrives()
    expect(await stranger.does({ kind: 'tap', token: button?.token ?? '' })).toContain('Nút này đã cũ')
    expect((await rows().reminder.findFirstOrThrow()).answer).toBeNull()
  })

  it('"not mine" unlinks, says sorry and tells staff', async () => {
    await link(someone)
    expect(await someone.taps('Không phải của tôi')).toContain('bỏ liên kết')
    expect(await someone.goes('menu', 'Khoản vay của tôi')).toContain('chuyện riêng')
  })
})

describe('a loan request', () => {
  const asPoor = [
    'Tôi muốn vay vốn',
    'Làm ăn, chăn nuôi',
    'Duy Hà',
    'Hộ nghèo',
    'Không thuộc vùng nào',
    'Không có',
    'Không có',
  ]
  const apply = async () => {
    await someone.arrives()
    await someone.goes(...asPoor, 'Làm đơn vay')
    return someone.goes(
      'Đồng ý, làm đơn',
      'Trần Thị Mai',
      '1968',
      '0912 345 679',
      'xóm 3',
      '20tr',
      'mua 2 con bò giống',
      '5 triệu',
      'bò giống',
      '2 con',
      '20 triệu',
      'Thêm khoản nữa',
      'sửa chuồng',
      '1',
      '5tr',
      'Xong',
      '36 tháng',
      '1 năm một lần',
      'không',
      'Nộp sau tất cả',
    )
  }

  it('reads everything back before it is sent, lets one answer be corrected, and sends once', async () => {
    const review = await apply()
    for (const said of [
      'Trần Thị Mai',
      '1968',
      '0912345679',
      'xóm 3, Duy Hà',
      '20.000.000 đồng',
      'mua 2 con bò giống',
      '5.000.000 đồng',
      '36 tháng',
    ]) {
      expect(review).toContain(said)
    }
    const corrected = await someone.goes('Sửa lại', 'Tiền và cách dùng', 'Số tiền vay', '30 triệu')
    expect(corrected).toContain('Tổng các khoản là 25.000.000 đồng. Tiền vay cộng tiền tự có là 35.000.000 đồng')
    expect(corrected).toContain('30.000.000 đồng')
    expect(corrected).toContain('mua 2 con bò giống')
    const send = someone.last().buttons.find((b) => b.label === 'Gửi đơn')
    expect(await someone.taps('Gửi đơn')).toContain('Đã gửi đơn số')
    expect(await someone.does({ kind: 'tap', token: send?.token ?? '' })).toContain('đã gửi rồi')
    const kept = await rows().application.findMany({ where: { account: { address: `person-${people}` } } })
    expect(kept).toHaveLength(1)
    expect(kept[0]).toMatchObject({ programme: 'poor', amount: 30_000_000n, state: 'submitted' })
    expect(JSON.stringify(kept[0]?.answersSealed)).not.toContain('Mai')
    expect(kept[0]?.verdict).toMatchObject({ lawVersion: expect.stringMatching(/^[0-9a-f]{12}$/) })
    expect(JSON.parse(bench.seal.open(kept[0]?.answersSealed ?? ''))).toMatchObject({
      communeName: 'Duy Hà',
      items: [
        { item: 'bò giống', quantity: '2 con', amount: 20_000_000 },
        { item: 'sửa chuồng', quantity: '1', amount: 5_000_000 },
      ],
      instalment_months: 12,
      heir_name: '',
      later_papers: ['identity_front', 'identity_back'],
    })
    const consent = await rows().consent.findFirst({
      where: { account: { address: `person-${people}` }, purpose: 'application' },
    })
    expect(consent?.wording).toBe('flows/apply:3')
  })

  it('refuses an amount above the ceiling in force and asks again', async () => {
    await someone.arrives()
    await someone.goes(...asPoor, 'Làm đơn vay')
    await someone.goes('Đồng ý, làm đơn', 'Trần Thị Mai', '1968', '0912345679', 'xóm 3')
    expect(await someone.types('150 triệu')).toContain('ngoài mức cho phép')
    expect(await someone.types('100 triệu')).toContain('dùng vào việc gì')
  })

  it('is kept when it is put off, and goes on where it stood', async () => {
    await apply()
    expect(await someone.taps('Để sau')).toContain('giữ đơn này 90 ngày')
    const said = await someone.goes('Việc khác', 'Đơn vay của tôi', 'Làm tiếp đơn vay')
    expect(said).toContain('Trần Thị Mai')
    expect(await someone.taps('Gửi đơn')).toContain('Đã gửi đơn số')
  })

  it.each([
    ['is left in the middle by "menu", and stands first there', ['menu'], 'Làm tiếp đơn vay'],
    ['is taken up where the same programme is asked for anew', ['menu', 'Việc khác', ...asPoor], 'Làm đơn vay'],
  ])('%s', async (_, away, again) => {
    await someone.arrives()
    await someone.goes(...asPoor, 'Làm đơn vay', 'Đồng ý, làm đơn', 'Trần Thị Mai', '1968', '0912 345 679', 'xóm 3')
    await someone.goes('20tr', 'nuôi bò', '0', 'bò giống', '2 con')
    await someone.goes(...away)
    expect(await someone.taps(again)).toContain('bò giống, 2 con: tất cả bao nhiêu tiền?')
    expect(await someone.types('20tr')).toContain('Tổng: 20.000.000 đồng')
  })

  it('that only asked for consent is nothing to go on with', async () => {
    await someone.arrives()
    await someone.goes(...asPoor, 'Làm đơn vay', 'menu')
    expect(someone.last().buttons.map((b) => b.label)).toContain('Tôi muốn vay vốn')
    await someone.goes(...asPoor, 'Làm đơn vay', 'Không')
    expect(someone.last().buttons.map((b) => b.label)).toContain('Tôi muốn vay vốn')
  })

  it.each([
    [90, 'nuôi bò'],
    [91, 'quá 90 ngày'],
  ])('is kept for %i days: %s', async (days, words) => {
    const before = bench.now
    await apply()
    await someone.types('menu')
    bench.now = new Date(bench.now.getTime() + days * 86_400_000)
    try {
      expect(await someone.taps('Làm tiếp đơn vay')).toContain(words === 'nuôi bò' ? 'mua 2 con bò giống' : words)
    } finally {
      bench.now = before
    }
  })
})

describe('a person is wanted', () => {
  it('hands over with a number and a day, and passes on what is typed until "menu"', async () => {
    await someone.arrives()
    expect(await someone.goes('gặp cán bộ', 'Tôi hỏi về sổ vay bị mất')).toMatch(/việc số \S+/)
    expect(await someone.types('sổ mất từ tháng trước')).toContain('đã chuyển lời')
    const found = await rows().case.findFirstOrThrow({
      where: { account: { address: `person-${people}` } },
      include: { lines: true },
    })
    expect(found.lines.map(opened.line)).toEqual(['Tôi hỏi về sổ vay bị mất', 'sổ mất từ tháng trước'])
    expect(await someone.types('menu')).toContain('cần việc gì')
  })

  it('a complaint about an officer goes to the director', async () => {
    await someone.arrives()
    await someone.goes(
      'Tôi cần giúp',
      'Khó khăn, khiếu nại',
      'Việc tổ, phản ánh',
      'Phản ánh, khiếu nại',
      'Cán bộ ngân hàng',
      'Cán bộ không trả lời tôi',
    )
    const found = await rows().case.findFirstOrThrow({
      where: { kind: 'complaint', account: { address: `person-${people}` } },
    })
    expect(found.routedTo).toBe('director')
  })
})

describe("one's own data", () => {
  it('shows what is kept, and erases it on request', async () => {
    await link(someone)
    expect(await someone.goes('menu', 'Việc khác', 'Cài đặt, tắt tin', 'Dữ liệu của tôi', 'Xem Loa giữ gì')).toContain(
      'Nguyễn Thị Lành',
    )
    expect(
      await someone.goes('menu', 'Việc khác', 'Cài đặt, tắt tin', 'Dữ liệu của tôi', 'Xóa dữ liệu', 'Xóa hết'),
    ).toContain('Đã xóa')
    const account = await rows().channelAccount.findFirstOrThrow({ where: { address: `person-${people}` } })
    expect(account).toMatchObject({ householdId: null, name: '' })
    const kept = await rows().inbox.findMany({ where: { address: account.address } })
    expect(kept.map((k) => JSON.stringify([k.body, k.saidSealed && testSeal.open(k.saidSealed)])).join()).not.toContain(
      '4321',
    )
    expect(await someone.types('xin chào')).toContain('máy trả lời tự động')
  })
})

describe('words that come first', () => {
  it.each([
    ['toi chan song roi', '115', 'talk', 'officer'],
    ['co nguoi goi bao la ngan hang doi dong phi 2 trieu', 'KHÔNG mất phí', undefined, undefined],
  ] as const)('%s', async (text, words, kind, routedTo) => {
    await someone.arrives()
    expect(await someone.types(text)).toContain(words)
    const found = await rows().case.findFirst({ where: { account: { address: `person-${people}` } } })
    if (kind) expect(found).toMatchObject({ kind, routedTo, state: 'open' })
    else expect(found).toBeNull()
  })

  it('somebody in danger is heard before anything is asked, and a second word goes into the same case', async () => {
    const said = await someone.types('toi khong muon song nua')
    expect(said).toContain('115')
    expect(said).not.toContain('đồng ý không')
    await someone.types('toi chan song roi')
    const cases = await rows().case.findMany({
      where: { account: { address: `person-${people}` } },
      include: { lines: true },
    })
    expect(cases.map((c) => c.lines.length)).toEqual([2])
  })

  it("a fee that was asked for is reported to the director in the person's own words", async () => {
    await someone.arrives()
    await someone.types('co nguoi goi bao la ngan hang doi dong phi 2 trieu')
    await someone.types('số 0900000000 gọi tối qua')
    const found = await rows().case.findFirstOrThrow({
      where: { kind: 'fraud', account: { address: `person-${people}` } },
    })
    expect(found.routedTo).toBe('director')
  })

  it("somebody else's debt is not told", async () => {
    await link(someone)
    const said = await someone.types('nhà ông Chung hàng xóm nợ bao nhiêu')
    expect(said).not.toMatch(/\d{3}\.\d{3} đồng/)
  })

  it('who is linked hears of their own transaction day', async () => {
    await link(someone)
    await someone.types('menu')
    expect(await someone.types('khi nào ngân hàng về xã giao dịch')).toContain('thứ Năm, 19/11/2026')
  })

  it('carries the subject from one question to the next', async () => {
    await someone.arrives()
    await someone.types('vay nuoc sach duoc bao nhieu')
    expect(await someone.types('còn lãi suất thì sao?')).toContain('8,4%')
  })

  it('after a report what is typed goes along, until something else is chosen', async () => {
    await someone.arrives()
    await someone.goes(
      'Tôi cần giúp',
      'Khó khăn, khiếu nại',
      'Mất mùa, thiên tai',
      'Bão lũ, thiên tai',
      'lũ cuốn mất 2 con bò',
    )
    expect(await someone.types('mất cả chuồng nữa')).toContain('đã chuyển lời')
    const found = await rows().case.findFirstOrThrow({
      where: { account: { address: `person-${people}` } },
      include: { lines: true },
    })
    expect(found.lines.map(opened.line)).toEqual(['lũ cuốn mất 2 con bò', 'mất cả chuồng nữa'])
  })
})
