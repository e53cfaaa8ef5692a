import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startTelegramEmulator, type TelegramEmulator } from './emulator.ts'
import { parseHtml } from './html.ts'
import { makeStorm, type StormOptions } from './storm.ts'

let emulator: TelegramEmulator
let now = 0
beforeEach(async () => {
  now = 1_795_312_800_000
  emulator = await startTelegramEmulator({ now: () => now, webhookRetryMs: 1 })
  emulator.user(7, { firstName: 'Mẫu', lang: 'vi' }).open()
})
afterEach(() => emulator.close())

interface Answer {
  ok: boolean
  // biome-ignore lint/suspicious/noExplicitAny: an answer of the platform
  result?: any
  error_code?: number
  description?: string
  parameters?: { retry_after?: number; migrate_to_chat_id?: number }
}

async function call(method: string, params: object = {}, token = emulator.token): Promise<Answer> {
  const answer = await fetch(`${emulator.root}/bot${token}/${method}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(params),
  })
  return (await answer.json()) as Answer
}

const send = (params: object) => call('sendMessage', { chat_id: 7, text: 'x', ...params })
const button = (more: object) => ({ reply_markup: { inline_keyboard: [[{ text: 'b', ...more }]] } })
const html = (text: string) => ({ text, parse_mode: 'HTML' })

describe('sendMessage', () => {
  it.each<[string, object, string]>([
    ['no chat', { chat_id: '' }, 'chat_id is empty'],
    ['no text', { text: '' }, 'message text is empty'],
    ['only blanks', { text: ' \n ' }, 'text must be non-empty'],
    ['4097 characters', { text: 'ữ'.repeat(4097) }, 'message is too long'],
    ['2049 emoji', { text: '📱'.repeat(2049) }, 'message is too long'],
    ['an unknown chat', { chat_id: 404 }, 'chat not found'],
    ['a name', { chat_id: '@nobody' }, 'chat not found'],
    ['another mode', { parse_mode: 'BBCode' }, 'unsupported parse_mode'],
    ['no end tag', html('<b>x'), `can't parse entities: Can't find end tag corresponding to start tag "b"`],
    ['an unknown tag', html('ế <p>x</p>'), `can't parse entities: Unsupported start tag "p" at byte offset 4`],
    ['a < at the end', html('1 <2'), `can't parse entities: Unclosed start tag at byte offset 2`],
    ['a bare < before a blank', html('1 < 2 > 0'), `can't parse entities: Unsupported start tag "" at byte offset 2`],
    ['a loose end', html('x</b>'), `can't parse entities: Unexpected end tag at byte offset 1`],
    [
      'crossed tags',
      html('<b><i>x</b></i>'),
      `can't parse entities: Unmatched end tag at byte offset 7, expected "</i>", found "</b>"`,
    ],
    [
      'a span',
      html('<span>x</span>'),
      `can't parse entities: Tag "span" must have class "tg-spoiler" at byte offset 0`,
    ],
    ['no markup', { reply_markup: 'x' }, "can't parse reply keyboard markup JSON object"],
    ['a list as markup', { reply_markup: [] }, 'object expected as reply markup'],
    [
      'rows that are none',
      { reply_markup: { inline_keyboard: [{ text: 'b' }] } },
      'field "inline_keyboard" must be an Array of Arrays',
    ],
    ['65 bytes', button({ callback_data: 'x'.repeat(65) }), 'BUTTON_DATA_INVALID'],
    ['65 bytes in 22 letters', button({ callback_data: `${'ế'.repeat(21)}xx` }), 'BUTTON_DATA_INVALID'],
    ['no data', button({}), "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"],
    [
      'empty data',
      button({ callback_data: '' }),
      "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
    ],
    [
      'no label',
      { reply_markup: { inline_keyboard: [[{ callback_data: 'x' }]] } },
      `can't parse inline keyboard button: Can't find field "text"`,
    ],
    [
      '101 buttons',
      { reply_markup: { inline_keyboard: Array.from({ length: 101 }, () => [{ text: 'b', callback_data: 'x' }]) } },
      'reply markup is too long',
    ],
  ])('refuses %s', async (_, params, reason) => {
    expect(await send(params)).toEqual({ ok: false, error_code: 400, description: `Bad Request: ${reason}` })
    expect(emulator.delivered().size).toBe(0)
    expect(emulator.violations).toEqual([])
  })

  it.each<[string, object]>([
    ['4096 characters', { text: 'ữ'.repeat(4096) }],
    ['4096 after the marks', html(`<b>${'&lt;'.repeat(4096)}</b>`)],
    ['64 bytes', button({ callback_data: 'x'.repeat(64) })],
    ['64 bytes in letters', button({ callback_data: `${'ế'.repeat(21)}x` })],
    ['an id as text', { chat_id: '7' }],
    ['a keyboard as text', { reply_markup: '{"remove_keyboard":true}' }],
    ['a phone button', { reply_markup: { keyboard: [[{ text: 'Gửi số', request_contact: true }]] } }],
  ])('takes %s', async (_, params) => {
    expect(await send(params)).toMatchObject({ ok: true, result: { chat: { id: 7 }, date: now / 1000 } })
    expect(emulator.violations).toEqual([])
  })

  it('asks for phone numbers in private chats only', async () => {
    emulator.group(-5)
    const reply_markup = { keyboard: [[{ text: 'Gửi số', request_contact: true }]] }
    expect(await send({ chat_id: -5, reply_markup })).toMatchObject({
      description: 'Bad Request: phone number can be requested in private chats only',
    })
  })

  it.each([
    ['who never pressed Start', () => emulator.user(8), 8, "Forbidden: bot can't initiate conversation with a user"],
    ['who blocked the bot', () => emulator.user(7).block(), 7, 'Forbidden: bot was blocked by the user'],
    ['who is gone', () => emulator.user(7).deactivate(), 7, 'Forbidden: user is deactivated'],
    ['that threw the bot out', () => emulator.group(-5).kick(), -5, 'Forbidden: bot was kicked from the group chat'],
  ])('refuses a chat %s', async (_, prepare, chat_id, description) => {
    prepare()
    expect(await send({ chat_id })).toEqual({ ok: false, error_code: 403, description })
  })

  it('names where a group went', async () => {
    emulator.group(-5).upgrade(-1005)
    expect(await send({ chat_id: -5 })).toMatchObject({ error_code: 400, parameters: { migrate_to_chat_id: -1005 } })
  })

  it('records parameters and fields that nobody knows', async () => {
    expect(await send({ reply_to: 5 })).toMatchObject({ ok: false, error_code: 501 })
    await send(button({ callback_data: 'x', colour: 'red' }))
    await call('sendPigeon')
    expect(emulator.violations).toEqual(['sendMessage: reply_to', 'reply_markup: colour', 'unknown method sendPigeon'])
  })

  it.each([
    ['of another bot', '1000001:AAotherwise', 401, 'Unauthorized'],
    ['of no shape', 'nonsense', 404, 'Not Found'],
  ])('refuses a token %s', async (_, token, error_code, description) => {
    expect(await call('getMe', {}, token)).toEqual({ ok: false, error_code, description })
  })
})

