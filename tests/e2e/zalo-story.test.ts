import { afterEach, describe, expect, it, vi } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { visitor } from '../../src/demo/visitor.ts'
import { makeLog } from '../../src/log.ts'
import { prepareDemo } from '../../src/wire/demo.ts'
import { openData } from '../../src/wire/open-data.ts'
import { startZaloEmulator, type ZaloEmulator } from '../emulators/zalo/emulator.ts'
import type { Variant } from '../emulators/zalo/variants.ts'
import { freshDatabase } from '../support/database.ts'
import { startLoa } from '../support/loa-process.ts'
import { freePort } from '../support/redis.ts'
import { bankPart, openDesk } from './desk.ts'

const stops: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop()
})

const ways: [string, Partial<Variant>][] = [
  ['with buttons', {}],
  ['where Zalo drops buttons and lets echoes come first', { buttons: 'drop', echo: 'before' }],
]

describe.each(ways)('a household on Zalo %s', (_, variant) => {
  it('is reached once the account is connected, asks, applies, links, is reminded, is answered by hand and by Loa, and hears an announcement once', async () => {
    const { emulator, url } = await startOffice(variant)
    const director = await openDesk(url, 'director')
    expect(await director.open('/console/channels')).toContain('chưa kết nối')
    const permission = await director.linkWith('/v4/oa/permission', '/console/channels/zalo/connect', {})
    const back = new URL(emulator.consent(permission))
    expect(await director.open(back.pathname + back.search)).toContain('Đã kết nối Zalo OA')
    expect(await emulator.setWebhook(`${url}/webhooks/zalo`)).toEqual({ ok: true, answer: 200 })

    const mai = emulator.user(7001, { name: 'Mai' })
    mai.follow()
    await mai.waitFor(/máy trả lời tự động/, 30_000)
    await goes('Đồng ý', 'Có, gửi cho tôi', 'Tôi muốn vay vốn', 'Nước sạch, nhà vệ sinh', 'Duy Tiên', 'Trác Văn')
    await goes('Cả hai', 'Không thuộc diện nào')
    const answer = await mai.waitFor(/Vay nhiều nhất/, 20_000)
    for (const said of ['25.000.000 đồng', '8,4%', 'Quyết định 10/2024/QĐ-TTg']) expect(answer.text).toContain(said)

    await goes('Làm đơn vay', 'Đồng ý, làm đơn', 'Trần Thị Mai', '1968', '0912345670', 'Duy Tiên', 'thôn 3', '20tr')
    await goes('xây bể nước và nhà vệ sinh', '0', '60', 'Gửi đơn')
    const sent = await mai.waitFor(/Đã gửi đơn số (\S+)/, 20_000)
    const code = /đơn số (\S+)/.exec(sent.text)?.[1] ?? ''

    const officer = await openDesk(url, 'officer')
    const chair = await openDesk(url, 'commune_chair')
    const path = await officer.link('/console/applications', '/console/applications')
    expect(await officer.open(path)).toContain(code)
    await officer.send(`${path}/complete`, bankPart)
    await officer.send(`${path}/step`, { event: 'pass_to_group' })
    await mai.waitFor(new RegExp(`(?<!Đã gửi đơn số )${code}`), 20_000)
    await officer.send(`${path}/step`, { event: 'list' })
    await chair.send(`${path}/step`, { event: 'confirm' })
    await officer.send(`${path}/step`, { event: 'receive_file' })
    await director.send(`${path}/step`, { event: 'approve' })
    await vi.waitFor(() => expect(mai.messages().at(-1)?.text).toContain('duyệt'), { timeout: 20_000 })

    mai.type('menu')
    await goes('Việc khác', 'Liên kết sổ vay', 'Có mã trên giấy', visitor.linkCode.toLowerCase())
    await goes('Xem nợ và nhắc nợ', 'Chủ hộ, người đứng vay', visitor.loanDigits)
    await mai.waitFor(/còn nợ/, 20_000)
    const reminder = await mai.waitFor(/Nhắc ngày trả nợ/, 30_000)
    expect(reminder.text).toContain('thứ Năm, 19/11/2026')
    await goes(variant.buttons === 'drop' ? '2' : 'Tôi gặp khó khăn')
    const reported = await mai.waitFor(/đã báo cán bộ/, 20_000)

    const difficulty = `/console/cases/${Number(/K\d\d-(\d+)/.exec(reported.text)?.[1])}`
    expect(await officer.open('/console/cases')).toContain(visitor.headName)
    await officer.send(`${difficulty}/answer`, { text: 'Chị mang sổ vay ra điểm giao dịch, tôi giúp làm đơn.' })
    await mai.waitFor(/mang sổ vay ra điểm giao dịch/, 20_000)

    emulator.agent().type(mai.id, 'Chào chị, em là Hoa ở phòng giao dịch.')
    await emulator.quiet()
    mai.type('Chào em, chị hỏi lãi suất nước sạch')
    await mai.waitFor(/đang trực tiếp trả lời/, 20_000)
    const heard = mai.messages().length
    mai.type('Vay được bao nhiêu hả em?')
    await emulator.quiet()
    mai.type('menu')
    await mai.waitFor((m) => m.by === 'oa', 20_000)
    expect(mai.messages()).toHaveLength(heard + 1)
    const talk = await officer.open(difficulty)
    for (const said of ['em là Hoa ở phòng giao dịch', 'nhắn thẳng trên Zalo', 'Vay được bao nhiêu hả em?'])
      expect(talk).toContain(said)

    await director.send('/console/announcements/new', {
      title: 'Lịch giao dịch tháng 12',
      body: 'Phiên giao dịch tháng 12 vẫn mở như mọi tháng.',
      source: 'Thông báo của phòng giao dịch',
      sender: 'Phòng giao dịch Duy Tiên',
      whom: 'everybody',
    })
    const announcement = await director.link('/console/announcements', '/console/announcements')
    await director.send(`${announcement}/send`, {})
    await mai.waitFor(/vẫn mở như mọi tháng/, 20_000)
    await emulator.quiet()
    expect(mai.messages().filter((m) => m.text.includes('vẫn mở như mọi tháng'))).toHaveLength(1)
    expect((await fetch(`${url}/health/ready`)).status).toBe(200)
    expect(emulator.violations).toEqual([])

    /** Presses what stands in the newest message, or types it: a label and its words mean the same. */
    async function goes(...steps: string[]) {
      for (const step of steps) {
        const before = mai.messages().length
        if (mai.messages().at(-1)?.labels.includes(step)) mai.tap(step)
        else mai.type(step)
        await emulator.until(() => mai.messages().length > before, 20_000)
      }
    }
  }, 240_000)
})

