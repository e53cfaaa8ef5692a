import { createHash, createHmac } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { readEvent } from '../../../src/channels/zalo/receive.ts'
import { isSigned } from '../../../src/channels/zalo/signature.ts'
import type { InboundKind } from '../../../src/ports/channel.ts'
import { prismaStore } from '../../../src/store/store.ts'
import { zaloVariantsOf } from '../../emulators/zalo/emulator.ts'
import { type Forgery, forgeries } from '../../emulators/zalo/signature.ts'
import { plain } from '../say.ts'
import { morning, testSeal, type ZaloBench, zaloBench } from './bench.ts'

const bodyA =
  '{"app_id":"360846524940903967","sender":{"id":"246845883529197922"},"user_id_by_app":"552177279717587730","recipient":{"id":"388613280878808645"},"event_name":"user_send_text","message":{"text":"Xin chào","msg_id":"96d3cdf3af150460909"},"timestamp":"1767225600000"}'
const macA = 'c156a01012b448fb8598ba2ee50d5edb5e50db696d41f902dba16a70fb7bb4df'
const escapedA = bodyA.replace('à', '\\u00e0')
const at = new Date(morning)

describe('the signature', () => {
  const signed = (signature: string | undefined, other: { body?: string; time?: string; timestamp?: string } = {}) => {
    const headers: Record<string, string | undefined> = {
      'x-zevent-signature': signature,
      'x-zevent-timestamp': other.time,
    }
    return isSigned({
      appId: '360846524940903967',
      secretKey: 'TEST_OA_SECRET',
      body: other.body ?? bodyA,
      timestamp: 'timestamp' in other ? other.timestamp : '1767225600000',
      header: (name) => headers[name],
    })
  }

  it.each([
    ['mac=', `mac=${macA}`],
    ['spaces', `mac = ${macA}`],
    ['nothing before it', macA],
    ['capitals', `MAC=${macA.toUpperCase()}`],
    ['white space round it', ` mac=${macA} `],
  ])('is taken with %s', (_, header) => {
    expect(signed(header)).toBe(true)
  })

  it('is over the bytes as they came', () => {
    const other = 'fccb841d399b1e0861d49da09880b1e9c8a3df15fceaaba448133f1913c4cf35'
    expect(signed(`mac=${other}`, { body: escapedA })).toBe(true)
    expect(signed(`mac=${other}`)).toBe(false)
    expect(signed(`mac=${macA}`, { body: escapedA })).toBe(false)
  })

  it('takes the time of the header where that one was signed', () => {
    const mac = createHash('sha256').update(`360846524940903967${bodyA}1767225600001TEST_OA_SECRET`).digest('hex')
    expect(signed(mac, { time: '1767225600001' })).toBe(true)
    expect(signed(mac, { time: '1767225600002' })).toBe(false)
    expect(signed(mac, { time: '1767225600001', timestamp: undefined as never })).toBe(true)
  })

  it('is that of the vector that others use', () => {
    const mac = '2f1ef5aabe67e8396a459ca89562e108ad541f82ba5022c85f645bd6b7220cb9'
    const header = (name: string) => (name === 'x-zevent-signature' ? mac : undefined)
    expect(isSigned({ appId: 'X', secretKey: 'Y', body: 'BODY', timestamp: '1234567890', header })).toBe(true)
  })

  it.each([
    ['an HMAC', createHmac('sha256', 'TEST_OA_SECRET').update(bodyA).digest('hex')],
    ['the HMAC of the vectors', 'mac=a1c66940a305ea6ed46ca9215208c5c7e92fa0721a829af50dee8d7a6285ca5a'],
    ['one digit less', macA.slice(1)],
    ['one digit more', `${macA}0`],
    ['another digit', `${macA.slice(0, -1)}0`],
    ['no hex', 'x'.repeat(64)],
    ['another name', `sha256=${macA}`],
    ['nothing', ''],
    ['no header', undefined],
  ])('is refused: %s', (_, header) => {
    expect(signed(header)).toBe(false)
  })

  it('without any time is refused', () => {
    const mac = createHash('sha256').update(`360846524940903967${bodyA}TEST_OA_SECRET`).digest('hex')
    expect(signed(mac, { timestamp: undefined as never })).toBe(false)
  })
})

