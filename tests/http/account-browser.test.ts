import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Served, serve } from '../../src/http/serve.ts'
import type { StaffMember } from '../../src/ports/staff.ts'
import { hasChromium, pictures, startChromium } from '../support/chromium.ts'
import { type ConsoleWorld, consoleWorld, password } from '../support/console-world.ts'
import { secretOf, totp } from '../support/totp.ts'

const desk = { width: 1200, height: 900 }
const phone = { width: 360, height: 780 }

// What every page has in common is looked at in every-page-browser.test.ts. These pages come only after one another.
describe.skipIf(!hasChromium())('setting up a second factor, in a browser, by keyboard', () => {
  let world: ConsoleWorld
  let served: Served
  let browser: Browser
  let count = 0
  const faults: string[] = []

  beforeAll(async () => {
    world = await consoleWorld()
    served = await serve({ app: world.app, port: 0, host: '127.0.0.1' })
    browser = await startChromium()
  }, 60_000)
  afterAll(async () => {
    await browser?.close()
    await served?.close()
    await world?.close()
    expect(faults).toEqual([])
  })

  /** A director with a password and nothing else. */
  const newcomer = async (): Promise<StaffMember> => {
    const director = await world.staff('director', { name: `Lê Mai ${++count}` })
    await world.enter(director)
    return director
  }

  it.each([
    ['vi', phone, 'dark'],
    ['en', desk, 'light'],
  ] as const)(
    'from the door to the second sign-in (%s, %o, %s): no fault that a checker finds, and nothing beyond the edge',
    async (lang, viewport, colorScheme) => {
      const { email, id } = await newcomer()
      await world.store.staff.setLang(id, lang)
      const context = await browser.newContext({ viewport, colorScheme })
      const page = await context.newPage()
      page.on('pageerror', (error) => faults.push(error.message))
      page.on('console', (message) => void (message.type() === 'error' && faults.push(message.text())))
      const look = (name: string) => looked(page, `${name}-${lang}-${viewport.width}-${colorScheme}`)
      const types = async (field: string, text: string) => {
        await page.locator(field).focus()
        await page.keyboard.type(text)
        await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')])
      }

      await page.goto(`http://127.0.0.1:${served.port}/console/sign-in?lang=${lang}`)
      await page.locator('[name=email]').fill(email)
      await types('[name=password]', password)
      await look('1-held')
      await types('#begin-password', password)
      await look('2-scan')
      const secret = secretOf(await page.content())
      await types('[name=code]', totp(secret))
      await look('3-codes')
      await page.locator('main a.press').focus()
      await page.keyboard.press('Enter')
      await page.waitForURL('**/console')
      await page.locator('form[action$="/sign-out"] button').focus()
      await page.keyboard.press('Enter')
      await page.waitForURL('**/sign-in')
      await page.locator('[name=email]').fill(email)
      await types('[name=password]', password)
      await look('4-code')
      await types('[name=code]', totp(secret, 1))
      await page.waitForURL('**/console')
      await context.close()
    },
    60_000,
  )
})

async function looked(page: Page, name: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map((v) => `${name}: ${v.id}: ${v.nodes.map((n) => n.target).join()}`)).toEqual([])
  const beyond = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  expect(beyond, `${name} is wider than the page`).toBeLessThanOrEqual(0)
  await page.screenshot({ path: `${pictures}account-${name}.png`, fullPage: true })
}
