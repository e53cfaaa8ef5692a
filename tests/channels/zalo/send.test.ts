import { afterEach, describe, expect, it } from 'vitest'
import type { Message, Prompt } from '../../../src/conversation/words.ts'
import { zaloSent } from '../../../src/store/zalo-sent.ts'
import { zaloVariantsOf } from '../../emulators/zalo/emulator.ts'
import type { Fault } from '../../emulators/zalo/faults.ts'
import type { Variant } from '../../emulators/zalo/variants.ts'
import { plain } from '../say.ts'
import { quick, testSeal, type ZaloBench, type ZaloBenchOptions, zaloBench } from './bench.ts'

const text = (words: string): Message => ({ parts: [{ as: 'text', words: plain(words) }] })
const hello = text('Chào bà con')
const place = { flow: 'test', ref: '3f', node: 'question' }
const choice: Prompt = {
  ...place,
  kind: 'choice',
  ask: plain('Hộ nào?'),
  options: ['Hộ nghèo', 'Hộ khác'].map((label, i) => ({ id: `o${i + 1}`, label: plain(label) })),
}
const asking: Message = { parts: [], prompt: choice }
// Three parts: each paragraph fills more than half of one.
const long: Message = {
  parts: ['một', 'hai', 'ba'].map((word) => ({ as: 'text', words: plain(`${word} ${'chữ '.repeat(400)}`.trim()) })),
}
const hours = (n: number) => n * 3_600_000

let bench: ZaloBench
const open = async (options: ZaloBenchOptions = {}) => {
  bench = await zaloBench(options)
  person().wrote()
}
const person = () => bench.emulator.user(1)
afterEach(async () => {
  const { violations } = bench.emulator
  await bench.close()
  expect(violations).toEqual([])
})

const send = (message: Message, deliveryId = bench.deliveryId(), zalo = bench.zalo) =>
  zalo.send({ address: person().id, lang: 'vi', message, deliveryId })
const seen = () =>
  person()
    .messages()
    .map((m) => m.text)
const calls = (name = 'consultation') => bench.emulator.calls.filter((c) => c.name === name).length
const foreign = () => bench.events.filter((e) => e.what.kind === 'echo')

describe('a message', () => {
  it('goes out once, however often its delivery is tried', async () => {
    await open()
    const first = await send(hello, 'd1')
    expect(await send(hello, 'd1')).toMatchObject({ ok: true, messageId: first.ok && first.messageId })
    expect(await send(hello, 'd1', bench.another())).toMatchObject({ ok: true })
    expect(seen()).toEqual(['Chào bà con'])
  })

  it.each([
    ['letters', 'abc'],
    ['nothing', ''],
    ['a phone number with signs', '+84987654321'],
    ['too many digits', '1'.repeat(21)],
  ])('to %s is not even tried', async (_, address) => {
    await open()
    const result = await bench.zalo.send({ address, lang: 'vi', message: hello, deliveryId: '1' })
    expect(result).toMatchObject({ ok: false, error: { code: 'not_found', retry: 'never' } })
    expect(bench.emulator.calls).toEqual([])
  })

  it.each<[string, (p: ReturnType<typeof person>) => void, object]>([
    ['who wants none', (p) => p.becomes('restricts'), { code: 'refused', retry: 'never', ours: false }],
    ['who is long away', (p) => p.becomes('inactive'), { code: 'refused', retry: 'never', ours: false }],
    [
      'who was last heard of more than seven days ago',
      (p) => p.wrote(hours(169)),
      { code: 'not_started', ours: false },
    ],
  ])('to somebody %s', async (_, prepare, error) => {
    await open()
    prepare(person())
    expect(await send(hello)).toMatchObject({ ok: false, error })
  })

  it.each(zaloVariantsOf(['firstContact', 'unfollowed', 'afterSevenDays', 'follow']))(
    'to a stranger, and after the window: $name',
    async ({ variant }) => {
      await open({ variant })
      const stranger = { address: bench.emulator.user(99).id, lang: 'vi', message: hello, deliveryId: 's' }
      expect(await bench.zalo.send(stranger)).toMatchObject({ ok: false, error: { code: 'not_started', ours: false } })
      person().wrote(hours(24 * 7) + 1)
      expect(await send(hello)).toMatchObject({ ok: false, error: { code: 'not_started', retry: 'never' } })
    },
  )

  it.each<[string, number, Partial<ZaloBenchOptions['settings'] & object>, string]>([
    ['within 48 hours is free', hours(48), {}, 'free'],
    ['after 48 hours is of the package', hours(48) + 1, {}, 'package'],
    ['after 48 hours without a package names no quota', hours(48) + 1, { package: 'growth' }, 'unknown'],
  ])('%s', async (_, ms, settings, cost) => {
    await open({ settings })
    if (cost === 'unknown') bench.emulator.vary({ quotaField: 'absent' })
    person().wrote(ms)
    expect(await send(hello)).toMatchObject({ ok: true, costs: [cost] })
  })

  it.each(zaloVariantsOf(['quotaNumbers', 'quotaField', 'sentTime']))('is understood: $name', async ({ variant }) => {
    await open({ variant })
    expect(await send(hello)).toMatchObject({ ok: true, messageId: expect.stringMatching(/./) })
  })

  it.each([
    ['too many calls', -32, { code: 'too_many', retry: { afterSeconds: 10 } }],
    ['the package', -224, { code: 'unauthorized', ours: true, staff: { key: 'channels:zalo.advice.package' } }],
    ['a number that nobody knows', -777, { code: 'refused', retry: 'never', platformCode: -777 }],
  ])('is refused for %s', async (_, code, error) => {
    await open()
    bench.emulator.fail({ how: 'refuse', code, message: 'no' })
    expect(await send(hello, 'd1')).toMatchObject({ ok: false, error })
    expect(await send(hello, 'd1')).toMatchObject({ ok: true })
    expect(seen()).toHaveLength(1)
  })

  it('beyond the pace of the account waits', async () => {
    await open()
    bench.emulator.limit(1)
    await send(hello)
    expect(await send(hello)).toMatchObject({ ok: false, error: { code: 'too_many', retry: { afterSeconds: 10 } } })
  })
})

