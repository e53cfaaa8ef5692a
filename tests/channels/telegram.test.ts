import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { resolve } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { fit, split } from '../../src/channels/fit.ts'
import { NoAnswer } from '../../src/channels/telegram/call.ts'
import { can, waitUntoldSeconds } from '../../src/channels/telegram/can.ts'
import { errorOf, withoutToken } from '../../src/channels/telegram/error-of.ts'
import { makeTelegram, type TelegramOptions } from '../../src/channels/telegram/index.ts'
import { readUpdate } from '../../src/channels/telegram/receive.ts'
import { render } from '../../src/channels/telegram/render.ts'
import { tokenOf } from '../../src/conversation/token.ts'
import type { Message, Option, Prompt } from '../../src/conversation/words.ts'
import type { Channel, Inbound, InboundKind } from '../../src/ports/channel.ts'
import { type EmulatorOptions, startTelegramEmulator, type TelegramEmulator } from '../emulators/telegram/emulator.ts'
import type { Fault } from '../emulators/telegram/faults.ts'
import { type ChannelBench, channelContract } from './contract.ts'
import { plain, say, vietnameseLetters } from './say.ts'

const place = { flow: 'test', ref: '3f', node: 'question' }
const hello: Message = { parts: [{ as: 'text', words: plain('Chào bà con') }] }
const uncertain = { code: 'uncertain', retry: 'unknown', ours: false }
const content = { code: 'content', retry: 'never', ours: true }
const silent = { info: () => {}, warn: () => {}, error: () => {} }
const quiet = { say, clock: { now: () => new Date('2026-11-22T03:00:00Z') }, log: silent, firstWaitMs: 1 }

const open: (() => Promise<unknown> | undefined)[] = []
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close()
})

describe('reading updates', () => {
  const at = new Date('2026-11-22T03:00:00Z')
  const sentAt = new Date(1_795_312_800_000)
  const cases: [string, InboundKind][] = [
    ['text', { kind: 'text', text: 'Nhà em là hộ cận nghèo, muốn vay 20 triệu' }],
    ['text-reply', { kind: 'text', text: 'Dạ vâng ạ' }],
    ['start', { kind: 'start' }],
    ['start-payload', { kind: 'start', payload: 'kT3_x-9ZqA' }],
    ['start-words', { kind: 'start' }],
    ['command', { kind: 'text', text: '/menu@loa_mau_bot' }],
    ['tap', { kind: 'tap', token: 'check-eligibility/household.poor#3f' }],
    ['tap-old-message', { kind: 'tap', token: 'apply/amount.back#1' }],
    ['contact-own', { kind: 'contact', phone: '84900000001', own: true }],
    ['contact-other', { kind: 'contact', phone: '+84900000002', own: false }],
    ['contact-no-account', { kind: 'contact', phone: '0900000003', own: false }],
    ['photo', { kind: 'photo', photo: { ref: 'AgAC1' } }],
    ['sticker', { kind: 'unsupported' }],
    ['voice', { kind: 'unsupported' }],
    ['location', { kind: 'unsupported' }],
    ['blocked', { kind: 'blocked' }],
    ['unblocked', { kind: 'unblocked' }],
  ]

  it.each(cases)('%s', (name, what) => {
    const update = fixture(name)
    expect(readUpdate(update, at)?.inbound).toEqual({
      channel: 'telegram',
      updateId: String(update.update_id),
      address: '5012345678',
      at: name.startsWith('tap') ? at : sentAt,
      lang: 'vi',
      name: 'Mẫu Nguyễn Thị',
      what,
    })
  })

  it.each([
    'group-text',
    'group-contact',
    'group-removed',
    'group-tap',
    'edited',
    'channel-post',
    'pinned',
    'tap-game',
    'tap-inline',
  ])('%s gives nothing', (name) => {
    const read = readUpdate(fixture(name), at)
    expect(read).toBeDefined()
    expect(read?.inbound).toBeUndefined()
  })

  it.each(['tap', 'tap-old-message', 'tap-game', 'tap-inline', 'group-tap'])('%s wants an answer', (name) => {
    expect(readUpdate(fixture(name), at)?.callbackId).toMatch(/^215278612345\d\d$/)
  })

  it.each([[null], ['text'], [{}], [{ update_id: 'x' }], [{ update_id: 1, message: { text: 'no chat' } }]])(
    '%j is no update',
    (raw) => {
      expect(readUpdate(raw, at)).toBeUndefined()
    },
  )

  it('takes a payload of 64 characters and no longer one', () => {
    const start = (payload: string) => {
      const update = fixture('start')
      update.message.text = `/start ${payload}`
      return readUpdate(update, at)?.inbound?.what
    }
    expect(start('a'.repeat(64))).toEqual({ kind: 'start', payload: 'a'.repeat(64) })
    expect(start('a'.repeat(65))).toEqual({ kind: 'start' })
  })
})

