import { randomBytes } from 'node:crypto'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { issueChairLink } from '../../src/app/chair-issue.ts'
import { readChairPin } from '../../src/app/chair-pin.ts'
import { type Served, serve } from '../../src/http/serve.ts'
import { hasChromium, pictures, startChromium } from '../support/chromium.ts'
import type { ConsoleWorld, Visitor } from '../support/console-world.ts'
import { freshDatabase } from '../support/database.ts'
import { enterBrowser } from '../support/enter-browser.ts'
import { answerWith, note, openWorld, question } from '../support/http-world.ts'
import { axeFaults, keyboardFaults, unfold, widthFaults } from '../support/look-at-page.ts'
import { now } from '../support/staff-world.ts'
import { rows, walkers } from './walk-rows.ts'
import { type Place, thingsOf } from './walk-things.ts'
import { type ZaloOffice, zaloOffice } from './zalo-office.ts'

// Every page of the console that the role walk knows is opened three times: with something on it in Vietnamese on a wide light screen,
// the same in English on a narrow dark one, and, where its address names no thing, empty. Only colours differ between light and dark,
// so the other half of each pair asks axe for contrast alone. 320 px are what 400 % of zoom leave of 1280.

const desk = { width: 1280, height: 1024 }
const phone = { width: 360, height: 780 }
const zoomed = { width: 320, height: 256 }

/** Set to keep a picture of each page in tests/output, to be looked at. */
const keepPictures = process.env.LOA_TEST_PICTURES !== undefined

interface Window {
  context: BrowserContext
  page: Page
}

/** One page as it is asked for. */
interface Asked {
  route: string
  path: string
  form?: Record<string, string | string[]>
}

let office: ZaloOffice
let world: ConsoleWorld
let served: Served
let browser: Browser
let filled: Place
let empty: Place
let director: Record<'vi' | 'en' | 'empty' | 'unready', Visitor>
const open: Partial<Record<string, Window>> = {}
const faults: string[] = []

const methodOf = (route: string) => route.split(' ')[0] ?? ''
const roomOf = (route: string) => route.split(/[ /]/)[3] ?? 'home'
/** What a director gets as a page: all that is read, and the forms that come back with what is wrong. */
const pageRoutes = Object.entries(rows).flatMap(([route, row]) => {
  const status = row.answers[walkers.indexOf('director')] ?? 0
  const file = /\.(css|js|pdf|csv|xlsx)$|\/export$/.test(route) || /^ALL/.test(route)
  return file || row.ends || ![200, 401, 409, 422].includes(status) ? [] : [route]
})
const roomNames = [...new Set(pageRoutes.map(roomOf))]

async function openWindow(who: Visitor | undefined, look: 'light' | 'dark', size = desk): Promise<Window> {
  const context = await browser.newContext({ viewport: size, locale: 'vi-VN', colorScheme: look })
  await enterBrowser(context, who, address(''))
  const page = await context.newPage()
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('console', (message) => {
    // A form that was not taken, and an address where there is nothing, are no faults of ours.
    if (message.type() === 'error' && !/status of 4\d\d/.test(message.text()))
      faults.push(`${message.text()} ${message.location().url}`)
  })
  return { context, page }
}

const address = (path: string) => `http://127.0.0.1:${served.port}${path}`

/** Goes to a page; to one that a form leads to by sending that form from a page of ours. What comes has to be what the walk says. */
async function go(page: Page, { route, path, form }: Asked): Promise<void> {
  if (form) await page.goto(address('/console/sign-in'))
  const arrives = form ? page.waitForNavigation() : page.goto(address(path))
  if (form) await page.evaluate(sendForm, { path, fields: Object.entries(form) })
  const status = (await arrives)?.status()
  const due = rows[route]?.answers[walkers.indexOf('director')]
  if (due !== undefined && status !== due) faults.push(`${route} came with ${status} instead of ${due}`)
}