/** The sample office as an operator runs it, one process for each role, with a Zalo that nobody has connected yet. */
async function startOffice(variant: Partial<Variant>): Promise<{ emulator: ZaloEmulator; url: string }> {
  const database = await freshDatabase()
  stops.push(() => database.drop())
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const dataKey = Buffer.alloc(32, 5)
  const env = {
    DATABASE_URL: database.url,
    LOA_DATA_KEY: dataKey.toString('base64'),
    PORT: String(port),
    PUBLIC_URL: url,
  }
  const data = await openData(readConfig(env), { log: makeLog('error'), dataKey, beside: false })
  const { clock } = await prepareDemo(data)
  const aheadMs = clock.now().getTime() - Date.now()
  await data.close()
  const emulator = await startZaloEmulator({
    now: () => Date.now() + aheadMs,
    variant,
    settings: { redirectUri: `${url}/console/channels/zalo/callback`, perMinute: 1_000_000 },
  })
  stops.push(() => emulator.close())
  const { ZALO_REFRESH_TOKEN: _, ...zalo } = emulator.env()
  for (const role of ['web', 'worker']) {
    const loa = startLoa(['start', '--roles', role], {
      ...{ ...env, ...zalo, HOST: '127.0.0.1', ZALO_MESSAGES_PER_SECOND: '50' },
    })
    stops.push(async () => {
      loa.kill()
      expect(await loa.ended, loa.log()).toBe(0)
    })
    await loa.says('Loa is running')
  }
  return { emulator, url }
}