describe('drawing', () => {
  it('draws parts and a choice as one message', () => {
    const message: Message = {
      parts: [
        { as: 'title', words: plain('Vay vốn <mới>') },
        { as: 'text', words: plain('Lãi & gốc') },
        { as: 'source', words: plain('Theo văn bản A') },
      ],
      prompt: { ...asked(['Hộ nghèo theo danh sách', 'Hộ khác']), hint: plain('Chọn một.') },
    }
    expect(drawn(message)).toEqual([
      {
        text: '<b>Vay vốn &lt;mới&gt;</b>\n\nLãi &amp; gốc\n\n<i>Theo văn bản A</i>\n\nCâu hỏi?\nChọn một.',
        parse_mode: 'HTML',
        link_preview_options: { is_disabled: true },
        reply_markup: {
          inline_keyboard: [
            [{ text: 'Hộ nghèo theo danh sách', callback_data: 'test/question.o1#3f' }],
            [{ text: 'Hộ khác', callback_data: 'test/question.o2#3f' }],
          ],
        },
      },
    ])
  })

  it.each([
    ['two in a row up to 14 characters', ['a'.repeat(14), 'b', 'c'], [2, 1]],
    ['one in a row from 15 characters', ['a'.repeat(15), 'b', 'c'], [1, 1, 1]],
    ['letters with tones count once', ['Ế'.normalize('NFD').repeat(14), 'b'], [2]],
  ])('%s', (_, labels, rows) => {
    expect(keyboardOf(asked(labels)).map((row) => row.length)).toEqual(rows)
  })

  it('puts the words that work everywhere below, two in a row', () => {
    const also = [option('back', 'Quay lại'), option('menu', 'Về đầu'), option('person', 'Gặp cán bộ')]
    const rows = keyboardOf({ ...asked(['Một câu trả lời dài hơn']), also })
    expect(rows.map((row) => row.map((b) => b.text))).toEqual([
      ['Một câu trả lời dài hơn'],
      ['Quay lại', 'Về đầu'],
      ['Gặp cán bộ'],
    ])
    expect(rows[1]![0]).toEqual({ text: 'Quay lại', callback_data: 'test/question.back#3f' })
  })

  it('asks for a phone number by a button, and says that it may be typed', () => {
    const prompt: Prompt = { ...place, kind: 'phone', ask: plain('Số điện thoại?'), also: [option('back', 'Quay lại')] }
    const [message] = drawn({ parts: [], prompt })
    expect(message!.text).toBe(`Số điện thoại?\n\n${say({ key: 'channels:or_type_phone' }, 'vi')}`)
    expect(message!.reply_markup).toEqual({
      keyboard: [[{ text: say({ key: 'channels:share_phone' }, 'vi'), request_contact: true }], [{ text: 'Quay lại' }]],
      one_time_keyboard: true,
      resize_keyboard: true,
    })
  })

  it.each(['amount', 'day', 'number', 'text'] as const)('takes the phone button away when a %s is typed', (kind) => {
    const [message] = drawn({ parts: [], prompt: { ...place, kind, ask: plain('?') } })
    expect(message!.reply_markup).toEqual({ remove_keyboard: true })
  })

  it.each([
    [64, 'buttons'],
    [65, 'numbers'],
  ])('a token of %i bytes becomes %s', (bytes, as) => {
    const fixed = Buffer.byteLength(tokenOf(asked(['x']), ''))
    const prompt: Prompt = { ...asked([]), kind: 'choice', options: [option('o'.repeat(bytes - fixed), 'Có')] }
    expect(Buffer.byteLength(tokenOf(prompt, prompt.options[0]!.id))).toBe(bytes)
    const [message] = drawn({ parts: [], prompt })
    if (as === 'buttons') expect(message!.reply_markup).toHaveProperty('inline_keyboard')
    else expect(message!.text).toContain('1. Có')
  })

  it('numbers options with long labels, with buttons for the numbers', () => {
    const long = `Có ${'dài '.repeat(20)}hết`
    const prompt = asked([long, 'Không'])
    const [message] = drawn({ parts: [], prompt })
    expect(message!.text).toBe(`Câu hỏi?\n\n1. ${long}\n2. Không`)
    expect(keyboardOf(prompt)).toEqual([
      [
        { text: '1', callback_data: 'test/question.o1#3f' },
        { text: '2', callback_data: 'test/question.o2#3f' },
      ],
    ])
  })

  it('numbers more options than there are buttons, and names the other words', () => {
    const labels = Array.from({ length: can.buttons + 1 }, (_, i) => `Xã ${i + 1}`)
    const tooMany = Array.from({ length: can.buttons + 1 }, (_, i) => option(`w${i}`, `từ ${i}`))
    const [message] = drawn({ parts: [], prompt: { ...asked(labels), also: tooMany } })
    expect(message!.text).toContain(`${labels.length}. Xã ${labels.length}`)
    expect(message!.text).toContain(say({ key: 'channels:choose_number' }, 'vi'))
    expect(message!.text).toContain('Hoặc gõ: từ 0, từ 1')
    expect(message!.reply_markup).toEqual({ remove_keyboard: true })
  })

  it.each([
    ['exactly at the limit', [2000, 2094], 1],
    ['one over', [2000, 2095], 2],
    ['a paragraph at the limit', [4096], 1],
    ['two of them', [4096, 4096], 2],
  ])('splits between paragraphs: %s', (_, lengths, messages) => {
    const parts = lengths.map((n) => ({ as: 'text' as const, words: plain('ữ'.repeat(n)) }))
    const pages = drawn({ parts })
    expect(pages).toHaveLength(messages)
    expect(pages.map((p) => p.text).join('\n\n')).toBe(lengths.map((n) => 'ữ'.repeat(n)).join('\n\n'))
  })

  it('counts what is left after the marks, and emoji as two', () => {
    expect(drawn({ parts: [{ as: 'title', words: plain('<'.repeat(4096)) }] })).toHaveLength(1)
    const rendered = render({ parts: [{ as: 'text', words: plain('📱'.repeat(2049)) }] }, inVietnamese)
    expect(rendered).toEqual({ ok: false, problem: expect.stringContaining('4096') })
  })

  it('has nothing to send without text', () => {
    expect(render({ parts: [{ as: 'text', words: plain(' \n ') }] }, inVietnamese)).toMatchObject({ ok: false })
  })

  it('puts the keyboard under the last of several messages', () => {
    const parts = [1, 2].map(() => ({ as: 'text' as const, words: plain('x'.repeat(3000)) }))
    const pages = drawn({ parts, prompt: asked(['Có']) })
    expect(pages.map((p) => p.reply_markup !== undefined)).toEqual([false, true])
  })
})