/** Runs in the page. */
function sendForm({ path, fields }: { path: string; fields: [string, string | string[]][] }): void {
  const form = document.createElement('form')
  form.method = 'post'
  form.action = path
  for (const [name, value] of fields.flatMap(([key, all]) => [all].flat().map((one) => [key, one] as const))) {
    const field = document.createElement('input')
    field.type = 'hidden'
    field.name = name
    field.value = value
    form.append(field)
  }
  document.body.append(form)
  form.submit()
}

async function picture(page: Page, name: string): Promise<void> {
  if (!keepPictures) return
  const file = name.replace(/[^\w.]+/g, '-').replace(/^-|-$/g, '')
  await page.screenshot({ path: `${pictures}page-${file}.png`, fullPage: true })
}

/** On a wide light screen: all that axe knows, by keyboard, the other colours, and how narrow it may become. */
async function lookWide(page: Page, asked: Asked, called: string): Promise<string[]> {
  await page.setViewportSize(desk)
  await page.emulateMedia({ colorScheme: 'light' })
  await go(page, asked)
  await unfold(page)
  const found = [...(await keyboardFaults(page)), ...(await axeFaults(page))]
  await picture(page, `${called}-1280-light`)
  await page.emulateMedia({ colorScheme: 'dark' })
  found.push(...(await axeFaults(page, ['color-contrast'])))
  await picture(page, `${called}-1280-dark`)
  return [...found, ...(await widthFaults(page, zoomed))].map((fault) => `${called}: ${fault}`)
}

/** Where there is nothing yet: what stands there instead, in Vietnamese and at the largest letters. */
async function lookEmpty(page: Page, asked: Asked, called: string): Promise<string[]> {
  await page.setViewportSize(desk)
  await go(page, asked)
  await unfold(page)
  const found = await axeFaults(page)
  await picture(page, `${called}-1280-light`)
  return [...found, ...(await widthFaults(page, zoomed))].map((fault) => `${called}: ${fault}`)
}

/** On a narrow dark screen, in the other language: all that axe knows, and how narrow it may become. */
async function lookNarrow(page: Page, asked: Asked, called: string): Promise<string[]> {
  await page.setViewportSize(phone)
  await page.emulateMedia({ colorScheme: 'dark' })
  await go(page, asked)
  await unfold(page)
  const found = [...(await axeFaults(page)), ...(await widthFaults(page, phone))]
  await picture(page, `${called}-360-dark`)
  return [...found, ...(await widthFaults(page, zoomed))].map((fault) => `${called}: ${fault}`)
}

/** Cases of the last weeks, some of them answered, and requests that took days: what there is to count. */
async function pastWork({ store, database, office: at, commune, account }: ConsoleWorld): Promise<void> {
  const day = 86_400_000
  const accountId = await account({ name: 'Lê Thị Thu' })
  const place = {
    accountId,
    officeId: at.id,
    communeId: commune.first,
    routedTo: 'officer',
    text: 'Sổ vay ở đâu?',
  } as const
  for (const [n, kind] of (['talk', 'crop', 'illness', 'more_time', 'talk', 'lost_work'] as const).entries()) {
    const openedAt = new Date(now.getTime() - (n * 6 + 0.5) * day)
    const { id } = await store.cases.open({ ...place, kind, at: openedAt, dueAt: new Date(openedAt.getTime() + day) })
    if (n === 3) continue
    await store.cases.say(id, { by: 'staff', text: 'Vâng ạ.', at: new Date(openedAt.getTime() + (n + 1) * 3_000_000) })
    if (n > 3) await database.prisma.case.update({ where: { id: BigInt(id) }, data: { state: 'answered' } })
  }
  await database.prisma.applicationEvent.updateMany({
    where: { event: 'send' },
    data: { at: new Date(now.getTime() - 5 * day) },
  })
  await database.prisma.applicationEvent.updateMany({
    where: { event: 'approve' },
    data: { at: new Date(now.getTime() - day) },
  })
}

