import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Served, serve } from '../../src/http/serve.ts'
import { hasChromium, startChromium } from '../support/chromium.ts'
import { type ConsoleWorld, consoleWorld, type Visitor } from '../support/console-world.ts'
import { enterBrowser } from '../support/enter-browser.ts'
import { axeFaults, widthFaults } from '../support/look-at-page.ts'
import { thingsOf } from './walk-things.ts'

describe.skipIf(!hasChromium())('the calendar, in a browser', () => {
  let world: ConsoleWorld
  let served: Served
  let browser: Browser
  let officer: Visitor
  beforeAll(async () => {
    world = await consoleWorld()
    officer = await world.signIn(await world.staff('officer', { name: 'Lê Mai' }))
    const { office, commune, group } = world
    const place = { officeId: office.id, communeId: commune.first, groupId: group.first, author: officer }
    await thingsOf(world).point(place)
    const householdId = await world.household({ name: 'Trần Thị Hoà', programmes: ['poor'] })
    await world.account({ householdId, consents: ['reminders'] })
    await world.database.prisma.loan.updateMany({ data: { nextDueDate: new Date('2027-01-20') } })
    served = await serve({ app: world.app, port: 0, host: '127.0.0.1' })
    browser = await startChromium()
  })
  afterAll(async () => {
    await browser?.close()
    await served?.close()
    await world?.close()
  })

  async function open(path: string, size: { width: number; height: number }): Promise<Page> {
    const context = await browser.newContext({ viewport: size, locale: 'vi-VN', javaScriptEnabled: true })
    const url = `http://127.0.0.1:${served.port}`
    await enterBrowser(context, officer, url)
    const page = await context.newPage()
    await page.goto(`${url}${path}`)
    return page
  }

  it('leads on a phone from a session on a holiday to the day that is proposed, shows who is told, and back again', async () => {
    const phone = { width: 360, height: 780 }
    const page = await open('/console/calendar', phone)
    await page
      .getByRole('link', { name: /1\/1\/2027 là Tết Dương lịch\. Đề nghị dời sang thứ Hai, 4\/1\/2027/ })
      .click()
    expect(await page.getByLabel('Ngày mới').inputValue()).toBe('2027-01-04')
    expect(await page.getByLabel('Vì sao').inputValue()).toBe('holiday')
    await page.getByRole('button', { name: 'Xem sẽ báo cho ai' }).click()
    const text = await page.locator('main').textContent()
    expect(text).toMatch(/Hộ có khoản đến hạn, sẽ được báo\s*1/)
    expect(text).toContain('Phiên giao dịch tháng 1 không họp thứ Sáu, 1/1/2027 nữa. Ngày mới là thứ Hai, 4/1/2027.')
    expect([...(await axeFaults(page)), ...(await widthFaults(page, phone))]).toEqual([])
    await page.getByRole('button', { name: 'Dời phiên và báo cho bà con' }).click()
    expect(await page.getByRole('status').textContent()).toBe('Đã dời phiên. Loa đang báo cho bà con.')
    expect(await world.database.prisma.delivery.count()).toBe(1)
    await page.getByRole('button', { name: 'Đưa phiên tháng 1/2027 về ngày cố định' }).click()
    expect(await page.getByRole('status').textContent()).toContain('Phiên về lại ngày cố định.')
    expect(await world.database.prisma.delivery.count()).toBe(2)
    await page.context().close()
  })

  it('says what is wrong with a day, and keeps what was typed', async () => {
    const page = await open('/console/calendar', { width: 1280, height: 900 })
    await page.getByRole('link', { name: /Đề nghị dời sang/ }).click()
    await page.getByLabel('Ngày mới').fill('2027-01-30')
    await page.getByRole('button', { name: 'Xem sẽ báo cho ai' }).click()
    expect(await page.getByRole('alert').textContent()).toContain('cách ngày cố định quá 25 ngày')
    expect(await page.getByLabel('Ngày mới').inputValue()).toBe('2027-01-30')
    expect(await axeFaults(page)).toEqual([])
    await page.context().close()
  })
})