describe('the webhook', () => {
  let bench: ZaloBench
  beforeAll(async () => {
    bench = await zaloBench()
  })
  afterEach(() => {
    bench.inbound.length = 0
    bench.events.length = 0
  })
  afterAll(async () => {
    const { violations } = bench.emulator
    await bench.close()
    expect(violations).toEqual([])
  })

  it.each(Object.keys(forgeries) as Forgery[])('refuses what is forged: %s', async (how) => {
    expect(await bench.emulator.forge(how)).toBe(401)
    expect(bench.inbound).toEqual([])
  })

  it('confirms the unsigned try of the console and does nothing', async () => {
    expect(await bench.emulator.setWebhook(bench.emulator.webhook().url ?? '')).toEqual({ ok: true, answer: 200 })
    for (const body of ['{}', '', ' ', '[]', 'null', '"x"', '{"hello":1}'])
      expect(await bench.zalo.webhook?.({ headers: () => undefined, body, at })).toEqual({ ok: true, inbound: [] })
  })

  it('refuses what is no JSON', async () => {
    const reading = await bench.zalo.webhook?.({ headers: () => undefined, body: '{"event_name":', at })
    expect(reading).toMatchObject({ ok: false, status: 400 })
  })

  it('takes an event of a name that nobody knows', async () => {
    const event = bench.emulator.user(1).strange('user_does_something_new', { message: { x: 1 } })
    await bench.emulator.quiet()
    expect(bench.emulator.events().find((e) => e.id === event)?.state).toBe('delivered')
    expect(bench.inbound).toEqual([])
  })

  it('takes one that lacks what it should have', async () => {
    const person = bench.emulator.user(1)
    for (const [name, more] of [
      ['user_send_text', { message: null }],
      ['user_send_image', { message: { msg_id: 'a', attachments: 'none' } }],
      [
        'user_send_location',
        { message: { msg_id: 'b', attachments: [{ type: 'location', payload: { coordinates: {} } }] } },
      ],
      ['user_submit_info', { info: 'nothing' }],
      ['oa_send_text', { message: {} }],
      ['user_seen_message', {}],
      ['user_received_message', {}],
      ['follow', { follower: 7 }],
    ] as const)
      person.strange(name, more)
    await bench.emulator.quiet()
    expect(bench.emulator.events().filter((e) => !['delivered'].includes(e.state))).toEqual([])
  })
})

describe('what people do', () => {
  let bench: ZaloBench
  beforeEach(async () => {
    bench = await zaloBench()
  })
  afterEach(async () => {
    const { violations } = bench.emulator
    await bench.close()
    expect(violations).toEqual([])
  })
  type Person = ReturnType<ZaloBench['emulator']['user']>

  it.each<[string, (p: Person) => unknown, InboundKind[]]>([
    ['follows', (p) => p.follow(), [{ kind: 'start' }]],
    ['unfollows', (p) => p.unfollow(), [{ kind: 'blocked' }]],
    ['writes', (p) => p.type('Dạ vâng ạ'), [{ kind: 'text', text: 'Dạ vâng ạ' }]],
    ['answers one message', (p) => p.type('Vâng', { quotes: 'm' }), [{ kind: 'text', text: 'Vâng' }]],
    [
      'sends a picture',
      (p) => p.sendPhoto(),
      [{ kind: 'photo', photo: { ref: expect.stringMatching(/\/media\/photo\.png$/) } }],
    ],
    ['sends a place', (p) => p.sendLocation(), [{ kind: 'unsupported' }]],
    ['sends a file', (p) => p.sendFile(), [{ kind: 'unsupported' }]],
    ['sends a sticker', (p) => p.send('sticker'), [{ kind: 'unsupported' }]],
    ['sends a voice', (p) => p.send('audio'), [{ kind: 'unsupported' }]],
    ['sends a card', (p) => p.send('business_card'), [{ kind: 'unsupported' }]],
    ['puts a heart', (p) => p.react('m'), []],
  ])('%s', async (_, act, what) => {
    const person = bench.emulator.user(1)
    act(person)
    await bench.emulator.quiet()
    expect(bench.inbound.map((i) => i.what)).toEqual(what)
    for (const inbound of bench.inbound)
      expect(inbound).toMatchObject({ channel: 'zalo', address: person.id, at: bench.now() })
  })

  it('keeps every digit of an id, even where it stands as a number', async () => {
    const body = bodyA.replaceAll('"246845883529197922"', '2468458835291979221')
    const timestamp = '1767225600000'
    const mac = createHash('sha256').update(
      `${bench.emulator.settings.appId}${body}${timestamp}${bench.emulator.settings.secretKey}`,
    )
    const header = mac.digest('hex')
    const headers = (name: string) => (name === 'x-zevent-signature' ? header : undefined)
    const reading = await bench.zalo.webhook?.({ headers, body, at })
    expect(reading).toMatchObject({ ok: true, inbound: [{ address: '2468458835291979221' }] })
  })

  it('is stored once, though it comes again and late', async () => {
    const event = bench.emulator.user(1).type('Một lần thôi')
    await bench.emulator.quiet()
    bench.pass(2 * 3_600_000)
    expect(await bench.emulator.resend(event)).toBe(200)
    expect(bench.inbound).toHaveLength(2)
    const { inbox } = prismaStore(bench.database.prisma, testSeal)
    for (const inbound of bench.inbound) await inbox.store([inbound], bench.now())
    const { rows } = await bench.database.pool.query('SELECT count(*)::int AS count FROM inbox')
    expect(rows[0].count).toBe(1)
  })

  it.each(zaloVariantsOf(['bodyBytes', 'signatureTime', 'signatureForm', 'signatureKey', 'userIdByApp']))(
    'is heard in time and again: $name',
    async ({ variant }) => {
      await bench.close()
      bench = await zaloBench({ variant })
      const event = bench.emulator.user(1).type('Chào ạ')
      await bench.emulator.quiet()
      expect(bench.inbound.map((i) => i.what)).toEqual([{ kind: 'text', text: 'Chào ạ' }])
      expect(await bench.emulator.resend(event)).toBe(200)
    },
  )
})

