import { describe, expect, it } from 'vitest'
import { hashOf, zaloPhone } from '../../../src/channels/zalo/business-api.ts'
import { can, infoCard } from '../../../src/channels/zalo/can.ts'
import { costOf } from '../../../src/channels/zalo/cost.ts'
import { type Learnt, makeFaces, shownInVain, triedAgainDays } from '../../../src/channels/zalo/faces.ts'
import { parseLossless } from '../../../src/channels/zalo/lossless-json.ts'
import { proofOf } from '../../../src/channels/zalo/oauth.ts'
import { layOut } from '../../../src/channels/zalo/paragraphs.ts'
import { makePayloads } from '../../../src/channels/zalo/payload.ts'
import { challengeOf, verifierOf } from '../../../src/channels/zalo/pkce.ts'
import { render, withButtons } from '../../../src/channels/zalo/render.ts'
import { matchOption } from '../../../src/conversation/match.ts'
import type { Message, Prompt } from '../../../src/conversation/words.ts'
import { langs, plain, say } from '../say.ts'

describe('JSON without losing digits', () => {
  it.each<[string, unknown]>([
    ['{"id":2468458835296197922}', { id: '2468458835296197922' }],
    ['{"id":-2468458835296197922}', { id: '-2468458835296197922' }],
    ['[1767225600000,0.1,-3,1e3,1234567890123456.5]', [1767225600000, 0.1, -3, 1000, 1234567890123456.5]],
    [
      '{"text":"so 2468458835296197922 \\" 2468458835296197923"}',
      { text: 'so 2468458835296197922 " 2468458835296197923' },
    ],
    ['{"2468458835296197922":1}', { '2468458835296197922': 1 }],
    ['"\\\\"', '\\'],
    ['123456789012345', 123456789012345],
    ['1234567890123456', '1234567890123456'],
  ])('%s', (json, value) => {
    expect(parseLossless(json)).toEqual(value)
  })

  it.each(['', '{', '{"a":01}', 'abc'])('%j is none', (text) => {
    expect(() => parseLossless(text)).toThrow()
  })

  it('reads a text of a million characters', () => {
    const long = { text: '"\\ế'.repeat(300_000) }
    expect(parseLossless(JSON.stringify(long))).toEqual(long)
  })
})

describe('laying out a text', () => {
  it.each<[string, string[], number, string[] | undefined]>([
    ['keeps together what fits', ['a', 'b'], 4, ['a\n\nb']],
    ['cuts between paragraphs', ['a', 'b'], 3, ['a', 'b']],
    ['a paragraph at the limit stays whole', ['abc def'], 7, ['abc def']],
    ['cuts a long one after a sentence', ['Một câu. Hai câu.'], 12, ['Một câu.', 'Hai câu.']],
    ['cuts between lines before sentences', ['Ba. Bốn\nNăm. Sáu'], 9, ['Ba. Bốn', 'Năm. Sáu']],
    ['cuts a long sentence between words', ['một hai ba bốn'], 7, ['một hai', 'ba bốn']],
    ['never cuts a word', ['nghiêng'], 6, undefined],
    ['counts composed letters', ['Nguyễn'.normalize('NFD')], 6, ['Nguyễn']],
    ['counts what two units make as two', ['😀😀😀'], 5, undefined],
    ['leaves out what is empty', ['', ' \n\n ', 'a'], 5, ['a']],
    ['says nothing for nothing', [], 5, []],
  ])('%s', (_, texts, limit, pages) => {
    expect(layOut(texts, limit)).toEqual(pages)
  })

  it('loses no word and no letter of a long text', () => {
    const words = Array.from(
      { length: 3_000 },
      (_, i) => `chữ${i}${i % 40 === 0 ? '.' : ''}${i % 500 === 0 ? '\n' : ''}`,
    )
    const pages = layOut([words.join(' ')], can.text) ?? []
    expect(pages.join(' ').split(/\s+/)).toEqual(words.join(' ').split(/\s+/))
    expect(Math.max(...pages.map((p) => p.length))).toBeLessThanOrEqual(can.text)
    expect(pages.length).toBeLessThan(words.join(' ').length / can.text + 4)
  })

  it('stays within what Zalo takes, whichever way it counts', () => {
    expect(can.text).toBeLessThan(2_000)
  })
})