describe('fitting', () => {
  const small = { buttons: 3, buttonLabel: 5, tokenBytes: 64, listRows: 4, text: 100 }
  const label = (o: Option) => inVietnamese(o.label)
  const sized = (labels: string[], also: string[] = []) => {
    const layout = fit({ ...asked(labels), also: also.map((l) => option(l, l)) }, small, label)
    return `${layout.as}, also ${layout.also.as}`
  }
  it.each([
    [['a', 'b', 'c'], [], 'buttons, also buttons'],
    [['a', 'b', 'c', 'd'], [], 'list, also buttons'],
    [['a', 'b', 'c', 'd', 'e'], [], 'numbers, also buttons'],
    [['a', 'b'], ['x'], 'buttons, also buttons'],
    [['a', 'b'], ['x', 'y'], 'buttons, also words'],
    [['a', 'toolong'], [], 'list, also buttons'],
    [['a'], ['toolong'], 'buttons, also words'],
  ])('%j with %j: %s', (labels, also, expected) => {
    expect(sized(labels, also)).toBe(expected)
  })

  it('steps down to numbers on buttons where there is no list', () => {
    expect(fit(asked(['a', 'toolong']), { ...small, listRows: 0 }, label).as).toBe('number_buttons')
  })

  it('never splits a paragraph', () => {
    const words = { limit: 10, length: (p: string) => p.length }
    expect(split(['aaaa', 'bbbb', 'c'], words)).toEqual([['aaaa', 'bbbb'], ['c']])
    expect(split(['aaaa', 'b'.repeat(11)], words)).toBeUndefined()
  })
})