describe('a send whose answer does not come', () => {
  const done: [string, Fault][] = [
    ['because the connection breaks', { how: 'lost' }],
    ['because nothing answers', { how: 'silent' }],
    ['but the page of a proxy', { how: 'gatewayAfter' }],
  ]
  const echoes: Variant['echo'][] = ['after', 'before', 'never']

  it.each(done.flatMap(([name, fault]) => echoes.map((echo) => [name, echo, fault] as const)))(
    '%s is found, echo %s',
    async (_, echo, fault) => {
      await open({ variant: { echo }, zalo: { times: { ...quickSend } } })
      bench.emulator.fail(fault)
      const result = await send(hello, 'd1')
      const [shown] = person().messages()
      expect(result).toMatchObject({ ok: true, messageId: shown?.messageId })
      expect(await send(hello, 'd1')).toMatchObject({ ok: true })
      await bench.emulator.quiet()
      expect(seen()).toEqual(['Chào bà con'])
      expect(foreign()).toEqual([])
    },
  )

  const undone: [string, Fault, string][] = [
    ['because the connection breaks', { how: 'reset' }, 'uncertain'],
    ['because nothing answers', { how: 'hang' }, 'uncertain'],
    ['but the page of a proxy', { how: 'gateway' }, 'uncertain'],
    ['but a server in trouble', { how: 'error500' }, 'uncertain'],
  ]
  it.each(undone)(
    '%s and that was never done is uncertain, and goes out once with the next try',
    async (_, fault, code) => {
      await open({ zalo: { times: { ...quickSend } } })
      bench.emulator.fail(fault)
      expect(await send(hello, 'd1')).toMatchObject({ ok: false, error: { code, retry: 'unknown' } })
      expect(await send(hello, 'd1')).toMatchObject({ ok: true })
      expect(seen()).toEqual(['Chào bà con'])
    },
  )

  it('and cannot be looked for is uncertain; the next try finds it and sends nothing', async () => {
    await open({ variant: { echo: 'never' }, zalo: { times: { ...quickSend } } })
    bench.emulator.fail({ how: 'lost' })
    bench.emulator.fail({ how: 'error500', call: 'conversation' })
    expect(await send(hello, 'd1')).toMatchObject({ ok: false, error: { code: 'uncertain' } })
    bench.pass(600_000)
    expect(await send(hello, 'd1', bench.another())).toMatchObject({ ok: true })
    expect(seen()).toHaveLength(1)
  })

  it('is not taken for an older message with the same words', async () => {
    await open({ variant: { echo: 'never' } })
    await send(hello, 'before')
    bench.emulator.fail({ how: 'reset' })
    expect(await send(hello, 'd2')).toMatchObject({ ok: false, error: { code: 'uncertain' } })
    expect(await send(hello, 'd2')).toMatchObject({ ok: true })
    expect(seen()).toHaveLength(2)
  })

  it('is settled by an echo that comes later', async () => {
    await open()
    bench.emulator.hold()
    bench.emulator.fail({ how: 'lost' })
    bench.emulator.fail({ how: 'error500', call: 'conversation', times: 5 })
    expect(await send(hello, 'd1')).toMatchObject({ ok: false, error: { code: 'uncertain' } })
    bench.emulator.release()
    await bench.emulator.quiet()
    expect(await send(hello, 'd1')).toMatchObject({ ok: true })
    expect(seen()).toHaveLength(1)
    expect(foreign()).toEqual([])
  })

  describe('and that cannot be looked for', () => {
    const noLook = (times: number, fault: Partial<Fault> = { how: 'error500' }) =>
      bench.emulator.fail({ how: 'refuse', ...fault, call: 'conversation', times })
    // The first try has no answer, whether it was carried out or not, and nobody hears an echo.
    const inDoubt = async (how: Fault['how']) => {
      await open({ variant: { echo: 'never' }, zalo: { times: { ...quickSend } } })
      bench.emulator.fail({ how })
      noLook(1)
      expect(await send(hello, 'd1')).toMatchObject({ ok: false, error: { code: 'uncertain' } })
    }
    const waits = (afterSeconds: number, code = 'unreachable') => {
      return {
        ok: false,
        error: { code, retry: { afterSeconds }, ours: false, detail: expect.stringContaining('looked for') },
      }
    }

    it.each<[string, Partial<Fault>, string]>([
      ['a server in trouble', { how: 'error500' }, 'unreachable'],
      ['a connection that breaks', { how: 'reset' }, 'unreachable'],
      ['nothing that answers', { how: 'hang' }, 'unreachable'],
      ['the page of a proxy', { how: 'gateway' }, 'unreachable'],
      ['too many calls', { how: 'refuse', code: -32 }, 'too_many'],
      ['a package without it', { how: 'refuse', code: -224 }, 'unreachable'],
    ])('for %s is not sent before it was looked for, and then once', async (_, fault, code) => {
      await inDoubt('reset')
      noLook(2, fault)
      for (let i = 0; i < 2; i++) {
        const result = await send(hello, 'd1')
        expect(result).toMatchObject({ ok: false, error: { code, retry: { afterSeconds: expect.any(Number) } } })
        expect(calls()).toBe(1)
      }
      expect(await send(hello, 'd1')).toMatchObject({ ok: true })
      expect(await send(hello, 'd1')).toMatchObject({ ok: true })
      expect(seen()).toEqual(['Chào bà con'])
    })

    it('is not sent a second time where it had arrived', async () => {
      await inDoubt('lost')
      noLook(1)
      expect(await send(hello, 'd1', bench.another())).toMatchObject(waits(5))
      expect(await send(hello, 'd1', bench.another())).toMatchObject({ ok: true })
      expect(seen()).toEqual(['Chào bà con'])
    })

    it('waits ever longer, none of which the ledger counts, and ends uncertain', async () => {
      await inDoubt('lost')
      noLook(100)
      for (const seconds of [5, 10, 20, 40, 80, 160, 320]) {
        expect(await send(hello, 'd1')).toMatchObject(waits(seconds))
        bench.pass(seconds * 1000)
      }
      for (let i = 0; i < 2; i++)
        expect(await send(hello, 'd1')).toMatchObject({ ok: false, error: { code: 'uncertain', retry: 'unknown' } })
      expect(seen()).toEqual(['Chào bà con'])
    })

    it('because that is refused for good is uncertain at once', async () => {
      await inDoubt('lost')
      noLook(1, { code: -777 })
      expect(await send(hello, 'd1')).toMatchObject({ ok: false, error: { code: 'uncertain', retry: 'unknown' } })
      expect(calls()).toBe(1)
    })

    it('for want of a consent waits as long as that takes', async () => {
      await inDoubt('lost')
      bench.emulator.revoke()
      bench.emulator.expire()
      for (let i = 0; i < 12; i++)
        expect(await send(hello, 'd1')).toMatchObject({ ok: false, error: { code: 'unauthorized', ours: true } })
      const { zalo, emulator } = bench
      const back = new URL(emulator.consent(await zalo.consent.begin(emulator.settings.redirectUri)))
      const { code = '', oa_id: oaId = '', state } = Object.fromEntries(back.searchParams)
      expect(await zalo.consent.finish({ code, oaId, state })).toMatchObject({ ok: true })
      expect(await send(hello, 'd1')).toMatchObject({ ok: true })
      expect(seen()).toEqual(['Chào bà con'])
    })

    it('because the records are away is not sent', async () => {
      await inDoubt('reset')
      const sent = zaloSent(bench.database.prisma, testSeal)
      const away = bench.another({ sent: { ...sent, messageIdOf: () => Promise.reject(new Error('away')) } })
      expect(await send(hello, 'd1', away)).toMatchObject(waits(5))
      expect(calls()).toBe(1)
    })

    it.each([
      ['is found behind as many messages as pages hold', 48, { ok: true }],
      [
        'is not sent where more came since',
        50,
        { ok: false, error: { code: 'unreachable', retry: { afterSeconds: 5 } } },
      ],
    ])('at once %s', async (_, count, result) => {
      await inDoubt('lost')
      bench.pass(1)
      for (let i = 0; i < count; i++) person().type(`chào lần ${i}`)
      await bench.emulator.quiet()
      expect(await send(hello, 'd1')).toMatchObject(result)
      expect(calls()).toBe(1)
    })
  })

  it('to a host that does not exist is not sent', async () => {
    await open()
    await send(hello)
    const away = bench.another({ roots: { ...bench.emulator.roots, openapi: 'http://127.0.0.1:1' } })
    const result = await send(hello, undefined, away)
    expect(result.ok).toBe(false)
    expect(calls()).toBe(1)
  })

  const quickSend = { ...quick, requestSeconds: 1 }
})