describe('reading marks', () => {
  it.each([
    ['a &amp; b &lt;c&gt; &quot;d&quot;', 'a & b <c> "d"'],
    ['&nbsp; &amp &', '&nbsp; & &'],
    ['&#7871; &#x1EBF;', 'ế ế'],
    ['<B>x</B>', 'x'],
    ['<a href="http://x/?a=1&amp;b=2">y</a>', 'y'],
  ])('%s', (source, text) => {
    expect(parseHtml(source).text).toBe(text)
  })

  it('counts marks in UTF-16 units', () => {
    expect(parseHtml('📱<b>ế<i>x</i></b>').entities).toEqual([
      { type: 'bold', offset: 2, length: 2 },
      { type: 'italic', offset: 3, length: 1 },
    ])
  })
})

describe('limits', () => {
  it('counts the messages of the bot in any second', async () => {
    emulator.limit({ perSecond: 2 })
    for (const id of [1, 2, 3]) emulator.user(id).open()
    const answers = [await send({ chat_id: 1 }), await send({ chat_id: 2 }), await send({ chat_id: 3 })]
    expect(answers.map((a) => a.ok)).toEqual([true, true, false])
    expect(answers[2]).toEqual({
      ok: false,
      error_code: 429,
      description: 'Too Many Requests: retry after 1',
      parameters: { retry_after: 1 },
    })
    now += 999
    expect(await send({ chat_id: 3 })).toMatchObject({ ok: false })
    now += 1
    expect(await send({ chat_id: 3 })).toMatchObject({ ok: true })
  })

  it('lets a chat have a burst, then one a second', async () => {
    emulator.limit({ chatBurst: 2, chatPerSecond: 1 })
    expect([(await send({})).ok, (await send({})).ok, (await send({})).ok]).toEqual([true, true, false])
    now += 1000
    expect([(await send({})).ok, (await send({})).parameters]).toEqual([true, { retry_after: 1 }])
    emulator.user(8).open()
    expect(await send({ chat_id: 8 })).toMatchObject({ ok: true })
  })
})

