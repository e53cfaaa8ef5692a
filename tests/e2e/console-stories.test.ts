import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { demoStaff } from '../../src/demo/demo-staff.ts'
import { addDays, dayOf } from '../../src/domain/day.ts'
import { hasChromium, openPage, pictures, startChromium } from '../support/chromium.ts'
import { type Hands, type HandsKind, handsBy } from '../support/hands.ts'
import { bankPart } from './desk.ts'
import { type DemoService, startDemoService } from './sample-office.ts'
import { type TalkBy, talkBy } from './talk-by.ts'

const phone = { width: 390, height: 844 }
const desk = { width: 1280, height: 900 }

/** What an officer may need for the two commonest works: presses and fields to answer, presses alone to complete a request. */
const most = { answer: 4, complete: 12 }

/** Who asks in which story: each hand has households of its own. */
const asking = {
  mouse: { name: 'Trần Thị Mai', phone: '0912345670', refused: 'Lý Văn Sáu', refusedPhone: '0912345672' },
  keyboard: { name: 'Bùi Thị Đào', phone: '0912345671', refused: 'Đỗ Văn Bảy', refusedPhone: '0912345673' },
}

describe.skipIf(!hasChromium())('staff and households, in a browser', () => {
  let service: DemoService
  let browser: Browser
  const faults: string[] = []

  beforeAll(async () => {
    service = await startDemoService({ LOA_SECOND_FACTOR: 'offered' })
    browser = await startChromium()
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await service?.stop()
    expect(faults).toEqual([])
  })

  describe.each(['mouse', 'keyboard'] as const)('by %s', (kind) => {
    it(`an officer answers a waiting household in at most ${most.answer} actions`, async () => {
      const household = await talk(kind)
      await household.taps('Đồng ý', 'Không', 'Tôi cần giúp', 'Nói chuyện với cán bộ')
      const question = `Tôi mất sổ vay, hỏi bằng ${kind}`
      await household.types(question)
      await household.reads('Loa đã chuyển lời cho cán bộ')

      const officer = await signedIn(kind, 'officer')
      const { page } = officer
      await officer.press(page.getByRole('main').getByRole('link', { name: 'Việc chờ trả lời' }))
      await officer.press(page.getByRole('row', { name: question }).getByRole('link').first())
      await officer.type(page.getByLabel('Trả lời', { exact: true }), `Chị mang căn cước ra quầy nhé (${kind}).`)
      await officer.press(page.getByRole('button', { name: 'Gửi trả lời' }))
      await page.getByText('Đã gửi câu trả lời cho bà con.').waitFor()
      const { pressed, typed } = officer.counted()
      expect(pressed + typed).toBeLessThanOrEqual(most.answer)
      await household.reads(`Chị mang căn cước ra quầy nhé (${kind}).`)
    }, 120_000)

    it(`an officer completes a request from a talk, up to the notice, in at most ${most.complete} actions beyond typing`, async () => {
      const { name, phone: number } = asking[kind]
      const household = await talk(kind)
      await apply(household, { name, number })

      const officer = await signedIn(kind, 'officer')
      const { page } = officer
      const main = page.getByRole('main')
      await officer.press(page.getByRole('link', { name: 'Đơn vay', exact: true }).first())
      await officer.press(main.getByRole('row', { name }).getByRole('link').first())
      await officer.press(main.getByRole('link', { name: 'Điền phần của ngân hàng' }))
      await page.waitForURL('**/complete')
      for (const [field, value] of Object.entries({ ...bankPart, borrowerName: name })) {
        const input = page.locator(`[name=${field}]`)
        if ((await input.inputValue()) !== value) await officer.type(input, value)
      }
      await officer.press(main.getByRole('button', { name: 'Lưu' }))
      await page.getByText('Đã lưu phần của ngân hàng').waitFor()
      await page.screenshot({ path: `${pictures}story-complete-${kind}.png`, fullPage: true })
      await officer.press(step(page, 'pass_to_group'))
      await officer.press(step(page, 'list'))
      await officer.type(
        main.locator('form:has(input[value=record_confirmation]) [name=note]'),
        'Danh sách 03/TD số 12',
      )
      await officer.press(step(page, 'record_confirmation'))
      await officer.press(step(page, 'receive_file'))
      await stands(page, 'Ngân hàng đang xét')
      const [address = ''] = page.url().split('?')

      const director = await signedIn(kind, 'director')
      await director.press(director.page.getByRole('link', { name: 'Đơn vay', exact: true }).first())
      await director.press(director.page.getByRole('main').getByRole('row', { name }).getByRole('link').first())
      await director.press(summary(director.page, 'approve'))
      await director.press(step(director.page, 'approve'))
      await stands(director.page, 'Đã duyệt, chờ báo ngày nhận tiền')
      expect(director.counted().pressed).toBe(4)

      await officer.press(page.getByRole('link', { name: 'Đơn vay', exact: true }).first())
      await officer.press(main.getByRole('row', { name }).getByRole('link').first())
      await page.waitForURL(address)
      const today = dayOf(service.data.clock.now())
      await officer.type(main.locator('form:has(input[value=notify]) [name=day]'), addDays(today, 9))
      await officer.press(step(page, 'notify'))
      await stands(page, 'Đã có ngày nhận tiền')
      expect(await main.getByRole('link', { name: '04/TD' }).getAttribute('href')).toContain('04td.pdf')
      const { pressed } = officer.counted()
      expect(pressed).toBeLessThanOrEqual(most.complete)
      await household.reads('Mời anh/chị đến nhận tiền vay')
    }, 240_000)

    it('a request that is refused tells the household why, in plain words and not by a code', async () => {
      const { refused: name, refusedPhone: number } = asking[kind]
      const household = await talk(kind)
      await apply(household, { name, number })

      const director = await signedIn(kind, 'director')
      const { page } = director
      await page.goto(`${service.url}/console/applications?state=submitted`)
      await director.press(page.getByRole('main').getByRole('row', { name }).getByRole('link').first())
      await director.press(summary(page, 'take_direct'))
      await director.press(step(page, 'take_direct'))
      await director.press(step(page, 'receive_file'))
      await director.press(summary(page, 'refuse'))
      const form = page.locator('form:has(input[value=refuse])')
      await director.choose(form.getByLabel('Lý do'), 'kế hoạch dùng vốn chưa rõ hoặc khó làm được')
      await director.type(form.locator('[name=note]'), 'Anh gặp cán bộ để viết lại kế hoạch nhé.')
      await director.press(step(page, 'refuse'))
      await stands(page, 'Không được duyệt')
      for (const words of [
        'Lý do: kế hoạch dùng vốn chưa rõ hoặc khó làm được',
        'Anh gặp cán bộ để viết lại kế hoạch nhé.',
      ])
        await household.reads(words)
      const seen = await household.text()
      expect(seen).not.toMatch(/plan_not_feasible|applications:/)
    }, 240_000)
  })

  const step = (page: Page, event: string) => page.locator(`form:has(input[value=${event}]) button`)
  /** What opens the form of a step, where it does not stand open. */
  const summary = (page: Page, event: string) =>
    page.locator(`details:has(input[name=event][value=${event}]) > summary`)
  const stands = (page: Page, state: string) => page.locator('.standing').getByText(state).waitFor()

  async function talk(kind: HandsKind): Promise<TalkBy & { text(): Promise<string | null> }> {
    const page = await openPage(browser, phone, faults)
    const by = await talkBy(handsBy[kind](page), `${service.url}/chat`)
    return { ...by, text: () => page.locator('#lines').textContent() }
  }

  /** A household that is not known yet asks for clean water, as in the talk of any other. */
  async function apply(household: TalkBy, { name, number }: { name: string; number: string }): Promise<void> {
    await household.taps('Đồng ý', 'Không', 'Tôi muốn vay vốn', 'Nước sạch, nhà vệ sinh', 'Duy Tiên', 'Trác Văn')
    await household.taps('Cả hai', 'Không thuộc diện nào', 'Làm đơn vay', 'Đồng ý, làm đơn')
    await household.types(name, '1968', number, 'thôn 3', '20 triệu', 'xây bể nước', '0', 'bể nước', '1', '20 triệu')
    await household.taps('Xong')
    await household.types('60')
    await household.taps('1 năm một lần')
    await household.types('không')
    await household.taps('Nộp sau giấy này', 'Nộp sau giấy này')
    await household.reads('Bà con xem lại cho đúng')
    await household.taps('Gửi đơn')
    await household.reads('Đã gửi đơn số')
  }

  async function signedIn(kind: HandsKind, role: 'officer' | 'director'): Promise<Hands> {
    const page = await openPage(browser, desk, faults)
    const hands = handsBy[kind](page)
    const { email = '', password = '' } = demoStaff.find((member) => member.role === role) ?? {}
    await page.goto(`${service.url}/console`)
    await hands.type(page.locator('[name=email]'), email)
    await hands.type(page.locator('[name=password]'), password)
    await hands.press(page.getByRole('button', { name: 'Vào bàn làm việc' }))
    await page.getByRole('link', { name: 'Đơn vay', exact: true }).waitFor()
    hands.counted()
    return hands
  }
})
