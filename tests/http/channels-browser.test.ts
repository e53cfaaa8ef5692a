import { AxeBuilder } from '@axe-core/playwright'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Served, serve } from '../../src/http/serve.ts'
import { hasChromium, pictures, startChromium } from '../support/chromium.ts'
import type { Visitor } from '../support/console-world.ts'
import { enterBrowser } from '../support/enter-browser.ts'
import { type ZaloOffice, zaloOffice } from './zalo-office.ts'

const desk = { width: 1200, height: 900 }
const phone = { width: 390, height: 844 }
const chosen = 'form=reminder&via=byPhone&id=101'

// What every page has in common is looked at in every-page-browser.test.ts: here is what a connected Zalo adds to them.
describe.skipIf(!hasChromium())('the pages of the channels, in a browser', () => {
  let office: ZaloOffice
  let served: Served
  let browser: Browser
  let director: Visitor
  const faults: string[] = []

  beforeAll(async () => {
    office = await zaloOffice()
    const { world } = office
    director = await world.signIn(await world.staff('director', { name: 'Lê Mai' }))
    await world.post(
      '/console/channels/zalo/checks/buttons',
      { result: 'otherwise', note: 'Không có nút, mã -233' },
      director,
    )
    const parameters = [{ name: 'customer_name' }, { name: 'ngay', maxLength: 10 }]
    office.emulator.template({ id: '101', name: 'Nhắc phiên giao dịch', parameters })
    const params = [{ name: 'ngay', fact: 'day', longest: 10 }]
    const { ways } = world.store
    await ways.setTemplates('zalo', { reminder: { byPhone: { id: '101', dong: 200, params } } })
    await ways.setBudget('zalo', 100_000)
    await ways.putAside('zalo', { month: '2026-11-01', dong: 100_000, budget: 100_000 })
    served = await serve({ app: world.app, port: 0, host: '127.0.0.1' })
    browser = await startChromium()
  })
  afterAll(async () => {
    await browser?.close()
    await served?.close()
    await office?.close()
    expect(faults).toEqual([])
  })

  const connect = async () => {
    const { redirectUri } = office.emulator.settings
    const back = new URL(office.emulator.consent(await office.zalo.consent.begin(redirectUri)))
    await office.world.get(back.pathname + back.search, director)
  }

  it.each([
    ['connected', '/console/channels', phone, true],
    ['the templates', '/console/channels/zalo/templates', phone, false],
    ['a template is filled', `/console/channels/zalo/templates/look?${chosen}`, desk, false],
    ['the checks in the dark', '/console/channels/zalo/checks', desk, true],
  ] as const)(
    '%s: no fault that a checker finds',
    async (name, path, size, dark) => {
      if (name === 'connected') await connect()
      const context = await browser.newContext({
        ...{ viewport: size, locale: 'vi-VN' },
        colorScheme: dark ? 'dark' : 'light',
      })
      const url = `http://127.0.0.1:${served.port}`
      await enterBrowser(context, director, url)
      const page = await context.newPage()
      page.on('console', (message) => void (message.type() === 'error' && faults.push(message.text())))
      await page.goto(`${url}${path}`)
      for (const details of await page.locator('main details').all())
        await details.evaluate((it) => it.setAttribute('open', ''))
      const { violations } = await new AxeBuilder({ page }).analyze()
      expect(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target).join()}`)).toEqual([])
      await page.screenshot({ path: `${pictures}channels-${name.replaceAll(' ', '-')}.png`, fullPage: true })
      await context.close()
    },
    60_000,
  )
})