describe('faults', () => {
  // How a call ended for the one who made it, and whether the message is there all the same.
  const tried = async (params: object = {}) => {
    const answer = await send(params).catch((error: Error) => (error instanceof SyntaxError ? 'no JSON' : 'broken off'))
    return typeof answer === 'string' ? answer : (answer.error_code ?? 'sent')
  }

  it.each([
    ['reset', 'broken off', 0],
    ['lost', 'broken off', 1],
    ['hang', 'broken off', 0],
    ['silent', 'broken off', 1],
    ['error500', 500, 0],
    ['gateway', 'no JSON', 0],
    ['gatewayAfter', 'no JSON', 1],
  ] as const)('%s', async (how, ended, delivered) => {
    emulator.fail({ how, cutMs: 1 })
    expect(await tried()).toBe(ended)
    expect(emulator.messagesOf(7)).toHaveLength(delivered)
    expect(await tried()).toBe('sent')
  })

  it('befall one chat when they name it, and are counted when they say to wait', async () => {
    emulator.user(8).open()
    emulator.fail({ how: 'refuse', code: 429, description: 'Too Many Requests: retry after 5', chat: 8 })
    expect([await tried(), await tried({ chat_id: 8 }), await tried({ chat_id: 8 })]).toEqual(['sent', 429, 'sent'])
    expect(emulator.pace().tooMany).toBe(1)
  })
})

describe('a storm', () => {
  const share = { lost: 0.1, reset: 0.1, error500: 0.1, gatewayAfter: 0.1 }
  const strikes = (options: StormOptions, calls: number[]) => {
    const storm = makeStorm(options)
    for (const chat of calls) storm.strike(chat, 0)
    return storm.struck
  }
  const chats = Array.from({ length: 2000 }, (_, i) => 5_000_000_000 + i)

  it('does the same to the same call of a chat, whatever the order', () => {
    const byOrder = strikes({ seed: 7, share }, [...chats, ...chats])
    const byChat = strikes(
      { seed: 7, share },
      [...chats].reverse().flatMap((chat) => [chat, chat]),
    )
    const sorted = (struck: typeof byOrder) => struck.map((s) => `${s.chat} ${s.nth} ${s.how}`).sort()
    expect(sorted(byChat)).toEqual(sorted(byOrder))
    expect(sorted(strikes({ seed: 8, share }, [...chats, ...chats]))).not.toEqual(sorted(byOrder))
  })

  it.each([1, 2, 3, 20261123])('keeps its shares, seed %i', (seed) => {
    const struck = strikes({ seed, share: { ...share, blocked: 0.1 } }, chats)
    for (const how of ['lost', 'reset', 'error500', 'gatewayAfter', 'blocked']) {
      const part = struck.filter((s) => s.how === how).length / chats.length
      expect(part).toBeGreaterThan(0.06)
      expect(part).toBeLessThan(0.14)
    }
  })

  it('ends for a chat after so many ills', () => {
    expect(strikes({ seed: 1, share: { reset: 1 }, perChat: 2 }, [1, 1, 1, 2, 1])).toEqual([
      { chat: 1, nth: 1, how: 'reset' },
      { chat: 1, nth: 2, how: 'reset' },
      { chat: 2, nth: 1, how: 'reset' },
    ])
  })

  it('keeps who is blocked blocked', () => {
    expect(strikes({ seed: 1, share: { blocked: 1 }, perChat: 0 }, [1, 1])).toHaveLength(2)
  })

  it('lets one chat wait, and notes who does not', async () => {
    emulator.user(8).open()
    emulator.storm({ seed: 1, share: { chatWait: 1 }, perChat: 1, retryAfter: 3 })
    expect(await send({})).toMatchObject({ error_code: 429, parameters: { retry_after: 3 } })
    now += 1_500
    expect(await send({})).toMatchObject({ error_code: 429, parameters: { retry_after: 2 } })
    expect(emulator.stormed().impatient).toBe(1)
    now += 1_500
    expect(await send({})).toMatchObject({ ok: true })
    expect(emulator.stormed().impatient).toBe(1)
  })

  it('lets the whole bot wait', async () => {
    emulator.user(8).open()
    emulator.storm({ seed: 1, share: { botWait: 1 }, perChat: 1, retryAfter: 2 })
    expect(await send({})).toMatchObject({ error_code: 429, parameters: { retry_after: 2 } })
    now += 1_999
    expect(await send({ chat_id: 8 })).toMatchObject({ error_code: 429, parameters: { retry_after: 1 } })
    now += 1
    expect(await send({})).toMatchObject({ ok: true })
    expect(emulator.stormed()).toMatchObject({ struck: [{ chat: 7 }, { chat: 8 }], impatient: 0 })
    emulator.clearFaults()
    expect(await send({ chat_id: 8 })).toMatchObject({ ok: true })
  })

  it('spares other methods', async () => {
    emulator.storm({ seed: 1, share: { reset: 1 } })
    expect(await call('getMe')).toMatchObject({ ok: true })
    await expect(send({})).rejects.toThrow()
  })
})