describe('sending', () => {
  it('sends what it draws', async () => {
    const { emulator, channel, person } = await bench()
    const message: Message = {
      parts: [{ as: 'title', words: plain(vietnameseLetters) }],
      prompt: asked(['Có', 'Không']),
    }
    const result = await send(channel, message)
    const [shown] = person.messages()
    expect(result).toEqual({ ok: true, messageId: String(shown!.messageId) })
    expect(shown!.text).toBe(`${vietnameseLetters}\n\nCâu hỏi?`)
    expect(shown!.entities).toEqual([{ type: 'bold', offset: 0, length: vietnameseLetters.length }])
    expect(shown!.labels).toEqual(['Có', 'Không'])
    expect(emulator.calls).toEqual([
      { method: 'sendMessage', params: { chat_id: String(person.id), ...drawn(message)[0] } },
    ])
  })

  // Code and text of the platform, and what delivery reads of it; below the rows of each name their neighbours, which are no such thing.
  // Sources: table 1.3 of the facts on Telegram.
  const bad = (reason: string) => refused(400, `Bad Request: ${reason}`)
  const forbidden = (reason: string) => refused(403, `Forbidden: ${reason}`)
  const refusals: [string, Fault, object][] = [
    ['blocked', forbidden('bot was blocked by the user'), final('blocked')],
    ['blocked, raw', bad('USER_IS_BLOCKED'), final('blocked')],
    ['not blocked: another reason', forbidden('bot was blocked'), final('refused')],
    ['not blocked: another code', bad('bot was blocked by the user'), final('refused')],
    ['deactivated', forbidden('user is deactivated'), final('deactivated')],
    ['deactivated, raw', bad('INPUT_USER_DEACTIVATED'), final('deactivated')],
    ['not deactivated: another code', bad('user is deactivated'), final('refused')],
    ['not started', forbidden("bot can't initiate conversation with a user"), final('not_started')],
    ['not "not started": a bot', forbidden("bot can't send messages to bots"), final('refused')],
    ['chat not found', bad('chat not found'), final('not_found')],
    ['private chat not found', bad('private chat not found'), final('not_found')],
    ['user not found', bad('user not found'), final('not_found')],
    ['bad peer', bad('PEER_ID_INVALID'), final('not_found')],
    ['no chat', bad('chat_id is empty'), final('not_found')],
    ['not "not found": a message', bad('message to be replied not found'), final('refused')],
    ['kicked from a group', forbidden('bot was kicked from the group chat'), final('not_found')],
    ['kicked from a supergroup', forbidden('bot was kicked from the supergroup chat'), final('not_found')],
    ['kicked from a channel', forbidden('bot was kicked from the channel chat'), final('not_found')],
    ['no member of a group', forbidden('bot is not a member of the group chat'), final('not_found')],
    ['no member of a supergroup', forbidden('bot is not a member of the supergroup chat'), final('not_found')],
    ['no member of a channel', forbidden('bot is not a member of the channel chat'), final('not_found')],
    ['group deleted', forbidden('the group chat was deleted'), final('not_found')],
    ['group shut down', bad('group chat was deactivated'), final('not_found')],
    ['a group, but only its rights', bad('not enough rights to send text messages to the chat'), final('refused')],
    ['moved, address unsaid', bad('group chat was upgraded to a supergroup chat'), final('moved')],
    ['not moved: another upgrade', bad('chat was upgraded'), final('refused')],
    ['too long', bad('message is too long'), content],
    ['too long, raw', bad('MESSAGE_TOO_LONG'), content],
    ['not "too long": something else', bad('chat title is too long'), final('refused')],
    ['empty', bad('message text is empty'), content],
    ['only blanks', bad('text must be non-empty'), content],
    ['no UTF-8', bad('strings must be encoded in UTF-8'), content],
    ['not empty: something else', bad('caption is empty'), final('refused')],
    ['marks', bad(`can't parse entities: Unsupported start tag "x" at byte offset 0`), content],
    ['marks of no kind', bad('unsupported parse_mode'), content],
    ['marks, raw', bad('ENTITY_TEXTURL_INVALID'), content],
    ['not marks: something else', bad("can't parse chat permissions JSON object"), final('refused')],
    ['keyboard too long', bad('reply markup is too long'), content],
    ['keyboard, raw', bad('REPLY_MARKUP_INVALID'), content],
    ['no keyboard at all', bad('object expected as reply markup'), content],
    ['keyboard of no shape', bad("can't parse reply keyboard markup JSON object"), content],
    ['rows of no shape', bad('field "inline_keyboard" must be an Array of Arrays'), content],
    ['button of no shape', bad('can\'t parse inline keyboard button: Can\'t find field "text"'), content],
    ['button data', bad('BUTTON_DATA_INVALID'), content],
    ['button type', bad('BUTTON_TYPE_INVALID'), content],
    [
      'not the keyboard: the same as before',
      bad(
        'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
      ),
      final('refused'),
    ],
    ['not the keyboard: a group', bad('phone number can be requested in private chats only'), final('refused')],
    ['too large', refused(413, 'Request Entity Too Large'), content],
    ['another 400', bad('something new'), final('refused')],
    ['another 403', forbidden('something new'), final('refused')],
    ['another 4xx', refused(418, 'I am new'), final('refused')],
    ['token revoked', refused(401, 'Unauthorized'), { code: 'unauthorized', retry: 'later', ours: true }],
    ['token of no shape', refused(404, 'Not Found'), { code: 'unauthorized', retry: 'later', ours: true }],
    [
      'another program polls',
      refused(409, 'Conflict: terminated by other getUpdates request'),
      { code: 'conflict', retry: 'later', ours: true },
    ],
    [
      'a webhook is set',
      refused(409, "Conflict: can't use getUpdates method while webhook is active"),
      { code: 'conflict', retry: 'later', ours: true },
    ],
    ['told to wait', refused(429, 'Too Many Requests: retry after 35', { retry_after: 35 }), waiting(35)],
    [
      'told to wait half a day',
      refused(429, 'Too Many Requests: retry after 50000', { retry_after: 50_000 }),
      waiting(50_000),
    ],
    ['told to wait, not how long', refused(429, 'Too Many Requests'), waiting(waitUntoldSeconds)],
    ['restart', refused(500, 'Internal Server Error: restart'), uncertain],
    ['server error', { how: 'error500' }, uncertain],
    ['gateway in words of Telegram', refused(502, 'Bad Gateway'), uncertain],
    ['gateway page', { how: 'gateway' }, uncertain],
    ['gateway page, delivered', { how: 'gatewayAfter' }, uncertain],
    ['reset after the request was written', { how: 'reset' }, uncertain],
    ['answer lost', { how: 'lost' }, uncertain],
  ]
  it.each(refusals)('%s', async (_, fault, expected) => {
    const { emulator, channel } = await bench()
    emulator.fail(fault)
    const result = await send(channel)
    expect(result).toMatchObject({ ok: false, error: expected })
    expect(JSON.stringify(result)).not.toContain(emulator.token.slice(8))
  })

  it('names the new address of a group that was upgraded', async () => {
    const { emulator, channel } = await bench()
    emulator.group(-4001).upgrade(-1004001)
    expect(await send(channel, hello, '-4001')).toEqual({
      ok: false,
      error: { ...final('moved'), movedTo: '-1004001', detail: expect.stringContaining('upgraded') },
    })
  })

  it('names a new address only with that refusal', async () => {
    const { emulator, channel } = await bench()
    emulator.fail(refused(400, 'Bad Request: something new', { migrate_to_chat_id: -5 }))
    const result = await send(channel)
    expect(result).toMatchObject({ ok: false, error: final('refused') })
    expect(JSON.stringify(result)).not.toContain('movedTo')
  })

  it.each([
    ['has blocked the bot', (e: TelegramEmulator) => e.user(7).block(), 'blocked'],
    ['has deleted the account', (e: TelegramEmulator) => e.user(7).deactivate(), 'deactivated'],
    ['never pressed Start', (e: TelegramEmulator) => e.user(9), 'not_started', '9'],
    ['does not exist', () => undefined, 'not_found', '404404'],
    ['is no number', () => undefined, 'not_found', '@somebody'],
  ])('a person who %s', async (_, prepare, code, address = '7') => {
    const { emulator, channel } = await bench()
    prepare(emulator)
    expect(await send(channel, hello, address)).toMatchObject({ ok: false, error: final(code) })
    expect(emulator.violations).toEqual([])
  })

  it('passes on how long to wait, and sends nothing by itself', async () => {
    const { emulator, channel } = await bench({ limits: { chatBurst: 2, chatPerSecond: 0.25 }, now: () => 0 })
    await send(channel)
    await send(channel)
    expect(await send(channel)).toMatchObject({ ok: false, error: { code: 'too_many', retry: { afterSeconds: 4 } } })
    expect(emulator.delivered().get(7)).toBe(2)
  })

  it.each([
    ['hang', 0],
    ['silent', 1],
  ] as const)('does not know after its time whether a message arrived: %s', async (how, delivered) => {
    const { emulator, channel } = await bench({}, { sendSeconds: 0.2 })
    emulator.fail({ how })
    expect(await send(channel)).toMatchObject({ ok: false, error: uncertain })
    expect(emulator.messagesOf(7)).toHaveLength(delivered)
  })

  it('sends nothing twice when the answer is lost', async () => {
    const { emulator, channel } = await bench()
    emulator.fail({ how: 'lost' })
    await send(channel)
    expect(emulator.delivered().get(7)).toBe(1)
  })

  it('knows that nothing was sent when nobody listens, and keeps the token to itself', async () => {
    const { emulator, channel } = await bench()
    await emulator.close()
    const result = await send(channel)
    expect(result).toMatchObject({ ok: false, error: { code: 'unreachable', retry: 'later', ours: false } })
    expect(JSON.stringify(result)).toContain('ECONNREFUSED')
    expect(JSON.stringify(result)).not.toContain(emulator.token)
  })

  it('knows that nothing was sent when the name does not resolve', async () => {
    const channel = makeTelegram({ ...quiet, token: '1:a', apiRoot: 'http://telegram.invalid' })
    expect(await send(channel)).toMatchObject({ ok: false, error: { code: 'unreachable', retry: 'later' } })
  })

  it.each([
    ['a call that surely was not written', new NoAnswer('ECONNREFUSED: x', false), 'unreachable'],
    ['a call that may have arrived', new NoAnswer('UND_ERR_SOCKET: other side closed', true), 'uncertain'],
    ['anything else', new Error('the database is away'), 'uncertain'],
    ['what is no error', 'x', 'uncertain'],
  ])('%s is read by what is known of it', (_, error, expected) => {
    expect(errorOf(error, '1:a').code).toBe(expected)
  })

  it('keeps the token out of what it tells', () => {
    expect(errorOf(new NoAnswer('POST /bot1:a/sendMessage', true), '1:a').detail).toBe(
      'NoAnswer: POST /bot<token>/sendMessage',
    )
  })

  it('takes the token out of any text', () => {
    expect(withoutToken('POST http://x/bot123:AB-c_d/sendMessage 123:AB-c_d', '123:AB-c_d')).toBe(
      'POST http://x/bot<token>/sendMessage <token>',
    )
    expect(withoutToken('http://x/bot9:other/getMe', '1:a')).toBe('http://x/bot<token>/getMe')
  })

  const threePages: Message = {
    parts: [1, 2, 3].map((i) => ({ as: 'text', words: plain(`${i}${'x'.repeat(4000)}`) })),
  }
  it('sends a long text as several messages in order', async () => {
    const { channel, person } = await bench()
    const result = await send(channel, threePages)
    expect(person.messages().map((m) => m.text[0])).toEqual(['1', '2', '3'])
    expect(result).toEqual({ ok: true, messageId: String(person.messages()[2]!.messageId) })
  })

  it('waits a moment with the rest of a text when told to', async () => {
    const { emulator, channel } = await bench({ limits: { chatBurst: 2, chatPerSecond: 1 } })
    expect(await send(channel, threePages)).toMatchObject({ ok: true })
    expect(emulator.pace().tooMany).toBe(1)
  })

  it.each<[string, Fault, object]>([
    ['told to wait long', refused(429, 'Too Many Requests: retry after 60', { retry_after: 60 }), uncertain],
    ['server error', { how: 'error500' }, uncertain],
    ['moved meanwhile', refused(400, 'Bad Request: group chat was upgraded to a supergroup chat'), uncertain],
    ['blocked meanwhile', refused(403, 'Forbidden: bot was blocked by the user'), final('blocked')],
  ])('a text broken off in the middle is not sent again: %s', async (_, fault, expected) => {
    const { emulator, channel } = await bench()
    emulator.latency(20)
    const sending = send(channel, threePages)
    await emulator.until(() => emulator.delivered().get(7) === 1)
    emulator.fail(fault)
    expect(await sending).toMatchObject({ ok: false, error: expected })
    expect(emulator.delivered().get(7)).toBe(1)
  })
})