describe("the account's own messages", () => {
  let bench: ZaloBench
  const hello = { parts: [{ as: 'text' as const, words: plain('Chào bà con') }] }
  const open = async (variant = {}) => {
    bench = await zaloBench({ variant })
    bench.emulator.user(1).wrote()
    await bench.zalo.send({ address: bench.emulator.user(1).id, lang: 'vi', message: hello, deliveryId: '1' })
    await bench.emulator.quiet()
  }
  afterEach(() => bench.close())
  const heard = () => bench.inbound.filter((i) => i.what.kind === 'agent')

  it.each(zaloVariantsOf(['echo', 'adminId']))(
    'ours are known, a colleague is told apart: $name',
    async ({ variant }) => {
      await open(variant)
      expect(heard()).toEqual([])
      const person = bench.emulator.user(1)
      bench.emulator.agent('7101234567890123456').type(person.id, 'Chị chờ em một chút')
      await bench.emulator.quiet()
      const by = variant.adminId === 'absent' ? {} : { by: '7101234567890123456' }
      expect(heard()).toMatchObject([{ channel: 'zalo', address: person.id, at: bench.now() }])
      expect(heard()[0]?.what).toEqual({ kind: 'agent', text: 'Chị chờ em một chút', ...by })
    },
  )

  it('a picture of a colleague is told as well', async () => {
    await open()
    bench.emulator.agent().sendPhoto(bench.emulator.user(1).id)
    await bench.emulator.quiet()
    expect(heard()).toMatchObject([{ what: { kind: 'agent', text: '' } }])
  })

  it('a colleague who writes what we wrote is a colleague', async () => {
    await open()
    bench.emulator.agent().type(bench.emulator.user(1).id, 'Chào bà con')
    await bench.emulator.quiet()
    expect(heard()).toHaveLength(1)
  })

  it.each(zaloVariantsOf(['seenFrom', 'receivedTime']))('receipts are told: $name', async ({ variant }) => {
    await open(variant)
    bench.emulator.user(1).reads()
    await bench.emulator.quiet()
    const messageId = bench.emulator.user(1).messages()[0]?.messageId
    expect(bench.events).toMatchObject([
      { what: { kind: 'delivered', messageId } },
      { what: { kind: 'seen', messageIds: [messageId] } },
    ])
  })
})

