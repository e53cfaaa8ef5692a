import { expect, vi } from 'vitest'
import { visitor } from '../../../src/demo/visitor.ts'
import type { Person } from '../../emulators/zalo/person.ts'
import type { Call, Shown } from '../../emulators/zalo/world.ts'
import { approve } from '../approve.ts'
import { bankPart, type Desk, openDesk } from '../desk.ts'
import type { MovableOffice, ZaloOffice } from './office.ts'

/** A household on Zalo, and those of the bank who have to do with it. */
export interface Cast {
  mai: Person
  director: Desk
  officer: Desk
  /** Presses what stands in the newest message, or types it: a label and its words mean the same. */
  goes(...steps: string[]): Promise<void>
}

/** How long an answer is waited for, in milliseconds: longer than any machine needs. */
const patience = 30_000

/** The director connects the account; Mai follows it, asks, applies, and her request is decided. */
export async function asksAndApplies({ emulator, url }: ZaloOffice, webhook = url): Promise<Cast> {
  const director = await openDesk(url, 'director')
  expect(await director.open('/console/channels')).toContain('chưa kết nối')
  const permission = await director.linkWith('/v4/oa/permission', '/console/channels/zalo/connect', {})
  const back = new URL(emulator.consent(permission))
  expect(await director.open(back.pathname + back.search)).toContain('Đã kết nối Zalo OA')
  expect(await emulator.setWebhook(`${webhook}/webhooks/zalo`)).toEqual({ ok: true, answer: 200 })

  const mai = emulator.user(7001, { name: 'Mai', phone: '84912345670' })
  const goes = async (...steps: string[]) => {
    for (const step of steps) {
      const before = mai.messages().length
      if (mai.messages().at(-1)?.labels.includes(step)) mai.tap(step)
      else mai.type(step)
      await emulator.until(() => mai.messages().length > before, patience)
    }
  }
  mai.follow()
  await mai.waitFor(/máy trả lời tự động/, patience)
  await goes('Đồng ý', 'Có, gửi cho tôi', 'Tôi muốn vay vốn', 'Nước sạch, nhà vệ sinh', 'Duy Tiên', 'Trác Văn')
  await goes('Cả hai', 'Không thuộc diện nào')
  const answer = await mai.waitFor(/Vay nhiều nhất/, patience)
  for (const said of ['25.000.000 đồng', '8,4%', 'Quyết định 10/2024/QĐ-TTg']) expect(answer.text).toContain(said)

  await goes('Làm đơn vay', 'Đồng ý, làm đơn', 'Trần Thị Mai', '1968')
  await mai.waitFor(({ kind }) => kind === 'form', patience)
  mai.shareInfo()
  await mai.waitFor(/Thôn, xóm/, patience)
  await goes('thôn 3', '20tr', 'xây bể nước và nhà vệ sinh', '0', 'bể nước', '1', '20tr', 'Xong', '60')
  await goes('1 năm một lần', 'không', 'Nộp sau tất cả', 'Gửi đơn')
  const sent = await mai.waitFor(/Đã gửi đơn số (\S+)/, patience)
  const code = /đơn số (\S+)/.exec(sent.text)?.[1] ?? ''

  const officer = await openDesk(url, 'officer')
  const chair = await openDesk(url, 'commune_chair')
  const path = await officer.link('/console/applications', '/console/applications')
  expect(await officer.open(path)).toContain(code)
  await officer.send(`${path}/complete`, bankPart)
  await officer.send(`${path}/step`, { event: 'pass_to_group' })
  await mai.waitFor(new RegExp(`(?<!Đã gửi đơn số )${code}`), patience)
  await officer.send(`${path}/step`, { event: 'list' })
  await chair.send(`${path}/step`, { event: 'confirm' })
  await officer.send(`${path}/step`, { event: 'receive_file' })
  await director.send(`${path}/step`, { event: 'approve' })
  await vi.waitFor(() => expect(mai.messages().at(-1)?.text).toContain('duyệt'), { timeout: patience })
  return { mai, director, officer, goes }
}

