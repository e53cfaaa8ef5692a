import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { demoStaff } from '../../src/demo/demo-staff.ts'
import { trialLeast } from '../../src/domain/announcement-trial.ts'
import { startTelegramEmulator, type TelegramEmulator } from '../emulators/telegram/emulator.ts'
import { hasChromium, openPage, pictures, startChromium } from '../support/chromium.ts'
import { totp } from '../support/totp.ts'
import { type DemoService, startDemoService } from './sample-office.ts'

const sizes = { phone: { width: 360, height: 800 }, desk: { width: 1280, height: 900 } }
/** So many follow the office on Telegram, of whom nobody can be written to. */
const gone = 60

describe.skipIf(!hasChromium())('announcing in a browser', () => {
  let emulator: TelegramEmulator
  let service: DemoService
  let browser: Browser
  const faults: string[] = []
  const phones = new Map<string, string>()

  beforeAll(async () => {
    emulator = await startTelegramEmulator()
    service = await startDemoService({ TELEGRAM_BOT_TOKEN: emulator.token, TELEGRAM_API_ROOT: emulator.root })
    browser = await startChromium()
  }, 90_000)
  afterAll(async () => {
    await browser?.close()
    await service?.stop()
    await emulator?.close()
    expect(faults).toEqual([])
  })

  it('the author cannot approve; a second person can, having seen what the machine found', async () => {
    const officer = await staff('officer')
    const path = await writes(officer, 'Phiên tháng 12 vẫn mở. Bà con đến ngay hôm nay.')
    await shoot(officer, 'announce-1-draft')
    await officer.getByRole('button', { name: 'Gửi cho người duyệt' }).click()
    await reads(officer, 'Đang chờ giám đốc duyệt.')
    expect(await officer.getByRole('button', { name: 'Duyệt', exact: true }).count()).toBe(0)
    expect(await forged(officer, path)).toBe(409)

    const director = await staff('director')
    const own = await writes(director, 'Bà con nhớ mang sổ vay.')
    await director.getByRole('button', { name: 'Gửi cho người duyệt' }).click()
    await reads(director, 'Anh/chị đã viết hoặc sửa thông báo này nên không tự duyệt được.')
    expect(await forged(director, own)).toBe(409)
    expect(await director.getByRole('button', { name: /^Gửi cho \d/ }).count()).toBe(0)

    await director.goto(`${service.url}${path}`)
    await shoot(director, 'announce-2-approve')
    await director.getByLabel('Có lời thúc ép: “ngay hôm nay”').check()
    await director.getByRole('button', { name: 'Duyệt', exact: true }).click()
    await reads(director, 'Đã duyệt.')
    await officer.goto(`${service.url}${path}`)
    await shoot(officer, 'announce-3-approved')
    await officer.getByRole('button', { name: /^Gửi cho 22 người/ }).click()
    await reads(officer, 'Đã gửi 22 / 22')
  }, 120_000)

  it('what fails for the first ones stops the rest, and a person lets it go on', async () => {
    const { prisma } = service.data.database
    const accounts = Array.from({ length: gone }, (_, n) => ({ channel: 'telegram', address: String(9_000 + n) }))
    await prisma.channelAccount.createMany({ data: accounts })
    const made = await prisma.channelAccount.findMany({ where: { address: { in: accounts.map((a) => a.address) } } })
    const consent = { purpose: 'announcements', wording: 'test', lang: 'vi', givenAt: service.data.clock.now() }
    await prisma.consent.createMany({ data: made.map(({ id }) => ({ accountId: id, ...consent })) })

    const officer = await staff('officer')
    const path = await writes(officer, 'Phiên tháng 12 mở thêm một buổi.')
    await officer.getByRole('button', { name: 'Gửi cho người duyệt' }).click()
    await reads(officer, 'Đang chờ giám đốc duyệt.')
    const director = await staff('director')
    await director.goto(`${service.url}${path}`)
    for (const box of await director.locator('[name=ticked]').all()) await box.check()
    await director.getByRole('button', { name: 'Duyệt', exact: true }).click()
    await director.getByRole('button', { name: /^Gửi cho \d+ người/ }).click()
    await reads(director, `Gửi thử ${trialLeast} người đầu tiên`)
    await reads(director, 'Đã tự dừng: nhiều tin lỗi hoặc bị chặn quá.')
    await shoot(director, 'announce-4-stopped')
    const told = () => emulator.calls.filter(({ method }) => method === 'sendMessage').length
    expect(told()).toBeGreaterThan(2)
    expect(told()).toBeLessThanOrEqual(trialLeast)

    await director.getByRole('button', { name: 'Gửi tiếp' }).click()
    await reads(director, 'Đã xong bước gửi thử. Những người còn lại được gửi tiếp.')
    await reads(director, 'Đã gửi 22 / 82')
    await emulator.until(() => told() === gone, 30_000)
  }, 120_000)

  /** Writes to everybody, counts whom it reaches without leaving the page, and gives the address of the draft. */
  async function writes(page: Page, body: string): Promise<string> {
    await page.goto(`${service.url}/console/announcements/new`)
    await page.fill('[name=title]', 'Lịch giao dịch')
    await page.fill('[name=body]', body)
    await page.check('[name=whom][value=everybody]')
    await page
      .locator('#count')
      .getByText(/người nhận/)
      .waitFor()
    await shoot(page, 'announce-0-form')
    await page.getByRole('button', { name: 'Xem trước' }).click()
    await page.waitForURL(/announcements\/\d+$/)
    return new URL(page.url()).pathname
  }

  /** Sends the form of a second person past the page. Gives what the server answers. */
  async function forged(page: Page, path: string): Promise<number> {
    const form = { decide: 'approve', version: '1' }
    const answer = await page.request.post(`${service.url}${path}/decide`, { form, headers: { origin: service.url } })
    return answer.status()
  }

  async function staff(role: string): Promise<Page> {
    const page = await openPage(browser, sizes.desk, faults)
    const account = demoStaff.find((s) => s.role === role)
    await page.goto(`${service.url}/console`)
    await page.fill('[name=email]', account?.email ?? '')
    await page.fill('[name=password]', account?.password ?? '')
    await page.getByRole('button', { name: 'Vào bàn làm việc' }).click()
    if (role === 'director') await secondFactor(page, account?.password ?? '')
    await page.getByRole('link', { name: 'Thông báo', exact: true }).waitFor()
    return page
  }

  /** The first time it is set up, afterwards its next code is asked for. */
  async function secondFactor(page: Page, password: string): Promise<void> {
    const secret = phones.get('director')
    if (secret !== undefined) {
      await page.fill('[name=code]', totp(secret, 1))
      await page.keyboard.press('Enter')
      return
    }
    await page.fill('#begin-password', password)
    await page.getByRole('button', { name: 'Tiếp tục' }).click()
    const made = (await page.locator('main .code').textContent())?.trim() ?? ''
    phones.set('director', made)
    await page.fill('[name=code]', totp(made))
    await page.getByRole('button', { name: 'Xác nhận và bật' }).click()
    await page.getByRole('link', { name: 'Tôi đã cất mã dự phòng' }).click()
  }
})

async function reads(page: Page, words: string): Promise<void> {
  await page.getByRole('main').getByText(words).first().waitFor()
}

/** On a phone and on a desk, light and dark. */
async function shoot(page: Page, name: string): Promise<void> {
  for (const [size, viewport] of Object.entries(sizes)) {
    await page.setViewportSize(viewport)
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      await page.screenshot({ path: `${pictures}${name}-${size}-${colorScheme}.png`, fullPage: true })
    }
  }
  await page.emulateMedia({ colorScheme: 'light' })
}
