import { describe, expect, it } from 'vitest'
import { makeWeb } from '../../src/channels/web/index.ts'
import { render } from '../../src/channels/web/render.ts'
import { tokenOf } from '../../src/conversation/token.ts'
import type { Message, Prompt } from '../../src/conversation/words.ts'
import { plain, say } from './say.ts'

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