describe('payloads of buttons', () => {
  const { write, read } = makePayloads('secret')
  const token = 'check-eligibility/household.poor#3f'

  it('come back to the person whom they were drawn for', () => {
    expect(read(write(token, '1'), '1')).toBe(token)
    expect(read(` ${write(token, '1')}\n`, '1')).toBe(token)
  })

  it.each([
    ['of another person', write(token, '2')],
    ['of another app', makePayloads('other').write(token, '1')],
    ['with another answer', write(token, '1').replace('poor', 'rich')],
    ['with no seal', `#loa:${token}`],
    ['with a made-up seal', `#loa:${token}:AAAAAAAAAAAA`],
    ['in capitals', write(token, '1').toUpperCase()],
    ['that is the token alone', token],
    ['that is empty', ''],
  ])('one %s is a text like any other', (_, text) => {
    expect(read(text, '1')).toBeUndefined()
  })

  it('are within what a button of Zalo carries', () => {
    expect(write('x'.repeat(can.tokenBytes), '2468458835296197922').length).toBeLessThanOrEqual(1_000)
    expect(read(write('x'.repeat(can.tokenBytes), '1'), '1')).toHaveLength(can.tokenBytes)
  })
})

describe('what is computed as others compute it', () => {
  it('the challenge of PKCE', () => {
    const verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk'
    expect(challengeOf(verifier)).toBe('E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM')
  })

  it('a verifier of 43 characters, another each time; the fixed one; none', () => {
    expect(verifierOf('per_request')).toMatch(/^[\w-]{43}$/)
    expect(verifierOf('per_request')).not.toBe(verifierOf('per_request'))
    expect(verifierOf({ fixed: 'abc' })).toBe('abc')
    expect(verifierOf('none')).toBeUndefined()
  })

  it('the proof of the app', () => {
    expect(proofOf({ appSecret: 'TEST_APP_SECRET' }, 'TEST_ACCESS_TOKEN')).toBe(
      'a29e09935528b19da2caaf6914b1a3b7045d825ea86abdff8d7f0599d47dd731',
    )
  })

  it('the hash of a number', () => {
    expect(hashOf('84987654321')).toBe('116ce31ae9170769b075a11dedca1198f41d30318334919fb90917e9c617b438')
  })

  it.each([
    ['0987654321', '84987654321'],
    ['84987654321', '84987654321'],
    ['+84 987 654 321', '84987654321'],
    ['0084987654321', '84987654321'],
    ['987654321', '84987654321'],
    ['098765432', undefined],
    ['09876543210', undefined],
    ['', undefined],
  ])('%s is the number %s', (phone, digits) => {
    expect(zaloPhone(phone)).toBe(digits)
  })

  it.each([
    ['reply', 'free'],
    ['welcome_msg', 'free'],
    ['sub_quota', 'package'],
    ['purchase_quota', 'package'],
    ['reward_quota', 'package'],
    ['something_new', 'unknown'],
    [undefined, 'unknown'],
  ] as const)('quota %s is %s', (quota, cost) => {
    expect(costOf(quota)).toBe(cost)
  })
})

