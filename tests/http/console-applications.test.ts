import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { BankField } from '../../src/domain/bank-part.ts'
import { type ConsoleWorld, consoleWorld, type Visitor } from '../support/console-world.ts'
import { now } from '../support/staff-world.ts'

let world: ConsoleWorld
let officer: Visitor
let director: Visitor
let chair: Visitor
let stranger: Visitor
beforeAll(async () => {
  world = await consoleWorld()
  officer = await world.signIn(await world.staff('officer', { name: 'Lê Mai' }))
  director = await world.signIn(await world.staff('director'))
  chair = await world.signIn(await world.staff('commune_chair', { communeId: world.commune.first }))
  stranger = await world.signIn(await world.staff('director', { officeId: world.office.otherId }))
})
afterAll(() => world.close())

let id: string
let accountId: string
beforeEach(async () => {
  const householdId = await world.household({ name: 'Trần Thị Hoa' })
  accountId = await world.account({ householdId })
  id = await world.application({ accountId, householdId })
})

const step = (event: string, who: Visitor, more: Record<string, string> = {}) =>
  world.post(`/console/applications/${id}/step`, { event, ...more }, who)
const seen = async (who: Visitor) => (await world.get(`/console/applications/${id}`, who)).text
const stateNow = async () => (await world.store.applications.find(id))?.state

const bank: Record<BankField, string> = {
  ...{ borrowerName: 'Trần Thị Hoa', birthDate: '1985-03-02', idNumber: '035185001234', idIssuedOn: '2021-05-10' },
  ...{
    idIssuedBy: 'Cục Cảnh sát',
    address: 'Thôn 1',
    heirName: '',
    amount: '20 triệu',
    ratePct: '9',
    overdueRatePct: '11,7',
  },
  ...{
    termMonths: '60',
    instalmentMonths: '12',
    instalmentAmount: '4 triệu',
    finalDueDate: '2031-11-24',
    interestDay: '12',
  },
}

describe('the list of requests', () => {
  it('begins with what waits for me, and can be asked for the rest', async () => {
    const code = (await world.store.applications.find(id))?.code ?? ''
    const lists = (query: string, who: Visitor) =>
      world.get(`/console/applications${query}`, who).then((a) => a.text.includes(code))
    expect(await lists('', officer)).toBe(true)
    expect(await lists('', director)).toBe(false)
    expect(await lists('?state=all', director)).toBe(true)
    expect(await lists('?state=listed', officer)).toBe(false)
    expect(await lists('?state=all&programme=student', officer)).toBe(false)
    expect(await lists('?state=all&programme=clean_water', officer)).toBe(true)
    expect(await lists('?state=all', stranger)).toBe(false)
    expect(await lists('?state=nonsense&programme=nonsense&after=x&late_since=y&due=z', officer)).toBe(true)
  })

  it('says what would be here when it is empty', async () => {
    expect((await world.get('/console/applications', stranger)).text).toContain('Không có đơn nào đang chờ anh/chị')
  })
})