describe('polling', () => {
  it('hears everything in order and answers taps', async () => {
    const { emulator, channel, person, heard } = await polling()
    person.type('một')
    await emulator.until(() => heard.length === 1)
    await send(channel, { parts: [], prompt: asked(['Có']) })
    person.tap('Có')
    person.shareContact()
    person.sendPhoto()
    person.block()
    person.unblock()
    emulator.group(-5).type(7, 'không phải cho Loa')
    await emulator.until(() => heard.length === 6 && emulator.answered() === 1 && emulator.waiting() === 0)
    expect(heard.map((i) => i.what)).toEqual([
      { kind: 'text', text: 'một' },
      { kind: 'tap', token: 'test/question.o1#3f' },
      { kind: 'contact', phone: person.phone, own: true },
      { kind: 'photo', photo: { ref: 'photo1' } },
      { kind: 'blocked' },
      { kind: 'unblocked' },
    ])
    expect(emulator.violations).toEqual([])
  })

  it('confirms only what is stored: a batch that was not is given again', async () => {
    let down = true
    const { emulator, person, heard } = await polling({
      store: () => {
        if (down) throw new Error('the database is away')
      },
    })
    const id = person.type('một')
    await emulator.until(() => emulator.calls.filter((c) => c.method === 'getUpdates').length >= 3)
    expect(emulator.waiting()).toBe(1)
    down = false
    await emulator.until(() => heard.length === 1 && emulator.waiting() === 0)
    expect(heard[0]!.updateId).toBe(String(id))
  })

  it('gives a repeated update its old id', async () => {
    const { emulator, person, heard } = await polling()
    const id = person.type('một')!
    await emulator.until(() => heard.length === 1 && emulator.waiting() === 0)
    emulator.resend(id)
    await emulator.until(() => heard.length === 2)
    expect(heard[1]).toEqual(heard[0])
  })

  it.each<[string, Fault, string]>([
    ['the network breaks', { how: 'reset', method: 'getUpdates', times: 2 }, 'uncertain'],
    ['the server stumbles', { how: 'error500', method: 'getUpdates', times: 2 }, 'uncertain'],
    ['another program polls', { ...refused(409, 'Conflict: x'), method: 'getUpdates', times: 2 }, 'conflict'],
    ['being told to wait', { ...refused(429, 'x', { retry_after: 0.01 }), method: 'getUpdates' }, 'too_many'],
    ['the first call fails', { how: 'error500', method: 'deleteWebhook', times: 2 }, 'uncertain'],
  ])('goes on after %s', async (_, fault, code) => {
    const { emulator, channel, person, heard, logged } = await polling({ fault })
    await emulator.until(() => channel.trouble?.() === undefined && logged.length > 1)
    person.type('một')
    await emulator.until(() => heard.length === 1)
    expect(logged[0]).toMatchObject({ failure: code })
    expect(JSON.stringify(logged)).not.toContain(emulator.token)
  })

  it('takes away a webhook first', async () => {
    const { emulator } = await bench()
    await call(emulator, 'setWebhook', { url: 'http://127.0.0.1:9/' })
    await polling({ emulator })
    await emulator.until(() => emulator.webhook() === undefined)
  })

  it('does not let an unanswered tap hold anything up', async () => {
    const { emulator, channel, person, heard } = await polling()
    await send(channel, { parts: [], prompt: asked(['Có']) })
    emulator.fail({ how: 'hang', method: 'answerCallbackQuery' })
    person.tap('Có')
    await emulator.until(() => heard.length === 1 && emulator.waiting() === 0)
  })

  it('stops at once, with everything stored confirmed', async () => {
    const { emulator, channel, person, heard } = await polling()
    person.type('một')
    await emulator.until(() => heard.length === 1)
    await channel.stop?.()
    expect(emulator.waiting()).toBe(0)
    person.type('hai')
    expect(emulator.waiting()).toBe(1)
    expect(heard).toHaveLength(1)
  })

  it('stops at once when taps and its own name hang, and still sends afterwards', async () => {
    const { emulator, channel, person } = await polling({ fault: { how: 'hang', method: 'getMe' } })
    await send(channel, { parts: [], prompt: asked(['Có']) })
    emulator.fail({ how: 'hang', method: 'answerCallbackQuery' })
    person.tap('Có')
    await emulator.until(() => emulator.waiting() === 0)
    await channel.stop?.()
    expect(await send(channel)).toMatchObject({ ok: true })
    await channel.stop?.()
  })

  it('lets a message under way arrive before it has stopped', async () => {
    const { emulator, channel } = await polling()
    emulator.latency(30)
    const sending = send(channel)
    await channel.stop?.()
    expect(emulator.messagesOf(7)).toHaveLength(1)
    expect(await sending).toMatchObject({ ok: true })
  })

  it('lets the storing finish before it stops', async () => {
    let finish = () => {}
    const stored = new Promise<void>((done) => {
      finish = done
    })
    const { emulator, channel, person, heard, storing } = await polling({ store: () => stored })
    person.type('một')
    await storing
    const stopped = channel.stop!()
    finish()
    await stopped
    expect(heard).toHaveLength(1)
    expect(emulator.waiting()).toBe(0)
  })
})

