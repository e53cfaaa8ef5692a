import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readToken, tokenOf } from '../../src/conversation/token.ts'
import type { Message, Option, Prompt, Words } from '../../src/conversation/words.ts'
import type { Channel, ChannelId, Inbound, Outbound, Say } from '../../src/ports/channel.ts'
import { langs, plain, say, vietnameseLetters } from './say.ts'

/** One message as the person at the other end sees it: its text, and the labels of what can be pressed. */
export interface Seen {
  text: string
  labels: string[]
}

/** A channel with one person at the other end who can be written to. */
export interface ChannelBench {
  channel: Channel
  address: string
  /** An address that the platform does not know, where the channel can tell. */
  unknownAddress?: string
  /** What must never show in an error: tokens, keys. */
  secrets?: string[]
  /** Everything that the person has seen so far, oldest first. */
  seen: () => Seen[] | Promise<Seen[]>
  /** The person types; resolves with what the channel made of it. */
  types: (text: string) => Promise<Inbound[]>
  /** The person presses a label that was drawn; left out where nothing can be pressed. */
  taps?: (label: string) => Promise<Inbound[]>
  close?: () => Promise<void>
}

/** A channel that is to keep the contract, and what it cannot do by its nature: then nothing is asked about that. */
export interface Contract {
  name: ChannelId
  lacks?: readonly ('taps' | 'unknownAddress')[]
  make: (say: Say) => Promise<ChannelBench>
}

