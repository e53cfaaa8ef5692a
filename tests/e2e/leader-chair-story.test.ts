import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { demoStaff } from '../../src/demo/demo-staff.ts'
import type { ApplicationState } from '../../src/domain/application.ts'
import { hasChromium, openPage, pictures, startChromium } from '../support/chromium.ts'
import { axeFaults, keyboardFaults, unfold, widthFaults } from '../support/look-at-page.ts'
import { type DemoService, startDemoService } from './sample-office.ts'

const phone = { width: 360, height: 740 }
const desk = { width: 1200, height: 900 }

describe.skipIf(!hasChromium())('a leader and a chair without an account, in a browser', () => {
  let service: DemoService
  let browser: Browser
  let group: { id: number; name: string; communeId: number }
  /** Requests of members of the group: the first one waits for the meeting, the others for the chair. */
  let requests: { id: string; code: string; name: string }[]
  const faults: string[] = []

  beforeAll(async () => {
    service = await startDemoService()
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
    const officer = await signedIn()
    await officer.goto(`${service.url}/console/groups/${group.id}`)
    await looks(officer, 'leader-1-group')
    await officer.fill('[name=phone]', '0977 000 001')
    await officer.getByRole('button', { name: 'Cấp mã' }).click()
    const code = ((await officer.locator('.sheet .code').textContent()) ?? '').replaceAll('-', '')
    await looks(officer, 'leader-2-sheet')

    const leader = await talk(`${service.url}/chat?start=${code}`)
    await leader.taps('Đồng ý', 'Không', 'Tôi hứa')
    await leader.types('0977000001')
    await leader.reads(`tổ trưởng ${group.name}`)
    const [first] = requests
    await leader.taps(`${first?.name}, 20.000.000 đồng`)
    await leader.reads('Căn cước, mặt trước')
    await leader.page.screenshot({ path: `${pictures}leader-3-request.png` })
    await leader.taps('Tổ đồng ý')
    await leader.types('hôm nay', '2')
    await leader.taps('Đúng như đơn')
    await leader.reads('20.000.000 đồng, 48 tháng')
    await leader.page.screenshot({ path: `${pictures}leader-4-check.png` })
    await leader.taps('Đúng, ghi vào')
    await leader.reads('Đã ghi: Tổ đồng ý')
    expect(await stateOf(first?.id ?? '')).toBe('listed')

    await officer.goto(`${service.url}/console/applications/${first?.id}`)
    await officer.getByText('Tổ trưởng (qua kênh chat)').first().waitFor()
    await officer.goto(`${service.url}/console/groups/${group.id}`)
    await officer.getByText('Thôi vai trò').first().click()
    await officer.getByRole('button', { name: 'Thôi vai trò' }).click()
    await leader.reads('không còn làm việc cho')
  }, 120_000)

  it('the chair opens the link by the PIN, confirms one, confirms two, and sends one back', async () => {
    const officer = await signedIn()
    await officer.goto(`${service.url}/console/chair-links`)
    const row = officer
      .getByRole('row')
      .filter({ has: officer.locator(`input[name=commune][value="${group.communeId}"]`) })
    await row.getByRole('button', { name: 'Tạo liên kết mới' }).click()
    await looks(officer, 'chair-1-sheet')
    const url = (await officer.locator('.url').textContent()) ?? ''
    const pin = (await officer.locator('p.code').textContent()) ?? ''

    const page = await openPage(browser, phone, faults)
    await page.goto(url)
    await looks(page, 'chair-2-door')
    await page.fill('[name=name]', 'Phạm Văn Chủ')
    await page.fill('[name=pin]', pin)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Hộ chờ xác nhận' }).waitFor()
    await looks(page, 'chair-3-list')
    const one = (i: number) => page.locator('.waiting > li').filter({ hasText: requests[i]?.code ?? '' })
    const list = () => page.goto(url)

    await one(0).getByRole('button').click()
    await page.getByRole('heading', { name: 'Xác nhận 1 hộ' }).waitFor()
    await looks(page, 'chair-4-check')
    await page.getByRole('button', { name: 'Tôi xác nhận' }).click()
    await page.getByText('Đã xác nhận 1 hộ').waitFor()

    await list()
    for (const i of [1, 2]) await one(i).getByRole('checkbox').check()
    await page.getByRole('button', { name: 'Xác nhận các hộ đã chọn' }).click()
    await page.getByRole('button', { name: 'Tôi xác nhận' }).click()
    await page.getByText('Đã xác nhận 2 hộ').waitFor()

    await list()
    await one(3).getByRole('link').click()
    await looks(page, 'chair-5-return')
    await page.getByRole('button', { name: 'Trả lại đơn' }).click()
    await page.getByRole('alert').waitFor()
    await page.selectOption('[name=reason]', 'not_resident')
    await page.fill('[name=note]', 'Nhà đã chuyển đi nơi khác.')
    await page.getByRole('button', { name: 'Trả lại đơn' }).click()
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

  async function signedIn(): Promise<Page> {
    const page = await openPage(browser, desk, faults)
    const account = demoStaff.find(({ role }) => role === 'officer')
    await page.goto(`${service.url}/console`)
    await page.fill('[name=email]', account?.email ?? '')
    await page.fill('[name=password]', account?.password ?? '')
    await page.getByRole('button', { name: 'Vào bàn làm việc' }).click()
    await page.getByRole('link', { name: 'Đơn vay', exact: true }).waitFor()
    return page
  }

  async function talk(url: string) {
    const page = await openPage(browser, phone, faults)
    await page.goto(url)
    await page.getByText('Bà con có đồng ý không?').waitFor()
    const answered = async (act: () => Promise<void>) => {
      const heard = await page.evaluate(newest)
      await act()
      await vi.waitFor(async () => expect(await page.evaluate(newest)).not.toBe(heard), { timeout: 20_000 })
    }
    return {
      page,
      taps: async (...labels: string[]) => {
        for (const label of labels)
          await answered(() => page.getByRole('button', { name: label, exact: true }).last().click())
      },
      types: async (...lines: string[]) => {
        for (const line of lines)
          await answered(async () => {
            await page.locator('#field').fill(line)
            await page.keyboard.press('Enter')
          })
      },
      reads: (words: string) => page.locator('#lines').getByText(words).last().waitFor(),
    }
  }
})

/** The key of Loa's newest line. Runs in the page. */
function newest(): string | undefined {
  const lines = [...document.querySelectorAll<HTMLElement>('#lines > .bot')]
  return lines.at(-1)?.dataset.line
}