describe('webhook', () => {
  const request = (secret: string | undefined, body: string) => ({
    headers: (name: string) => (name.toLowerCase() === 'x-telegram-bot-api-secret-token' ? secret : undefined),
    body,
    at: new Date(),
  })
  const channel = makeTelegram({
    ...quiet,
    token: '1:a',
    apiRoot: 'http://127.0.0.1:9',
    webhookSecret: 'Geheim-1_x',
  })
  const text = JSON.stringify(fixture('text'))

  it('reads a call with the secret', async () => {
    const reading = await channel.webhook!(request('Geheim-1_x', text))
    expect(reading).toMatchObject({ ok: true, inbound: [{ updateId: '800000001', address: '5012345678' }] })
  })

  it.each([
    ['no secret', undefined, text, 401],
    ['an empty secret', '', text, 401],
    ['a wrong secret', 'Geheim-1_y', text, 401],
    ['a part of it', 'Geheim-1', text, 401],
    ['a longer one', 'Geheim-1_xx', text, 401],
    ['no JSON', 'Geheim-1_x', '{', 400],
  ])('refuses %s', async (_, secret, body, status) => {
    expect(await channel.webhook!(request(secret, body))).toMatchObject({ ok: false, status })
  })

  it('refuses everything where no secret is configured', async () => {
    const polls = makeTelegram({ ...quiet, token: '1:a', apiRoot: 'http://127.0.0.1:9' })
    expect(await polls.webhook!(request('', text))).toMatchObject({ ok: false, status: 401 })
  })

  it.each(['{}', 'null', '[]', JSON.stringify({ update_id: 1, new_kind: {} })])(
    'accepts %s and hears nothing',
    async (body) => {
      expect(await channel.webhook!(request('Geheim-1_x', body))).toEqual({ ok: true, inbound: [] })
    },
  )

  it('needs the address to be called at', async () => {
    await expect(channel.start!(async () => {})).rejects.toThrow(/address/)
  })

  it('is called by the platform, again until it says yes', async () => {
    const { emulator } = await bench({ webhookRetryMs: 1 })
    const answers = [500, 503, 200]
    const heard: Inbound[] = []
    const statuses: number[] = []
    const server = createServer(async (req, res) => {
      const chunks: Buffer[] = []
      for await (const chunk of req) chunks.push(chunk as Buffer)
      const reading = await called.webhook!({
        headers: (name) => req.headers[name] as string | undefined,
        body: Buffer.concat(chunks).toString(),
        at: new Date(),
      })
      const status = answers.shift() ?? 200
      statuses.push(status)
      if (reading.ok && status === 200) heard.push(...reading.inbound)
      res.writeHead(status).end()
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    open.push(async () => server.close())
    const webhookUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks/telegram`
    const called = makeTelegram({ ...quiet, ...rootOf(emulator), webhookSecret: 'Geheim-1_x', webhookUrl })
    await called.start!(async () => {})
    open.push(async () => called.stop?.())
    await emulator.until(() => emulator.webhook()?.url === webhookUrl)
    const person = emulator.user(7)
    person.type('một')
    person.type('hai')
    await emulator.until(() => emulator.waiting() === 0)
    expect(statuses).toEqual([500, 503, 200, 200])
    expect(heard.map((i) => i.what)).toEqual([
      { kind: 'text', text: 'một' },
      { kind: 'text', text: 'hai' },
    ])
    expect(emulator.violations).toEqual([])
  })
})

channelContract({
  name: 'telegram',
  make: async (sayWords) => {
    const emulator = await startTelegramEmulator({ limits: { chatBurst: 1000, perSecond: 1000 } })
    const person = emulator.user(7)
    person.start()
    const channel = makeTelegram({ ...quiet, ...rootOf(emulator), say: sayWords })
    const heard: Inbound[] = []
    await channel.start!(async (inbound) => {
      heard.push(...inbound)
      emulator.look()
    })
    await emulator.until(() => emulator.waiting() === 0)
    const hears = async (id: number | undefined) => {
      await emulator.until(() => heard.some((i) => i.updateId === String(id)))
      return heard.filter((i) => i.updateId === String(id))
    }
    const made: ChannelBench = {
      channel,
      address: '7',
      unknownAddress: '404404',
      secrets: [emulator.token],
      seen: () => person.messages(),
      types: (text) => hears(person.type(text)),
      taps: (label) => hears(person.tap(label)),
      close: async () => {
        await channel.stop?.()
        expect(emulator.violations).toEqual([])
        await emulator.close()
      },
    }
    return made
  },
})

function final(code: string) {
  return { code, retry: 'never', ours: false, staff: { key: `channels:errors.${code}` } }
}

function waiting(afterSeconds: number) {
  return { code: 'too_many', retry: { afterSeconds }, ours: false, staff: { key: 'channels:errors.too_many' } }
}

function refused(code: number, description: string, parameters?: Record<string, number>): Fault {
  return { how: 'refuse', code, description, ...(parameters ? { parameters } : {}) }
}

function option(id: string, label: string): Option {
  return { id, label: plain(label) }
}

function asked(labels: string[]): Prompt & { kind: 'choice' } {
  const options = labels.map((label, i) => option(`o${i + 1}`, label))
  return { ...place, kind: 'choice', ask: plain('Câu hỏi?'), options }
}

function inVietnamese(words: Parameters<typeof say>[0]): string {
  return say(words, 'vi')
}

function drawn(message: Message) {
  const rendering = render(message, inVietnamese)
  if (!rendering.ok) throw new Error(rendering.problem)
  return rendering.messages
}

function keyboardOf(prompt: Prompt) {
  const markup = drawn({ parts: [], prompt })[0]!.reply_markup
  if (!markup || !('inline_keyboard' in markup)) throw new Error('no inline keyboard')
  return markup.inline_keyboard
}

// biome-ignore lint/suspicious/noExplicitAny: a raw payload of the platform
function fixture(name: string): any {
  return JSON.parse(readFileSync(resolve(import.meta.dirname, `../fixtures/telegram/${name}.json`), 'utf8'))
}

function rootOf(emulator: TelegramEmulator) {
  return { token: emulator.token, apiRoot: emulator.root }
}

function send(channel: Channel, message = hello, address = '7') {
  return channel.send({ address, lang: 'vi', message, deliveryId: 'd1' })
}

function call(emulator: TelegramEmulator, method: string, params: object) {
  return fetch(`${emulator.root}/bot${emulator.token}/${method}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(params),
  })
}

// An emulator with a person who has pressed Start (id 7), and the channel before it.
async function bench(emulated: EmulatorOptions = {}, options: Partial<TelegramOptions> = {}) {
  const emulator = await startTelegramEmulator(emulated)
  open.push(() => emulator.close())
  const person = emulator.user(7)
  person.start()
  const clear = await call(emulator, 'getUpdates', { offset: -1 })
  const [last] = ((await clear.json()) as { result: { update_id: number }[] }).result
  await call(emulator, 'getUpdates', { offset: last!.update_id + 1 })
  emulator.calls.splice(0)
  return { emulator, person, channel: makeTelegram({ ...quiet, ...rootOf(emulator), ...options }) }
}

interface PollingOptions {
  emulator?: TelegramEmulator
  fault?: Fault
  store?: () => void | Promise<void>
}

// The same, with the channel polling. `storing` resolves when the first batch is handed over.
async function polling({ emulator: given, fault, store }: PollingOptions = {}) {
  const emulator = given ?? (await bench()).emulator
  const heard: Inbound[] = []
  const logged: object[] = []
  const hear = (about: object) => {
    logged.push(about)
    emulator.look()
  }
  const channel = makeTelegram({ ...quiet, ...rootOf(emulator), log: { info: hear, warn: hear, error: hear } })
  if (fault) emulator.fail(fault)
  let began = () => {}
  const storing = new Promise<void>((resolve) => {
    began = resolve
  })
  await channel.start!(async (inbound) => {
    began()
    await store?.()
    heard.push(...inbound)
    emulator.look()
  })
  open.push(async () => channel.stop?.())
  return { emulator, channel, person: emulator.user(7), heard, logged, storing }
}
