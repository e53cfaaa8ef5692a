import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { demoStaff } from '../../src/demo/demo-staff.ts'
import type { ApplicationState } from '../../src/domain/application.ts'
import { hasChromium, openPage, pictures, startChromium } from '../support/chromium.ts'
import { type Hands, type HandsKind, handsBy } from '../support/hands.ts'
import { axeFaults, keyboardFaults, unfold, widthFaults } from '../support/look-at-page.ts'
import { type DemoService, startDemoService } from './sample-office.ts'
import { talkBy } from './talk-by.ts'

const phone = { width: 360, height: 740 }
const desk = { width: 1200, height: 900 }

/** The pages are the same by either hand: they are looked at once. */
const looksBy: HandsKind = 'mouse'

const kinds = ['mouse', 'keyboard'] as const

describe.skipIf(!hasChromium()).each(kinds)('a leader and a chair without an account, in a browser, by %s', (kind) => {
  let service: DemoService
  let browser: Browser
  let group: { id: number; name: string; communeId: number }
  /** Requests of members of the group: the first one waits for the meeting, the others for the chair. */
  let requests: { id: string; code: string; name: string }[]
  const faults: string[] = []

  beforeAll(async () => {
    service = await startDemoService({ LOA_SECOND_FACTOR: 'offered' })
    browser = await startChromium()
    const { prisma } = service.data.database
    const members = await prisma.household.findMany({
      where: { groupId: { not: null } },
      take: 1,
      orderBy: { id: 'asc' },
    })
    const groupId = members[0]?.groupId ?? 0
    group = await prisma.savingsCreditGroup.findUniqueOrThrow({ where: { id: groupId } })
    // Only what this story makes waits.
    await prisma.application.updateMany({
      where: { state: { in: ['with_group', 'listed'] } },
      data: { state: 'withdrawn' },
    })
    const households = await prisma.household.findMany({ where: { groupId }, take: 4, orderBy: { id: 'asc' } })
    requests = []
    for (const [i, { id, headName }] of households.entries())
      requests.push({ ...(await request(String(id), i === 0 ? 'with_group' : 'listed')), name: headName })
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await service?.stop()
    expect(faults).toEqual([])
  })

  async function request(householdId: string, to: ApplicationState) {
    const { store, clock } = service.data
    const { commune } = (await store.households.find(householdId))!
    const account = await store.accounts.arrive({ channel: 'web', address: `member-${householdId}`, at: clock.now() })
    const { id, code } = await store.applications.submit({
      ...{ sentKey: `story-${householdId}`, accountId: account.id, householdId, officeId: commune.officeId },
      ...{ communeId: commune.id, programme: 'clean_water', amount: 20_000_000, lawDay: '2026-11-22', verdict: {} },
      answers: { full_name: 'x', phone: '0912345678', term_months: 48, later_papers: ['identity_front'] },
      at: clock.now(),
    })
    const step = { from: 'submitted', to, event: 'pass_to_group', actorKind: 'staff', actorId: 'demo' } as const
    await store.applications.move(id, { ...step, at: clock.now() })
    return { id, code }
  }

  const stateOf = async (id: string) => (await service.data.store.applications.find(id))?.state

  it('the leader is tied to the group by paper and number, and records the meeting in chat', async () => {
    const by = await signedIn()
    const officer = by.page
    await officer.goto(`${service.url}/console/groups/${group.id}`)
    await looks(officer, 'leader-1-group')
    await by.type(officer.locator('[name=phone]'), '0977 000 001')
    await by.press(officer.getByRole('button', { name: 'Cấp mã' }))
    const code = ((await officer.locator('.sheet .code').textContent()) ?? '').replaceAll('-', '')
    await looks(officer, 'leader-2-sheet')

    const page = await openPage(browser, phone, faults)
    const hands = handsBy[kind](page)
    const leader = await talkBy(hands, `${service.url}/chat?start=${code}`)
    await leader.taps('Đồng ý', 'Không', 'Tôi hứa')
    await leader.types('0977000001')
    await leader.reads(`tổ trưởng ${group.name}`)
    const [first] = requests
    hands.counted()
    await leader.taps(`${first?.name}, 20.000.000 đồng`)
    await leader.reads('Căn cước, mặt trước')
    await page.screenshot({ path: `${pictures}leader-3-request-${kind}.png` })
    await leader.taps('Tổ đồng ý')
    await leader.types('hôm nay', '2')
    await leader.taps('Đúng như đơn')
    await leader.reads('20.000.000 đồng, 48 tháng')
    await page.screenshot({ path: `${pictures}leader-4-check-${kind}.png` })
    await leader.taps('Đúng, ghi vào')
    await leader.reads('Đã ghi: Tổ đồng ý')
    expect(await stateOf(first?.id ?? '')).toBe('listed')
    // The request, what the meeting said, its day and its members, the amount, and that it is right; two of them are typed and sent.
    expect(hands.counted()).toEqual({ pressed: 6, typed: 2 })

    await officer.goto(`${service.url}/console/applications/${first?.id}`)
    await officer.getByText('Tổ trưởng (qua kênh chat)').first().waitFor()
    await officer.goto(`${service.url}/console/groups/${group.id}`)
    await by.press(officer.locator('summary', { hasText: 'Thôi vai trò' }))
    await by.press(officer.getByRole('button', { name: 'Thôi vai trò' }))
    await leader.reads('không còn làm việc cho')
  }, 120_000)

  it('the chair opens the link by the PIN, confirms one, confirms two, and sends one back', async () => {
    const by = await signedIn()
    const officer = by.page
    await officer.goto(`${service.url}/console/chair-links`)
    const row = officer
      .getByRole('row')
      .filter({ has: officer.locator(`input[name=commune][value="${group.communeId}"]`) })
    await by.press(row.getByRole('button', { name: 'Tạo liên kết mới' }))
    await looks(officer, 'chair-1-sheet')
    const url = (await officer.locator('.url').textContent()) ?? ''
    // Who sent the link does not read out its PIN: somebody else of the office does.
    const other = await signedIn('director')
    await other.page.goto(`${service.url}/console/chair-links`)
    const same = other.page
      .getByRole('row')
      .filter({ has: other.page.locator(`input[name=commune][value="${group.communeId}"]`) })
    await other.press(same.getByRole('button', { name: 'Lấy mã để đọc' }))
    await looks(other.page, 'chair-1-pin')
    const pin = (await other.page.locator('p.code').textContent()) ?? ''

    const page = await openPage(browser, phone, faults)
    const chair = handsBy[kind](page)
    await page.goto(url)
    await looks(page, 'chair-2-door')
    await chair.type(page.locator('[name=name]'), 'Phạm Văn Chủ')
    await chair.type(page.locator('[name=pin]'), pin)
    await chair.enter()
    await page.getByRole('heading', { name: 'Hộ chờ xác nhận' }).waitFor()
    await looks(page, 'chair-3-list')
    const one = (i: number) => page.locator('.waiting > li').filter({ hasText: requests[i]?.code ?? '' })
    const list = () => page.goto(url)

    await chair.press(one(0).getByRole('button'))
    await page.getByRole('heading', { name: 'Xác nhận 1 hộ' }).waitFor()
    await looks(page, 'chair-4-check')
    await chair.press(page.getByRole('button', { name: 'Tôi xác nhận' }))
    await page.getByText('Đã xác nhận 1 hộ').waitFor()
    expect(chair.counted(), 'the door, the household, and that it is right').toEqual({ pressed: 3, typed: 2 })

    await list()
    for (const i of [1, 2]) await chair.press(one(i).getByRole('checkbox'))
    await chair.press(page.getByRole('button', { name: 'Xác nhận các hộ đã chọn' }))
    await chair.press(page.getByRole('button', { name: 'Tôi xác nhận' }))
    await page.getByText('Đã xác nhận 2 hộ').waitFor()

    await list()
    await chair.press(one(3).getByRole('link'))
    await looks(page, 'chair-5-return')
    await chair.press(page.getByRole('button', { name: 'Trả lại đơn' }))
    await page.getByRole('alert').waitFor()
    await chair.choose(page.locator('[name=reason]'), 'hộ chưa đăng ký thường trú hoặc tạm trú ở xã')
    await chair.type(page.locator('[name=note]'), 'Nhà đã chuyển đi nơi khác.')
    await chair.press(page.getByRole('button', { name: 'Trả lại đơn' }))
    await page.getByText('Đã trả lại đơn.').waitFor()
    await page.getByText('Ghi tên: Phạm Văn Chủ').waitFor()
    await looks(page, 'chair-6-done')
    await list()
    await page.getByText('Không có hộ nào chờ xác nhận').waitFor()
    await looks(page, 'chair-7-empty')
    const states = await Promise.all(requests.map(({ id }) => stateOf(id)))
    expect(states).toEqual(['commune_confirmed', 'commune_confirmed', 'commune_confirmed', 'returned'])
    // A form that was not taken answers with an error of the page's own, which the browser notes.
    faults.splice(0, faults.length, ...faults.filter((fault) => !fault.includes('422')))
  }, 120_000)

  /** A page as it has to be: no fault that axe knows, in the light and in the dark; it fits, and the keys go through it. A picture is kept. */
  async function looks(page: Page, name: string): Promise<void> {
    if (kind !== looksBy) return
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
  }

  async function signedIn(as: 'officer' | 'director' = 'officer'): Promise<Hands> {
    const page = await openPage(browser, desk, faults)
    const hands = handsBy[kind](page)
    const account = demoStaff.find(({ role }) => role === as)
    await page.goto(`${service.url}/console`)
    await hands.type(page.locator('[name=email]'), account?.email ?? '')
    await hands.type(page.locator('[name=password]'), account?.password ?? '')
    await hands.press(page.getByRole('button', { name: 'Vào bàn làm việc' }))
    await page.getByRole('link', { name: 'Đơn vay', exact: true }).waitFor()
    return hands
  }
})
