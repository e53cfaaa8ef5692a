import { type ChildProcess, spawn } from 'node:child_process'
import { createHash, createHmac } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startZaloEmulator, type ZaloEmulator } from './emulator.ts'
import { sha256Of } from './phone.ts'
import { bodyForms, type Forgery, forgeries, headerForms, macOf } from './signature.ts'
import { challengeOf } from './tokens.ts'
import { choices, gaps, type Variant, zaloVariants, zaloVariantsOf } from './variants.ts'
import { dayMs, hourMs } from './vietnam.ts'

// 2026-11-23 10:00 in Viet Nam.
const morning = Date.parse('2026-11-23T03:00:00Z')
const minuteMs = 60_000

let emulator: ZaloEmulator
let now = morning
const start = async (variant: Partial<Variant> = {}) => {
  await emulator?.close()
  now = morning
  emulator = await startZaloEmulator({ now: () => now, variant })
  emulator.limit(10_000)
}
beforeEach(() => start())
afterEach(() => emulator.close())

/** Moves the clock. */
const pass = (ms: number) => {
  now += ms
  emulator.look()
}

interface Answer {
  error?: number
  message?: string
  // biome-ignore lint/suspicious/noExplicitAny: an answer of the platform
  data?: any
  emulator?: string
  what?: string
}

const headers = () => ({ access_token: emulator.tokens().access })
async function post(path: string, body: unknown, more: Record<string, string> = {}): Promise<Answer> {
  const all = { 'content-type': 'application/json', ...headers(), ...more }
  const answer = await fetch(`${emulator.root}${path}`, { method: 'POST', headers: all, body: JSON.stringify(body) })
  return (await answer.json()) as Answer
}
async function get(path: string, data?: object): Promise<Answer> {
  const query = data === undefined ? '' : `?data=${encodeURIComponent(JSON.stringify(data))}`
  return (await (await fetch(`${emulator.root}${path}${query}`, { headers: headers() })).json()) as Answer
}
const cs = '/openapi/v3.0/oa/message/cs'
const send = (message: object, to = emulator.user(7).id) => post(cs, { recipient: { user_id: to }, message })
const template = (payload: object) => ({ attachment: { type: 'template', payload } })
const button = (more: object = {}) => ({ title: 'Có', type: 'oa.query.hide', payload: '#co', ...more })
const withButtons = (buttons: unknown, more: object = {}) => ({ text: 'Hỏi?', ...template({ buttons, ...more }) })
const media = (element: object) => template({ template_type: 'media', elements: [element] })
const image = (more: object = {}) => media({ media_type: 'image', url: 'https://loa.example/a.png', ...more })
const form = (more: object = {}) => {
  const element = { title: 'Số điện thoại', subtitle: 'Để gọi lại', image_url: 'https://loa.example/a.png', ...more }
  return template({ template_type: 'request_user_info', elements: [element] })
}
const row = (more: object = {}) => ({
  title: 'Hộ nghèo',
  subtitle: 'Vay vốn',
  default_action: { type: 'oa.open.url', url: 'https://loa.example/' },
  ...more,
})
const list = (elements: unknown, more: object = {}) => template({ template_type: 'list', elements, ...more })

async function oauth(fields: Record<string, string>, more: Record<string, string> = {}) {
  const { appId, appSecret } = emulator.settings
  const answer = await fetch(`${emulator.roots.oauth}/v4/oa/access_token`, {
    method: 'POST',
    headers: { secret_key: appSecret, ...more },
    body: new URLSearchParams({ app_id: appId, ...fields }),
  })
  return (await answer.json()) as { access_token?: string; refresh_token?: string; error?: number } & object
}
const refresh = (refresh_token = emulator.tokens().refresh, more = {}) =>
  oauth({ grant_type: 'refresh_token', refresh_token }, more)