describe('a message in parts', () => {
  it('keeps their order', async () => {
    await open()
    expect(await send(long)).toMatchObject({ ok: true, costs: ['free', 'free', 'free'] })
    expect(seen().map((t) => t.split(' ')[0])).toEqual(['một', 'hai', 'ba'])
  })

  it('goes on where it was stopped, in another process', async () => {
    await open()
    await send(hello)
    const { emulator } = bench
    // The second part is the third call.
    const refused = emulator.until(() => {
      if (calls() === 3) emulator.fail({ how: 'refuse', code: -32 })
      return calls() === 3
    })
    expect(await send(long, 'd1')).toMatchObject({ ok: false, error: { code: 'too_many' } })
    expect(await send(long, 'd1', bench.another())).toMatchObject({ ok: true })
    await refused
    expect(
      seen()
        .slice(1)
        .map((t) => t.split(' ')[0]),
    ).toEqual(['một', 'hai', 'ba'])
  })

  it('that takes too long stops between two parts, and goes on with the next try', async () => {
    await open({ zalo: { times: { ...quick, sendSeconds: 4 } } })
    await send(hello)
    bench.emulator.latency(1_100)
    expect(await send(long, 'd1')).toMatchObject({ ok: false, error: { code: 'unreachable', retry: 'later' } })
    bench.emulator.latency(0)
    expect(await send(long, 'd1')).toMatchObject({ ok: true })
    expect(
      seen()
        .slice(1)
        .map((t) => t.split(' ')[0]),
    ).toEqual(['một', 'hai', 'ba'])
  })

  it('stops for good where a part is refused for good', async () => {
    await open()
    bench.emulator.fail({ how: 'refuse', code: -244 })
    expect(await send(long)).toMatchObject({ ok: false, error: { code: 'refused' } })
    expect(calls()).toBe(1)
  })

  it('two parts with the same words are two messages', async () => {
    await open()
    const words = 'chữ '.repeat(400).trim()
    const twice: Message = { parts: [text(words).parts[0]!, text(words).parts[0]!] }
    expect(await send(twice)).toMatchObject({ ok: true })
    await bench.emulator.quiet()
    expect(seen()).toHaveLength(2)
    expect(foreign()).toEqual([])
  })
})