describe('the time of a request', () => {
  const code = async () => (await world.store.applications.find(id))?.code ?? ''
  const late = async () => {
    const since = new Date(now.getTime() - 20 * 86_400_000)
    const dueAt = new Date(now.getTime() - 10 * 86_400_000)
    await world.database.prisma.application.update({
      where: { id: BigInt(id) },
      data: { stateSince: since, dueAt },
    })
  }

  it('stands on its page: since when, by when, and what is to be done', async () => {
    const text = await seen(officer)
    expect(text).toContain('Ở bước này từ 09:00 24/11/2026')
    expect(text).toContain('Hạn: 17:00 26/11/2026')
    expect(text).toContain('Xem đơn, rồi chuyển về Tổ hoặc nhận để xét trực tiếp.')
    await late()
    expect(await seen(officer)).toContain('Quá hạn: 09:00 14/11/2026')
  })

  it('puts it on top of the list when it is over, and alone when only those are asked for', async () => {
    await late()
    const fresh = await world.application({ accountId })
    const freshCode = (await world.store.applications.find(fresh))?.code ?? ''
    const { text } = await world.get('/console/applications', officer)
    expect(text.indexOf(await code())).toBeLessThan(text.indexOf(freshCode))
    const only = (await world.get('/console/applications?due=late', director)).text
    expect(only).toContain(await code())
    expect(only).not.toContain(freshCode)
    expect((await world.get('/console/applications?due=late', stranger)).text).not.toContain(await code())
  })

  it('leads from what is late to the rest, page by page', async () => {
    await late()
    let newest = ''
    for (let count = 0; count < 31; count++) newest = await world.application({ accountId })
    const seenIds: string[] = []
    let href: string | undefined = '/console/applications'
    for (let page = 0; href && page < 9; page++) {
      const { text } = await world.get(href, officer)
      seenIds.push(...[...text.matchAll(/href="\/console\/applications\/(\d+)"/g)].map((found) => found[1] ?? ''))
      href = /class="press quiet" href="([^"]+)"/.exec(text)?.[1]?.replaceAll('&amp;', '&')
    }
    expect(seenIds.indexOf(id)).toBeGreaterThanOrEqual(0)
    expect(seenIds.indexOf(id)).toBeLessThan(seenIds.indexOf(newest))
    expect(new Set(seenIds).size).toBe(seenIds.length)
    expect(seenIds.length).toBeGreaterThan(31)
  })

  it('brings it to the front page of whoever has it, with what is to be done', async () => {
    await late()
    await world.store.applications.remind({
      ...{ applicationId: id, since: new Date(now.getTime() - 20 * 86_400_000), owner: 'officer', turn: 1, at: now },
    })
    const { text } = await world.get('/console', officer)
    expect(text).toContain('Chờ anh/chị')
    expect(text).toContain(await code())
    expect(text).toContain('Đã nhắc 1 lần')
    expect(text).toMatch(/Quá hạn: \d+\. Hãy xem những đơn này trước\./)
    expect((await world.get('/console', chair)).text).not.toContain(await code())
  })
})

describe('the times of an office', () => {
  const path = '/console/applications/times'
  const aims = { submitted: '4', with_group: '30', listed: '3', commune_confirmed: '3', direct: '5' }
  const more = { waiting_for_capital: '30', approved: '2', notified: '1', returned: '10', closed: '' }
  const typed = { ...aims, ...more }
  afterAll(() => world.post(path, { ...typed, submitted: '2' }, director))

  it('are its director’s to set; the rules of the bank are only shown', async () => {
    const { text } = await world.get(path, director)
    expect(text).toContain('3 ngày làm việc. Nguồn: dichvucong.gov.vn')
    expect(text).toMatch(/name="submitted"[^>]*value="2"/)
    expect(text).not.toContain('name="with_officer"')
    for (const who of [officer, chair]) {
      expect((await world.get(path, who)).status).toBe(404)
      expect((await world.post(path, typed, who)).status).toBe(404)
    }
  })

  it('hold for what comes to a step from then on', async () => {
    expect((await world.post(path, { ...typed, closed: '25/11/2026\n2026-11-26' }, director)).to).toBe(
      `${path}?done=times`,
    )
    expect((await world.get(path, director)).text).toContain('25/11/2026\n26/11/2026')
    const due = async (of: string) => (await world.store.applications.find(of))?.dueAt?.toISOString()
    expect(await due(id)).toBe('2026-11-26T10:00:00.000Z')
    expect(await due(await world.application({ accountId }))).toBe('2026-12-02T10:00:00.000Z')
    expect((await world.store.audit.list({ limit: 1 }))[0]).toMatchObject({ action: 'office.times' })
  })

  it.each([
    ['no number', { submitted: 'x' }, 'Đã gửi, chờ cán bộ xem: cần một số từ 1 đến 90.'],
    ['none', { submitted: '0' }, 'cần một số từ 1 đến 90.'],
    ['too many', { returned: '91' }, 'Cần bổ sung giấy tờ: cần một số từ 1 đến 90.'],
    ['no day', { closed: '25/11/2026\n31/2/2027' }, 'chưa đọc được &quot;31/2/2027&quot;'],
  ])('keep what was typed when it is %s', async (_, wrong, said) => {
    const answer = await world.post(path, { ...typed, ...wrong }, director)
    expect(answer.status).toBe(422)
    expect(answer.text).toContain(said)
  })
})