/** Mai links her loan book and is reminded, says that she is in difficulty, and is answered: in our console, by hand in Zalo's, by Loa. */
export async function isRemindedAndAnswered(
  { emulator }: ZaloOffice,
  { mai, officer, goes }: Cast,
  afterAWhile = () => {},
): Promise<void> {
  mai.type('menu')
  await goes('Việc khác', 'Liên kết sổ vay', 'Có mã trên giấy', visitor.linkCode.toLowerCase())
  await goes('Xem nợ và nhắc nợ', 'Chủ hộ, người đứng vay', visitor.loanDigits)
  await mai.waitFor(/còn nợ/, patience)
  // Of both loans, in one message.
  const reminders = () => mai.messages().filter(({ text }) => text.includes('Nhắc ngày trả nợ'))
  await emulator.until(() => reminders().length === 1, patience)
  const [reminder] = reminders() as [Shown]
  expect(reminder.text).toContain('thứ Năm, 19/11/2026')
  await goes(reminder.labels.length > 0 ? 'Tôi gặp khó khăn' : '3')
  const reported = await mai.waitFor(/đã báo cán bộ/, patience)

  const difficulty = `/console/cases/${Number(/K\d\d-(\d+)/.exec(reported.text)?.[1])}`
  expect(await officer.open('/console/cases')).toContain(visitor.headName)
  await officer.send(`${difficulty}/answer`, { text: 'Chị mang sổ vay ra điểm giao dịch, tôi giúp làm đơn.' })
  await mai.waitFor(/mang sổ vay ra điểm giao dịch/, patience)

  afterAWhile()
  emulator.agent().type(mai.id, 'Chào chị, em là Hoa ở phòng giao dịch.')
  await emulator.quiet()
  mai.type('Chào em, chị hỏi lãi suất nước sạch')
  await mai.waitFor(/đang trực tiếp trả lời/, patience)
  const heard = mai.messages().length
  mai.type('Vay được bao nhiêu hả em?')
  await emulator.quiet()
  mai.type('menu')
  await mai.waitFor((m) => m.by === 'oa', patience)
  expect(
    mai
      .messages()
      .slice(heard)
      .map(({ text }) => text),
  ).toEqual([expect.stringContaining('cần việc gì')])
  const talk = await officer.open(difficulty)
  for (const said of ['em là Hoa ở phòng giao dịch', 'nhắn thẳng trên Zalo', 'Vay được bao nhiêu hả em?'])
    expect(talk).toContain(said)
}

/** The officer announces to everybody, and the director agrees and sends it. `body` is what it says. */
export async function announce({ officer, director }: Pick<Cast, 'officer' | 'director'>, body: string): Promise<void> {
  await officer.send('/console/announcements/new', {
    title: 'Lịch giao dịch',
    body,
    source: 'Thông báo của phòng giao dịch',
    sender: 'Phòng giao dịch Duy Tiên',
    whom: 'everybody',
  })
  const path = await officer.link('/console/announcements', '/console/announcements')
  await officer.send(`${path}/submit`, {})
  await approve(director, path)
  await director.send(`${path}/send`, {})
}

/** An announcement reaches Mai, once. */
export async function hearsOnce({ emulator }: ZaloOffice, cast: Cast, body: string): Promise<void> {
  await announce(cast, body)
  await cast.mai.waitFor(body, patience)
  await emulator.quiet()
  expect(cast.mai.messages().filter(({ text }) => text.includes(body))).toHaveLength(1)
}

const seconds = 1_000
const hours = 3_600 * seconds
const days = 24 * hours

/** Tokens end in the middle, and Loa is out of reach for a moment and for hours: what was asked is answered once, or asked again. */
export async function goesOnThroughTrouble({ emulator, gateway, pass }: MovableOffice, { mai }: Cast): Promise<void> {
  mai.reads()
  emulator.expire()
  const refreshes = () => emulator.calls.filter((call) => call.name === 'refresh' && call.error === 0).length
  const before = refreshes()
  await asks('menu', /cần việc gì/)
  expect(refreshes()).toBe(before + 1)

  gateway.is('busy')
  mai.type('lãi suất nước sạch bao nhiêu')
  await emulator.quiet()
  gateway.is('open')
  pass(30 * seconds)
  if (emulator.variant.retryOn === 'connectionOnly') mai.type('lãi suất nước sạch bao nhiêu')
  await mai.waitFor(/8,4%/, patience)

  gateway.is('away')
  mai.type('hộ nghèo vay được bao nhiêu')
  await emulator.quiet()
  for (const wait of emulator.settings.retryWaitsMs) {
    pass(wait)
    await emulator.quiet()
  }
  gateway.is('open')
  expect(emulator.webhook().disabled).toBe(emulator.variant.retryUntil === 'fiveWaits')
  pass(1 * hours)
  if (emulator.webhook().disabled) {
    expect(await emulator.setWebhook(`${gateway.url}/webhooks/zalo`)).toEqual({ ok: true, answer: 200 })
    mai.type('hộ nghèo vay được bao nhiêu')
  }
  await mai.waitFor(/100\.000\.000/, patience)
  await emulator.quiet()

  async function asks(words: string, answer: RegExp) {
    mai.type(words)
    await mai.waitFor(answer, patience)
  }
}