describe('buttons', () => {
  it.each(zaloVariantsOf(['buttons', 'buttonTemplate']))('everybody can answer: $name', async ({ variant }) => {
    await open({ variant })
    expect(await send(asking)).toMatchObject({ ok: true })
    const [shown] = person().messages()
    expect(shown?.text).toContain('1. Hộ nghèo\n2. Hộ khác')
    const works = !['reject', 'reject201', 'drop'].includes(variant.buttons ?? '')
    expect(shown?.labels).toEqual(works ? ['Hộ nghèo', 'Hộ khác'] : [])
    expect(seen()).toHaveLength(1)
  })

  it('once pressed, stand alone; every process knows', async () => {
    await open()
    await send(asking)
    person().tap('Hộ khác')
    await bench.emulator.quiet()
    expect(bench.inbound.at(-1)?.what).toEqual({ kind: 'tap', token: 'test/question.o2#3f' })
    await send(asking, undefined, bench.another())
    expect(person().messages().at(-1)).toMatchObject({ text: 'Hộ nào?', labels: ['Hộ nghèo', 'Hộ khác'] })
  })

  it.each(['reject', 'reject201'] as const)('once refused (%s), are not tried again for a week', async (buttons) => {
    await open({ variant: { buttons } })
    await send(asking)
    expect(calls()).toBe(3)
    await send(asking)
    expect(calls()).toBe(4)
    bench.pass(hours(24 * 7))
    person().wrote()
    expect(await send(asking)).toMatchObject({ ok: true })
    expect(calls()).toBe(7)
  })

  it('refused after they worked, give way to numbers in the same message', async () => {
    await open()
    await send(asking)
    person().tap('Hộ khác')
    await bench.emulator.quiet()
    bench.emulator.vary({ buttons: 'reject' })
    expect(await send(asking)).toMatchObject({ ok: true })
    expect(person().messages().at(-1)).toMatchObject({ text: expect.stringContaining('2. Hộ khác'), labels: [] })
  })

  it('written the other way are remembered so', async () => {
    await open({ variant: { buttonTemplate: 'with' } })
    await send(asking)
    await send(asking)
    expect(calls()).toBe(3)
    expect(await bench.zalo.learnt()).toMatchObject({ typed: true })
  })

  it('a text that is at fault itself teaches nothing about buttons', async () => {
    await open()
    bench.emulator.fail({ how: 'refuse', code: -201, message: 'text is invalid!', times: 3 })
    expect(await send(asking)).toMatchObject({ ok: false, error: { code: 'content' } })
    expect(await bench.zalo.learnt()).toMatchObject({ buttons: 'unknown' })
  })

  it('of another person, typed, are words', async () => {
    await open()
    await send(asking)
    const payload = person().messages()[0]?.buttons[0]?.payload ?? ''
    const other = bench.emulator.user(2)
    other.type(payload)
    person().type('test/question.o1#3f')
    person().type(payload)
    await bench.emulator.quiet()
    const heard = bench.inbound.map((i) => [i.address, i.what.kind])
    expect(heard).toContainEqual([other.id, 'text'])
    expect(heard.filter(([address]) => address === person().id).sort()).toEqual([
      [person().id, 'tap'],
      [person().id, 'text'],
    ])
  })
})

