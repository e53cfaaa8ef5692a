import { afterEach, describe, expect, it, vi } from 'vitest'
import { visitor } from '../../src/demo/visitor.ts'
import { startTelegramEmulator } from '../emulators/telegram/emulator.ts'
import { drawnPage, spoilt } from '../files/drawn-photos.ts'
import { hasRedis, privateRedis } from '../support/redis.ts'
import { approve } from './approve.ts'
import { bankPart, openDesk } from './desk.ts'
import { startDemoService } from './sample-office.ts'

const card = await drawnPage()
const stops: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop()
})

describe.each(['PostgreSQL', 'Redis'] as const)('a household on Telegram, queue on %s', (backend) => {
  it.skipIf(backend === 'Redis' && !hasRedis())(
    'asks, applies, is told, links, is reminded, is in difficulty, is answered, and hears an announcement once',
    async () => {
      const redis = backend === 'Redis' ? await privateRedis() : undefined
      if (redis) stops.push(() => redis.stop())
      const emulator = await startTelegramEmulator({ limits: { chatBurst: 200 } })
      stops.push(() => emulator.close())
      const service = await startDemoService({
        TELEGRAM_BOT_TOKEN: emulator.token,
        TELEGRAM_API_ROOT: emulator.root,
        ...(redis ? { REDIS_URL: redis.url } : {}),
      })
      stops.push(() => service.stop())

      const mai = emulator.user(7001, { firstName: 'Mai', lang: 'vi' })
      mai.start()
      await mai.waitFor(/máy trả lời tự động/)
      await goes(
        'Đồng ý',
        'Có, gửi cho tôi',
        'Tôi muốn vay vốn',
        'Nước sạch, nhà vệ sinh',
        'Duy Tiên',
        'Trác Văn',
        'Cả hai',
      )
      mai.tap('Không thuộc diện nào')
      const answer = await mai.waitFor(/Vay nhiều nhất/)
      for (const said of ['25.000.000 đồng', '8,4%', 'Quyết định 10/2024/QĐ-TTg']) expect(answer.text).toContain(said)

      await goes(
        'Làm đơn vay',
        'Đồng ý, làm đơn',
        'Trần Thị Mai',
        '1968',
        '0912345670',
        'thôn 3',
        '20tr',
        'xây bể nước và nhà vệ sinh',
        '0',
        'bể nước',
        '1',
        '20tr',
        'Xong',
        '60',
        '1 năm một lần',
        'không',
      )
      await mai.waitFor(/gửi ảnh: Căn cước, mặt trước/)
      mai.sendPhoto(await spoilt(card, { gain: 0.2 }))
      await mai.waitFor(/Ảnh tối quá/)
      mai.sendPhoto(card)
      await mai.waitFor(/gửi ảnh: Căn cước, mặt sau/)
      mai.sendPhoto(card, 'file')
      await mai.waitFor(/Bà con xem lại cho đúng/)
      mai.tap('Gửi đơn')
      const sent = await mai.waitFor(/Đã gửi đơn số (\S+)/)
      const code = /đơn số (\S+)/.exec(sent.text)?.[1] ?? ''

      const director = await openDesk(service.url, 'director')
      const officer = await openDesk(service.url, 'officer')
      const chair = await openDesk(service.url, 'commune_chair')
      const path = await officer.link('/console/applications', '/console/applications')
      expect(await officer.open(path)).toContain(code)
      await officer.send(`${path}/complete`, bankPart)
      await officer.send(`${path}/step`, { event: 'pass_to_group' })
      await mai.waitFor(new RegExp(code))
      await officer.send(`${path}/step`, { event: 'list' })
      await chair.send(`${path}/step`, { event: 'confirm' })
      await officer.send(`${path}/step`, { event: 'receive_file' })
      await director.send(`${path}/step`, { event: 'approve' })
      await vi.waitFor(async () => expect(mai.messages().at(-1)?.text).toContain('duyệt'), { timeout: 10_000 })

      mai.start(visitor.linkCode)
      await mai.waitFor(/số tiền vay là chuyện riêng/i)
      mai.tap('Xem nợ và nhắc nợ')
      await mai.waitFor(/là ai trong gia đình/)
      mai.tap('Chủ hộ, người đứng vay')
      await mai.waitFor(/4 số cuối/)
      mai.type(visitor.loanDigits)
      await mai.waitFor(/còn nợ/)
      const reminder = await mai.waitFor(/Nhắc ngày trả nợ/)
      expect(reminder.text).toContain('thứ Năm, 19/11/2026')
      mai.tap('Tôi gặp khó khăn')
      await mai.waitFor(/đã báo cán bộ/)

      const cases = await officer.open('/console/cases')
      expect(cases).toContain(visitor.headName)
      const difficulty = await service.data.store.cases.ofHousehold(
        (await service.data.store.households.byCustomerId(visitor.customerId))?.id ?? '',
      )
      await officer.send(`/console/cases/${difficulty[0]?.id}/answer`, {
        text: 'Chị mang sổ vay ra điểm giao dịch, tôi giúp làm đơn.',
      })
      await mai.waitFor(/mang sổ vay ra điểm giao dịch/)

      const preview = await officer.send('/console/announcements/new', {
        title: 'Lịch giao dịch tháng 12',
        body: 'Phiên giao dịch tháng 12 vẫn mở như mọi tháng.',
        source: 'Thông báo của phòng giao dịch',
        sender: 'Phòng giao dịch Duy Tiên',
        whom: 'everybody',
      })
      expect(preview).toContain('Lịch giao dịch tháng 12')
      const announcement = await officer.link('/console/announcements', '/console/announcements')
      await officer.send(`${announcement}/submit`, {})
      await approve(director, announcement)
      await director.send(`${announcement}/send`, {})
      await mai.waitFor(/vẫn mở như mọi tháng/)
      expect(mai.messages().filter((m) => m.text.includes('vẫn mở như mọi tháng'))).toHaveLength(1)
      expect(emulator.violations).toEqual([])

      async function goes(...steps: string[]) {
        for (const step of steps) {
          const before = mai.messages().length
          if (mai.messages().at(-1)?.labels.includes(step)) mai.tap(step)
          else mai.type(step)
          await emulator.until(
            () =>
              mai
                .messages()
                .slice(before)
                .some((m) => m.by === 'bot'),
            10_000,
          )
        }
      }
    },
    90_000,
  )
})
