import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { demoStaff } from '../../src/demo/demo-staff.ts'
import { visitor } from '../../src/demo/visitor.ts'
import { drawnPage } from '../files/drawn-photos.ts'
import { hasChromium, openPage, pictures, startChromium } from '../support/chromium.ts'
import { mouseHands } from '../support/hands.ts'
import { totp } from '../support/totp.ts'
import { bankPart } from './desk.ts'
import { type DemoService, startDemoService } from './sample-office.ts'
import { talkBy } from './talk-by.ts'

const phone = { width: 390, height: 844 }
const desk = { width: 1200, height: 900 }

const card = await drawnPage()

describe.skipIf(!hasChromium())('in a browser', () => {
  let service: DemoService
  let browser: Browser
  const faults: string[] = []

  beforeAll(async () => {
    service = await startDemoService()
    browser = await startChromium()
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await service?.stop()
    expect(faults).toEqual([])
  })

  it('a household asks, applies, is told, is reminded and in difficulty; staff complete, answer and announce', async () => {
    const mai = await household()
    await mai.taps('Đồng ý', 'Có, gửi cho tôi')
    await mai.picture('1-menu')
    await mai.taps(
      'Tôi muốn vay vốn',
      'Nước sạch, nhà vệ sinh',
      'Duy Tiên',
      'Trác Văn',
      'Cả hai',
      'Không thuộc diện nào',
    )
    for (const said of ['25.000.000 đồng', '8,4%', 'Quyết định 10/2024/QĐ-TTg']) await mai.reads(said)
    await mai.picture('2-answer')
    await mai.taps('Làm đơn vay', 'Đồng ý, làm đơn')
    await mai.types('Trần Thị Mai', '1968', '0912345670')
    await mai.types('thôn 3', '20 triệu', 'xây bể nước', '0', 'bể nước', '1', '20 triệu')
    await mai.taps('Xong')
    await mai.types('60')
    await mai.taps('1 năm một lần')
    await mai.types('không')
    await mai.picture('papers')
    await mai.sends(card)
    await mai.reads('gửi ảnh: Căn cước, mặt sau')
    await mai.taps('Nộp sau giấy này')
    await mai.reads('Bà con xem lại cho đúng')
    await mai.picture('3-review')
    await mai.taps('Gửi đơn')
    await mai.reads('Đã gửi đơn số')

    const officer = await staff('officer')
    await officer.getByRole('link', { name: 'Đơn vay', exact: true }).click()
    await officer.getByRole('main').getByRole('row', { name: 'Trần Thị Mai' }).getByRole('link').first().click()
    await expectText(officer, 'Trần Thị Mai')
    await expectText(officer, 'Căn cước, mặt sau: hộ vay nộp giấy sau')
    const paper = await officer.getByRole('link', { name: 'Mở ảnh: Căn cước, mặt trước' }).getAttribute('href')
    const opened = await officer.request.get(`${service.url}${paper}`)
    expect([opened.status(), opened.headers()['content-type']]).toEqual([200, 'image/jpeg'])
    await officer.getByRole('link', { name: 'Điền phần của ngân hàng' }).click()
    for (const [name, value] of Object.entries(bankPart)) await officer.fill(`[name=${name}]`, value)
    await officer.getByRole('button', { name: 'Lưu' }).click()
    await expectText(officer, '•••••••0123')
    await shoot(officer, '4-application')
    await officer.getByRole('button', { name: 'Xem số' }).last().click()
    await expectText(officer, bankPart.idNumber)
    await officer.locator('form:has(input[value=pass_to_group]) button').click()
    await mai.reads('tổ trưởng')

    await mai.page.goto(`${service.url}/chat?start=${visitor.linkCode}`)
    await mai.reads('Số tiền vay là chuyện riêng')
    await mai.taps('Xem nợ và nhắc nợ', 'Chủ hộ, người đứng vay')
    await mai.types(visitor.loanDigits)
    await mai.reads('còn nợ')
    await mai.reads('Nhắc ngày trả nợ')
    await mai.picture('5-reminder')
    await mai.taps('Tôi gặp khó khăn')
    await mai.reads('đã báo cán bộ')

    await officer.goto(`${service.url}/console/cases`)
    await shoot(officer, '6-cases')
    await officer.getByRole('main').getByRole('row', { name: visitor.headName }).getByRole('link').first().click()
    await officer.fill('textarea[name=text]', 'Chị mang sổ vay ra điểm giao dịch nhé.')
    await officer.getByRole('button', { name: 'Gửi trả lời' }).click()
    await mai.reads('Chị mang sổ vay ra điểm giao dịch nhé.')
    await mai.picture('7-answered')

    await officer.goto(`${service.url}/console/announcements/new`)
    await officer.fill('[name=title]', 'Lịch giao dịch tháng 12')
    await officer.fill('[name=body]', 'Phiên tháng 12 vẫn mở như mọi tháng.')
    await officer.check('[name=whom][value=everybody]')
    await officer.getByRole('button', { name: 'Xem trước' }).click()
    await expectText(officer, 'Phiên tháng 12 vẫn mở như mọi tháng.')
    await officer.getByRole('link', { name: 'Thêm hình' }).click()
    await officer.setInputFiles('[name=picture]', { name: 'a.jpg', mimeType: 'image/jpeg', buffer: card })
    await officer.fill('[name=alt]', 'Sơ đồ đường vào nhà văn hóa')
    await officer.getByRole('button', { name: 'Giữ hình', exact: true }).click()
    await officer.locator('.phone img').first().waitFor()
    await officer.getByRole('button', { name: 'Gửi cho người duyệt' }).click()
    await shoot(officer, '8-preview')
    const director = await staff('director')
    await director.goto(`${service.url}/console/announcements`)
    await director.getByRole('main').getByRole('link', { name: 'Lịch giao dịch tháng 12' }).click()
    for (const box of await director.locator('[name=ticked]').all()) await box.check()
    await director.getByRole('button', { name: 'Duyệt', exact: true }).click()
    await director.locator('form[action$="/send"] button').click()
    await mai.reads('Phiên tháng 12 vẫn mở như mọi tháng.')
    expect(await mai.page.getByText('Phiên tháng 12 vẫn mở như mọi tháng.').count()).toBe(1)
    await mai.seesPicture('Sơ đồ đường vào nhà văn hóa')
    await mai.picture('9-announcement')
    const shown = await mai.page.locator('#lines > li').allInnerTexts()
    await mai.page.reload()
    expect(shown).toEqual(await mai.page.locator('#lines > li').allInnerTexts())
    await shoot(director, '10-results')
  }, 120_000)

  it('a household without script reaches the same answer', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false, viewport: phone })
    const page = await context.newPage()
    await page.goto(`${service.url}/chat`)
    for (const label of [
      'Đồng ý',
      'Không',
      'Tôi muốn vay vốn',
      'Làm ăn, chăn nuôi',
      'Duy Hà',
      'Hộ nghèo',
      'Không thuộc vùng nào',
      'Không có',
      'Không có',
    ]) {
      await page.getByRole('button', { name: label, exact: true }).last().click()
    }
    await page.getByText('6,24%').last().waitFor()
    await context.close()
  }, 60_000)

  async function household() {
    const page = await openPage(browser, phone, faults)
    const by = await talkBy(mouseHands(page), `${service.url}/chat`)
    return {
      ...by,
      page,
      /** Chooses a picture and sends it by the form below the question. */
      sends: async (bytes: Buffer) => {
        const form = page.locator('.now form.photo')
        await form.locator('input[type=file]').setInputFiles({ name: 'a.jpg', mimeType: 'image/jpeg', buffer: bytes })
        await form.getByRole('button', { name: 'Gửi ảnh' }).click()
        await page.waitForURL(`${service.url}/chat`)
      },
      picture: (name: string) => shoot(page, name),
      /** A picture in the talk that has come, is as wide as its note at most, and had its place before it came. */
      seesPicture: async (alt: string) => {
        const image = page.getByRole('link', { name: alt }).locator('img')
        await image.scrollIntoViewIfNeeded()
        await expect.poll(() => image.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBeGreaterThan(0)
        const [size, note] = [await image.boundingBox(), await page.locator('.note', { has: image }).boundingBox()]
        expect(size!.width).toBeLessThanOrEqual(note!.width)
        const ratio = await image.evaluate((img: HTMLImageElement) => img.naturalWidth / img.naturalHeight)
        expect(size!.width / size!.height).toBeCloseTo(ratio, 1)
      },
    }
  }

  async function staff(role: string): Promise<Page> {
    const page = await openPage(browser, desk, faults)
    const account = demoStaff.find((s) => s.role === role)
    await page.goto(`${service.url}/console`)
    await page.fill('[name=email]', account?.email ?? '')
    await page.fill('[name=password]', account?.password ?? '')
    await page.getByRole('button', { name: 'Vào bàn làm việc' }).click()
    if (role === 'director') await setUpPhone(page, account?.password ?? '')
    await page.getByRole('link', { name: 'Đơn vay', exact: true }).waitFor()
    return page
  }

  /** A director is led to it before anything else. */
  async function setUpPhone(page: Page, password: string): Promise<void> {
    await page.fill('#begin-password', password)
    await page.getByRole('button', { name: 'Tiếp tục' }).click()
    const secret = await page.locator('main .code').textContent()
    await page.fill('[name=code]', totp(secret?.trim() ?? ''))
    await shoot(page, '11-second-factor')
    await page.getByRole('button', { name: 'Xác nhận và bật' }).click()
    await page.getByRole('link', { name: 'Tôi đã cất mã dự phòng' }).click()
  }
})

async function expectText(page: Page, words: string): Promise<void> {
  await page.getByRole('main').getByText(words).first().waitFor()
}

async function shoot(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: `${pictures}${name}.png` })
}