describe('reading an event', () => {
  const read = (event: object, oaId: string | undefined = '9') =>
    readEvent({ timestamp: String(morning), ...event }, { oaId, at })
  const message = (more: object) => ({
    event_name: 'user_send_text',
    sender: { id: '1' },
    recipient: { id: '9' },
    ...more,
  })

  it.each<[string, object, object]>([
    ['a text', { message: { text: 'a', msg_id: 'm' } }, { id: 'm', address: '1', what: { kind: 'text', text: 'a' } }],
    [
      'a place',
      {
        event_name: 'user_send_location',
        message: {
          msg_id: 'm',
          attachments: [{ type: 'location', payload: { coordinates: { latitude: '10.77', longitude: '106.69' } } }],
        },
      },
      { what: { kind: 'location', latitude: 10.77, longitude: 106.69 } },
    ],
    [
      'a picture with words',
      {
        event_name: 'user_send_image',
        message: { msg_id: 'm', text: 'nhà em', attachments: [{ type: 'image', payload: { url: 'https://a/b' } }] },
      },
      { what: { kind: 'attachment', attachment: { kind: 'image', url: 'https://a/b' }, text: 'nhà em' } },
    ],
    [
      'a file',
      {
        event_name: 'user_send_file',
        message: { msg_id: 'm', attachments: [{ type: 'file', payload: { url: 'https://a/b', name: 'a.pdf' } }] },
      },
      { what: { kind: 'attachment', attachment: { kind: 'file', url: 'https://a/b', name: 'a.pdf' } } },
    ],
    [
      'a form',
      { event_name: 'user_submit_info', info: { phone: 84912345678, name: 'A' } },
      { what: { kind: 'form', phone: '84912345678', name: 'A' } },
    ],
    ['a form with nothing in it', { event_name: 'user_submit_info', info: { phone: 0 } }, { what: { kind: 'form' } }],
    [
      'the line that Zalo writes below a form',
      { message: { text: 'Bạn đã gởi thông tin cho OA', msg_id: 'm' } },
      { what: { kind: 'other' } },
    ],
    [
      'the same line in the newer spelling',
      { message: { text: 'Bạn đã gửi thông tin cho OA.', msg_id: 'm' } },
      { what: { kind: 'other' } },
    ],
    [
      'a sentence like it',
      { message: { text: 'Bạn đã gởi thông tin cho OA chưa', msg_id: 'm' } },
      { what: { kind: 'text' } },
    ],
    [
      'a follow',
      { event_name: 'follow', sender: undefined, follower: { id: '1' }, oa_id: '9' },
      { address: '1', what: { kind: 'follow' } },
    ],
    [
      'a withdrawal',
      { event_name: 'user_withdraw', sender: undefined, user_id: '1' },
      { address: '1', what: { kind: 'withdrawn' } },
    ],
    [
      'a receipt of a template by phone',
      {
        event_name: 'user_received_message',
        sender: { id: '9' },
        recipient: { id: '84123456789' },
        message: { msg_id: 'm', tracking_id: 'loa-7' },
      },
      { address: '84123456789', what: { kind: 'delivered', messageId: 'm', trackingId: 'loa-7' } },
    ],
    [
      'a message in a group',
      { event_name: 'user_send_group_text', message: { text: 'a', msg_id: 'm' } },
      { what: { kind: 'other' } },
    ],
    [
      'a chat of a stranger on a web page',
      { event_name: 'anonymous_send_text', message: { text: 'a' } },
      { what: { kind: 'other' } },
    ],
  ])('%s', (_, more, expected) => {
    expect(read(message(more))).toMatchObject(expected)
  })

  it.each([
    ['the account is the sender', { sender: { id: '9' }, recipient: { id: '1' } }],
    ['the person is the sender', { sender: { id: '1' }, recipient: { id: '9' } }],
  ])('finds the person of a receipt: %s', (_, parties) => {
    expect(read({ event_name: 'user_seen_message', ...parties, message: { msg_ids: ['m'] } })?.address).toBe('1')
  })

  it.each([
    ['of now', String(morning - 1_000), new Date(morning - 1_000)],
    ['of two hours ago', String(morning - 7_200_000), new Date(morning - 7_200_000)],
    ['of 1974, as in the official sample', '154390853474', at],
    ['of next week', String(morning + 7 * 86_400_000), at],
    ['that is none', 'soon', at],
  ])('a time %s', (_, timestamp, moment) => {
    expect(read(message({ timestamp, message: { text: 'a', msg_id: 'm' } }))?.at).toEqual(moment)
  })

  it('without a message id is known by name, time and person', () => {
    expect(read(message({ message: { text: 'a' } }))?.id).toBe(`user_send_text:${morning}:1`)
  })

  it.each([[{}], [{ event_name: '' }], [{ event_name: 'user_send_text' }], [{ event_name: 7 }]])(
    '%j is none',
    (event) => {
      expect(read(event)).toBeUndefined()
    },
  )
})
