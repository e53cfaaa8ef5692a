import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fold } from '../../src/domain/fold.ts'
import { type Served, serve } from '../../src/http/serve.ts'
import type { NewCase } from '../../src/ports/cases.ts'
import type { StaffMember } from '../../src/ports/staff.ts'
import { hasChromium, pictures, startChromium } from '../support/chromium.ts'
import { type ConsoleWorld, consoleWorld, type Visitor } from '../support/console-world.ts'
import { enterBrowser } from '../support/enter-browser.ts'
import { now } from '../support/staff-world.ts'

const desk = { width: 1280, height: 900 }
const phone = { width: 360, height: 780 }

describe.skipIf(!hasChromium())('the inbox, in a browser', () => {
  let world: ConsoleWorld
  let served: Served
  let browser: Browser
  let mai: StaffMember
  let officer: Visitor
  let hoa: Awaited<ReturnType<typeof opened>>
  const faults: string[] = []

  beforeAll(async () => {
    world = await consoleWorld()
    mai = await world.staff('officer', { name: 'Lê Mai' })
    await world.staff('officer', { name: 'Vũ Nam' })
    officer = await world.signIn(mai)
    hoa = await opened('Trần Thị Hoà', 'Bò nhà tôi ốm, tháng này khó trả. Tôi phải làm sao?', { kind: 'crop' })
    const late = { dueAt: new Date(now.getTime() - 9e7) }
    await opened('Đỗ Văn Bảy', 'Tôi mất sổ vay, xin cấp lại thì đến đâu ạ?', late)
    const read = await opened('Nguyễn Thị Lan Hương', 'Cảm ơn cán bộ.')
    await world.store.caseDesk.markRead(read.id)
    await world.store.caseDesk.assign(read.id, { from: undefined, to: mai.id })
    const by = { by: mai.id, at: now }
    const texts = { 'Hẹn gặp': 'Chào {name}, mời anh/chị gọi {phone}. {officer}', 'Hỏi thêm': 'Mời đến {place}.' }
    for (const [title, text] of Object.entries(texts))
      await world.store.cannedReplies.keep(world.office.id, { title, text, ...by })
    served = await serve({ app: world.app, port: 0, host: '127.0.0.1' })
    browser = await startChromium()
  })
  afterAll(async () => {
    await browser?.close()
    await served?.close()
    await world?.close()
    expect(faults).toEqual([])
  })

  async function opened(name: string, text: string, of: Partial<NewCase> = {}) {
    const householdId = await world.household({ name, folded: fold(name), phone: '0912345678' })
    const accountId = await world.account({ householdId, name })
    const place = { officeId: world.office.id, communeId: world.commune.first, householdId, accountId }
    const words = { kind: 'talk', routedTo: 'officer', text, at: now, dueAt: new Date(now.getTime() + 1e8) } as const
    const { id } = await world.store.cases.open({ ...place, ...words, ...of })
    return { id, accountId, path: `/console/cases/${id}` }
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
      if (message.type() === 'error' && !message.text().includes('422')) faults.push(message.text())
    })
    await page.goto(`${url}${path}`)
    return page
  }

  it('new words come into the list and into the open case, while what is being typed stays', async () => {
    const { id, path } = await opened('Lý Thị Chín', 'Alo cán bộ ơi')
    const list = await open('/console/cases')
    const page = await open(path)
    let loads = 0
    for (const one of [list, page])
      one.on('load', () => {
        loads += 1
      })
    const field = page.getByLabel('Trả lời', { exact: true })
    await field.fill('Em đang xem')
    await world.store.cases.say(id, { by: 'household', text: 'Tôi nhắn thêm câu này', at: now })
    await page.getByText('Tôi nhắn thêm câu này').waitFor({ timeout: 20_000 })
    expect(await field.inputValue()).toBe('Em đang xem')
    expect(await page.locator('[name=heard]').inputValue()).toBe('2')
    await opened('Người Mới Nhắn', 'Vừa nhắn xong')
    await list.getByText('Người Mới Nhắn').waitFor({ timeout: 20_000 })
    expect(loads).toBe(0)
    await list.context().close()
    await page.context().close()
  }, 90_000)

  it('a canned text is put in at once, and by a page where no script runs', async () => {
    const { path } = await opened('Phan Thị Mười', 'Cho tôi số điện thoại')
    const page = await open(path)
    await page.getByLabel('Câu mẫu').selectOption('Hẹn gặp')
    await page.getByRole('button', { name: 'Chèn' }).click()
    expect(await page.getByLabel('Trả lời', { exact: true }).inputValue()).toMatch(
      /^Chào Phan Thị Mười, mời anh\/chị gọi \S+\. Lê Mai$/,
    )
    expect(page.url()).toContain(path)
    await page.context().close()
    const plain = await open(path, { script: false })
    await plain.getByLabel('Trả lời', { exact: true }).fill('Dạ vâng.')
    await plain.getByLabel('Câu mẫu').selectOption('Hẹn gặp')
    await plain.getByRole('button', { name: 'Chèn' }).click()
    expect(await plain.getByLabel('Trả lời', { exact: true }).inputValue()).toMatch(/^Dạ vâng\.\nChào Phan Thị Mười/)
    await plain.getByRole('button', { name: 'Gửi trả lời' }).click()
    await plain.getByText('Đã gửi câu trả lời cho bà con.').waitFor()
    await plain.getByRole('link', { name: 'Xem có gì mới' }).click()
    await plain.context().close()
  }, 60_000)

  it('the field in the head finds a household from any page', async () => {
    const page = await open('/console/programmes')
    await tabTo(page, 'input[type=search]')
    await page.keyboard.type('đỗ văn bảy')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/console/people/*')
    await page.getByRole('heading', { name: 'Đỗ Văn Bảy' }).waitFor()
    await page.context().close()
  }, 60_000)

  it.each([
    ['on a desk', desk, false, 'vi'],
    ['on a desk in the dark', desk, true, 'en'],
    ['on a phone', phone, false, 'vi'],
    ['on a phone in the dark', phone, true, 'en'],
  ] as const)(
    'its pages have no fault that a checker finds, %s',
    async (where, size, dark, lang) => {
      await world.store.staff.setLang(mai.id, lang)
      await world.store.cases.say(hoa.id, {
        by: 'note',
        staff: mai.id,
        text: 'Nhà chị mới có tang, nói nhẹ thôi.',
        at: now,
      })
      const pages = {
        list: '/console/cases',
        case: hoa.path,
        replies: '/console/replies',
        search: '/console/search?q=th',
        none: '/console/cases?whose=mine&kind=fraud',
      }
      for (const [name, path] of Object.entries(pages)) {
        const page = await open(path, { size, dark })
        for (const details of await page.locator('main details').all())
          await details.evaluate((it) => it.setAttribute('open', ''))
        const { violations } = await new AxeBuilder({ page }).analyze()
        expect(violations.map((v) => `${path}: ${v.id}: ${v.nodes.map((n) => n.target).join()}`)).toEqual([])
        expect(await page.evaluate(widerThanTheScreen), path).toEqual([])
        await page.screenshot({ path: `${pictures}inbox-${name}-${where.replaceAll(' ', '-')}.png`, fullPage: true })
        await page.context().close()
      }
      await world.store.staff.setLang(mai.id, 'vi')
    },
    120_000,
  )

  /** Goes on with the Tab key until something has the focus. */
  async function tabTo(page: Page, selector: string): Promise<void> {
    for (let presses = 0; presses < 80; presses++) {
      await page.keyboard.press('Tab')
      if (await page.locator(selector).evaluate((it) => it === document.activeElement)) return
    }
    throw new Error(`the Tab key does not lead to ${selector}`)
  }
})

/** What sticks out on the right. Runs in the page. */
function widerThanTheScreen(): string[] {
  const { clientWidth, scrollWidth } = document.documentElement
  if (scrollWidth <= clientWidth) return []
  return [...document.querySelectorAll('main *, header *')]
    .filter((it) => it.getBoundingClientRect().right > clientWidth + 1)
    .map((it) => `${it.tagName} ${it.className} ${it.id}`)
}