describe('a request', () => {
  it('shows what was sent, with the number closed until somebody opens it', async () => {
    const text = await seen(officer)
    expect(text).toContain('Trần Thị Hoa')
    expect(text).toContain('xây bể nước')
    expect(text).toContain('20.000.000 đồng')
    expect(text).not.toContain('0912345678')
    const opened = await world.post(`/console/applications/${id}/phone`, {}, officer)
    expect(opened.text).toContain('0912345678')
    expect((await world.store.audit.list({ limit: 1 }))[0]).toMatchObject({
      action: 'application.phone',
      subjectId: id,
    })
    expect(await seen(chair)).toContain('091****678')
    expect((await world.post(`/console/applications/${id}/phone`, {}, chair)).text).not.toContain('0912345678')
  })

  it('is passed on by a click that says what follows', async () => {
    expect(await seen(officer)).toContain('Chuyển về Tổ')
    const answer = await step('pass_to_group', officer)
    expect(answer).toMatchObject({ status: 303, to: `/console/applications/${id}?done=step` })
    expect((await world.get(answer.to ?? '', officer)).text).toContain('Đã ghi. Hộ vay đã được báo tin.')
    expect(await world.told(accountId)).toHaveLength(1)
  })

  it('goes from hand to hand to the money', async () => {
    await step('pass_to_group', officer)
    await step('list', officer)
    expect(await seen(officer)).toContain('Ghi: xã đã ký trên giấy')
    expect((await step('confirm', chair)).status).toBe(303)
    await step('receive_file', officer)
    expect(await seen(director)).toContain('Muốn duyệt thì phần của ngân hàng phải điền xong.')
    await world.post(`/console/applications/${id}/complete`, bank, officer)
    expect((await step('approve', director)).status).toBe(303)
    expect((await step('notify', officer, { day: '2026-12-12' })).status).toBe(303)
    expect((await step('disburse', officer, { day: '2026-11-24' })).status).toBe(303)
    expect(await stateNow()).toBe('disbursed')
    const sheet = { reason: 'used_otherwise', day: '2026-11-24', note: '06/TD số 1' }
    expect((await step('find_wrong_use', officer, { ...sheet, note: '' })).text).toContain(
      'Hãy ghi số và ngày của giấy đã ký.',
    )
    expect((await step('find_wrong_use', officer, sheet)).status).toBe(303)
    const text = await seen(officer)
    for (const words of [
      'dùng vốn chưa đúng',
      'Hộ vay gửi đơn',
      'Đã chuyển về Tổ',
      'Xã đã xác nhận',
      'Đã duyệt',
      'Đã giải ngân',
      'Lê Mai',
    ])
      expect(text).toContain(words)
  })

  it.each<[string, Record<string, string>, string]>([
    ['no reason', { note: 'thiếu <b>căn cước</b>' }, 'Hãy chọn lý do.'],
    ['a reason nobody knows', { reason: 'because', note: 'thiếu <b>căn cước</b>' }, 'Hãy chọn lý do.'],
  ])('keeps what was typed when there is %s', async (_, form, problem) => {
    const answer = await step('return', officer, form)
    expect(answer.status).toBe(422)
    expect(answer.text).toContain(problem)
    expect(answer.text).toContain('thiếu &lt;b&gt;căn cước&lt;/b&gt;')
    expect(await stateNow()).toBe('submitted')
  })

  it('says when it is another’s turn, and when the step is over', async () => {
    expect((await step('approve', officer)).text).toContain('Đơn không còn ở bước này.')
    await step('take_direct', officer)
    await step('receive_file', officer)
    await world.post(`/console/applications/${id}/complete`, bank, officer)
    const answer = await step('approve', officer)
    expect(answer.status).toBe(422)
    expect(answer.text).toContain('Bước này không phải của vai trò anh/chị.')
    expect(await stateNow()).toBe('with_officer')
  })

  it('is not paid out on a day to come', async () => {
    await step('take_direct', officer)
    await step('receive_file', officer)
    await world.post(`/console/applications/${id}/complete`, bank, officer)
    await step('approve', director)
    await step('notify', officer, { day: '2026-12-12' })
    const answer = await step('disburse', officer, { day: '2026-12-13' })
    expect(answer.text).toContain('Ngày chưa hợp lý')
    expect(answer.text).toContain('value="2026-12-13"')
  })

  it('of another unit is not there, whatever is tried', async () => {
    const local = await world.signIn(await world.staff('officer', { communeId: world.commune.second }))
    for (const who of [stranger, local]) {
      expect((await world.get(`/console/applications/${id}`, who)).status).toBe(404)
      expect((await step('withdraw', who)).status).toBe(404)
      expect((await world.get(`/console/applications/${id}/complete`, who)).status).toBe(404)
      expect((await world.post(`/console/applications/${id}/complete`, bank, who)).status).toBe(404)
      expect((await world.post(`/console/applications/${id}/phone`, {}, who)).status).toBe(404)
    }
    expect(await stateNow()).toBe('submitted')
  })

  it.each(['0', 'x', '-1', '1e3', '99999999999999999999', "1'--"])('is not found by %s', async (forged) => {
    expect((await world.get(`/console/applications/${encodeURIComponent(forged)}`, officer)).status).toBe(404)
  })

  it('does not know an event that is none', async () => {
    expect((await step('explode', officer)).status).toBe(404)
  })
})