describe('what is learnt of buttons and cards', () => {
  const world = () => {
    const kept = new Map<string, unknown>()
    let at = Date.parse('2026-11-23T03:00:00Z')
    const settings = {
      get: async (key: string) => kept.get(key),
      set: async (key: string, value: unknown) => void kept.set(key, value),
    }
    const clock = { now: () => new Date(at) }
    return { kept, process: () => makeFaces({ settings, clock }), pass: (ms: number) => (at += ms) }
  }
  const day = 86_400_000

  it('is nothing at first', async () => {
    expect(await world().process().known()).toEqual({ buttons: 'unknown', card: 'unknown', typed: false })
  })

  it('is kept, and seen by another process within half a minute', async () => {
    const { process, pass } = world()
    const [one, other] = [process(), process()]
    await other.known()
    await one.used('buttons')
    await one.refused('card')
    await one.written(true)
    expect(await one.known()).toEqual({ buttons: 'accepted', card: 'rejected', typed: true })
    pass(30_001)
    expect(await other.known()).toEqual({ buttons: 'accepted', card: 'rejected', typed: true })
  })

  it('what is refused is tried again after a week, what a person used stays', async () => {
    const { process, pass } = world()
    const faces = process()
    await faces.used('buttons')
    await faces.refused('card')
    pass(triedAgainDays * day - 1)
    expect(await faces.known()).toMatchObject({ card: 'rejected' })
    pass(1)
    expect(await faces.known()).toMatchObject({ buttons: 'accepted', card: 'unknown' })
  })

  it('what went out often and nobody used is dropped', async () => {
    const faces = world().process()
    for (let i = 1; i < shownInVain; i++) await faces.shown('buttons')
    expect(await faces.known()).toMatchObject({ buttons: 'unknown' })
    await faces.shown('buttons')
    expect(await faces.known()).toMatchObject({ buttons: 'dropped' })
  })

  it('one press and it is not', async () => {
    const faces = world().process()
    await faces.used('buttons')
    for (let i = 0; i <= shownInVain; i++) await faces.shown('buttons')
    expect(await faces.known()).toMatchObject({ buttons: 'accepted' })
  })

  it('something unreadable in its place is nothing', async () => {
    const { kept, process } = world()
    kept.set('zalo.faces', { buttons: 'yes' })
    expect(await process().known()).toMatchObject({ buttons: 'unknown' })
  })
})