/** What every channel has to do. `make` opens the channel with the `say` given and a person at the other end. */
export function channelContract({ name, lacks = [], make }: Contract): void {
  describe(`${name} keeps the contract of channels`, () => {
    let bench: ChannelBench
    let deliveries = 0
    beforeAll(async () => {
      bench = await make(say)
    })
    afterAll(() => bench.close?.())

    const outbound = (message: Message, address = bench.address): Outbound => {
      deliveries += 1
      return { address, lang: 'vi', message, deliveryId: `contract-${deliveries}` }
    }
    // What the person sees that they did not see before.
    const shown = async (message: Message) => {
      const before = (await bench.seen()).length
      const result = await bench.channel.send(outbound(message))
      return { result, seen: (await bench.seen()).slice(before) }
    }
    const textOf = (seen: Seen[]) => seen.map((s) => s.text).join('\n')

    it('goes by its name', () => {
      expect(bench.channel.id).toBe(name)
    })

    it('shows every part of a message, in order', async () => {
      const { result, seen } = await shown({ parts: [title('Đầu'), text('Giữa'), source('Nguồn')] })
      expect(result).toMatchObject({ ok: true, messageId: expect.stringMatching(/./) })
      expect(textOf(seen)).toMatch(/Đầu.*Giữa.*Nguồn/s)
    })

    it('gives each message its own id', async () => {
      const one = await bench.channel.send(outbound({ parts: [text('một')] }))
      const two = await bench.channel.send(outbound({ parts: [text('hai')] }))
      expect(one).not.toEqual(two)
    })

    it.each(langs)('names every error for staff in %s', (lang) => {
      for (const code of errorCodes) expect(say({ key: `channels:errors.${code}` }, lang)).toMatch(/\S/)
    })

    it('shows every Vietnamese letter as it was written', async () => {
      const { seen } = await shown({ parts: [text(vietnameseLetters)] })
      expect(textOf(seen)).toContain(vietnameseLetters)
    })

    it.each(['<b>to & "đậm"</b>', '</i>', '&lt;', '*_`[]()~>#+-=|{}.!', "'; -- \\"])(
      'shows %s literally',
      async (mark) => {
        const { result, seen } = await shown({ parts: [text(`a ${mark} b`)], prompt: asked([`nút ${mark}`]) })
        expect(result.ok).toBe(true)
        expect(textOf(seen)).toContain(`a ${mark} b`)
        expect(labelsAndText(seen)).toContain(`nút ${mark}`)
      },
    )

    it.each([1, 2, 3, 5, 6, 12, 40])('shows every one of %i options', async (count) => {
      const labels = Array.from({ length: count }, (_, i) => `Lựa chọn ${i + 1}`)
      const { result, seen } = await shown({ parts: [], prompt: asked(labels) })
      expect(result.ok).toBe(true)
      for (const label of labels) expect(labelsAndText(seen)).toContain(label)
    })

    it('shows a long label whole', async () => {
      const long = `Hộ ${'rất '.repeat(40)}dài`
      const { seen } = await shown({ parts: [], prompt: asked(['Có', long]) })
      expect(labelsAndText(seen)).toContain(long)
    })

    it('shows question and hint of a typed answer', async () => {
      const prompt: Prompt = { ...place, kind: 'amount', ask: plain('Vay bao nhiêu?'), hint: plain('Ví dụ: 20 triệu') }
      const { seen } = await shown({ parts: [], prompt })
      expect(textOf(seen)).toMatch(/Vay bao nhiêu\?.*Ví dụ: 20 triệu/s)
    })

    it('shows the words that work everywhere', async () => {
      const { seen } = await shown({ parts: [], prompt: { ...asked(['Có']), also: [option('menu', 'Về đầu')] } })
      expect(labelsAndText(seen)).toContain('Về đầu')
    })

    it('shows a long text whole, in one message or several', async () => {
      const paragraphs = Array.from({ length: 60 }, (_, i) => `Đoạn ${i + 1}: ${'chữ '.repeat(40)}hết ${i + 1}.`)
      const { result, seen } = await shown({ parts: paragraphs.map(text), prompt: asked(['Có', 'Không']) })
      expect(result.ok).toBe(true)
      for (const paragraph of paragraphs) expect(textOf(seen)).toContain(paragraph)
      expect(labelsAndText(seen.slice(-1))).toContain('Không')
    })

    it('shows an endless paragraph whole or says that the content is at fault', async () => {
      const endless = 'chữ '.repeat(5000).trim()
      const { result, seen } = await shown({ parts: [text(endless)] })
      if (result.ok) expect(textOf(seen).replace(/\s+/g, ' ')).toContain(endless)
      else expect(result.error).toMatchObject({ code: 'content', retry: 'never', ours: true })
    })

    it('hears what the person types, from the same address', async () => {
      const inbound = await bench.types('Nhà em muốn vay 20 triệu ạ')
      expect(inbound).toHaveLength(1)
      expect(inbound[0]).toMatchObject({ channel: name, address: bench.address })
      expect(inbound[0]!.what).toEqual({ kind: 'text', text: 'Nhà em muốn vay 20 triệu ạ' })
      expect(inbound[0]!.updateId).toMatch(/./)
    })

    it('gives each update its own id', async () => {
      const [one] = await bench.types('một')
      const [two] = await bench.types('hai')
      expect(one!.updateId).not.toBe(two!.updateId)
    })

    if (!lacks.includes('taps'))
      it('brings a press back as the answer that was drawn', async () => {
        const prompt = asked(['Có', 'Không'])
        await bench.channel.send(outbound({ parts: [], prompt }))
        const [inbound] = await bench.taps!('Không')
        expect(inbound!.what).toEqual({ kind: 'tap', token: tokenOf(prompt, 'o2') })
        expect(readToken(tokenOf(prompt, 'o2'))).toMatchObject({ node: place.node, option: 'o2' })
      })

    if (!lacks.includes('unknownAddress'))
      it('says that an unknown address is unknown, without a secret', async () => {
        const result = await bench.channel.send(outbound({ parts: [text('?')] }, bench.unknownAddress))
        expect(result).toMatchObject({ ok: false, error: { retry: 'never', ours: false } })
        for (const secret of bench.secrets ?? []) expect(JSON.stringify(result)).not.toContain(secret)
      })
  })
}

const errorCodes = [
  'blocked',
  'deactivated',
  'not_found',
  'not_started',
  'moved',
  'too_many',
  'content',
  'unauthorized',
  'conflict',
  'refused',
  'unreachable',
  'uncertain',
] as const

const place = { flow: 'contract', ref: '7a', node: 'question' }
const part = (as: 'text' | 'title' | 'source') => (words: string) => ({ as, words: plain(words) })
const text = part('text')
const title = part('title')
const source = part('source')

function option(id: string, label: string): Option {
  return { id, label: plain(label) }
}

function asked(labels: string[]): Prompt & { ask: Words } {
  return {
    ...place,
    kind: 'choice',
    ask: plain('Câu hỏi?'),
    options: labels.map((label, i) => option(`o${i + 1}`, label)),
  }
}

function labelsAndText(seen: Seen[]): string {
  return seen.flatMap((s) => [s.text, ...s.labels]).join('\n')
}
