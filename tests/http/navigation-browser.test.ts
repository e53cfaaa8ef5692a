import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Role } from '../../src/domain/staff.ts'
import { type Served, serve } from '../../src/http/serve.ts'
import { hasChromium, pictures, startChromium } from '../support/chromium.ts'
import { type ConsoleWorld, consoleWorld, type Visitor } from '../support/console-world.ts'
import { enterBrowser } from '../support/enter-browser.ts'
import { axeFaults, keyboardFaults, unfold, widthFaults } from '../support/look-at-page.ts'

const desk = { width: 1280, height: 900 }
const phone = { width: 360, height: 780 }
const zoomed = { width: 320, height: 256 }

/** So many lines of a phone the rooms may take while nothing is opened. */
const mostLines = 3

/** Each role, a room of every day and one that is folded, by their names in `nav`. */
const people = {
  officer: ['reminders', 'imports'],
  director: ['figures', 'staff'],
  commune_chair: ['programmes', undefined],
  admin: ['audit', 'consents'],
} as const satisfies Record<Role, readonly [string, string | undefined]>

describe.skipIf(!hasChromium())('the rooms of the console, in a browser', () => {
  let world: ConsoleWorld
  let served: Served
  let browser: Browser
  const visitors = {} as Record<Role, Visitor>

  beforeAll(async () => {
    world = await consoleWorld()
    for (const role of Object.keys(people) as Role[])
      visitors[role] = await world.signIn(
        await world.staff(role, role === 'commune_chair' ? { communeId: world.commune.first } : {}),
      )
    served = await serve({ app: world.app, port: 0, host: '127.0.0.1' })
    browser = await startChromium()
  }, 60_000)
  afterAll(async () => {
    await browser?.close()
    await served?.close()
    await world?.close()
  })

  const address = (path: string) => `http://127.0.0.1:${served.port}/console${path}`

  async function open(role: Role, of: { size?: typeof desk; script?: boolean } = {}): Promise<Page> {
    const { size = phone, script = true } = of
    const context = await browser.newContext({ viewport: size, javaScriptEnabled: script, colorScheme: 'light' })
    await enterBrowser(context, visitors[role], address(''))
    const page = await context.newPage()
    await page.goto(address(''))
    return page
  }

  const nav = (page: Page) => page.locator('nav.rooms')
  const more = (page: Page) => nav(page).locator('summary')
  const room = (page: Page, id: string) => nav(page).locator(`a[href="/console/${id}"]`)
  const linesOf = (page: Page) =>
    nav(page).evaluate((rooms) => {
      const seen = [...rooms.querySelectorAll('a, summary')].filter((it) => it.checkVisibility())
      return new Set(seen.map((it) => Math.round(it.getBoundingClientRect().top / 8))).size
    })

  describe.each(Object.entries(people) as [Role, (typeof people)[Role]][])('of a %s', (role, [daily, folded]) => {
    it.each(['vi', 'en'])('take at most three lines of a phone, in %s, also in a room that is folded', async (lang) => {
      const page = await open(role)
      if (lang === 'en') await page.getByRole('button', { name: 'English' }).click()
      await page.locator(`html[lang=${lang}]`).waitFor({ state: 'attached' })
      for (const path of ['', `/${daily}`, ...(folded ? [`/${folded}`] : [])]) {
        await page.goto(address(path))
        expect(await linesOf(page), path).toBeLessThanOrEqual(mostLines)
        await page.screenshot({ path: `${pictures}rooms-${role}-${lang}-360${path.replace('/', '-')}.png` })
        expect(await nav(page).locator('[aria-current=page]').isVisible(), path).toBe(true)
        expect(await nav(page).locator('details [aria-current]').count()).toBe(0)
      }
      if (lang === 'en') await page.getByRole('button', { name: 'Tiếng Việt' }).click()
      await page.locator('html[lang=vi]').waitFor({ state: 'attached' })
      await page.context().close()
    })

    it('are all there once the word is pressed, by mouse or by keys, without script', async () => {
      for (const by of ['mouse', 'keys'] as const) {
        const page = await open(role, { size: desk, script: false })
        expect(await room(page, daily).isVisible()).toBe(true)
        if (!folded) {
          expect(await more(page).count()).toBe(0)
          await page.context().close()
          continue
        }
        expect(await room(page, folded).isVisible()).toBe(false)
        if (by === 'mouse') await more(page).click()
        else await more(page).press('Enter')
        await page.screenshot({ path: `${pictures}rooms-${role}-1280.png` })
        if (by === 'mouse') await room(page, folded).click()
        else await room(page, folded).press('Enter')
        await page.waitForURL(address(`/${folded}`))
        await page.context().close()
      }
    })

    it('break nothing that axe knows, closed and opened, and fit at 400 %', async () => {
      const page = await open(role)
      const found = await axeFaults(page)
      await page.emulateMedia({ colorScheme: 'dark' })
      found.push(...(await axeFaults(page, ['color-contrast'])), ...(await widthFaults(page, zoomed)))
      await unfold(page)
      found.push(...(await axeFaults(page)), ...(await widthFaults(page, zoomed)), ...(await widthFaults(page, phone)))
      await page.screenshot({ path: `${pictures}rooms-${role}-360-opened.png` })
      found.push(...(await keyboardFaults(page)))
      expect(found).toEqual([])
      await page.context().close()
    })
  })
})