describe('the bank’s part', () => {
  const form = (typed: Record<string, string>, who = officer) =>
    world.post(`/console/applications/${id}/complete`, typed, who)

  it('has what is known in it already', async () => {
    const { text } = await world.get(`/console/applications/${id}/complete`, officer)
    expect(text).toMatch(/name="borrowerName"[^>]*value="Trần Thị Hoa"/)
    expect(text).toMatch(/name="amount"[^>]*value="20000000"/)
  })

  it('is kept, and shows what was kept', async () => {
    expect((await form(bank)).to).toBe(`/console/applications/${id}?done=completed`)
    const text = await seen(officer)
    for (const words of ['1234', '11,7%', '4.000.000 đồng']) expect(text).toContain(words)
    expect(text).not.toContain('035185001234')
    expect((await world.get(`/console/applications/${id}/complete`, officer)).text).not.toContain('035185001234')
  })

  it('names each field that is wrong, leads to it, and keeps what was typed', async () => {
    const answer = await form({ ...bank, idNumber: '12 "34', finalDueDate: '' })
    expect(answer.status).toBe(422)
    expect(answer.text).toContain('href="#idNumber"')
    expect(answer.text).toContain('Số căn cước: cần đủ 12 chữ số.')
    expect(answer.text).toContain('Hạn trả cuối cùng: chưa phải là một ngày.')
    expect(answer.text).toContain('value="12 &quot;34"')
    expect(answer.text).toContain('value="Cục Cảnh sát"')
    expect(answer.text).toMatch(/id="idNumber"[^>]*aria-invalid="true"|aria-invalid="true"[^>]*id="idNumber"/)
  })

  it('is not the chair’s to fill in', async () => {
    expect((await form(bank, chair)).status).toBe(404)
    expect((await world.store.applications.find(id))?.bank).toBeUndefined()
  })

  it('is closed once it was decided on', async () => {
    await step('take_direct', officer)
    await step('receive_file', officer)
    await form(bank)
    await step('approve', director)
    expect((await world.get(`/console/applications/${id}/complete`, officer)).status).toBe(404)
  })
})