describe.skipIf(!hasChromium())('every page, in a browser', () => {
  beforeAll(async () => {
    office = await zaloOffice()
    world = office.world
    const { office: at, commune, group } = world
    const author = await world.signIn(await world.staff('officer', { name: 'Phạm Thu Hương' }))
    const other = await world.signIn(await world.staff('officer', { officeId: at.otherId }))
    filled = { officeId: at.id, communeId: commune.first, groupId: group.first, author }
    empty = { officeId: at.otherId, communeId: commune.other, groupId: group.other, author: other }
    served = await serve({ app: world.app, port: 0, host: '127.0.0.1' })
    browser = await startChromium()
    const [vi, en, nothing] = [
      await world.staff('director', { name: 'Lê Mai' }),
      await world.staff('director', { name: 'Nguyễn Thị Minh Nguyệt' }),
      await world.staff('director', { officeId: at.otherId, name: 'Trần Văn Bình' }),
    ]
    await world.store.staff.setLang(en.id, 'en')
    director = {
      vi: await world.signIn(vi),
      en: await world.signIn(en),
      empty: await world.signIn(nothing),
      unready: await world.enter(await world.staff('director')),
    }
    for (const name of ['Hoa', 'Hoà', 'Hòa'])
      await world.household({ name: `Trần Thị ${name}`, folded: 'tran thi hoa', programmes: ['poor', 'clean_water'] })
    const make = thingsOf(world)
    for (const thing of [
      'application',
      'application',
      'approved',
      'case',
      'case',
      'sent',
      'draft',
      'reply',
      'point',
      'comparison',
      'unreminded',
    ] as const)
      await make[thing](filled)
    await pastWork(world)
    open.vi = await openWindow(director.vi, 'light')
    open.en = await openWindow(director.en, 'dark', phone)
    open.empty = await openWindow(director.empty, 'light')
  }, 90_000)
  afterAll(async () => {
    await browser?.close()
    await served?.close()
    await office?.close()
    expect(faults).toEqual([])
  })

  const pageOf = (name: string): Page => {
    const window = open[name]
    if (!window) throw new Error(`no window ${name}`)
    return window.page
  }

  /** The address of a route, with a fresh thing in it. */
  const askedFor = async (route: string, place: Place): Promise<Asked> => {
    const row = rows[route]
    if (!row) throw new Error(`no row for ${route}`)
    const id = row.thing ? await thingsOf(world)[row.thing](place) : ''
    const params: Record<string, string> = { id, token: id, ...row.params }
    const path = (route.split(' ')[1] ?? '').replace(/:(\w+)(\{[^}]*\})?/g, (_, name: string) => params[name] ?? '')
    return { route, path: path + (row.query ?? ''), ...(methodOf(route) === 'POST' ? { form: row.form ?? {} } : {}) }
  }

  /** A part of a page, which a script of ours asks for, is no page. */
  const isPage = async ({ path, form }: Asked): Promise<boolean> =>
    form !== undefined || /<html/.test((await world.get(path, director.vi)).text)

  describe.each(roomNames)('%s', (room) => {
    it.each(pageRoutes.filter((route) => roomOf(route) === room))(
      '%s',
      async (route) => {
        const asked = await askedFor(route, filled)
        if (!(await isPage(asked))) return
        const name = route.replace('/console', '')
        const looks = [lookWide(pageOf('vi'), asked, `${name} vi`)]
        if (methodOf(route) === 'GET') looks.push(lookNarrow(pageOf('en'), asked, `${name} en`))
        if (methodOf(route) === 'GET' && !rows[route]?.thing)
          looks.push(lookEmpty(pageOf('empty'), await askedFor(route, empty), `${name} empty`))
        expect((await Promise.all(looks)).flat()).toEqual([])
      },
      60_000,
    )
  })

  it('leaves out no page that somebody may read', () => {
    const read = Object.entries(rows).filter(([route, { answers }]) => {
      const page = methodOf(route) === 'GET' && !/\.(css|js|pdf|csv|xlsx)$/.test(route)
      return page && (answers as readonly number[]).includes(200)
    })
    expect(read.map(([route]) => route).filter((route) => !pageRoutes.includes(route))).toEqual([])
  })

  it.each([
    ['officer', '/console'],
    ['commune_chair', '/console'],
    ['commune_chair', '/console/cases'],
    ['admin', '/console'],
  ] as const)('of another role: %s %s', async (role, path) => {
    const member = await world.staff(role, role === 'admin' ? {} : { communeId: world.commune.first })
    const { context, page } = await openWindow(await world.signIn(member), 'light')
    expect(await lookWide(page, { route: '', path }, `${role} ${path}`)).toEqual([])
    await context.close()
  })

  it.each([
    ['sent', '/console/announcements'],
    ['waiting', '/console/announcements'],
    ['pictured', '/console/announcements'],
    ['approved', '/console/applications'],
    ['consented', '/console/people'],
    ['refusedFile', '/console/imports/files'],
    ['heldFile', '/console/imports/files'],
  ] as const)('further on its way: %s', async (thing, path) => {
    const asked = { route: '', path: `${path}/${await thingsOf(world)[thing](filled)}` }
    const looks = [lookWide(pageOf('vi'), asked, `${thing} vi`), lookNarrow(pageOf('en'), asked, `${thing} en`)]
    expect((await Promise.all(looks)).flat()).toEqual([])
  })

  it.each(['/console/account/second-factor', '/console/nowhere'])('where one gets no further: %s', async (path) => {
    const who = path.endsWith('nowhere') ? director.vi : director.unready
    const { context, page } = await openWindow(who, 'light')
    expect(await lookWide(page, { route: '', path }, `held ${path}`)).toEqual([])
    await context.close()
  })

  it.each(['/', '/nowhere', '/console/sign-in', '/console/sign-in/code'])('before the door: %s', async (path) => {
    const { context, page } = await openWindow(undefined, 'light')
    const found = await lookWide(page, { route: '', path }, `public ${path} vi`)
    await context.close()
    const narrow = await openWindow(undefined, 'dark', phone)
    found.push(...(await lookNarrow(narrow.page, { route: '', path: `${path}?lang=en` }, `public ${path} en`)))
    await narrow.context.close()
    expect(found).toEqual([])
  })

  it('of a chair with a link: the door, what waits, the question before, the way back, the end', async () => {
    const { context, page } = await openWindow(undefined, 'light')
    const staff = await world.staff('officer', { name: 'Phạm Thu Hương' })
    const communeId = String(world.commune.first)
    const link = await issueChairLink({ ...world, randomBytes }, { staff, communeId })
    if (!link) throw new Error('no link')
    const { id: linkId } = (await world.store.chairLinks.byToken(link.token, world.clock.now()))!
    const read = await readChairPin({ ...world, randomBytes }, { staff: await world.staff('director'), linkId })
    if (!read.ok) throw new Error(read.problem)
    const path = `/chair/${link.token}`
    const id = await thingsOf(world).application(filled)
    await world.database.prisma.application.update({ where: { id: BigInt(id) }, data: { state: 'listed' } })
    const found = await lookWide(page, { route: '', path }, 'chair door vi')
    found.push(...(await lookNarrow(page, { route: '', path: `${path}?lang=en` }, 'chair door en')))
    await page.fill('[name=name]', 'Nguyễn Văn Chủ')
    await page.fill('[name=pin]', read.pin)
    await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')])
    const shown = { '': 'waiting', [`/check?id=${id}`]: 'check', [`/return/${id}`]: 'return', '/done': 'done' }
    for (const [behind, called] of Object.entries(shown)) {
      found.push(...(await lookWide(page, { route: '', path: `${path}${behind}` }, `chair ${called}`)))
      const asked = { route: '', path: `${path}${behind}${behind.includes('?') ? '&' : '?'}lang=vi` }
      found.push(...(await lookNarrow(page, asked, `chair ${called} vi`)))
    }
    await context.close()
    expect(found).toEqual([])
  }, 60_000)

  it.each(['/console/applications/:id', '/console/people', '/console/groups/:id', '/console/figures'])(
    'on paper: %s, without the ways around it, black on white also where the screen is dark',
    async (route) => {
      const page = pageOf('vi')
      const { path } = await askedFor(`GET ${route}`, filled)
      await page.setViewportSize({ width: 700, height: 1000 })
      await go(page, { route, path })
      await unfold(page)
      await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
      const shown = await page.evaluate(() => ({
        ways: [...document.querySelectorAll('.head, .foot, main button, main input, main select')].filter((it) =>
          it.checkVisibility(),
        ).length,
        ground: getComputedStyle(document.body).backgroundColor,
        ink: getComputedStyle(document.body).color,
      }))
      expect(shown).toEqual({ ways: 0, ground: 'rgb(255, 255, 255)', ink: 'rgb(0, 0, 0)' })
      expect(await widthFaults(page, { width: 700, height: 1000 })).toEqual([])
      if (route.startsWith('/console/applications'))
        expect(await page.getByText('091****678').isVisible(), 'what stands beside a button stays').toBe(true)
      await picture(page, `paper-${route}`)
      await page.emulateMedia({ media: 'screen', colorScheme: 'light' })
    },
  )

  it.each([
    ['dark', 'light', 'rgb(23, 21, 15)'],
    ['light', 'dark', 'rgb(247, 243, 234)'],
  ] as const)(
    'in the colours that an account keeps: %s, on a %s device',
    async (theme, device, ground) => {
      const staff = await world.staff('director', { name: 'Vũ Thị Yến' })
      await world.store.staff.setTheme(staff.id, theme)
      const { context, page } = await openWindow(await world.signIn(staff), device)
      const found: string[] = []
      for (const path of [
        '',
        '/account',
        '/applications',
        '/cases',
        '/figures',
        '/people?q=hoa',
        '/audit',
        '/channels',
      ]) {
        await page.goto(address(`/console${path}`))
        await unfold(page)
        found.push(...(await axeFaults(page)).map((fault) => `${path}: ${fault}`))
        expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor), path).toBe(ground)
        await picture(page, `kept-${theme}-${path || 'home'}`)
      }
      await page.emulateMedia({ media: 'print' })
      expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe('rgb(255, 255, 255)')
      await context.close()
      expect(found).toEqual([])
    },
    60_000,
  )

  it('the start page of the demo, and the talk of a household', async () => {
    const fresh = await freshDatabase()
    const staff = [{ email: 'mai@example.vn', password: 'bốn từ dễ nhớ', role: 'officer' }]
    const talk = await openWorld({ url: fresh.url, demo: { linkCode: 'ABCD-1234', loanDigits: '0123', staff } })
    talk.answering = answerWith(note('Chào bà con', question('Bà con hỏi việc gì?', ['Vay vốn', 'Khoản vay'], 'a')))
    const door = await serve({ app: talk.app, port: 0, host: '127.0.0.1' })
    const found: string[] = []
    for (const [look, lang, size] of [
      ['light', 'vi', desk],
      ['dark', 'en', phone],
    ] as const) {
      const context = await browser.newContext({ viewport: size, colorScheme: look })
      const page = await context.newPage()
      for (const path of ['/', '/chat']) {
        await page.setViewportSize(size)
        await page.emulateMedia({ colorScheme: look })
        await page.goto(`http://127.0.0.1:${door.port}${path}?lang=${lang}`)
        found.push(...(await keyboardFaults(page)), ...(await axeFaults(page)), ...(await widthFaults(page, size)))
        await picture(page, `open-${path}-${lang}-${size.width}-${look}`)
        await page.emulateMedia({ colorScheme: look === 'light' ? 'dark' : 'light' })
        found.push(...(await axeFaults(page, ['color-contrast'])), ...(await widthFaults(page, zoomed)))
      }
      await context.close()
    }
    await door.close()
    await talk.close()
    await fresh.drop()
    expect(found).toEqual([])
  }, 60_000)
})