describe('asking for a phone number', () => {
  const phone: Message = { parts: [], prompt: { ...place, kind: 'phone', ask: plain('Số nào?') } }

  it.each(zaloVariantsOf(['submitInfo', 'submitPhone', 'submitText', 'sharedPhone', 'echo']))(
    'the card brings it as if it were typed: $name',
    async ({ variant }) => {
      await open({ variant })
      expect(await send(phone)).toMatchObject({ ok: true })
      expect(
        person()
          .messages()
          .map((m) => m.kind),
      ).toEqual(['text', 'form'])
      person().shareInfo({ phone: '84987654321' })
      await bench.emulator.quiet()
      expect(bench.inbound.map((i) => i.what)).toEqual([{ kind: 'text', text: '0987654321' }])
      expect(await bench.zalo.learnt()).toMatchObject({ card: 'accepted' })
      expect(foreign()).toEqual([])
    },
  )

  it('a card that Zalo refuses is left out: the number is typed', async () => {
    await open()
    const { emulator } = bench
    // The card is the second call.
    const refused = emulator.until(() => {
      if (calls() === 2) emulator.fail({ how: 'refuse', code: -233 })
      return calls() === 2
    })
    expect(await send(phone)).toMatchObject({ ok: true })
    await refused
    expect(await send(phone)).toMatchObject({ ok: true })
    expect(
      person()
        .messages()
        .map((m) => m.kind),
    ).toEqual(['text', 'text'])
    expect(await bench.zalo.learnt()).toMatchObject({ card: 'rejected' })
  })

  it('without a picture there is no card', async () => {
    await open({ zalo: { cardPicture: undefined } })
    await send(phone)
    expect(
      person()
        .messages()
        .map((m) => m.kind),
    ).toEqual(['text'])
  })
})
