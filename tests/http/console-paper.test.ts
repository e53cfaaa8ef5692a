import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ConsoleWorld, consoleWorld, type Visitor } from '../support/console-world.ts'

let world: ConsoleWorld
let officer: Visitor
let hoa: string
beforeAll(async () => {
  world = await consoleWorld()
  officer = await world.signIn(await world.staff('officer', { name: 'Lê Mai' }))
  hoa = await world.household({ name: 'Trần Thị Hoà', folded: 'tran thi hoa', phone: '0912345678' })
})
afterAll(() => world.close())

const page = () => `/console/people/${hoa}`
const paper = { purposes: ['reminders', 'announcements'], day: '2026-11-20', paper: 'Mẫu 01 <hồ sơ>' }
const record = (form: Record<string, string | string[]> = paper, who = officer) =>
  world.post(`${page()}/paper-consent`, form, who)

describe('the consent on paper of a household', () => {
  it('says that there is none, and has a form', async () => {
    const { text } = await world.get(page(), officer)
    for (const said of ['Chưa ghi giấy nào.', `action="${page()}/paper-consent#paper-consents"`, 'value="2026-11-24"'])
      expect(text).toContain(said)
    expect(text).not.toContain('số điện thoại (Zalo)')
  })

  it('that cannot be taken is said by field, and keeps what was typed', async () => {
    const { status, text } = await record({ purposes: 'reminders', day: '2026-11-25', paper: 'Mẫu 01' })
    expect(status).toBe(422)
    for (const said of ['Ngày trên giấy: ngày này chưa tới.', 'value="2026-11-25"', 'value="Mẫu 01"', 'href="#day"'])
      expect(text).toContain(said)
    expect(text).toMatch(/value="reminders" checked/)
    expect((await record({ day: '', paper: '' })).text).toContain('Đồng ý nhận: chọn ít nhất một loại tin.')
  })

  it('is recorded, shown with its day and paper, and the account is named as the phone number', async () => {
    expect(await record()).toMatchObject({ status: 303, to: `${page()}?done=paper_kept` })
    const { text } = await world.get(`${page()}?done=paper_kept`, officer)
    for (const said of [
      'Đã ghi sự đồng ý trên giấy.',
      'Tin nhắc trả nợ: giấy ngày 20/11/2026, Mẫu 01 &lt;hồ sơ&gt;',
      'Thông báo: giấy ngày 20/11/2026',
      'số điện thoại (Zalo)',
    ])
      expect(text).toContain(said)
    expect(text).not.toContain('household:')
    expect((await record()).text).toContain('loại tin này đã có giấy rồi')
    expect((await world.get('/console/people?q=hoa', officer)).text).toContain('Chưa liên kết')
  })

  it('is taken back for one purpose, and says when', async () => {
    const back = await world.post(`${page()}/paper-consent/withdraw`, { purpose: 'reminders' }, officer)
    expect(back).toMatchObject({ status: 303, to: `${page()}?done=paper_withdrawn` })
    const { text } = await world.get(back.to ?? '', officer)
    expect(text).toContain('Đã rút lại lúc 09:00 24/11/2026.')
    expect(text).toContain('Từ nay không gửi loại tin này')
    expect((await world.store.phoneAccounts.standing(hoa)).map(({ purpose }) => purpose)).toEqual(['announcements'])
    expect((await record({ ...paper, purposes: 'reminders' })).text).toContain('Cần giấy mới')
    expect((await world.post(`${page()}/paper-consent/withdraw`, { purpose: 'reminders' }, officer)).status).toBe(404)
  })

  it('is in the log in words', async () => {
    const director = await world.signIn(await world.staff('director'))
    const { text } = await world.get('/console/audit', director)
    for (const said of ['Ghi đồng ý trên giấy', 'Ghi rút lại đồng ý trên giấy']) expect(text).toContain(said)
  })

  it('needs a number, and a household of theirs', async () => {
    const none = await world.household({ name: 'Lê Văn Không', folded: 'le van khong' })
    const { text } = await world.get(`/console/people/${none}`, officer)
    expect(text).toContain('chưa có số điện thoại nên chưa ghi được')
    expect((await world.post(`/console/people/${none}/paper-consent`, paper, officer)).status).toBe(404)
    const stranger = await world.signIn(await world.staff('officer', { officeId: world.office.otherId }))
    expect((await record(paper, stranger)).status).toBe(404)
    expect((await world.post(`${page()}/paper-consent/withdraw`, { purpose: 'announcements' }, stranger)).status).toBe(
      404,
    )
    const admin = await world.signIn(await world.staff('admin'))
    expect((await record(paper, admin)).status).toBe(403)
    expect((await record(paper, {})).to).toContain('/console/sign-in')
  })

  it('speaks English to whoever reads it', async () => {
    const who = await world.staff('officer')
    await world.store.staff.setLang(who.id, 'en')
    const { text } = await world.get(page(), await world.signIn(who))
    for (const said of ['Consent on paper', 'phone number (Zalo)', 'Withdrawn 09:00']) expect(text).toContain(said)
  })
})