describe('drawing', () => {
  const place = { flow: 'test', ref: '3f', node: 'question' }
  const learnt = (other: Partial<Learnt> = {}): Learnt => ({
    buttons: 'unknown',
    card: 'unknown',
    typed: false,
    ...other,
  })
  const drawn = (message: Message, about: Partial<Learnt> = {}) =>
    render(message, {
      say: (words) => say(words, 'vi'),
      learnt: learnt(about),
      payload: (token) => `<${token}>`,
      cardPicture: 'https://loa.example/card.png',
    })
  const choice = (labels: string[], also: string[] = []): Prompt => ({
    ...place,
    kind: 'choice',
    ask: plain('Hộ nào?'),
    options: labels.map((label, i) => ({ id: `o${i + 1}`, label: plain(label) })),
    ...(also.length > 0 ? { also: also.map((label, i) => ({ id: `a${i}`, label: plain(label) })) } : {}),
  })
  const two = choice(['Hộ nghèo', 'Hộ khác'], ['Về đầu'])
  const chooseNumber = say({ key: 'channels:choose_number' }, 'vi')
  const orType = say({ key: 'channels:or_type', with: { choices: 'Về đầu' } }, 'vi')
  const buttons = [
    { title: 'Hộ nghèo', type: 'oa.query.hide', payload: '<test/question.o1#3f>' },
    { title: 'Hộ khác', type: 'oa.query.hide', payload: '<test/question.o2#3f>' },
    { title: 'Về đầu', type: 'oa.query.hide', payload: '<test/question.a0#3f>' },
  ]

  it('shows numbers and buttons while nobody knows whether buttons work', () => {
    const text = `Chào\n\nHộ nào?\n\n1. Hộ nghèo\n2. Hộ khác\n\n${chooseNumber}\n\n${orType}`
    const parts: Message['parts'] = [{ as: 'title', words: plain('Chào') }]
    expect(drawn({ parts, prompt: two })).toEqual({ ok: true, texts: [text], buttons })
  })

  it('shows buttons alone once a person pressed one', () => {
    expect(drawn({ parts: [], prompt: two }, { buttons: 'accepted' })).toEqual({
      ok: true,
      texts: ['Hộ nào?'],
      buttons,
    })
  })

  it.each(['rejected', 'dropped'] as const)('shows numbers alone when buttons are %s', (is) => {
    const text = `Hộ nào?\n\n1. Hộ nghèo\n2. Hộ khác\n\n${chooseNumber}\n\n${orType}`
    expect(drawn({ parts: [], prompt: two }, { buttons: is })).toEqual({ ok: true, texts: [text], buttons: [] })
  })

  it.each([
    [5, 5],
    [6, 0],
  ])('%i answers are %i buttons', (count, expected) => {
    const labels = Array.from({ length: count }, (_, i) => `Câu ${i + 1}`)
    const got = drawn({ parts: [], prompt: choice(labels) }, { buttons: 'accepted' })
    expect(got).toMatchObject({ ok: true, buttons: { length: expected } })
    expect(got.ok && got.texts[0]?.includes('6. Câu 6')).toBe(count === 6)
  })

  it('long labels stand in the text, and their buttons are numbers', () => {
    const got = drawn({ parts: [], prompt: choice(['Có', 'x'.repeat(101)]) }, { buttons: 'accepted' })
    expect(got).toMatchObject({ ok: true, buttons: [{ title: '1' }, { title: '2' }] })
    expect(got.ok && got.texts[0]).toContain(`2. ${'x'.repeat(101)}`)
  })

  it('puts the buttons below the last part', () => {
    const parts = Array.from({ length: 3 }, () => ({ as: 'text' as const, words: plain('chữ '.repeat(400).trim()) }))
    const got = drawn({ parts, prompt: two })
    expect(got.ok && got.texts.at(-1)).toContain('Hộ nào?')
    expect(got.ok && got.texts.length).toBe(3)
  })

  it('a phone number is asked for by a card, or typed', () => {
    const got = drawn({ parts: [], prompt: { ...place, kind: 'phone', ask: plain('Số nào?') } })
    const element = got.ok && got.card?.attachment.payload.elements[0]
    expect(element).toMatchObject({ image_url: 'https://loa.example/card.png' })
    expect(got.ok && got.texts[0]).toContain(say({ key: 'channels:zalo.card_or_type' }, 'vi'))
  })

  it.each(['rejected', 'dropped'] as const)('a phone number is typed when cards are %s', (card) => {
    const got = drawn({ parts: [], prompt: { ...place, kind: 'phone', ask: plain('Số nào?') } }, { card })
    expect(got).toEqual({
      ok: true,
      texts: [`Số nào?\n\n${say({ key: 'channels:zalo.type_phone' }, 'vi')}`],
      buttons: [],
    })
  })

  it.each(langs)('the card is within the limits of Zalo in %s', (lang) => {
    expect([...say({ key: 'channels:zalo.card_title' }, lang)].length).toBeLessThanOrEqual(infoCard.title)
    expect([...say({ key: 'channels:zalo.card_text' }, lang)].length).toBeLessThanOrEqual(infoCard.subtitle)
  })

  it.each([
    [{ parts: [] }, 'the message has no text'],
    [{ parts: [{ as: 'text' as const, words: plain('x'.repeat(1_901)) }] }, 'a word is longer than 1900 characters'],
  ])('says what is wrong', (message, problem) => {
    expect(drawn(message)).toEqual({ ok: false, problem })
  })

  it('writes buttons with a template type or without', () => {
    const one = [{ title: 'Có', type: 'oa.query.hide' as const, payload: 'x' }]
    expect(withButtons('a', { buttons: [], typed: true })).toEqual({ text: 'a' })
    expect(withButtons('a', { buttons: one, typed: false }).attachment?.payload).toEqual({ buttons: one })
    expect(withButtons('a', { buttons: one, typed: true }).attachment?.payload).toEqual({
      template_type: 'button',
      buttons: one,
    })
  })

  it.each([
    ['2', 1],
    ['số 2', 1],
    ['Hộ khác', 1],
    ['ho khac', 1],
    ['3', undefined],
  ])('%s typed below it is answer %s', (typed, index) => {
    expect(matchOption(typed, { labels: ['Hộ nghèo', 'Hộ khác'], negations: ['không'] })).toBe(index)
  })
})
