import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AnnouncementRead, announcementMessage } from '../../src/app/announcement-message.ts'
import { makeTelegram } from '../../src/channels/telegram/index.ts'
import { loadLanguage } from '../../src/i18n.ts'
import type { Channel } from '../../src/ports/channel.ts'
import { makePreviews } from '../../src/wire/previews.ts'
import { startTelegramEmulator, type TelegramEmulator } from '../emulators/telegram/emulator.ts'
import type { Person } from '../emulators/zalo/person.ts'
import { openBrowser } from '../support/browser.ts'
import { freshDatabase } from '../support/database.ts'
import { openWorld, tell, type World } from '../support/http-world.ts'
import { vietnameseLetters } from './say.ts'
import { type ZaloBench, zaloBench } from './zalo/bench.ts'

const language = loadLanguage()
const previews = makePreviews(language.say)

const usual: AnnouncementRead = {
  sender: 'Phòng giao dịch Duy Tiên',
  title: 'Lịch giao dịch tháng 12',
  body: 'Phiên tháng 12 vẫn mở.\nBà con mang sổ vay.\n\nHỏi gì xin gọi số 0226 383 0000.',
  source: 'Thông báo 5/TB',
}

/** What an author may write, from the plainest to the strangest. */
const texts: [string, AnnouncementRead][] = [
  ['as they usually are', usual],
  ['no source', { ...usual, source: '' }],
  [
    'marks that channels read',
    { ...usual, title: '<b>Vay & trả</b>', body: 'a < b && c > d\n*đậm* _nghiêng_ `x` [x](y)' },
  ],
  ['braces and dollars', { ...usual, body: 'Chào {name} {{name}} $t(x) $1 %s' }],
  ['an address', { ...usual, body: 'Xem https://example.vn/a?b=1&c=2#d. Rồi gọi.' }],
  ['every letter', { ...usual, title: 'Chữ', body: vietnameseLetters }],
  ['signs outside the plane', { ...usual, title: '📢 🏠', body: '👩🏽‍🌾 và 🇻🇳' }],
  ['many blank lines', { ...usual, body: 'một\n\n\n\nhai\n \nba' }],
  [
    'a picture',
    {
      ...usual,
      picture: {
        ...{ alt: 'Sơ đồ <đường> vào nhà văn hóa', width: 800, height: 500 },
        address: `https://loa.test/picture/${'a-_Z'.repeat(10)}xyz`,
      },
    },
  ],
  ['as long as it may be', { ...usual, title: 'ặ'.repeat(100), body: 'Bà con nhớ đến. '.repeat(93) }],
]

describe.each(language.langs)('the preview in %s is what arrives, byte for byte', (lang) => {
  let telegram: { emulator: TelegramEmulator; channel: Channel }
  let zalo: ZaloBench & { person: Person }
  let web: World & { drop(): Promise<void> }
  beforeAll(async () => {
    const emulator = await startTelegramEmulator({ limits: { perSecond: 10_000, chatBurst: 1_000 } })
    const log = { info: () => {}, warn: () => {}, error: () => {} }
    const of = { token: emulator.token, apiRoot: emulator.root, clock: { now: () => new Date() }, log }
    telegram = { emulator, channel: makeTelegram({ ...of, say: language.say }) }
    emulator.user(7).open()
    const bench = await zaloBench({ zalo: { say: language.say } })
    const person = bench.emulator.user(7001, { name: 'Mai' })
    person.type('chào')
    zalo = { ...bench, person }
    const database = await freshDatabase()
    web = Object.assign(await openWorld({ url: database.url }), { drop: database.drop })
  })
  afterAll(async () => {
    await telegram.emulator.close()
    await zalo.close()
    await web.close()
    await web.drop()
  })

  const sentTo = async (channel: Channel, address: string, text: AnnouncementRead, deliveryId: string) => {
    const sent = await channel.send({ address, lang, message: announcementMessage(text), deliveryId })
    if (!sent.ok) throw new Error(`${sent.error.code} ${sent.error.detail}`)
  }
  const previewOf = (text: AnnouncementRead, channel: string) => {
    const found = previews(announcementMessage(text), lang).find((preview) => preview.channel === channel)
    if (!found || 'problem' in found) throw new Error(`no preview on ${channel}`)
    return 'texts' in found ? found.texts : found.view
  }

  it.each(texts)('on Telegram: %s', async (_, text) => {
    const { emulator, channel } = telegram
    const before = emulator.calls.length
    await sentTo(channel, '7', text, '1')
    const bytes = emulator.calls.slice(before).map((call) => [call.method, call.params.text])
    expect(previewOf(text, 'telegram')).toEqual(bytes.map(([, said]) => said))
    expect(emulator.violations).toEqual([])
  })

  it.each(texts)('on Zalo: %s', async (_, text) => {
    const before = zalo.person.messages().length
    await sentTo(zalo.zalo, String(zalo.person.id), text, zalo.deliveryId())
    const shown = zalo.person.messages().slice(before)
    expect(previewOf(text, 'zalo')).toEqual(shown.map((message) => message.text))
  })

  it.each(texts)('in the web chat: %s', async (_, text) => {
    const browser = openBrowser(web)
    await browser.ask('/chat/api/messages', {
      ...{ method: 'POST', body: JSON.stringify({ id: 'program-1', text: 'chào' }) },
      headers: { 'content-type': 'application/json', 'accept-language': lang },
    })
    const address = (await web.cameIn()).at(-1)?.address ?? ''
    await tell(web, { channel: 'web', address }, announcementMessage(text))
    await web.prisma.channelAccount.updateMany({ where: { address }, data: { lang } })
    const { messages } = (await (await browser.ask('/chat/api/messages')).json()) as {
      messages: { paragraphs?: { as: string; text: string }[] }[]
    }
    const view = previewOf(text, 'web')
    if (!('paragraphs' in view)) throw new Error('no view')
    const drawn = view.paragraphs.map(({ as, lines }) => ({
      as,
      text: lines.map((runs) => runs.map((run) => run.text).join('')).join('\n'),
    }))
    expect(messages.at(-1)?.paragraphs).toEqual(drawn)
  })
})