describe('people', () => {
  it('see what was sent and press what they see', async () => {
    const person = emulator.user(7)
    await send(button({ callback_data: 'first' }))
    await send({ text: 'y', ...button({ callback_data: 'second' }) })
    expect(person.messages().map((m) => [m.text, m.labels])).toEqual([
      ['x', ['b']],
      ['y', ['b']],
    ])
    person.tap('b')
    person.tap('first')
    const { result } = await call('getUpdates')
    expect(result.map((u: { callback_query: { data: string } }) => u.callback_query.data)).toEqual(['second', 'first'])
    expect(() => person.tap('nowhere')).toThrow(/"nowhere"/)
  })

  it('type the label of a keyboard, and share their number by its button', async () => {
    const person = emulator.user(7)
    await send({ reply_markup: { keyboard: [['Quay lại'], [{ text: 'Gửi số', request_contact: true }]] } })
    person.tap('Quay lại')
    person.tap('Gửi số')
    const { result } = await call('getUpdates')
    expect(result[0].message.text).toBe('Quay lại')
    expect(result[1].message.contact).toMatchObject({ phone_number: person.phone, user_id: 7 })
  })

  it('cannot write while they block the bot', () => {
    const person = emulator.user(7)
    person.block()
    expect(() => person.type('x')).toThrow(/blocked/)
    person.start()
    expect(person.type('x')).toBeDefined()
  })

  it('wait for what comes after their last act', async () => {
    const person = emulator.user(7)
    await send({ text: 'old' })
    person.type('hello')
    const waiting = person.waitFor('old')
    await send({ text: 'old again' })
    expect((await waiting).text).toBe('old again')
    await expect(person.waitFor(/never/, 1)).rejects.toThrow(/old again/)
  })

  it('have their taps answered in time only', async () => {
    await send(button({ callback_data: 'x' }))
    emulator.user(7).tap('b')
    const { result } = await call('getUpdates')
    const callback_query_id = result[0].callback_query.id
    expect(await call('answerCallbackQuery', { callback_query_id })).toEqual({ ok: true, result: true })
    now += 15_001
    const late = 'Bad Request: query is too old and response timeout expired or query ID is invalid'
    expect(await call('answerCallbackQuery', { callback_query_id })).toMatchObject({ description: late })
    expect(await call('answerCallbackQuery', { callback_query_id: '1' })).toMatchObject({ description: late })
  })

  it('lose buttons that are taken away', async () => {
    const sent = await send(button({ callback_data: 'x' }))
    const edit = { chat_id: 7, message_id: sent.result.message_id, reply_markup: { inline_keyboard: [] } }
    expect(await call('editMessageReplyMarkup', edit)).toMatchObject({ ok: true })
    expect(emulator.user(7).messages()[0]!.labels).toEqual([])
    expect((await call('editMessageReplyMarkup', edit)).description).toContain('message is not modified')
    expect((await call('editMessageReplyMarkup', { ...edit, message_id: 99 })).description).toBe(
      'Bad Request: message to edit not found',
    )
  })
})

