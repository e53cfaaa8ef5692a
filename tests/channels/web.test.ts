import { describe, expect, it } from 'vitest'
import { makeWeb } from '../../src/channels/web/index.ts'
import { render } from '../../src/channels/web/render.ts'
import { tokenOf } from '../../src/conversation/token.ts'
import type { Message, Prompt } from '../../src/conversation/words.ts'
import type { ShownMessage } from '../../src/http/chat/api-schemas.ts'
import type { Channel } from '../../src/ports/channel.ts'
import { openBrowser } from '../support/browser.ts'
import { freshDatabase } from '../support/database.ts'
import { openWorld, type World } from '../support/http-world.ts'
import { channelContract } from './contract.ts'
import { plain, say } from './say.ts'

/** The page's own programs' door, on a real database: what the person sees is read there, and what they say goes in there. */
channelContract({
  name: 'web',
  lacks: ['unknownAddress'],
  make: async () => {
    const fresh = await freshDatabase()
    const world = await openWorld({ url: fresh.url })
    const person = openBrowser(world)
    await person.say({ id: 'first-message', text: 'xin chào' })
    const address = (await world.cameIn())[0]!.address
    let messages = 0
    const says = async (body: { text: string } | { tap: string }) => {
      const before = (await world.cameIn()).length
      messages += 1
      await person.say({ id: `message-${messages}`, ...body })
      return (await world.cameIn()).slice(before).map((inbound) => ({ ...inbound, at: new Date(inbound.at) }))
    }
    const shown = async () => {
      const answer = await person.ask('/chat/api/messages')
      return ((await answer.json()) as { messages: ShownMessage[] }).messages.filter((m) => m.by === 'bot')
    }
    return {
      channel: keptInLedger(world, address),
      address,
      seen: async () => (await shown()).map((m) => ({ text: m.text, labels: pressesOf(m).map((p) => p.label) })),
      types: (text) => says({ text }),
      taps: async (label) =>
        says({ tap: (await shown()).flatMap(pressesOf).findLast((p) => p.label === label)!.token }),
      close: async () => {
        await world.close()
        await fresh.drop()
      },
    }
  },
})

const vi = (words: Parameters<typeof say>[0]) => say(words, 'vi')
const prompt: Prompt = {
  flow: 'check-eligibility',
  ref: '1',
  node: 'household',
  kind: 'choice',
  ask: plain('Nhà mình thuộc hộ nào?'),
  hint: plain('Theo sổ của xã.\n\nHỏi trưởng thôn nếu chưa rõ.'),
  options: [
    { id: 'poor', label: plain('Hộ nghèo') },
    { id: 'near_poor', label: plain('Hộ cận nghèo') },
  ],
  also: [{ id: 'menu', label: plain('Về đầu') }],
}

describe('sending', () => {
  const out = { address: 'a1', lang: 'vi', message: { parts: [] }, deliveryId: '77' }

  it('says on the feed that there is something new, and nothing else', async () => {
    const topics: string[] = []
    const feed = { publish: async (topic: string) => void topics.push(topic), subscribe: async () => async () => {} }
    expect(await makeWeb({ feed, say }).send(out)).toEqual({ ok: true, messageId: '77' })
    expect(topics).toEqual(['talk:web:a1'])
  })

  it('may be tried again when the feed is down', async () => {
    const feed = {
      publish: () => Promise.reject(new Error('connection refused')),
      subscribe: async () => async () => {},
    }
    const result = await makeWeb({ feed, say }).send(out)
    expect(result).toMatchObject({ ok: false, error: { code: 'unreachable', retry: 'later', ours: false } })
  })
})