interface Heard {
  bytes: string
  // biome-ignore lint/suspicious/noExplicitAny: an event of the platform
  body: any
  headers: Record<string, string | string[] | undefined>
}
let listeners: Server[] = []
afterEach(() => {
  for (const one of listeners) {
    one.close()
    one.closeAllConnections()
  }
  listeners = []
})
/** Something that hears webhooks, and answers with these statuses, then 200. `never` does not answer. */
async function listen(answers: (number | 'never')[] = []) {
  const heard: Heard[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const bytes = Buffer.concat(chunks).toString('utf8')
    heard.push({ bytes, body: JSON.parse(bytes), headers: request.headers })
    const answer = answers.shift() ?? 200
    if (answer !== 'never') response.writeHead(answer).end()
    emulator.look()
  }).listen(0, '127.0.0.1')
  listeners.push(server)
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks/zalo`
  return { heard, url, names: () => heard.map((h) => h.body.event_name) }
}
/** The same, saved as the webhook. The probe is not among what was heard. */
async function hooked(answers: (number | 'never')[] = []) {
  const listening = await listen([200, ...answers])
  await emulator.setWebhook(listening.url)
  listening.heard.length = 0
  return listening
}

describe('signatures', () => {
  const bodyA =
    '{"app_id":"360846524940903967","sender":{"id":"246845883529197922"},"user_id_by_app":"552177279717587730","recipient":{"id":"388613280878808645"},"event_name":"user_send_text","message":{"text":"Xin chào","msg_id":"96d3cdf3af150460909"},"timestamp":"1767225600000"}'
  const signed = (text: string) => ({
    appId: '360846524940903967',
    bytes: Buffer.from(text),
    time: '1767225600000',
    key: 'TEST_OA_SECRET',
  })

  it.each([
    [
      'a plain text',
      macOf({ appId: 'X', bytes: Buffer.from('BODY'), time: '1234567890', key: 'Y' }),
      '2f1ef5aabe67e8396a459ca89562e108ad541f82ba5022c85f645bd6b7220cb9',
    ],
    ['an event', macOf(signed(bodyA)), 'c156a01012b448fb8598ba2ee50d5edb5e50db696d41f902dba16a70fb7bb4df'],
    [
      'the same in other bytes',
      macOf(signed(bodyA.replace('chào', 'ch\\u00e0o'))),
      'fccb841d399b1e0861d49da09880b1e9c8a3df15fceaaba448133f1913c4cf35',
    ],
    [
      'the HMAC of examples, which is wrong',
      createHmac('sha256', 'TEST_OA_SECRET').update(bodyA).digest('hex'),
      'a1c66940a305ea6ed46ca9215208c5c7e92fa0721a829af50dee8d7a6285ca5a',
    ],
    [
      'a challenge',
      challengeOf('dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk'),
      'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
    ],
    ['a hashed phone', sha256Of('84987654321'), '116ce31ae9170769b075a11dedca1198f41d30318334919fb90917e9c617b438'],
    [
      'a proof',
      createHmac('sha256', 'TEST_APP_SECRET').update('TEST_ACCESS_TOKEN').digest('hex'),
      'a29e09935528b19da2caaf6914b1a3b7045d825ea86abdff8d7f0599d47dd731',
    ],
  ])('%s', (_, made, expected) => {
    expect(made).toBe(expected)
  })

  it('an id loses its last digits as a number, and letters in pieces are more', () => {
    expect(String(JSON.parse('{"id":2468458835296197922}').id)).toBe('2468458835296198000')
    const name = 'Nguyễn Thị Hoàng Anh'
    expect([name.normalize('NFC'), name.normalize('NFD')].map((text) => [...text].length)).toEqual([20, 24])
  })

  it('sees 266 bytes in the sample', () => {
    expect(Buffer.from(bodyA)).toHaveLength(266)
  })

  it.each(Object.keys(forgeries) as Forgery[])('a forgery %s is no signature', (how) => {
    const made = forgeries[how](signed(bodyA))
    expect(Object.values(headerForms).map((write) => write(macOf(signed(bodyA))))).not.toContain(made)
  })

  it.each(Object.entries(bodyForms))('a body written %s means the same', (_, write) => {
    const body = { text: 'Xin chào 📱', 'a b': [1, { c: '\n  d' }] }
    expect(JSON.parse(write(body))).toEqual(body)
  })

  it.each([
    ['mac=hex', /^mac=[0-9a-f]{64}$/],
    ['hex', /^[0-9a-f]{64}$/],
    ['mac = hex', /^mac = [0-9a-f]{64}$/],
  ] as const)('the header is written %s', async (signatureForm, form) => {
    await start({ signatureForm })
    const { heard } = await hooked()
    emulator.user(7).type('x')
    await emulator.quiet()
    expect(heard[0]!.headers['x-zevent-signature']).toMatch(form)
  })

  it.each<[string, Partial<Variant>]>([
    ['as documented', {}],
    ['with the time of the header', { signatureTime: 'header' }],
    ['with the app secret', { signatureKey: 'appSecret' }],
    ['in wide bytes', { bodyBytes: 'spaced' }],
    ['in escapes', { bodyBytes: 'escaped' }],
  ])('hold over the bytes that were sent %s', async (_, variant) => {
    await start(variant)
    const { heard } = await hooked()
    emulator.user(7, { name: 'Mẫu' }).type('Xin chào')
    await emulator.quiet()
    const [{ bytes, body, headers }] = heard as [Heard]
    const time = headers['x-zevent-timestamp'] ?? body.timestamp
    expect(time === body.timestamp).toBe(variant.signatureTime !== 'header')
    const key = emulator.env().ZALO_OA_SECRET_KEY!
    const plain = createHash('sha256').update(`${emulator.settings.appId}${bytes}${time}${key}`).digest('hex')
    expect(headers['x-zevent-signature']).toBe(`mac=${plain}`)
    expect(bytes === JSON.stringify(body)).toBe(variant.bodyBytes === undefined)
  })
})

describe('consent', () => {
  const address = (more: Record<string, string> = {}) => {
    const { appId, redirectUri } = emulator.settings
    const query = {
      app_id: appId,
      redirect_uri: redirectUri,
      code_challenge: challengeOf(verifier),
      state: 's 1',
      ...more,
    }
    return `${emulator.roots.oauth}/v4/oa/permission?${new URLSearchParams(query)}`
  }
  const verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk'
  const codeOf = (to: string) => new URL(to).searchParams.get('code')!
  const exchange = (code: string, code_verifier = verifier) =>
    oauth({ grant_type: 'authorization_code', code, code_verifier })

  it('leads back with a code, the OA and the state', async () => {
    const to = emulator.consent(address())
    expect(Object.fromEntries(new URL(to).searchParams)).toEqual({
      code: expect.stringMatching(/^EMU_/),
      oa_id: emulator.settings.oaId,
      state: 's 1',
    })
    expect(to.startsWith(emulator.settings.redirectUri)).toBe(true)
    expect(await exchange(codeOf(to))).toEqual({
      access_token: emulator.tokens().access,
      refresh_token: emulator.tokens().refresh,
      expires_in: '90000',
    })
  })

  it('is a page in a browser', async () => {
    const page = await fetch(address())
    expect(page.headers.get('content-type')).toContain('text/html')
    const button = /action="([^"]+)"/.exec(await page.text())![1]!
    const agreed = await fetch(`${emulator.root}${button.replaceAll('&amp;', '&')}`, {
      method: 'POST',
      redirect: 'manual',
    })
    expect(agreed.status).toBe(302)
    expect(await exchange(codeOf(agreed.headers.get('location')!))).toHaveProperty('access_token')
  })

  it.each<[string, Record<string, string>, number]>([
    ['another app', { app_id: '1' }, -14002],
    ['another callback', { redirect_uri: 'http://127.0.0.1:1/' }, -14003],
    ['a challenge of another length', { code_challenge: 'short' }, -118],
  ])('refuses %s', async (_, more, code) => {
    expect(() => emulator.consent(address(more))).toThrow(expect.objectContaining({ code }))
    expect(await (await fetch(address(more))).json()).toMatchObject({ error: code })
  })

  it.each<[string, (code: string) => Promise<object>]>([
    ['another verifier', (code) => exchange(code, 'x'.repeat(43))],
    ['a verifier of 42 signs', (code) => exchange(code, verifier.slice(1))],
    ['another code', () => exchange('EMU_nonsense')],
    ['a spent code', async (code) => exchange(code).then(() => exchange(code))],
    [
      'a code of ten minutes',
      (code) => {
        pass(10 * minuteMs)
        return exchange(code)
      },
    ],
  ])('refuses %s', async (_, ask) => {
    expect(await ask(codeOf(emulator.consent(address())))).toMatchObject({ error: -118, error_name: 'invalid_grant' })
  })

  it('takes a code of a little less than ten minutes', async () => {
    const code = codeOf(emulator.consent(address()))
    pass(10 * minuteMs - 1)
    expect(await exchange(code)).toHaveProperty('access_token')
  })

  it('knows one fixed pair, or none', async () => {
    await start({ pkce: 'fixed', state: 'missing' })
    const to = emulator.consent(address())
    expect(new URL(to).searchParams.has('state')).toBe(false)
    expect(await exchange(codeOf(to))).toMatchObject({ error: -118 })
    expect(await exchange(codeOf(emulator.consent(address())), emulator.consoleVerifier)).toHaveProperty('access_token')
    await start({ pkce: 'none' })
    const code = codeOf(emulator.consent(address()))
    expect(await oauth({ grant_type: 'authorization_code', code })).toHaveProperty('access_token')
    expect(emulator.violations).toEqual([])
  })
})

describe('tokens', () => {
  it('are rotated: both of the pair before are dead', async () => {
    const before = emulator.tokens()
    const pair = await refresh()
    expect(pair).toEqual({ access_token: expect.any(String), refresh_token: expect.any(String), expires_in: '90000' })
    expect(await refresh(before.refresh)).toMatchObject({ error: -14014 })
    const old = { access_token: before.access }
    expect(await post(cs, {}, old)).toMatchObject({ error: -216 })
    expect(emulator.calls.map((c) => [c.name, c.error])).toEqual([
      ['refresh', 0],
      ['refresh', -14014],
      ['consultation', -216],
    ])
  })

  it('are gone with the answer that brought them', async () => {
    const before = emulator.tokens()
    emulator.fail({ call: 'refresh', how: 'lost' })
    await expect(refresh()).rejects.toThrow()
    expect(emulator.tokens()).not.toEqual(before)
    expect(await refresh(before.refresh)).toMatchObject({ error: -14014 })
  })

  it('stay where the refresh never came that far', async () => {
    for (const how of ['reset', 'error500', 'gateway'] as const) {
      emulator.fail({ call: 'refresh', how })
      await refresh().catch(() => {})
    }
    emulator.fail({ call: 'refresh', how: 'refuse', code: -32 })
    expect(await refresh()).toMatchObject({ error: -32 })
    expect(await refresh()).toHaveProperty('access_token')
  })

  it('the access token lives 25 hours, the refresh token 90 days', async () => {
    const pair = emulator.tokens()
    pass(25 * hourMs - 1)
    emulator.user(7).wrote()
    expect(await send({ text: 'x' })).toMatchObject({ error: 0 })
    pass(1)
    expect(await send({ text: 'x' })).toMatchObject({ error: -220 })
    pass(90 * dayMs - 25 * hourMs - 1)
    const next = await refresh(pair.refresh)
    expect(next).toHaveProperty('access_token')
    pass(90 * dayMs)
    expect(await refresh()).toMatchObject({ error: -14014 })
  })

  it.each<[string, () => Promise<object>, number]>([
    ['no secret', () => refresh(undefined, { secret_key: '' }), -14002],
    ['another secret', () => refresh(undefined, { secret_key: 'x' }), -14002],
    ['another app', () => oauth({ grant_type: 'refresh_token', refresh_token: 'x', app_id: '1' }), -14002],
    ['no token', () => oauth({ grant_type: 'refresh_token' }), -14014],
    [
      'a withdrawn consent',
      () => {
        emulator.revoke()
        return refresh()
      },
      -14014,
    ],
  ])('are refused with %s', async (_, ask, error) => {
    expect(await ask()).toMatchObject({ error, error_name: expect.any(String), ref_doc: expect.any(String) })
    expect(emulator.violations).toEqual([])
  })

  it('may say how long the refresh token lives, and may let the old access token live', async () => {
    await start({ refreshExpiry: 'present', oldAccessToken: 'lives' })
    const before = emulator.tokens().access
    expect(await refresh()).toMatchObject({ refresh_token_expires_in: '7776000' })
    expect(await post(cs, {}, { access_token: before })).not.toMatchObject({ error: -216 })
  })

  it.each(choices.authCode)('are refused with the code %s', async (authCode) => {
    await start({ authCode })
    const [dead, expired] = authCode === 'documented' ? [-216, -220] : [Number(authCode), Number(authCode)]
    expect(await post(cs, {}, { access_token: 'x' })).toMatchObject({ error: dead })
    emulator.expire()
    expect(await send({ text: 'x' })).toMatchObject({ error: expired })
    const answer = await fetch(`${emulator.roots.business}/message/quota`, { headers: headers() })
    expect(await answer.json()).toMatchObject({ error: -124 })
  })

  it('in Authorization are none', async () => {
    const { access_token } = headers()
    const answer = await post(cs, {}, { access_token: '', authorization: `Bearer ${access_token}` })
    expect(answer).toMatchObject({ error: -216 })
    expect(emulator.violations).toEqual(['an access token in Authorization'])
  })

  it('want their proof where the app says so', async () => {
    emulator.settings.proof = true
    emulator.user(7).wrote()
    const proof = createHmac('sha256', emulator.settings.appSecret).update(emulator.tokens().access).digest('hex')
    const body = { recipient: { user_id: emulator.user(7).id }, message: { text: 'x' } }
    expect(await post(cs, body)).toMatchObject({ error: -242 })
    expect(await get('/business/quality')).toMatchObject({ error: -1241 })
    expect(await post(cs, body, { appsecret_proof: proof })).toMatchObject({ error: 0 })
  })
})

describe('what nobody knows', () => {
  it.each<[string, () => Promise<Answer>, RegExp]>([
    ['a path', () => post('/openapi/v3.0/oa/message/fax', {}), /fax/],
    ['a stopped path', () => post('/openapi/v3.0/oa/message/transaction', {}), /stopped on 2026-03-01/],
    ['a root without its path', () => post('/v3.0/oa/message/cs', {}), /root is missing/],
    ['another method', () => get(cs), /GET/],
    ['a field', () => post(cs, { recipient: {}, message: {}, colour: 1 }), /colour/],
    ['a field further in', () => send({ text: 'x', parse_mode: 'HTML' }), /parse_mode/],
    ['a field of a button', () => send(withButtons([button({ image_icon: 'x' })])), /image_icon/],
    ['an id as a number', () => send({ text: 'x' }, Number(emulator.user(7).id) as unknown as string), /number/],
    ['a text beside a list', () => send({ text: 'x', ...list([row()]) }), /beside a list/],
    ['a query beside data', () => get('/openapi/v2.0/oa/conversation?x=1'), /query x/],
    ['JSON for the token', () => post('/oauth/v4/oa/access_token', {}), /form sent as application\/json/],
    ['JSON called text', () => post(cs, {}, { 'content-type': 'text/plain' }), /JSON sent as text/],
    ['a broadcast', () => post('/openapi/v2.0/oa/message', { recipient: { target: {} } }), /recipient.target/],
    ['a parameter of a template', () => templateTo({ template_data: { name: 'x', age: '1' } }), /no parameter age/],
  ])('%s is 501 and a violation', async (_, ask, what) => {
    emulator.template({ id: '1', parameters: [{ name: 'name' }] })
    emulator.user(7).wrote()
    const answer = await ask()
    expect(answer).toEqual({ emulator: 'unknown', what: expect.stringMatching(what) })
    expect(emulator.violations).toEqual([answer.what])
    expect(emulator.delivered().size).toBe(0)
  })

  it('says by a header whether an answer leans on something that is not sure', async () => {
    const ask = (path: string) => fetch(`${emulator.root}${path}`, { headers: headers() })
    expect((await ask('/business/quality')).headers.get('x-emu-confidence')).toBe('found')
    expect((await ask('/openapi/v2.0/oa/getoa')).headers.get('x-emu-confidence')).toBe('uncertain')
  })

  it('does not run in production', async () => {
    const before = process.env.NODE_ENV
    process.env.NODE_ENV = 'production'
    await expect(startZaloEmulator()).rejects.toThrow(/production/)
    process.env.NODE_ENV = before
  })
})

const templateTo = (more: object) =>
  post('/openapi/v3.0/oa/message/template', { user_id: emulator.user(7).id, template_id: '1', ...more })

describe('consultation messages', () => {
  beforeEach(() => emulator.user(7).wrote())
  const long = (letters: number) => 'ữ'.repeat(letters)

  it('are answered as documented', async () => {
    const answer = await send({ text: 'Xin chào' })
    const [shown] = emulator.messagesOf(emulator.user(7).id)
    expect(answer).toEqual({
      error: 0,
      message: 'Success',
      data: {
        message_id: shown!.messageId,
        user_id: emulator.user(7).id,
        sent_time: String(now),
        quota: { quota_type: 'reply' },
      },
    })
    expect(shown).toMatchObject({ by: 'oa', kind: 'text', text: 'Xin chào' })
  })

  it.each<[string, object, number, string?]>([
    ['no text', {}, -201, 'text'],
    ['an empty text', { text: '' }, -201, 'text'],
    ['2001 letters', { text: long(2001) }, -210],
    ['another attachment', { attachment: { type: 'pigeon', payload: {} } }, -233],
    ['another template', template({ template_type: 'promotion' }), -233],
    ['an empty template', template({}), -233],
    ['no buttons', withButtons([]), -201, 'buttons'],
    ['six buttons', withButtons(Array.from({ length: 6 }, () => button())), -210],
    ['buttons without text', template({ buttons: [button()] }), -201, 'text'],
    ['a button of 101 letters', withButtons([button({ title: long(101) })]), -210],
    ['a button without label', withButtons([button({ title: '' })]), -201, 'title'],
    ['a button of another kind', withButtons([button({ type: 'oa.open.door' })]), -201, 'type'],
    ['a payload of 1001', withButtons([button({ payload: 'x'.repeat(1001) })]), -210],
    ['a payload that is an object', withButtons([button({ payload: { a: 1 } })]), -201, 'payload'],
    ['an address that is none', withButtons([button({ type: 'oa.open.url', payload: { url: 'x' } })]), -201, 'url'],
    [
      'a local number',
      withButtons([button({ type: 'oa.open.phone', payload: { phone_code: '0912' } })]),
      -201,
      'phone_code',
    ],
    ['a picture twice over', image({ attachment_id: 'x' }), -201, 'attachment_id'],
    ['a picture from nowhere', media({ media_type: 'image' }), -201, 'attachment_id'],
    ['a picture never uploaded', media({ media_type: 'image', attachment_id: 'x' }), -201, 'attachment_id'],
    ['a film', image({ media_type: 'film' }), -201, 'media_type'],
    ['a gif without size', media({ media_type: 'gif', attachment_id: 'x', width: 1 }), -201, 'height'],
    ['two pictures', template({ template_type: 'media', elements: [{}, {}] }), -210],
    ['an empty list', list([]), -201, 'elements'],
    ['six rows', list(Array.from({ length: 6 }, () => row())), -210],
    ['a row without title', list([row({ title: undefined })]), -201, 'title'],
    ['a form of 101 letters', form({ title: long(101) }), -210],
    ['a form of 501 letters', form({ subtitle: long(501) }), -210],
    ['a form without picture', form({ image_url: undefined }), -201, 'image_url'],
    ['a file never uploaded', { attachment: { type: 'file', payload: { token: 'x' } } }, -201, 'token'],
    ['a text beside a file', { text: 'x', attachment: { type: 'file', payload: { token: 'x' } } }, -201, 'text'],
    ['a quote with a picture', { quote_message_id: 'x', ...image() }, -201, 'quote_message_id'],
  ])('refuse %s', async (_, message, error, field) => {
    expect(await send(message)).toEqual({
      error,
      message: field === undefined ? expect.any(String) : `${field} is invalid!`,
    })
    expect(emulator.delivered().size).toBe(0)
    expect(emulator.violations).toEqual([])
  })

  it.each<[string, object, object]>([
    ['2000 letters', { text: long(2000) }, { text: long(2000) }],
    ['2000 letters in pieces', { text: long(2000).normalize('NFD') }, { text: long(2000).normalize('NFD') }],
    ['five buttons', withButtons(Array.from({ length: 5 }, () => button())), { labels: Array(5).fill('Có') }],
    ['a button that is named so', withButtons([button()], { template_type: 'button' }), { labels: ['Có'] }],
    ['100 letters and 1000 of payload', withButtons([button({ title: long(100), payload: 'x'.repeat(1000) })]), {}],
    ['a visible answer', withButtons([button({ type: 'oa.query.show' })]), { buttons: [{ type: 'oa.query.show' }] }],
    [
      'an address',
      withButtons([button({ type: 'oa.open.url', payload: { url: 'https://loa.example/' } })]),
      { buttons: [{ payload: 'https://loa.example/' }] },
    ],
    ['a number', withButtons([button({ type: 'oa.open.phone', payload: { phone_code: '84912345678' } })]), {}],
    [
      'a text message',
      withButtons([button({ type: 'oa.open.sms', payload: { content: 'x', phone_code: '84912345678' } })]),
      { buttons: [{ payload: '84912345678' }] },
    ],
    ['a picture', image(), { kind: 'media', media: 'https://loa.example/a.png' }],
    ['a picture with a text', { text: 'Xem', ...image() }, { kind: 'media', text: 'Xem' }],
    ['a sticker', media({ media_type: 'sticker', attachment_id: 'abc' }), { kind: 'media' }],
    ['a list', list([row(), row({ default_action: undefined })]), { kind: 'list', labels: ['Hộ nghèo'] }],
    ['a list with buttons', list([row()], { buttons: [button()] }), { labels: ['Hộ nghèo', 'Có'] }],
    [
      'a row that answers',
      list([row({ default_action: { type: 'oa.query.hide', payload: '#poor' } })]),
      { buttons: [{ payload: '#poor' }] },
    ],
    ['a form', form(), { kind: 'form', text: 'Số điện thoại\nĐể gọi lại' }],
  ])('show %s', async (_, message, shown) => {
    expect(await send(message)).toMatchObject({ error: 0 })
    expect(emulator.messagesOf(emulator.user(7).id)).toMatchObject([shown])
    expect(emulator.violations).toEqual([])
  })

  it('quote a message that is there', async () => {
    const person = emulator.user(7)
    person.type('Bao nhiêu?')
    const asked = (await get('/openapi/v2.0/oa/conversation', { user_id: person.id, offset: 0, count: 1 })).data[0]
    await send({ text: '0,65 %', quote_message_id: asked.message_id })
    expect(person.messages()).toMatchObject([{ quotes: asked.message_id }])
  })

  it('answer a message that is named', async () => {
    const { message_id } = (await send({ text: 'x' })).data
    expect(await post(cs, { recipient: { message_id }, message: { text: 'y' } })).toMatchObject({ error: 0 })
    expect(await post(cs, { recipient: { message_id: 'x' }, message: { text: 'y' } })).toMatchObject({ error: -201 })
    expect(emulator.reliedOn()).toContain('replyByMessage')
  })

  it('get a sign', async () => {
    const { message_id } = (await send({ text: 'x' })).data
    const react = (react_icon: string) =>
      post('/openapi/v2.0/oa/message', {
        recipient: { user_id: emulator.user(7).id },
        sender_action: { react_icon, react_message_id: message_id },
      })
    expect(await react('/-heart')).toMatchObject({ error: 0 })
    expect(emulator.user(7).messages()[0]!.reactions).toEqual(['/-heart'])
    expect(await react('/-cow')).toMatchObject({ error: -201 })
    for (let i = 1; i < 50; i += 1) await react(':o')
    expect(await react(':o')).toMatchObject({ error: -210 })
  })

  it.each<[string, Partial<Variant>, object, object, string[]?]>([
    ['buttons are refused', { buttons: 'reject' }, withButtons([button()]), { error: -233 }],
    ['buttons are invalid', { buttons: 'reject201' }, withButtons([button()]), { error: -201 }],
    ['buttons are dropped', { buttons: 'drop' }, withButtons([button()]), { error: 0 }, []],
    ['buttons want their name', { buttonTemplate: 'with' }, withButtons([button()]), { error: -233 }],
    [
      'buttons want no name',
      { buttonTemplate: 'without' },
      withButtons([button()], { template_type: 'button' }),
      { error: -233 },
    ],
    ['lists are refused', { lists: 'reject' }, list([row()]), { error: -233 }],
    ['lists are dropped', { lists: 'drop' }, list([row()]), { error: 0 }, []],
    [
      'a quote of nothing is refused',
      { quoteOfUnknown: 'refused' },
      { text: 'x', quote_message_id: 'y' },
      { error: -201 },
    ],
    ['a quote of nothing is dropped', {}, { text: 'x', quote_message_id: 'y' }, { error: 0 }, []],
    ['long is invalid', { tooLong: '-201' }, { text: 'x'.repeat(2001) }, { error: -201, message: 'text is invalid!' }],
    ['pieces count', { textUnits: 'asSent' }, { text: 'ữ'.repeat(1000).normalize('NFD') }, { error: -210 }],
    ['units count', { textUnits: 'utf16' }, { text: '📱'.repeat(1001) }, { error: -210 }],
    ['units do not count', {}, { text: '📱'.repeat(2000) }, { error: 0 }, []],
    ['the time is a number', { sentTime: 'number' }, { text: 'x' }, { data: { sent_time: morning } }, []],
    [
      'quota counts in text',
      { quotaNumbers: 'string' },
      { text: 'x' },
      { data: { quota: { remain: '8', total: '8' } } },
      [],
    ],
    [
      'quota counts in numbers',
      { quotaNumbers: 'number' },
      { text: 'x' },
      { data: { quota: { remain: 8, total: 8 } } },
      [],
    ],
  ])('where %s', async (_, variant, message, answer, labels) => {
    await start(variant)
    emulator.user(7).wrote()
    expect(await send(message)).toMatchObject(answer)
    expect(
      emulator
        .user(7)
        .messages()
        .map((m) => m.labels),
    ).toEqual(labels === undefined ? [] : [labels])
    for (const [name, way] of Object.entries(variant)) expect(emulator.reliedOn()).toContain(`${name}=${way}`)
  })

  it('may lack the quota', async () => {
    await start({ quotaField: 'absent' })
    emulator.user(7).wrote()
    expect((await send({ text: 'x' })).data).not.toHaveProperty('quota')
  })
})

describe('windows', () => {
  const costs = () => emulator.ledger().map((c) => [c.cost, c.dong])

  it.each<[string, number, Partial<Variant>, object]>([
    ['at once', 0, {}, { data: { quota: { quota_type: 'reply' } } }],
    ['after 48 hours', 48 * hourMs, {}, { data: { quota: { quota_type: 'reply' } } }],
    [
      'a moment later',
      48 * hourMs + 1,
      {},
      { data: { quota: { quota_type: 'sub_quota', expired_date: '30/11/2026' } } },
    ],
    ['after seven days', 7 * dayMs, {}, { data: { quota: { quota_type: 'sub_quota' } } }],
    ['a moment later still', 7 * dayMs + 1, {}, { error: -230 }],
    ['which may be called so', 7 * dayMs + 1, { afterSevenDays: '-232' }, { error: -232 }],
  ])('%s', async (_, ago, variant, answer) => {
    await start(variant)
    emulator.user(7).wrote(ago)
    expect(await send({ text: 'x' })).toMatchObject(answer)
  })

  it('outside the free time a month has so many, then bought ones, then money, then no more', async () => {
    const person = emulator.user(7)
    person.wrote(3 * dayMs)
    Object.assign(emulator.settings, { purchased: 1, walletDong: 60, monthlyFree: 3 })
    for (let i = 0; i < 3; i += 1) await send({ text: 'x' })
    expect(costs().filter(([cost]) => cost === 'sub_quota')).toHaveLength(3)
    expect((await send({ text: 'x' })).data.quota).toMatchObject({ quota_type: 'purchase_quota', owner_type: 'OA' })
    expect((await send({ text: 'x' })).data).not.toHaveProperty('quota')
    expect(costs().slice(-2)).toEqual([
      ['purchase_quota', 0],
      ['billed', 55],
    ])
    expect(emulator.settings.walletDong).toBe(5)
    expect(await send({ text: 'x' })).toMatchObject({ error: -321 })
    emulator.settings.walletDong = undefined
    expect(await send({ text: 'x' })).toMatchObject({ error: -211 })
    person.wrote()
    expect(await send({ text: 'x' })).toMatchObject({ error: 0 })
    pass(8 * dayMs)
    person.wrote(3 * dayMs)
    emulator.issue()
    expect((await send({ text: 'x' })).data.quota).toMatchObject({ quota_type: 'sub_quota' })
  })

  it.each<[string, Partial<Variant>, 'growth' | 'comprehensive', object[]]>([
    ['of July, small', {}, 'growth', [{ total: 500, remain: 500 }]],
    ['of July, large', {}, 'comprehensive', [{ total: 2000, remain: 2000 }]],
    ['since September, small', { monthlyFree: 'september' }, 'growth', [{ total: 2000 }]],
    ['since September, large', { monthlyFree: 'september' }, 'comprehensive', []],
  ])('the free messages of a month %s', async (_, variant, name, data) => {
    await start(variant)
    emulator.settings.package = name
    const ask = { quota_owner: 'OA', product_type: 'cs', quota_type: 'sub_quota' }
    expect((await post('/openapi/v3.0/oa/quota/message', ask)).data).toMatchObject(data)
  })

  it('people who never wrote get nothing', async () => {
    expect(await send({ text: 'x' })).toMatchObject({ error: -232 })
    expect(await send({ text: 'x' }, '2468458835296190999')).toMatchObject({
      error: -201,
      message: 'user_id is invalid!',
    })
    await start({ firstContact: '-213' })
    expect(await send({ text: 'x' })).toMatchObject({ error: -213 })
  })

  it('a follow opens 48 hours, or three messages', async () => {
    emulator.user(7).follow()
    expect((await send({ text: 'x' })).data.quota).toEqual({ quota_type: 'reply' })
    await start({ follow: 'welcome', quotaNumbers: 'number' })
    emulator.user(7).follow()
    const quotas = [await send({ text: 'x' }), await send({ text: 'x' }), await send({ text: 'x' })].map(
      (a) => a.data.quota,
    )
    expect(quotas).toEqual([2, 1, 0].map((remain) => ({ quota_type: 'welcome_msg', remain, total: 3 })))
    expect(await send({ text: 'x' })).toMatchObject({ error: -232 })
    emulator.user(7).type('x')
    expect((await send({ text: 'x' })).data.quota).toMatchObject({ quota_type: 'reply' })
  })

  it('who unfollows is gone, or stays in the window; a message opens it again', async () => {
    emulator.user(7).follow()
    emulator.user(7).unfollow()
    expect(await send({ text: 'x' })).toMatchObject({ error: -213 })
    emulator.user(7).type('x')
    expect(await send({ text: 'x' })).toMatchObject({ error: 0 })
    await start({ unfollowed: 'windows' })
    emulator.user(7).follow()
    emulator.user(7).unfollow()
    expect(await send({ text: 'x' })).toMatchObject({ error: 0 })
  })

  it.each([
    ['restricts', -244],
    ['inactive', -227],
    ['gone', -227],
  ] as const)('who %s gets nothing', async (state, error) => {
    emulator.user(7).wrote()
    emulator.user(7).becomes(state)
    expect(await send({ text: 'x' })).toMatchObject({ error })
  })

  it('say when somebody last did something', async () => {
    emulator.user(7).wrote(hourMs)
    const answer = await post('/openapi/v3.0/oa/quota/message', { user_id: emulator.user(7).id })
    expect(answer.data).toEqual({ last_interaction: String(now - hourMs), cs_reply: {}, promotion: {} })
  })
})

describe('packages and pace', () => {
  it.each(['basic', 'standard'] as const)('the package %s has no API', async (name) => {
    emulator.settings.package = name
    expect(await get('/openapi/v2.0/oa/getoa')).toMatchObject({ error: -224 })
  })

  it('the package says how many calls a minute has, templates by phone apart', async () => {
    emulator.limit(undefined)
    emulator.user(7).wrote()
    for (let i = 0; i < 100; i += 1) expect(await send({ text: 'x' })).toMatchObject({ error: 0 })
    const ask = () => fetch(`${emulator.roots.openapi}/v2.0/oa/getoa`, { headers: headers() })
    const refused = await ask()
    expect(refused.headers.get('x-ratelimit-limit')).toBe('100')
    expect(refused.headers.get('x-ratelimit-remain')).toBe('0')
    expect(await refused.json()).toMatchObject({ error: -32 })
    expect(await get('/business/quality')).toMatchObject({ error: 0 })
    expect(emulator.pace()).toMatchObject({ tooMany: 1 })
    expect(emulator.pace().sentAt).toHaveLength(100)
    pass(minuteMs)
    expect((await ask()).headers.get('x-ratelimit-remain')).toBe('99')
  })
})

describe('uploads', () => {
  const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10])
  const pdf = Buffer.from('%PDF-1.7')
  const gif = Buffer.from('GIF89a')
  const padded = (bytes: Buffer, size: number) => Buffer.concat([bytes, Buffer.alloc(size - bytes.length)])
  const upload = async (kind: string, bytes: Buffer, field = 'file') => {
    const body = new FormData()
    body.set(field, new Blob([new Uint8Array(bytes)]), 'name')
    const path = `${emulator.roots.openapi}/v2.0/oa/upload/${kind}`
    return (await (await fetch(path, { method: 'POST', headers: headers(), body })).json()) as Answer
  }
  const megabyte = 1_048_576

  it.each<[string, string, Buffer, object]>([
    ['a png', 'image', png, { data: { attachment_id: expect.any(String) } }],
    ['a jpg', 'image', Buffer.from([0xff, 0xd8, 0xff, 0]), { error: 0 }],
    ['a megabyte', 'image', padded(png, megabyte), { error: 0 }],
    ['more', 'image', padded(png, megabyte + 1), { error: -210 }],
    ['a gif as a picture', 'image', gif, { error: -201 }],
    ['a gif', 'gif', gif, { error: 0 }],
    ['five megabytes of gif', 'gif', padded(gif, 5 * megabyte), { error: 0 }],
    ['more gif', 'gif', padded(gif, 5 * megabyte + 1), { error: -210 }],
    ['a PDF', 'file', pdf, { data: { token: expect.any(String) } }],
    ['a DOC', 'file', Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), { error: 0 }],
    ['a DOCX', 'file', Buffer.from('PK\u0003\u0004'), { error: 0 }],
    ['a CSV', 'file', Buffer.from('tên,số\n'), { error: 0 }],
    ['a program', 'file', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0]), { error: -201 }],
    ['nothing', 'file', Buffer.alloc(0), { error: -201 }],
  ])('%s', async (_, kind, bytes, answer) => {
    expect(await upload(kind, bytes)).toMatchObject(answer)
    expect(emulator.violations).toEqual([])
  })

  it('want the field file', async () => {
    expect(await upload('image', png, 'picture')).toMatchObject({ what: expect.stringContaining('picture') })
  })

  it('serve for seven days, each at its place', async () => {
    emulator.user(7).wrote()
    const { attachment_id } = (await upload('image', png)).data
    const { token } = (await upload('file', pdf)).data
    const picture = media({ media_type: 'image', attachment_id })
    const paper = { attachment: { type: 'file', payload: { token } } }
    const film = media({ media_type: 'gif', attachment_id, width: 1, height: 1 })
    expect(await send(film)).toMatchObject({ error: -201 })
    pass(7 * dayMs - 1)
    emulator.issue()
    emulator.user(7).wrote()
    expect(await send(picture)).toMatchObject({ error: 0 })
    expect(await send(paper)).toMatchObject({ error: 0 })
    pass(1)
    expect(await send(picture)).toMatchObject({ error: -100 })
    expect(await send(paper)).toMatchObject({ error: -100 })
  })
})

describe('people and talks', () => {
  const detail = async () => (await get('/openapi/v3.0/oa/user/detail', { user_id: emulator.user(7).id })).data

  it('have ids that no number holds', () => {
    const ids = [7, 8].map((n) => emulator.user(n).id)
    expect(ids[0]).not.toBe(ids[1])
    expect(Number(ids[0])).toBe(Number(ids[1]))
    for (const id of [...ids, emulator.settings.oaId, emulator.settings.appId]) {
      expect(id).toMatch(/^\d{19}$/)
      expect(BigInt(id)).toBeGreaterThan(2n ** 53n)
      expect(String(Number(id))).not.toBe(id)
    }
    expect(emulator.user(ids[0]!)).toBe(emulator.user(7))
  })

  it('are described', async () => {
    emulator.user(7, { name: 'Mẫu' }).follow()
    expect(await detail()).toMatchObject({
      user_id: emulator.user(7).id,
      display_name: 'Mẫu',
      user_is_follower: true,
      user_last_interaction_date: '23/11/2026',
      shared_info: { phone: 0 },
    })
    expect(await get('/openapi/v3.0/oa/user/detail', { user_id: '1' })).toMatchObject({ error: -201 })
    expect(await get('/openapi/v3.0/oa/user/detail')).toMatchObject({ error: -201, message: 'data is invalid!' })
  })

  it.each([
    ['number', { phone: 0 }, { phone: 84_900_000_007 }],
    ['string', { phone: '' }, { phone: '84900000007' }],
    ['absent', undefined, undefined],
  ] as const)('share a phone as %s', async (sharedPhone, before, after) => {
    await start({ sharedPhone })
    const person = emulator.user(7)
    person.type('x')
    const seen = async () => (await detail()).shared_info
    expect(await seen()).toEqual(before && expect.objectContaining(before))
    await send(form())
    person.shareInfo()
    expect(await seen()).toEqual(after && expect.objectContaining(after))
  })

  it('are listed', async () => {
    for (const n of [1, 2, 3]) emulator.user(n).type('x')
    emulator.user(2).follow()
    emulator.user(4)
    emulator.user(5).wrote(2 * dayMs)
    const users = async (more: object) => {
      const { data } = await get('/openapi/v3.0/oa/user/getlist', { offset: 0, count: 50, ...more })
      return data.users.map((u: { user_id: string }) => Number(u.user_id.slice(-2)))
    }
    expect(await users({})).toEqual([1, 2, 3, 5])
    expect(await users({ offset: 1, count: 2 })).toEqual([2, 3])
    expect(await users({ is_follower: 'true' })).toEqual([2])
    expect(await users({ last_interaction_period: 'TODAY' })).toEqual([1, 2, 3])
    const ask = (more: object) => get('/openapi/v3.0/oa/user/getlist', { offset: 0, count: 50, ...more })
    expect(await ask({ count: 51 })).toMatchObject({ error: -210 })
    expect(await ask({ offset: 9952 })).toMatchObject({ error: -210 })
    expect(await ask({ offset: 9951 })).toMatchObject({ error: 0 })
  })

  it('leave a history of ten at a time', async () => {
    const person = emulator.user(7)
    person.type('câu hỏi')
    await send({ text: 'trả lời' })
    emulator.agent().type(person.id, 'chào')
    const { data } = await get('/openapi/v2.0/oa/conversation', { user_id: person.id, offset: 0, count: 10 })
    expect(data.map((m: { src: number; message: string }) => [m.src, m.message])).toEqual([
      [0, 'chào'],
      [0, 'trả lời'],
      [1, 'câu hỏi'],
    ])
    expect(data[2]).toMatchObject({ from_id: person.id, to_id: emulator.settings.oaId, time: now, type: 'text' })
    const recent = await get('/openapi/v2.0/oa/listrecentchat', { offset: 1, count: 1 })
    expect(recent.data).toHaveLength(1)
    expect(await get('/openapi/v2.0/oa/listrecentchat', { offset: 0, count: 11 })).toMatchObject({ error: -210 })
  })

  it.each([
    ['oaid', { oaid: '3886132808788086453', linked_ZCA: expect.any(String) }],
    ['oa_id', { oa_id: '3886132808788086453', linked_zca: expect.any(String) }],
  ] as const)('the OA itself goes by %s', async (profileId, fields) => {
    await start({ profileId })
    const { data } = await get('/openapi/v2.0/oa/getoa')
    expect(data).toMatchObject({ ...fields, package_name: 'Tăng trưởng', oa_type: 4 })
    expect('oaid' in data).toBe(profileId === 'oaid')
  })
})

describe('templates by user id', () => {
  beforeEach(() => {
    emulator.template({
      id: '1',
      text: 'Chào <name>',
      parameters: [{ name: 'name' }, { name: 'note', require: false }],
    })
  })

  it('reach whoever never wrote, at their price', async () => {
    const answer = await templateTo({ template_data: { name: 'Mẫu' } })
    expect(answer.data).toEqual({
      message_id: expect.any(String),
      user_id: emulator.user(7).id,
      sent_time: String(now),
    })
    expect(emulator.user(7).messages()).toMatchObject([{ kind: 'template', text: 'Chào Mẫu', way: 'id' }])
    expect(emulator.ledger()).toMatchObject([{ cost: 'template', dong: 165 }])
    expect(emulator.reliedOn()).toContain('templateByIdToAnybody')
  })

  it.each<[string, () => void, object, number]>([
    ['an unknown template', () => {}, { template_id: '2' }, -201],
    ['one that is not approved', () => emulator.template({ id: '1', status: 'REJECT' }), {}, -201],
    ['one for phones only', () => emulator.template({ id: '1', byId: false }), {}, -249],
    ['no parameters', () => {}, { template_data: {} }, -201],
    ['none at all', () => {}, { template_data: undefined }, -201],
    ['a long parameter', () => {}, { template_data: { name: 'x'.repeat(31) } }, -201],
    ['somebody who restricts', () => emulator.user(7).becomes('restricts'), {}, -244],
    ['an inactive person', () => emulator.user(7).becomes('inactive'), {}, -227],
    ['no wallet', () => Object.assign(emulator.settings, { walletDong: undefined }), {}, -320],
    ['an empty wallet', () => Object.assign(emulator.settings, { walletDong: 164 }), {}, -321],
  ])('refuse %s', async (_, prepare, more, error) => {
    prepare()
    expect(await templateTo({ template_data: { name: 'x' }, ...more })).toMatchObject({ error })
    expect(emulator.user(7).messages()).toEqual([])
    expect(emulator.violations).toEqual([])
  })

  it('have no tracking_id', async () => {
    expect(await templateTo({ template_data: { name: 'x' }, tracking_id: 'a' })).toMatchObject({ emulator: 'unknown' })
  })

  it('wait for the morning at night, or are refused', async () => {
    const night = Date.parse('2026-11-23T15:00:00Z')
    now = night
    expect(await templateTo({ template_data: { name: 'x' } })).toMatchObject({ error: 0 })
    pass(8 * hourMs - 1)
    expect(emulator.user(7).messages()).toEqual([])
    pass(1)
    expect(emulator.user(7).messages()).toHaveLength(1)
    await start({ night: 'refused' })
    emulator.template({ id: '1' })
    now = night
    expect(await templateTo({ template_data: {} })).toMatchObject({ error: -234 })
  })
})

describe('templates by phone', () => {
  const path = '/business/message/template'
  const byPhone = (more: object = {}) =>
    post(path, {
      phone: emulator.user(7).phone,
      template_id: '1',
      template_data: { name: 'Mẫu' },
      tracking_id: 'loan-2026-1',
      ...more,
    })
  const set = () => emulator.template({ id: '1', text: 'Chào <name>', parameters: [{ name: 'name' }] })
  beforeEach(() => void set())

  it('are answered as documented', async () => {
    expect(await byPhone()).toEqual({
      error: 0,
      message: 'Success',
      data: {
        msg_id: expect.any(String),
        sent_time: String(now),
        sending_mode: '1',
        quota: { dailyQuota: '500', remainingQuota: '499' },
      },
    })
    expect(emulator.user(7).messages()).toMatchObject([{ text: 'Chào Mẫu', way: 'phone', trackingId: 'loan-2026-1' }])
    expect(emulator.ledger()).toMatchObject([{ dong: 200 }])
  })

  it.each<[string, object, number]>([
    ['a number with 0', { phone: '0900000007' }, -108],
    ['a number with +', { phone: '+84900000007' }, -108],
    ['a short number', { phone: '8490000000' }, -108],
    ['no number', { phone: undefined }, -108],
    ['nobody', { phone: '84911111111' }, -118],
    ['an unknown template', { template_id: '2' }, -109],
    ['no parameters', { template_data: {} }, -111],
    ['a missing parameter', { template_data: { name: '' } }, -1122],
    ['a long parameter', { template_data: { name: 'ữ'.repeat(31) } }, -1121],
    ['no tracking_id', { tracking_id: undefined }, -132],
    ['a tracking_id of 49', { tracking_id: 'x'.repeat(49) }, -132],
    ['a tracking_id with a blank', { tracking_id: 'a b' }, -132],
    ['another mode', { mode: 'fast' }, -132],
    ['a mode for admins', { mode: 'development' }, -127],
  ])('refuse %s', async (_, more, error) => {
    expect(await byPhone(more)).toMatchObject({ error, message: expect.any(String) })
    expect(emulator.user(7).messages()).toEqual([])
    expect(emulator.violations).toEqual([])
  })

  it.each<[string, () => void, number]>([
    ['who refuses', () => emulator.user(7).refuseTemplates(true), -139],
    ['who is inactive', () => emulator.user(7).becomes('inactive'), -114],
    ['who is gone', () => emulator.user(7).becomes('gone'), -118],
    ['with a template that waits', () => emulator.template({ id: '1', status: 'PENDING_REVIEW' }), -131],
    ['without a wallet', () => Object.assign(emulator.settings, { walletDong: undefined }), -136],
    ['without money', () => Object.assign(emulator.settings, { walletDong: 199 }), -115],
    ['beyond the day', () => Object.assign(emulator.settings, { dailyTemplates: 0 }), -144],
    ['beyond the day of the template', () => emulator.template({ id: '1', daily: 0 }), -147],
  ])('do not reach somebody %s', async (_, prepare, error) => {
    emulator.user(7)
    prepare()
    expect(await byPhone()).toMatchObject({ error })
  })

  it('tell an empty body from one that is no JSON', async () => {
    const raw = async (body: string) => {
      const all = { 'content-type': 'application/json', ...headers() }
      return (await fetch(`${emulator.root}${path}`, { method: 'POST', headers: all, body })).json()
    }
    expect(await raw('')).toMatchObject({ error: -121 })
    expect(await raw('{')).toMatchObject({ error: -122 })
  })

  it('reach admins in development, 48 signs of tracking, other forms of a number, hashes', async () => {
    emulator.user(7).makeAdmin()
    expect(await byPhone({ mode: 'development', tracking_id: 'x'.repeat(48) })).toMatchObject({ error: 0 })
    const { phone, ...rest } = { phone: '', template_id: '1', template_data: { name: 'x' }, tracking_id: 'h' }
    const hash = (of: string) => post(`${path}/hashphone`, { hash_phone: sha256Of(of), ...rest })
    expect(await hash('84900000007')).toMatchObject({ error: 0 })
    expect(await hash('0900000007')).toMatchObject({ error: -118 })
    await start({ phoneForms: 'tolerant' })
    set()
    emulator.user(7)
    expect(await byPhone({ phone: '0900000007' })).toMatchObject({ error: 0 })
    expect(await byPhone({ phone: '+84900000007' })).toMatchObject({ error: 0 })
  })

  it('go out again under the same tracking_id', async () => {
    await byPhone()
    await byPhone()
    expect(emulator.user(7).messages()).toHaveLength(2)
    expect(emulator.reliedOn()).toContain('trackingTwice')
  })

  it('count a day by the clock of Viet Nam', async () => {
    emulator.settings.dailyTemplates = 1
    now = Date.parse('2026-11-23T14:59:59Z')
    expect(await byPhone()).toMatchObject({ data: { quota: { remainingQuota: '0' } } })
    expect(await byPhone()).toMatchObject({ error: -144 })
    now = Date.parse('2026-11-23T16:59:59Z')
    expect(await byPhone()).toMatchObject({ error: -144 })
    pass(1000)
    expect(await byPhone()).toMatchObject({ error: 0 })
    expect((await get('/business/message/quota')).data).toMatchObject({ dailyQuota: '1', remainingQuota: '0' })
  })

  it.each<[string, string, Partial<Variant>, number]>([
    ['21:59', '2026-11-23T14:59:59Z', { night: 'refused' }, 0],
    ['22:00', '2026-11-23T15:00:00Z', { night: 'refused' }, -133],
    ['05:59', '2026-11-23T22:59:59Z', { night: 'refused' }, -133],
    ['06:00', '2026-11-23T23:00:00Z', { night: 'refused' }, 0],
    ['22:00 where it is taken', '2026-11-23T15:00:00Z', {}, 0],
  ])('at %s', async (_, at, variant, error) => {
    await start(variant)
    set()
    now = Date.parse(at)
    expect(await byPhone()).toMatchObject({ error })
  })

  it('are shown in the morning, and their state says so', async () => {
    now = Date.parse('2026-11-23T15:00:00Z')
    const { msg_id } = (await byPhone()).data
    expect(emulator.user(7).messages()).toEqual([])
    const state = async () => {
      const answer = await fetch(`${emulator.roots.business}/message/status?message_id=${msg_id}`, {
        headers: headers(),
      })
      return ((await answer.json()) as Answer).data
    }
    expect(await state()).toMatchObject({ status: 0 })
    now = Date.parse('2026-11-23T23:00:00Z')
    emulator.look()
    expect(await state()).toMatchObject({ status: 1, delivery_time: String(now) })
    expect(emulator.user(7).messages()).toHaveLength(1)
    expect(await get('/business/message/status?message_id=x')).toMatchObject({ error: -107 })
  })

  it.each([
    ['fourAMonth', 4],
    ['oneADay', 1],
  ] as const)('of promotion are capped: %s', async (promotionCap, most) => {
    await start({ promotionCap })
    emulator.template({ id: '1', tag: 3 })
    for (let i = 0; i < most; i += 1) expect(await byPhone({ template_data: {} })).toMatchObject({ error: 0 })
    expect(await byPhone({ template_data: {} })).toMatchObject({ error: -1471 })
    now = Date.parse('2026-11-23T15:00:00Z')
    expect(await byPhone({ template_data: {} })).toMatchObject({ error: -133 })
  })

  it('report their arrival with an event of their own, to the number or its hash, or never', async () => {
    for (const templateRecipient of choices.templateRecipient) {
      await start({ templateRecipient })
      set()
      const { heard } = await hooked()
      const { msg_id } = (await byPhone()).data
      await emulator.quiet()
      expect(heard).toEqual([])
      pass(5_000)
      await emulator.quiet()
      const { phone } = emulator.user(7)
      expect(heard[0]!.headers['x-zevent-server']).toBe('ZNS')
      expect(heard[0]!.body).toMatchObject({
        event_name: 'user_received_message',
        recipient: { id: templateRecipient === 'phone' ? phone : sha256Of(phone) },
        message: { msg_id, tracking_id: 'loan-2026-1', delivery_time: String(morning) },
      })
    }
    await start({ templateReceipt: 'never' })
    set()
    const { heard } = await hooked()
    await byPhone()
    pass(hourMs)
    await emulator.quiet()
    expect(heard).toEqual([])
  })

  it('are described', async () => {
    const { data } = await get('/business/template/info/v2?template_id=1')
    expect(data).toMatchObject({
      templateId: '1',
      price_sdt: '200',
      listParams: [{ name: 'name', require: true, maxLength: 30 }],
    })
    expect((await get('/business/template/all?offset=0&limit=100')).data).toMatchObject([{ templateId: '1' }])
    expect(await get('/business/template/all?offset=0&limit=101')).toMatchObject({ error: -132 })
  })
})

describe('what people do', () => {
  const acts = async (act: () => unknown) => {
    const listening = await hooked()
    emulator.settings.receipts = false
    await act()
    await emulator.quiet()
    return listening.heard.map((h) => h.body)
  }
  const person = () => emulator.user(7, { name: 'Mẫu' })
  const ends = () => ({ sender: { id: person().id }, recipient: { id: emulator.settings.oaId } })

  it.each<[string, () => unknown, object]>([
    ['a text', () => person().type('Xin chào'), { event_name: 'user_send_text', message: { text: 'Xin chào' } }],
    ['a quote', () => person().type('x', { quotes: 'abc' }), { message: { text: 'x', quote_msg_id: 'abc' } }],
    [
      'a picture',
      () => person().sendPhoto(),
      { event_name: 'user_send_image', message: { attachments: [{ type: 'image' }] } },
    ],
    [
      'a place, in texts',
      () => person().sendLocation('10.5', '106.5'),
      {
        event_name: 'user_send_location',
        message: { attachments: [{ payload: { coordinates: { latitude: '10.5', longitude: '106.5' } } }] },
      },
    ],
    [
      'a file',
      () => person().sendFile(),
      { event_name: 'user_send_file', message: { attachments: [{ payload: { name: 'giay-to.pdf' } }] } },
    ],
    ['a gif', () => person().send('gif'), { event_name: 'user_send_gif' }],
    ['a sticker', () => person().send('sticker'), { message: { attachments: [{ payload: { id: '1234' } }] } }],
    [
      'a sign',
      () => person().react('abc'),
      { event_name: 'user_reacted_message', message: { msg_id: 'abc', react_icon: '/-heart' } },
    ],
    [
      'something new',
      () => person().strange('user_sends_pigeon', { pigeon: 1 }),
      { event_name: 'user_sends_pigeon', pigeon: 1 },
    ],
  ])('%s is an event', async (_, act, body) => {
    const [event, ...more] = await acts(act)
    expect(event).toMatchObject({ app_id: emulator.settings.appId, timestamp: String(now), ...ends(), ...body })
    expect(more).toEqual([])
  })

  it.each([
    ['present', true],
    ['absent', false],
  ] as const)('the id by app is %s', async (userIdByApp, there) => {
    await start({ userIdByApp })
    const [event] = await acts(() => person().type('x'))
    expect('user_id_by_app' in event).toBe(there)
  })

  it('a follow and its end are flat', async () => {
    const [follow, unfollow] = await acts(() => [person().follow('qr_code'), person().unfollow()])
    expect(follow).toEqual({
      oa_id: emulator.settings.oaId,
      follower: { id: person().id },
      user_id_by_app: expect.stringMatching(/^\d{19}$/),
      event_name: 'follow',
      source: 'qr_code',
      app_id: emulator.settings.appId,
      timestamp: String(now),
    })
    expect(unfollow).toMatchObject({ event_name: 'unfollow', follower: { id: person().id } })
  })

  it.each<[string, Partial<Variant>, object]>([
    [
      'as it is now',
      {},
      {
        name: 'Mẫu',
        phone: '84912345678',
        user_dob: '01/01/1980',
        gender: '',
        full_address: { user_city: 'Phú Thọ', user_ward: 'Xã Mẫu', user_address: 'Xóm 3' },
      },
    ],
    [
      'as it was',
      { submitInfo: 'old' },
      { name: 'Mẫu', phone: '84912345678', address: 'Xóm 3', city: 'Phú Thọ', district: '', ward: 'Xã Mẫu' },
    ],
    ['with a number', { submitPhone: 'number' }, expect.objectContaining({ phone: 84_912_345_678 })],
  ])('a form is filled in %s', async (_, variant, info) => {
    await start(variant)
    person().wrote()
    expect(() => person().shareInfo()).toThrow(/asked for nothing/)
    await send(form())
    expect(() => person().shareInfo({ phone: '0912' })).toThrow(/84/)
    const [event] = await acts(() => person().shareInfo({ phone: '84912345678' }))
    expect(event).toEqual({
      ...ends(),
      event_name: 'user_submit_info',
      app_id: emulator.settings.appId,
      timestamp: String(now),
      info,
    })
  })

  it('a form may bring a text that nobody wrote, and opens no window', async () => {
    await start({ submitText: 'follows' })
    person().wrote(49 * hourMs)
    await send(form())
    const [, text] = await acts(() => person().shareInfo())
    expect(text).toMatchObject({ event_name: 'user_send_text', message: { text: 'Bạn đã gởi thông tin cho OA' } })
    expect((await send({ text: 'x' })).data.quota).toMatchObject({ quota_type: 'sub_quota' })
  })

  it.each([
    ['user', true],
    ['oa', false],
  ] as const)('what was seen is reported once, from the %s', async (seenFrom, fromUser) => {
    await start({ seenFrom })
    person().wrote()
    const ids = [(await send({ text: 'x' })).data.message_id, (await send({ text: 'y' })).data.message_id]
    const [seen, ...more] = await acts(() => [person().reads(), person().reads()])
    expect(seen).toMatchObject({ event_name: 'user_seen_message', message: { msg_ids: ids } })
    expect(seen.sender.id === person().id).toBe(fromUser)
    expect(more).toEqual([])
  })

  it('a press is a text with the payload: hidden, or seen in the talk; an address sends nothing', async () => {
    person().wrote()
    await send(
      withButtons([
        button({ title: 'Giấu', payload: '#1' }),
        button({ title: 'Hiện', type: 'oa.query.show', payload: '#2' }),
        button({ title: 'Mở', type: 'oa.open.url', payload: { url: 'https://loa.example/' } }),
      ]),
    )
    const events = await acts(() => {
      person().tap('Giấu')
      person().tap('#2')
      expect(person().tap('Mở')).toBeUndefined()
      expect(() => person().tap('Đâu')).toThrow(/"Đâu".*Giấu/)
    })
    expect(events.map((e) => [e.event_name, e.message.text])).toEqual([
      ['user_send_text', '#1'],
      ['user_send_text', '#2'],
    ])
    const { data } = await get('/openapi/v2.0/oa/conversation', { user_id: person().id, offset: 0, count: 10 })
    expect(data.map((m: { message: string }) => m.message)).toEqual(['#2', 'Hỏi?'])
  })

  it('wait for what comes after their last act', async () => {
    person().type('x')
    await send({ text: 'old' })
    person().type('y')
    const waiting = person().waitFor('old')
    await send({ text: 'old again' })
    expect((await waiting).text).toBe('old again')
    await expect(person().waitFor(/never/, 1)).rejects.toThrow(/old again/)
  })

  it('cannot write without an account', () => {
    person().becomes('gone')
    expect(() => person().type('x')).toThrow(/gone/)
  })
})

describe('echoes', () => {
  beforeEach(() => emulator.user(7).wrote())

  it('name what was sent, then the phone reports it', async () => {
    const { heard } = await hooked()
    const { message_id } = (await send({ text: 'Xin chào' })).data
    await emulator.quiet()
    const oa = { sender: { id: emulator.settings.oaId }, recipient: { id: emulator.user(7).id } }
    expect(heard.map((h) => h.body)).toMatchObject([
      { ...oa, event_name: 'oa_send_text', message: { text: 'Xin chào', msg_id: message_id } },
      { ...oa, event_name: 'user_received_message', message: { msg_id: message_id, delivery_time: String(now) } },
    ])
    expect(heard[0]!.body.sender).not.toHaveProperty('admin_id')
  })

  it.each<[string, object, string]>([
    ['buttons', withButtons([button()]), 'oa_send_text'],
    ['a picture', image(), 'oa_send_image'],
    ['a list', list([row()]), 'oa_send_list'],
    ['a form', form(), 'oa_send_template'],
  ])('of %s', async (_, message, name) => {
    const { names } = await hooked()
    await send(message)
    await emulator.quiet()
    expect(names()[0]).toBe(name)
    expect(emulator.reliedOn()).toContain('attachmentEchoes')
  })

  it.each([
    ['after', ['answer', 'oa_send_text']],
    ['before', ['oa_send_text', 'answer']],
    ['never', ['answer']],
  ] as const)('come %s the answer', async (way, order) => {
    await start({ echo: way, receivedTime: 'absent' })
    emulator.user(7).wrote()
    emulator.settings.events = ['oa_send_text']
    const seen: string[] = []
    const server = createServer((request, response) => {
      request.resume().on('end', () => {
        seen.push('oa_send_text')
        response.end()
      })
    }).listen(0, '127.0.0.1')
    listeners.push(server)
    await once(server, 'listening')
    const hold = way === 'after'
    if (hold) emulator.hold()
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
    expect(await emulator.setWebhook(url)).toEqual({ ok: true, answer: 200 })
    seen.length = 0
    await send({ text: 'x' })
    seen.push('answer')
    if (hold) emulator.release()
    await emulator.quiet()
    expect(seen).toEqual(order)
  })

  it('come even where the answer is lost', async () => {
    const { names } = await hooked()
    emulator.fail({ how: 'lost' })
    await expect(send({ text: 'x' })).rejects.toThrow()
    await emulator.until(() => emulator.events().length === 2)
    await emulator.quiet()
    expect(names()).toEqual(['oa_send_text', 'user_received_message'])
  })

  it.each([
    ['present', '7101234567890123456'],
    ['absent', undefined],
  ] as const)('of a person of the bank, whose number is %s', async (adminId, id) => {
    await start({ adminId })
    const { heard } = await hooked()
    emulator.agent().type(emulator.user(7).id, 'Tôi là cán bộ')
    await emulator.quiet()
    expect(heard[0]!.body).toMatchObject({ event_name: 'oa_send_text', message: { text: 'Tôi là cán bộ' } })
    expect(heard[0]!.body.sender.admin_id).toBe(id)
    expect(emulator.user(7).messages()).toMatchObject([{ by: 'agent' }])
    expect(emulator.delivered().size).toBe(0)
    expect(() => emulator.agent().type('1', 'x')).toThrow(/Nobody/)
  })
})

describe('webhooks', () => {
  const waits = [30_000, 5 * minuteMs, 15 * minuteMs, 30 * minuteMs, hourMs]

  it('are asked first, without a signature, and want 200', async () => {
    const refusing = await listen([401])
    expect(await emulator.setWebhook(refusing.url)).toEqual({ ok: false, answer: 401 })
    expect(refusing.heard[0]).toMatchObject({ bytes: '{}' })
    expect(refusing.heard[0]!.headers).not.toHaveProperty('x-zevent-signature')
    expect(emulator.webhook()).toEqual({ url: undefined, disabled: false })
    emulator.user(7).type('x')
    expect(emulator.events()).toMatchObject([{ state: 'nowhere' }])
    expect(await emulator.setWebhook('http://127.0.0.1:9/')).toEqual({ ok: false, answer: 'unreachable' })
  })

  it.each<[string, number | 'never', number | 'late']>([
    ['an error', 500, 500],
    ['a redirect', 302, 302],
    ['no content', 204, 204],
    ['no answer in two seconds', 'never', 'late'],
  ])('are called again after %s, byte for byte', async (_, status, answer) => {
    const { heard } = await hooked([status])
    emulator.user(7).type('x')
    await emulator.until(() => heard.length === 1)
    if (status === 'never') {
      pass(1_999)
      expect(emulator.events()[0]!.answers).toEqual([])
      pass(1)
    }
    await emulator.quiet()
    pass(29_999)
    await emulator.quiet()
    expect(heard).toHaveLength(1)
    pass(1)
    await emulator.quiet()
    expect(heard).toHaveLength(2)
    expect(heard[1]!.bytes).toBe(heard[0]!.bytes)
    expect(heard[1]!.headers['x-zevent-signature']).toBe(heard[0]!.headers['x-zevent-signature'])
    expect(heard.map((h) => h.headers.num_retry)).toEqual([undefined, '1'])
    expect(emulator.events()).toMatchObject([{ state: 'delivered', answers: [answer, 200] }])
  })

  it('are switched off after the fifth wait', async () => {
    const { heard } = await hooked(Array(6).fill(503))
    emulator.user(7).type('x')
    await emulator.quiet()
    for (const wait of waits) {
      expect(emulator.webhook().disabled).toBe(false)
      pass(wait)
      await emulator.quiet()
    }
    expect(heard.map((h) => h.headers.num_retry)).toEqual([undefined, '1', '2', '3', '4', '5'])
    expect(emulator.webhook().disabled).toBe(true)
    emulator.user(7).type('y')
    expect(emulator.events().map((e) => e.state)).toEqual(['givenUp', 'nowhere'])
  })

  it('may go on hourly until twelve hours are over', async () => {
    await start({ retryUntil: 'twelveHours' })
    const { heard } = await hooked(Array(100).fill(503))
    emulator.user(7).type('x')
    await emulator.quiet()
    for (const wait of [...waits, ...Array(20).fill(hourMs)]) {
      pass(wait)
      await emulator.quiet()
    }
    const lasted = waits.reduce((a, b) => a + b, 0)
    expect(heard).toHaveLength(6 + Math.floor((12 * hourMs - lasted) / hourMs))
    expect(emulator.webhook().disabled).toBe(true)
  })

  it('may be called again only where nothing connected', async () => {
    await start({ retryOn: 'connectionOnly' })
    const { heard } = await hooked([500])
    emulator.user(7).type('x')
    await emulator.quiet()
    pass(hourMs)
    await emulator.quiet()
    expect(heard).toHaveLength(1)
    expect(emulator.events()).toMatchObject([{ state: 'givenUp' }])
    expect(emulator.webhook().disabled).toBe(false)
  })

  it('hear one person in order, and late what failed', async () => {
    const { heard } = await hooked([500])
    for (const text of ['1', '2', '3']) emulator.user(7).type(text)
    await emulator.quiet()
    pass(30_000)
    await emulator.quiet()
    expect(heard.map((h) => h.body.message.text)).toEqual(['1', '2', '3', '1'])
  })

  it('hear what is held back against its order, and an event once more', async () => {
    const { heard } = await hooked()
    emulator.hold()
    const [first] = ['1', '2', '3'].map((text) => emulator.user(7).type(text))
    await emulator.quiet()
    expect(heard).toEqual([])
    emulator.release('reversed')
    await emulator.quiet()
    expect(await emulator.resend(first!)).toBe(200)
    expect(heard.map((h) => h.body.message.text)).toEqual(['3', '2', '1', '1'])
    expect(heard[3]!.bytes).toBe(heard[2]!.bytes)
    await expect(emulator.resend('event-99')).rejects.toThrow(/event-99/)
  })

  it('are called for many people at once, each in order', async () => {
    const { heard } = await hooked()
    for (const text of ['a', 'b']) for (let n = 0; n < 200; n += 1) emulator.user(n).type(text)
    await emulator.quiet()
    const of = (n: number) =>
      heard.filter((h) => h.body.sender.id === emulator.user(n).id).map((h) => h.body.message.text)
    expect(heard).toHaveLength(400)
    for (let n = 0; n < 200; n += 1) expect(of(n)).toEqual(['a', 'b'])
  })

  it('miss what is lost or not subscribed', async () => {
    const { heard } = await hooked()
    emulator.lose(1)
    emulator.settings.events = ['user_send_text']
    emulator.user(7).type('lost')
    emulator.user(7).follow()
    emulator.user(7).type('heard')
    await emulator.quiet()
    expect(heard.map((h) => h.body.message?.text)).toEqual(['heard'])
    expect(emulator.events().map((e) => e.state)).toEqual(['lost', 'unwanted', 'delivered'])
  })

  it('are shaken by a seed, always in the same way', async () => {
    const shaken = async () => {
      await start()
      const { heard } = await hooked()
      emulator.shake({ seed: 1, twice: 0.2, late: 0.2, lost: 0.2 })
      for (let i = 0; i < 30; i += 1) emulator.user(i).type(String(i))
      await emulator.quiet()
      const atOnce = heard.length
      pass(30_000)
      await emulator.quiet()
      const texts = heard.map((h) => Number(h.body.message.text)).sort((a, b) => a - b)
      return { atOnce, texts, late: heard.filter((h) => h.headers.num_retry === '1').length }
    }
    const once = await shaken()
    expect(await shaken()).toEqual(once)
    const different = new Set(once.texts).size
    expect(different).toBeLessThan(30)
    expect(once.texts.length).toBeGreaterThan(different)
    expect(once.late).toBeGreaterThan(0)
    expect(once.texts.length - once.atOnce).toBe(once.late)
  })

  it.each(Object.keys(forgeries) as Forgery[])('are tried with a signature that is wrong: %s', async (how) => {
    const { heard } = await hooked([401])
    expect(await emulator.forge(how, { message: { text: 'x', msg_id: '1' } })).toBe(401)
    const [{ bytes, body, headers }] = heard as [Heard]
    const { appId, secretKey } = emulator.settings
    const right = macOf({ appId, bytes: Buffer.from(bytes), time: body.timestamp, key: secretKey })
    expect(headers['x-zevent-signature'] ?? '').not.toContain(right)
    expect(body).toMatchObject({ event_name: 'user_send_text', message: { text: 'x' } })
  })
})

describe('faults', () => {
  beforeEach(() => emulator.user(7).wrote())
  const sent = () => emulator.user(7).messages().length

  it.each([
    ['reset', 0],
    ['lost', 1],
  ] as const)('%s breaks the connection', async (how, shown) => {
    emulator.fail({ how })
    await expect(send({ text: 'x' })).rejects.toThrow()
    await emulator.until(() => sent() === shown)
    expect(await send({ text: 'y' })).toMatchObject({ error: 0 })
  })

  it.each([
    ['hang', 0],
    ['silent', 1],
  ] as const)('%s never answers until the caller gives up', async (how, shown) => {
    emulator.fail({ how })
    const stop = new AbortController()
    const body = JSON.stringify({ recipient: { user_id: emulator.user(7).id }, message: { text: 'x' } })
    const all = { 'content-type': 'application/json', ...headers() }
    const asked = fetch(`${emulator.root}${cs}`, { method: 'POST', headers: all, body, signal: stop.signal })
    await emulator.until(() => emulator.calls.length === 1 && sent() === shown)
    stop.abort()
    await expect(asked).rejects.toThrow(/abort/)
    expect(sent()).toBe(shown)
  })

  it.each([
    ['error500', 500, 0],
    ['gateway', 502, 0],
    ['gatewayAfter', 502, 1],
  ] as const)('%s is HTTP %i', async (how, status, shown) => {
    emulator.fail({ how })
    const body = JSON.stringify({ recipient: { user_id: emulator.user(7).id }, message: { text: 'x' } })
    const all = { 'content-type': 'application/json', ...headers() }
    expect((await fetch(`${emulator.root}${cs}`, { method: 'POST', headers: all, body })).status).toBe(status)
    expect(sent()).toBe(shown)
  })

  it('refuse with any code, by call and by person', async () => {
    emulator.user(8).wrote()
    emulator.fail({ how: 'refuse', code: -200, to: emulator.user(8).id, times: 2 })
    emulator.fail({ how: 'refuse', code: -4711, message: 'nobody knows', call: 'profile' })
    expect(await send({ text: 'x' })).toMatchObject({ error: 0 })
    const to8 = () => send({ text: 'x' }, emulator.user(8).id)
    expect([(await to8()).error, (await to8()).error, (await to8()).error]).toEqual([-200, -200, 0])
    expect(await get('/openapi/v2.0/oa/getoa')).toEqual({ error: -4711, message: 'nobody knows' })
    emulator.fail({ how: 'reset', times: 9 })
    emulator.clearFaults()
    expect(await send({ text: 'x' })).toMatchObject({ error: 0 })
  })

  it('a storm does the same to everybody, whoever comes first', async () => {
    const weather = { seed: 5, share: { tooFast: 0.2, error500: 0.2, gatewayAfter: 0.2 }, perUser: 3 }
    const people = [1, 2, 3, 4, 5]
    const storm = async (order: number[]) => {
      await start()
      for (const n of people) emulator.user(n).wrote()
      emulator.storm(weather)
      for (let round = 0; round < 6; round += 1) {
        for (const n of order) await send({ text: String(round) }, emulator.user(n).id).catch(() => {})
      }
      const of = (n: number) => emulator.stormed().filter((s) => s.to === emulator.user(n).id)
      return people.map((n) => of(n).map((s) => `${s.nth} ${s.how}`))
    }
    const forth = await storm(people)
    expect(await storm([...people].reverse())).toEqual(forth)
    expect(Math.max(...forth.map((ills) => ills.length))).toBe(3)
    expect(new Set(forth.flat().map((ill) => ill.split(' ')[1]))).toEqual(
      new Set(['tooFast', 'error500', 'gatewayAfter']),
    )
    expect(emulator.pace().tooMany).toBeGreaterThan(0)
  })
})

describe('what is not sure', () => {
  it('is a list of variants, the documented one first', () => {
    expect(zaloVariants[0]).toEqual({ name: 'documented', variant: {} })
    const others = Object.values(choices).reduce((sum, ways) => sum + ways.length - 1, 0)
    expect(zaloVariants).toHaveLength(1 + others)
    expect(new Set(zaloVariants.map((v) => v.name)).size).toBe(zaloVariants.length)
    expect(zaloVariantsOf(['lists']).map((v) => v.name)).toEqual(['documented', 'lists=reject', 'lists=drop'])
  })

  it.each(zaloVariants.map((v) => [v.name, v.variant] as const))(
    '%s answers a person who writes',
    async (_, variant) => {
      await start(variant)
      const { heard } = await hooked()
      emulator.user(7).follow()
      emulator.user(7).type('Xin chào')
      expect(await send({ text: 'Chào bà con' })).toMatchObject({ error: 0 })
      await emulator.quiet()
      expect(heard.map((h) => h.body.event_name)).toEqual(expect.arrayContaining(['follow', 'user_send_text']))
      expect(emulator.user(7).messages()).toHaveLength(1)
      expect(emulator.violations).toEqual([])
    },
  )

  it('is noted when a test leans on it, and only then', async () => {
    expect(emulator.reliedOn()).toEqual([])
    emulator.user(7).wrote()
    await send({ text: 'x' })
    expect(emulator.reliedOn()).toEqual(
      expect.arrayContaining(['textUnits=nfc', 'echo=after', 'sentTime=string', 'quotaNumbers=absent']),
    )
    expect(emulator.reliedOn().some((name) => name.startsWith('buttons='))).toBe(false)
    await send(list([row({ default_action: { type: 'oa.query.hide', payload: '#a' } })]))
    expect(emulator.coverage()).toContainEqual({ name: 'queryInList', about: gaps.queryInList })
  })

  it('can change in the middle', async () => {
    emulator.user(7).wrote()
    expect(await send(withButtons([button()]))).toMatchObject({ error: 0 })
    emulator.vary({ buttons: 'reject' })
    expect(await send(withButtons([button()]))).toMatchObject({ error: -233 })
  })
})

describe('the Bot Platform', () => {
  const ask = async (method: string, params: object = {}) => {
    const path = `${emulator.roots.bot}/bot${emulator.bot.token}/${method}`
    return (await fetch(path, { method: 'POST', body: JSON.stringify(params) })).json()
  }

  it('gives one message at a time, or 408', async () => {
    emulator.bot.type('u1', 'Xin chào')
    emulator.bot.sendPhoto('u1', 'https://x/')
    expect(await ask('getUpdates')).toMatchObject({
      ok: true,
      result: { event_name: 'message.text.received', message: { from: { id: 'u1' }, text: 'Xin chào' } },
    })
    expect(await ask('getUpdates')).toMatchObject({ result: { message: { photo: 'https://x/' } } })
    const waiting = ask('getUpdates', { timeout: '30' })
    await emulator.until(() => emulator.calls.length === 3)
    pass(30_000)
    expect(await waiting).toMatchObject({ ok: false, error_code: 408 })
    expect(await ask('getUpdates', { timeout: 30 })).toMatchObject({ error_code: 400 })
  })

  it('takes texts and pictures, and so many people', async () => {
    expect(await ask('sendMessage', { chat_id: 'u1', text: 'x' })).toMatchObject({ ok: true, result: { date: now } })
    expect(await ask('sendPhoto', { chat_id: 'u1', photo: 'https://x/', caption: 'y' })).toMatchObject({ ok: true })
    expect(emulator.bot.messagesOf('u1')).toEqual([{ text: 'x' }, { text: 'y', photo: 'https://x/' }])
    expect(await ask('sendMessage', { chat_id: 'u1', text: 'x'.repeat(2001) })).toMatchObject({ error_code: 400 })
    emulator.bot.limitChats(1)
    expect(await ask('sendMessage', { chat_id: 'u2', text: 'x' })).toMatchObject({ error_code: 403 })
  })

  it('knows neither buttons nor other tokens', async () => {
    expect(await ask('sendMessage', { chat_id: 'u1', text: 'x', reply_markup: {} })).toMatchObject({
      emulator: 'unknown',
    })
    expect(emulator.violations).toHaveLength(1)
    const answer = await fetch(`${emulator.roots.bot}/botx/getMe`)
    expect(await answer.json()).toMatchObject({ ok: false, error_code: 401 })
  })

  it.each([
    ['wrapped', 'photo', (body: object) => (body as { result: object }).result],
    ['flat', 'photo_url', (body: object) => body],
  ] as const)('calls out %s, with the secret', async (botWebhook, botImage, eventOf) => {
    await start({ botWebhook, botImage })
    const { heard, url } = await listen()
    expect(await ask('setWebhook', { url, secret_token: 'short' })).toMatchObject({ error_code: 400 })
    await ask('setWebhook', { url, secret_token: 'long-enough' })
    expect(await ask('getUpdates')).toMatchObject({ error_code: 400 })
    emulator.bot.sendPhoto('u1', 'https://x/')
    await emulator.until(() => heard.length === 1)
    expect(heard[0]!.headers['x-bot-api-secret-token']).toBe('long-enough')
    expect(eventOf(heard[0]!.body)).toMatchObject({
      event_name: 'message.image.received',
      message: { [botImage]: 'https://x/' },
    })
    await ask('deleteWebhook')
    expect(await ask('getWebhookInfo')).toMatchObject({ result: { url: '' } })
  })
})

describe('by hand', () => {
  let child: ChildProcess
  let root = ''
  let env: Record<string, string> = {}
  const begin = async (...more: string[]) => {
    const main = resolve(import.meta.dirname, '../main.ts')
    const args = ['--import', 'tsx', main, 'zalo', '--json', '--port', '0', ...more]
    child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] })
    const [line] = await once(createInterface(child.stdout!), 'line')
    const printed = JSON.parse(line)
    root = printed.root
    env = printed.env
    expect(printed.control).toBe(`${root}/__emu`)
  }
  const ask = async (path: string, body?: object) => {
    const given = body && { method: 'POST', body: JSON.stringify(body) }
    return (await fetch(`${root}/__emu/${path}`, given)).json()
  }
  afterEach(async () => {
    if (child.exitCode !== null) return
    child.kill('SIGTERM')
    expect((await once(child, 'exit'))[0]).toBe(0)
  })

  it('is steered over HTTP, and shows a phone', async () => {
    const { heard, url } = await listen()
    await begin('--webhook', url, '--variant', 'bodyBytes=escaped')
    const { id } = await ask('users', { user: 7, name: 'Mẫu', phone: '84912345678' })
    await ask('users/7/follow', {})
    await ask(`users/${id}/text`, { text: 'Xin chào' })
    await emulator.until(() => heard.length === 2)
    const refreshed = await fetch(`${env.ZALO_OAUTH_ROOT}/v4/oa/access_token`, {
      method: 'POST',
      headers: { secret_key: env.ZALO_APP_SECRET! },
      body: new URLSearchParams({
        app_id: env.ZALO_APP_ID!,
        grant_type: 'refresh_token',
        refresh_token: env.ZALO_REFRESH_TOKEN!,
      }),
    })
    const { access_token } = (await refreshed.json()) as { access_token: string }
    const write = (message: object) =>
      fetch(`${env.ZALO_OPENAPI_ROOT}/v3.0/oa/message/cs`, {
        method: 'POST',
        headers: { access_token, 'content-type': 'application/json' },
        body: JSON.stringify({ recipient: { user_id: id }, message }),
      })
    await write(withButtons([button()]))
    expect(await ask('wait', { user: 7, text: 'Hỏi?' })).toMatchObject({ labels: ['Có'] })
    await ask('users/7/press', { label: 'Có' })
    const { now } = await ask('clock', { ms: 2 * dayMs + 1000 })
    expect(now).toBeGreaterThan(Date.now() + 2 * dayMs)
    await write({ text: 'x' })
    expect(await ask('ledger')).toMatchObject([{ cost: 'free' }])
    expect(await ask('calls')).toMatchObject([{ name: 'refresh' }, { error: 0 }, { error: -220 }])
    expect(await ask('users/7/fly', {})).toMatchObject({ error: expect.stringContaining('follow') })
    expect(await ask('nothing')).toMatchObject({ error: expect.stringContaining('GET coverage') })
    expect(await ask('violations')).toEqual([])
    expect(await ask(`state?user=${id}`)).toMatchObject({ talk: [{ text: 'Xin chào' }, { text: 'Hỏi?' }] })
    for (const [path, type] of [
      ['/', 'text/html'],
      ['/phone.js', 'text/javascript'],
      ['/phone.css', 'text/css'],
    ]) {
      const page = await fetch(`${root}${path}`)
      expect([page.status, page.headers.get('content-type')]).toEqual([200, `${type}; charset=utf-8`])
    }
  })

  it('names the ways of a variant that it does not know', async () => {
    const main = resolve(import.meta.dirname, 'main.ts')
    child = spawn(process.execPath, ['--import', 'tsx', main, '--variant', 'buttons=never'], { stdio: 'pipe' })
    const said: string[] = []
    child.stderr!.on('data', (data) => said.push(String(data)))
    expect((await once(child, 'exit'))[0]).not.toBe(0)
    expect(said.join('')).toContain('buttons is one of: accept, reject, reject201, drop')
  })
})