describe('getUpdates', () => {
  it('gives an update until it is confirmed', async () => {
    const id = emulator.user(7).type('x')!
    expect((await call('getUpdates')).result).toHaveLength(1)
    expect((await call('getUpdates', { offset: id })).result).toHaveLength(1)
    expect((await call('getUpdates', { offset: id + 1 })).result).toEqual([])
    expect(emulator.waiting()).toBe(0)
  })

  it('waits for the next one', async () => {
    const asked = call('getUpdates', { timeout: 30 })
    await emulator.until(() => emulator.calls.length === 1)
    emulator.user(7).type('x')
    expect((await asked).result).toHaveLength(1)
  })

  it('ends the first of two who ask', async () => {
    const first = call('getUpdates', { timeout: 30 })
    await emulator.until(() => emulator.calls.length === 1)
    const second = call('getUpdates', { timeout: 0 })
    expect(await first).toMatchObject({ error_code: 409, description: expect.stringContaining('terminated by other') })
    expect(await second).toMatchObject({ ok: true })
  })

  it('gives nothing while a webhook is set, and only the kinds that were asked for', async () => {
    await call('setWebhook', { url: 'http://127.0.0.1:9/' })
    expect(await call('getUpdates')).toMatchObject({ error_code: 409, description: expect.stringContaining('webhook') })
    await call('deleteWebhook')
    await call('getUpdates', { allowed_updates: ['callback_query'] })
    expect(emulator.user(7).type('x')).toBeUndefined()
  })
})

describe('webhooks', () => {
  it.each([
    ['a secret with blanks', { url: 'https://x/', secret_token: 'a b' }, 'secret token contains unallowed characters'],
    ['a long secret', { url: 'https://x/', secret_token: 'a'.repeat(257) }, 'secret token is too long'],
    ['no address', { url: 'x' }, 'invalid webhook URL specified'],
  ])('refuse %s', async (_, params, reason) => {
    expect(await call('setWebhook', params)).toMatchObject({ ok: false, description: `Bad Request: ${reason}` })
  })

  it('call in order with the secret, again after a failure, and give a repeat', async () => {
    const seen: string[] = []
    const answers = [500]
    const server = createServer((req, res) => {
      const status = answers.shift() ?? 200
      req.on('data', (data) =>
        seen.push(
          `${status} ${req.headers['x-telegram-bot-api-secret-token']} ${JSON.parse(String(data)).message.text}`,
        ),
      )
      req.on('end', () => res.writeHead(status).end())
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
    const first = emulator.user(7).type('one')!
    await call('setWebhook', { url, secret_token: 's-1' })
    emulator.user(7).type('two')
    await emulator.until(() => emulator.waiting() === 0)
    emulator.resend(first)
    await emulator.until(() => emulator.waiting() === 0)
    expect(seen).toEqual(['500 s-1 one', '200 s-1 one', '200 s-1 two', '200 s-1 one'])
    server.close()
  })
})

describe('by hand', () => {
  let child: ChildProcess
  let root = ''
  const ask = async (path: string, body?: object) => {
    const post = body && { method: 'POST', body: JSON.stringify(body) }
    return (await fetch(`${root}/control/${path}`, post)).json()
  }
  beforeEach(async () => {
    const main = resolve(import.meta.dirname, 'main.ts')
    child = spawn(process.execPath, ['--import', 'tsx', main, '--per-second', '5'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const [line] = await once(createInterface(child.stdout!), 'line')
    const printed = JSON.parse(line)
    expect(printed.control).toBe(`${printed.root}/control`)
    root = printed.root
  })
  afterEach(async () => {
    child.kill('SIGTERM')
    expect((await once(child, 'exit'))[0]).toBe(0)
  })

  it('is steered over HTTP and counts what arrives', async () => {
    expect(await ask('users', { count: 3, from: 50, say: false })).toEqual({ from: 50, to: 52 })
    await ask('block', { user: 52 })
    const sendMessage = (chat_id: number, text: string) =>
      fetch(`${root}/bot${emulator.token}/sendMessage`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ chat_id, text }),
      })
    const waiting = ask('wait', { total: 3 })
    await ask('fail', { how: 'lost' })
    await sendMessage(50, 'once').catch(() => {})
    await sendMessage(51, 'once')
    await sendMessage(50, 'once')
    expect((await sendMessage(52, 'once')).status).toBe(403)
    expect(await waiting).toMatchObject({ total: 3, chats: { 50: 2, 51: 1 }, twice: ['50'], peakPerSecond: 3 })
    expect(await ask('messages?user=51')).toMatchObject([{ text: 'once' }])
    await ask('start', { user: 60, payload: 'abc' })
    expect(await ask('state')).toMatchObject({ waiting: 2, violations: [] })
    await ask('storm', { seed: 1, share: { error500: 1 } })
    expect((await sendMessage(51, 'once')).status).toBe(500)
    expect(await ask('stormed')).toEqual({ struck: [{ chat: 51, nth: 1, how: 'error500' }], impatient: 0 })
    expect(await ask('nothing')).toMatchObject({ error: expect.stringContaining('POST users') })
  })
})