/** Days pass in which Mai says nothing: her announcements come out of the package, and then as a registered text; a neighbour is reached who never wrote. */
export async function isReachedLater(office: MovableOffice, cast: Cast): Promise<void> {
  const { emulator, data, pass } = office
  const { mai, officer } = cast
  const binh = await allowsOnPaper(office, officer)
  await data.store.ways.setPackageLeft('zalo', 500)
  pass(50 * hours)
  await hearsOnce(office, cast, 'Điểm giao dịch có thêm ghế ngồi.')
  expect(emulator.ledger().at(-1)).toMatchObject({ to: mai.id, cost: 'sub_quota' })

  // Zalo's word that she unfollows is lost.
  emulator.lose(1)
  mai.unfollow()
  const reached = emulator.variant.unfollowed === 'windows'
  const from = emulator.calls.length
  await announce(cast, 'Điểm giao dịch có thêm nước uống.')
  const end = reached ? 0 : -213
  const isEnd = ({ name, error }: Call) => name === 'consultation' && error === end
  await emulator.until(() => emulator.calls.slice(from).some(isEnd), patience)
  await emulator.quiet()
  expect(mai.messages().filter(({ text }) => text.includes('nước uống'))).toHaveLength(reached ? 1 : 0)
  mai.follow()
  mai.type('menu')
  await mai.waitFor(/cần việc gì/, patience)

  expect(binh.messages()).toEqual([])
  await registerTexts(office)
  pass(8 * days)
  await announce(cast, 'Phiên giao dịch tháng 12 mở từ bảy giờ sáng.')
  for (const [person, way] of [
    [mai, 'id'],
    [binh, 'phone'],
  ] as const) {
    await emulator.until(() => person.messages().some((m) => m.way === way), patience)
    expect(person.messages().filter((m) => m.way !== undefined)).toMatchObject([
      { way, text: expect.stringContaining('Lịch giao dịch') },
    ])
  }
  pass(emulator.settings.receiptMs)
  await emulator.quiet()
}

/** A household that never wrote allows messages to its phone number, on paper. */
async function allowsOnPaper({ emulator, data }: MovableOffice, officer: Desk): Promise<Person> {
  const unreached = { phoneSealed: { not: null }, accounts: { none: {} } }
  const { id } = await data.database.prisma.household.findFirstOrThrow({ where: unreached, orderBy: { id: 'asc' } })
  const household = await data.store.households.find(String(id))
  if (!household?.phone) throw new Error('no household of the sample has a number and no account')
  await officer.send(`/console/people/${household.id}/paper-consent`, {
    purposes: ['announcements'],
    day: '2026-11-10',
    paper: 'Đơn số 12',
  })
  return emulator.user(7002, { name: 'Bình', phone: `84${household.phone.slice(1)}` })
}

/** Zalo has approved two texts, and there is money for them. */
async function registerTexts({ emulator, data }: MovableOffice): Promise<void> {
  const parameters = [{ name: 'tieu_de', maxLength: 100 }]
  for (const id of ['501', '502']) emulator.template({ id, name: 'Thông báo', parameters })
  const params = [{ name: 'tieu_de', fact: 'title', longest: 100 }]
  await data.store.ways.setTemplates('zalo', {
    announcement: { byUser: { id: '501', dong: 165, params }, byPhone: { id: '502', dong: 200, params } },
  })
  await data.store.ways.setBudget('zalo', 10_000)
}