describe('drawing', () => {
  it('keeps paragraphs and lines', () => {
    const message: Message = {
      parts: [
        { as: 'title', words: plain('Vay vốn') },
        { as: 'text', words: plain('Một\nhai\n\n\nba ') },
        { as: 'source', words: plain('') },
      ],
    }
    expect(render(message, vi).paragraphs).toEqual([
      { as: 'title', lines: [[{ text: 'Vay vốn' }]] },
      { as: 'text', lines: [[{ text: 'Một' }], [{ text: 'hai' }]] },
      { as: 'text', lines: [[{ text: 'ba' }]] },
    ])
  })

  it('gives a picture by its path on our own server, in place of words that others read', () => {
    const shown = { alt: 'Sơ đồ', width: 800, height: 500 }
    const words = plain('Hình: Sơ đồ\n\nXem hình: https://loa.test/picture/abc?v=1')
    const message: Message = {
      parts: [{ as: 'text', words, picture: { ...shown, address: 'https://old.test/picture/abc' } }],
    }
    const address = 'https://loa.test/picture/abc?v=1'
    const lines = [
      [{ text: 'Hình: Sơ đồ' }],
      [{ text: '' }],
      [{ text: 'Xem hình: ' }, { text: address, href: address }],
    ]
    expect(render(message, vi).paragraphs).toEqual([{ as: 'text', lines, picture: { ...shown, path: '/picture/abc' } }])
  })

  it('says the words of a picture whose address is none', () => {
    const picture = { alt: 'Sơ đồ', width: 800, height: 500, address: '' }
    const message: Message = { parts: [{ as: 'text', words: plain('Hình: Sơ đồ'), picture }] }
    expect(render(message, vi).paragraphs).toEqual([{ as: 'text', lines: [[{ text: 'Hình: Sơ đồ' }]] }])
  })

  it('draws a choice as presses that carry their token', () => {
    expect(render({ parts: [], prompt }, vi).prompt).toEqual({
      input: 'choice',
      ask: [{ as: 'text', lines: [[{ text: 'Nhà mình thuộc hộ nào?' }]] }],
      hint: [
        { as: 'text', lines: [[{ text: 'Theo sổ của xã.' }]] },
        { as: 'text', lines: [[{ text: 'Hỏi trưởng thôn nếu chưa rõ.' }]] },
      ],
      answers: [
        { label: 'Hộ nghèo', token: tokenOf(prompt, 'poor') },
        { label: 'Hộ cận nghèo', token: tokenOf(prompt, 'near_poor') },
      ],
      also: [{ label: 'Về đầu', token: tokenOf(prompt, 'menu') }],
    })
  })

  it.each(['amount', 'day', 'number', 'text', 'phone'] as const)('draws a typed answer, %s', (kind) => {
    const { flow, ref, node, ask } = prompt
    expect(render({ parts: [], prompt: { flow, ref, node, ask, kind } }, vi).prompt).toMatchObject({
      input: kind,
      answers: [],
      also: [],
    })
  })

  it.each([
    ['https://a.vn/x', ['https://a.vn/x']],
    ['Xem https://a.vn/x.', ['https://a.vn/x']],
    ['(https://a.vn/x) và http://b.vn', ['https://a.vn/x', 'http://b.vn']],
    ['https://a.vn/x?y=1&z=2, rồi', ['https://a.vn/x?y=1&z=2']],
    ['javascript:alert(1)', []],
    ['<a href="https://a.vn">', ['https://a.vn']],
    ['không có gì', []],
  ])('finds the addresses in %s', (text, links) => {
    const runs = render({ parts: [{ as: 'text', words: plain(text) }] }, vi).paragraphs[0]!.lines[0]!
    expect(runs.flatMap((r) => r.href ?? [])).toEqual(links)
    expect(runs.map((r) => r.text).join('')).toBe(text)
  })
})

function pressesOf({ prompt }: ShownMessage) {
  return prompt ? [...prompt.answers, ...prompt.also] : []
}

// What a sender does around each send: the row that keeps the message is on its way before, and sent after.
function keptInLedger(world: World, address: string): Channel {
  return {
    ...world.web,
    send: async (out) => {
      const account = await world.accounts.arrive({ channel: 'web', address, at: world.now })
      const id = BigInt((await world.outbox.write(account, out.message, { lane: 0, at: world.now }))!)
      await world.prisma.delivery.update({ where: { id }, data: { state: 'sending' } })
      const result = await world.web.send(out)
      world.now = new Date(world.now.getTime() + 1)
      await world.prisma.delivery.update({ where: { id }, data: { state: 'sent', sentAt: world.now } })
      return result
    },
  }
}
