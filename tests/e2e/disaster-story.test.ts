import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { issueChairLink } from '../../src/app/chair-issue.ts'
import { readChairPin } from '../../src/app/chair-pin.ts'
import { demoStaff } from '../../src/demo/demo-staff.ts'
import { dayOf } from '../../src/domain/day.ts'
import type { Role } from '../../src/domain/staff.ts'
import { hasChromium, openPage, pictures, startChromium } from '../support/chromium.ts'
import { mouseHands } from '../support/hands.ts'
import { axeFaults, keyboardFaults, unfold, widthFaults } from '../support/look-at-page.ts'
import { type DemoService, startDemoService } from './sample-office.ts'
import { type TalkBy, talkBy } from './talk-by.ts'

const phone = { width: 360, height: 740 }
const desk = { width: 1200, height: 900 }

describe.skipIf(!hasChromium())('a disaster in one commune, in a browser', () => {
  let service: DemoService
  let browser: Browser
  /** A household of the commune that is struck, and one of the next commune. */
  let struck: { householdId: string; commune: string; communeId: number; groupId: number }
  let next: typeof struck
  const faults: string[] = []

  beforeAll(async () => {
    service = await startDemoService({ LOA_SECOND_FACTOR: 'offered' })
    browser = await startChromium()
    const { prisma } = service.data.database
    const communes = await prisma.commune.findMany({ orderBy: { id: 'asc' }, take: 2 })
    const places = communes.map(async ({ id, name }) => {
      const where = { communeId: id, groupId: { not: null }, accounts: { none: {} }, loans: { some: {} } }
      const found = await prisma.household.findFirstOrThrow({ where, orderBy: { id: 'asc' } })
      return { householdId: String(found.id), commune: name, communeId: id, groupId: found.groupId ?? 0 }
    })
    ;[struck, next] = (await Promise.all(places)) as [typeof struck, typeof struck]
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await service?.stop()
    expect(faults).toEqual([])
  })

  const rows = () => service.data.database.prisma

  /** Somebody on a phone who has agreed to talk and is linked to a household. */
  async function household(householdId: string): Promise<{ talk: TalkBy; page: Page; accountId: bigint }> {
    const page = await openPage(browser, phone, faults)
    const talk = await talkBy(mouseHands(page), `${service.url}/chat`)
    await talk.taps('Đồng ý', 'Không')
    const { id } = await rows().channelAccount.findFirstOrThrow({ where: { channel: 'web' }, orderBy: { id: 'desc' } })
    const { store, clock } = service.data
    const at = clock.now()
    await store.accounts.link(String(id), { householdId, person: { role: 'head', name: 'x' }, at })
    const purposes = ['loans', 'reminders'] as const
    await store.consents.give({ accountId: String(id), purposes, wording: 'x', lang: 'vi', at })
    return { talk, page, accountId: id }
  }

  it('is switched on with figures read back; the letter goes there and nowhere else, and the loss comes to the office', async () => {
    const [own, other] = [await household(struck.householdId), await household(next.householdId)]
    const director = await signedIn('director')
    await director.goto(`${service.url}/console/disaster`)
    await director.getByRole('link', { name: 'Bật cho xã, phường' }).click()
    await director.getByRole('button', { name: 'Xem trước con số' }).click()
    await director.getByText('Hãy chọn ít nhất một xã, phường.').first().waitFor()
    await looks(director, 'disaster-1-form')
    await director.selectOption('[name=kind]', 'storm')
    await director.fill('[name=name]', 'Bão số 3')
    await director.fill('[name=since]', 'hôm qua')
    await director.fill('[name=reviewOn]', dayOf(new Date(service.data.clock.now().getTime() + 20 * 86_400_000)))
    await director.fill('[name=reason]', 'Bão tốc mái nhiều nhà, lúa đổ')
    await director.getByLabel(struck.commune, { exact: true }).check()
    await director.getByRole('button', { name: 'Xem trước con số' }).click()
    await director.getByRole('heading', { name: 'Xem lại trước khi bật' }).waitFor()
    expect(await rows().disaster.count()).toBe(0)
    await looks(director, 'disaster-2-check')
    await director.getByRole('button', { name: 'Tôi xác nhận, bật' }).click()
    await director.getByText('Đã bật. Loa ngừng nhắc nợ').waitFor()

    await own.talk.reads('Loa tạm ngừng nhắc nợ ở nơi mình')
    await own.page.screenshot({ path: `${pictures}disaster-3-letter.png` })
    const told = await rows().delivery.findMany({ where: { dedupeKey: { startsWith: 'disaster:' } } })
    const reached = await rows().channelAccount.findMany({
      where: { id: { in: told.map(({ accountId }) => accountId) } },
      include: { household: true },
    })
    expect(new Set(reached.map((account) => account.household?.communeId))).toEqual(new Set([struck.communeId]))
    expect(await other.page.getByText('Loa tạm ngừng nhắc nợ').count()).toBe(0)
    const paused = await service.data.store.pauses.communesPaused(dayOf(service.data.clock.now()))
    expect([...paused]).toEqual([struck.communeId])

    await own.talk.taps('Báo thiệt hại', 'Mọi người bình an', 'Trâu bò, lợn, gà, cá')
    await own.talk.types('lợn thịt', '12 con', '15 triệu')
    await own.talk.taps('Hết rồi')
    await own.talk.types('hôm qua')
    await own.talk.taps('Đúng, ở đó', 'Không gửi ảnh nữa')
    await own.page.screenshot({ path: `${pictures}disaster-4-check.png` })
    await own.talk.taps('Gửi báo cáo')
    await own.talk.reads('Chủ tịch xã, phường cũng được báo')
  }, 180_000)

  it('the office sees it, notes what was seen, prints the draft, and the household reads how far it is', async () => {
    const { id, disasterId, accountId } = await rows().lossReport.findFirstOrThrow()
    const officer = await signedIn('officer')
    await officer.goto(`${service.url}/console/disaster/${disasterId}`)
    await officer.getByRole('heading', { name: 'Hộ báo thiệt hại' }).waitFor()
    expect(await officer.getByText('Tắt chế độ').count()).toBe(0)
    await looks(officer, 'disaster-5-page')
    await officer.goto(`${service.url}/console/disaster/report/${id}`)
    await officer.fill('[name=loss]', '20 triệu')
    await officer.fill('[name=capital]', '15 triệu')
    await officer.getByRole('button', { name: 'Ghi kiểm tra tại chỗ' }).click()
    await officer.getByText('Thiệt hại không thể lớn hơn tổng vốn').first().waitFor()
    await officer.fill('[name=capital]', '50 triệu')
    await officer.getByRole('button', { name: 'Ghi kiểm tra tại chỗ' }).click()
    await officer.getByText('Khoanh nợ, nhiều nhất 3 năm').waitFor()
    await looks(officer, 'disaster-6-report')
    const file = await officer.request.get(`${service.url}/console/disaster/report/${id}/ho-so-thiet-hai.pdf`)
    expect([file.status(), file.headers()['content-type']]).toEqual([200, 'application/pdf'])
    await vi.waitFor(async () => {
      const said = await rows().delivery.findMany({
        where: { accountId: accountId! },
        orderBy: { id: 'desc' },
        take: 1,
      })
      expect(JSON.stringify(said.map(({ body }) => body))).toContain('told.verified')
    })
  }, 120_000)

  /** Who sent the link does not read out its PIN: the director does. */
  async function pinOf(token: string): Promise<string> {
    const { store, clock } = service.data
    const account = demoStaff.find(({ role }) => role === 'director')
    const row = await rows().staff.findUniqueOrThrow({ where: { email: account?.email ?? '' } })
    const staff = (await store.staff.find(row.id))!
    const { id: linkId } = (await store.chairLinks.byToken(token, clock.now()))!
    const randomBytes = (n: number) => crypto.getRandomValues(new Uint8Array(n))
    const read = await readChairPin({ store, clock, randomBytes }, { staff, linkId })
    return read.ok ? read.pin : ''
  }

  it('the chair sees the list of the own commune; the director switches it off again', async () => {
    const account = demoStaff.find(({ role }) => role === 'officer')
    const { store, clock } = service.data
    const row = await rows().staff.findUniqueOrThrow({ where: { email: account?.email ?? '' } })
    const staff = (await store.staff.find(row.id))!
    const randomBytes = (n: number) => crypto.getRandomValues(new Uint8Array(n))
    const chair = await openPage(browser, phone, faults)
    for (const [place, names] of [
      [struck, 1],
      [next, 0],
    ] as const) {
      const issued = await issueChairLink({ store, clock, randomBytes }, { staff, communeId: String(place.communeId) })
      await chair.goto(`${service.url}/chair/${issued?.token}`)
      await chair.fill('[name=name]', 'Phạm Văn Chủ')
      await chair.fill('[name=pin]', await pinOf(issued?.token ?? ''))
      await chair.keyboard.press('Enter')
      await chair.getByRole('heading', { level: 1 }).waitFor()
      const losses = chair.getByRole('link', { name: 'Thiệt hại do thiên tai' })
      await chair.getByRole('link', { name: 'Việc đã làm' }).waitFor()
      expect(await losses.count()).toBe(names)
      if (names === 0) continue
      await losses.click()
      await chair.getByText('Xác định tại chỗ 20.000.000 đồng').waitFor()
      await looks(chair, 'disaster-7-chair')
    }
    const { disasterId } = await rows().lossReport.findFirstOrThrow()
    const director = await signedIn('director')
    await director.goto(`${service.url}/console/disaster/${disasterId}`)
    await director.getByText('Tắt chế độ', { exact: true }).click()
    await director.getByLabel(struck.commune, { exact: true }).check()
    await director.getByRole('button', { name: 'Tôi xác nhận, tắt' }).click()
    await director.getByText('Đã tắt.').waitFor()
    expect((await store.pauses.communesPaused(dayOf(clock.now()))).size).toBe(0)
  }, 120_000)

  it('a leader takes the sheet of the group by the link and the PIN, once', async () => {
    const { page, talk, accountId } = await household(next.householdId)
    const { groupId } = next
    await rows().groupRole.create({ data: { groupId, accountId, role: 'leader', since: service.data.clock.now() } })
    await talk.types('menu')
    await talk.taps('Tổ của tôi', 'Tổ viên, thu nộp', 'Ai trả kỳ này')
    await page.screenshot({ path: `${pictures}leader-5-due.png`, fullPage: true })
    await talk.taps('Tổ viên, thu nộp', 'Bảng thu để in')
    await talk.reads('Mã mở:')
    await talk.reads('Liên kết mở được một lần')
    const lines = (await page.locator('#lines').textContent()) ?? ''
    const url = /https?:\S+\/sheet\/[\w-]{43}/.exec(lines)?.[0] ?? ''
    const pin = /Mã mở: (\d{6})/.exec(lines)?.[1] ?? ''
    const reader = await openPage(browser, phone, faults)
    await reader.goto(url)
    await looks(reader, 'leader-6-door')
    await reader.fill('[name=pin]', pin)
    await reader.keyboard.press('Enter')
    await reader.getByRole('link', { name: 'Tải bản in (PDF)' }).waitFor()
    await looks(reader, 'leader-7-files')
    for (const [name, type] of [
      ['pdf', 'application/pdf'],
      ['xlsx', 'spreadsheetml'],
    ] as const) {
      const file = await reader.request.get(`${url}/bang-thu.${name}`)
      expect(file.status()).toBe(200)
      expect(file.headers()['content-type']).toContain(type)
    }
    const second = await openPage(browser, phone, [])
    expect((await second.goto(url))?.status()).toBe(404)
  }, 120_000)

  /** A page as it has to be: no fault that axe knows, in the light and in the dark; it fits, and the keys go through it. A picture is kept. */
  async function looks(page: Page, name: string): Promise<void> {
    const size = page.viewportSize() ?? phone
    await unfold(page)
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      expect(await axeFaults(page), `${name} in ${colorScheme}`).toEqual([])
      await page.screenshot({ path: `${pictures}${name}-${colorScheme}.png`, fullPage: true })
    }
    await page.emulateMedia({ colorScheme: 'light' })
    expect(await widthFaults(page, phone), name).toEqual([])
    await page.setViewportSize(size)
    expect(await keyboardFaults(page), name).toEqual([])
    // A form that was not taken answers with an error of the page's own, which the browser notes.
    faults.splice(0, faults.length, ...faults.filter((fault) => !/status of 422/.test(fault)))
  }

  async function signedIn(role: Role): Promise<Page> {
    const page = await openPage(browser, desk, faults)
    const account = demoStaff.find((one) => one.role === role)
    await page.goto(`${service.url}/console`)
    await page.fill('[name=email]', account?.email ?? '')
    await page.fill('[name=password]', account?.password ?? '')
    await page.keyboard.press('Enter')
    await page.getByRole('link', { name: 'Đơn vay', exact: true }).waitFor()
    return page
  }
})
