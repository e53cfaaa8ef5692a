import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildDemo } from '../../src/demo/build-demo.ts'
import { demoStaff } from '../../src/demo/demo-staff.ts'
import { dayOf } from '../../src/domain/day.ts'
import { csvOf } from '../http/import-things.ts'
import { hasChromium, openPage, pictures, startChromium } from '../support/chromium.ts'
import { type DemoService, startDemoService } from './sample-office.ts'

const desk = { width: 1200, height: 900 }

describe.skipIf(!hasChromium())('lists of the bank, in a browser', () => {
  let service: DemoService
  let browser: Browser
  const faults: string[] = []

  beforeAll(async () => {
    service = await startDemoService()
    browser = await startChromium()
  }, 90_000)
  afterAll(async () => {
    await browser?.close()
    await service?.stop()
    // A form that was not taken is no fault of ours.
    expect(faults.filter((fault) => !/status of 422/.test(fault))).toEqual([])
  })

  const otherRate = () => service.data.database.prisma.loan.count({ where: { ratePct: 12 } })

  it('a list with a suspicious jump is held, applied when somebody has looked again, and taken back', async () => {
    const page = await officer()
    await page.getByText('Mục khác', { exact: true }).click()
    await page.getByRole('link', { name: 'Nạp danh sách', exact: true }).click()
    await page.getByRole('link', { name: 'mon-vay-thang-11.csv' }).click()
    await comes(page, 'Giữ lại: có chỗ đáng ngờ')
    await comes(page, 'Nghi ngờ: 80 trong 600 món vay đổi lãi suất.')
    await shoot(page, 'imports-1-held')
    await page.getByRole('button', { name: 'Ghi vào sổ' }).click()
    await comes(page, 'Xin đánh dấu là đã xem lại rồi mới ghi.')
    expect(await otherRate()).toBe(0)
    await page.getByLabel('Tôi đã xem lại, số liệu trong tệp đúng.').check()
    await page.getByRole('button', { name: 'Ghi vào sổ' }).click()
    await comes(page, 'Đã ghi vào sổ. Tệp đã được xóa.')
    expect(await otherRate()).toBe(80)
    await page.getByRole('link', { name: 'Về trang nạp danh sách' }).click()
    await shoot(page, 'imports-2-list')
    await page.getByText('Hoàn lại', { exact: true }).first().click()
    await page.getByRole('button', { name: 'Hoàn lại mon-vay-thang-11.csv' }).click()
    await comes(page, 'Đã hoàn lại mon-vay-thang-11.csv')
    expect(await otherRate()).toBe(0)
  }, 90_000)

  it('a list that somebody hands in names its bad rows, and comes in once they are mended', async () => {
    const { payments } = buildDemo(dayOf(service.data.clock.now()))
    const [first] = payments
    const row = { ...first, payment_id: 'GD-MOI-1' }
    const page = await officer()
    await page.goto(`${service.url}/console/imports`)
    await hand(page, csvOf([{ ...row, paid_on: '31/02/2026' }]))
    await comes(page, '1 trong 1 dòng bị hỏng')
    await comes(page, '“31/02/2026” không phải là ngày')
    await shoot(page, 'imports-3-bad')
    await page.getByRole('button', { name: 'Bỏ tệp này' }).click()
    await hand(page, csvOf([row]))
    await comes(page, 'Thay đổi nếu ghi vào sổ')
    await page.getByRole('button', { name: 'Ghi vào sổ' }).click()
    await comes(page, 'Đã ghi vào sổ. Tệp đã được xóa.')
    const stored = await service.data.database.prisma.payment.count({ where: { paymentCode: 'GD-MOI-1' } })
    expect(stored).toBe(1)
  }, 90_000)

  async function hand(page: Page, bytes: Buffer): Promise<void> {
    await page.getByLabel('Danh sách gì?').selectOption({ label: 'Tiền đã thu' })
    await page
      .getByLabel('Tệp', { exact: true })
      .setInputFiles({ name: 'thu.csv', mimeType: 'text/csv', buffer: bytes })
    await page.getByRole('button', { name: 'Gửi tệp và so với sổ' }).click()
  }

  async function officer(): Promise<Page> {
    const page = await openPage(browser, desk, faults)
    const account = demoStaff.find(({ role }) => role === 'officer')
    await page.goto(`${service.url}/console`)
    await page.fill('[name=email]', account?.email ?? '')
    await page.fill('[name=password]', account?.password ?? '')
    await page.getByRole('button', { name: 'Vào bàn làm việc' }).click()
    await page.getByRole('link', { name: 'Đơn vay', exact: true }).waitFor()
    return page
  }
})

async function comes(page: Page, words: string): Promise<void> {
  await page.getByRole('main').getByText(words).first().waitFor({ timeout: 60_000 })
}

async function shoot(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: `${pictures}${name}.png`, fullPage: true })
}
