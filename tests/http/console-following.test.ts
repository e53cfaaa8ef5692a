import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Served, serve } from '../../src/http/serve.ts'
import { hasChromium, pictures, startChromium } from '../support/chromium.ts'
import { type ConsoleWorld, consoleWorld, type Visitor } from '../support/console-world.ts'
import { enterBrowser } from '../support/enter-browser.ts'
import { sendsAlone } from '../support/sends-alone.ts'
import { now } from '../support/staff-world.ts'

const desk = { width: 1200, height: 900 }
const phone = { width: 390, height: 844 }

describe.skipIf(!hasChromium())('the page of a sending, in a browser', () => {
  let world: ConsoleWorld
  let served: Served
  let browser: Browser
  let officer: Visitor
  const faults: string[] = []

  beforeAll(async () => {
    world = await consoleWorld()
    await sendsAlone(world)
    officer = await world.signIn(await world.staff('director', { name: 'Lê Mai' }))
    for (let n = 0; n < 40; n++)
      await world.account({ channel: 'telegram', householdId: await world.household({ name: `Hộ số ${n + 1}` }) })
    served = await serve({ app: world.app, port: 0, host: '127.0.0.1' })
    browser = await startChromium()
  })
  afterAll(async () => {
    await browser?.close()
    await served?.close()
    await world?.close()
    expect(faults).toEqual([])
  })

  /** Sends an announcement to everybody, and gives its address and its mailing. */
  async function sent(): Promise<{ path: string; mailingId: bigint }> {
    const text = { title: 'Lịch giao dịch', body: 'Ngày 12.', source: '', sender: 'PGD', whom: 'everybody' }
    const path = (await world.post('/console/announcements/new', text, officer)).to ?? ''
    await world.post(`${path}/send`, {}, officer)
    const found = await world.store.announcements.find(path.split('/').at(-1) ?? '')
    return { path, mailingId: BigInt(found?.mailingId ?? 0) }
  }

  async function became(mailingId: bigint, count: number, data: object): Promise<void> {
    const { prisma } = world.database
    const where = { mailingId, state: 'pending' }
    const rows = await prisma.delivery.findMany({ where, take: count, orderBy: { id: 'asc' } })
    await prisma.chunk.updateMany({ where: { mailingId }, data: { attempts: 1 } })
    await prisma.delivery.updateMany({ where: { id: { in: rows.map((r) => r.id) } }, data })
  }

  async function open(path: string, of: { size?: typeof desk; dark?: boolean; script?: boolean } = {}): Promise<Page> {
    const context = await browser.newContext({
      ...{ viewport: of.size ?? desk, locale: 'vi-VN', javaScriptEnabled: of.script ?? true },
      ...(of.dark ? { colorScheme: 'dark' as const } : {}),
    })
    const url = `http://127.0.0.1:${served.port}`
    await enterBrowser(context, officer, url)
    const page = await context.newPage()
    page.on('pageerror', (error) => faults.push(error.message))
    page.on('console', (message) => {
      if (message.type() === 'error') faults.push(message.text())
    })
    await page.goto(`${url}${path}`)
    return page
  }

  it('keeps its figures fresh without loading again, and loads again when the sending has ended', async () => {
    const { path, mailingId } = await sent()
    const page = await open(path)
    let loads = 0
    page.on('load', () => {
      loads += 1
    })
    await page.getByText('Đã gửi 0 / 40').waitFor()
    await page.getByRole('button', { name: 'Tạm dừng' }).focus()
    await became(mailingId, 10, { state: 'sent', sentAt: now })
    await became(mailingId, 2, { state: 'blocked', errorCode: 'blocked' })
    await page.getByText('Đã gửi 10 / 40').waitFor()
    expect(await page.getByRole('progressbar', { name: 'Đã gửi 10 / 40' }).getAttribute('value')).toBe('30')
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Tạm dừng')
    await page.locator('#of-sent').focus()
    await became(mailingId, 5, { state: 'sent', sentAt: now })
    await page.getByText('Đã gửi 15 / 40').waitFor()
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('of-sent')
    expect(loads).toBe(0)
    await became(mailingId, 40, { state: 'sent', sentAt: now })
    await world.database.prisma.mailing.update({ where: { id: mailingId }, data: { status: 'done' } })
    await page.getByText('Đã gửi xong').first().waitFor()
    expect(loads).toBe(1)
  }, 60_000)

  it.each([
    ['on a desk while it goes', desk, false, 2],
    ['on a phone by night', phone, false, 14],
    ['in the dark by night', desk, true, 14],
  ])(
    'has no fault that a checker finds, %s',
    async (where, size, dark, hour) => {
      const { path, mailingId } = await sent()
      const tomorrow = new Date('2026-11-25T00:00:00Z')
      await became(mailingId, 18, { state: 'sent', sentAt: now })
      await became(mailingId, 3, { state: 'blocked', errorCode: 'blocked' })
      await became(mailingId, 1, { state: 'uncertain', errorCode: 'uncertain' })
      await became(mailingId, 4, { state: 'retry', errorCode: 'too_often', notBefore: tomorrow })
      world.clock.at = new Date(Date.UTC(2026, 10, 24, hour))
      const page = await open(path, { size, dark })
      world.clock.at = now
      const { violations } = await new AxeBuilder({ page }).analyze()
      expect(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target).join()}`)).toEqual([])
      const clip = { x: 0, y: 0, width: size.width, height: 1300 }
      await page.screenshot({ path: `${pictures}sending-${where.replaceAll(' ', '-')}.png`, clip, fullPage: true })
      await page.context().close()
    },
    60_000,
  )

  it('loads itself again where no script runs', async () => {
    const { path, mailingId } = await sent()
    const page = await open(path, { script: false })
    await page.getByText('Đã gửi 0 / 40').waitFor()
    await became(mailingId, 10, { state: 'sent', sentAt: now })
    await page.getByText('Đã gửi 10 / 40').waitFor({ timeout: 20_000 })
  }, 60_000)
})
