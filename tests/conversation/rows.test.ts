import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { advance, back, begin, edit, type Saved, stand, type Turn } from '../../src/conversation/engine.ts'
import { type AnyFlow, flow } from '../../src/conversation/flow.ts'
import { amount, choice, text } from '../../src/conversation/question.ts'
import { type Rows, rows, sumOf } from '../../src/conversation/rows.ts'
import type { Reply } from '../../src/conversation/words.ts'

/** A made-up talk with a table between two other questions. */
const fair = flow({
  id: 'fair',
  first: 'name',
  questions: {
    name: text({ min: 2, max: 10 }),
    goods: rows({ most: 3 }),
    price: amount({ min: 0, max: 9_000_000 }),
    sure: choice('yes', 'no'),
  },
  outcomes: ['bought'],
  route: { name: 'goods', goods: 'price', price: 'sure', sure: 'bought' },
}) as unknown as AnyFlow

const taps = ['more', 'done', 'remove', 'keep', 'row_1', 'row_2', 'row_3', 'yes', 'no']
const reply = (said: string): Reply => (taps.includes(said) ? { tap: said } : { text: said })
const hear = (turn: Turn, line: string) => advance(fair, turn.saved, { reply: reply(line) })
const say = (...said: string[]) => said.reduce<Turn>(hear, begin(fair, { ref: 'r1', given: {} }))
const place = (turn: Turn | undefined) =>
  turn?.kind === 'ask' ? turn.prompt.ask.key.replace('flows/fair:', '') : turn?.outcome
const tableOf = (turn: Turn) => stand(fair, turn.saved)
const cow = ['bò giống', '2 con', '20 triệu']
const shed = ['sửa chuồng', '1', '5tr']

describe('a table', () => {
  it.each([
    [[], 'goods.item.ask'],
    [cow.slice(0, 1), 'goods.quantity.ask'],
    [cow.slice(0, 2), 'goods.amount.ask'],
    [cow, 'goods.more.ask'],
    [[...cow, 'more'], 'goods.item.ask'],
    [[...cow, 'more', ...shed], 'goods.more.ask'],
    [[...cow, 'remove'], 'goods.remove.ask'],
    [[...cow, 'remove', 'keep'], 'goods.more.ask'],
    [[...cow, 'remove', 'row_1'], 'goods.item.ask'],
    [[...cow, 'more', ...shed, 'remove', 'row_1'], 'goods.more.ask'],
    [[...cow, 'done'], 'price.ask'],
    [[...cow, 'more', 'xong'], 'price.ask'],
    [[...cow, 'more', 'Hết rồi'], 'price.ask'],
  ])('after %j asks %s', (lines, there) => {
    expect(place(say('Mơ', ...lines))).toBe(there)
  })

  it.each([
    ['signs for a thing', ['!!'], 'goods.item.error'],
    ['a figure for a thing', ['20'], 'goods.item.error'],
    ['a thing of 61 letters', ['a'.repeat(61)], 'goods.item.error'],
    ['no number at all', ['bò', '...'], 'goods.quantity.error'],
    ['31 letters for a number', ['bò', '2'.repeat(31)], 'goods.quantity.error'],
    ['words for a sum', ['bò', '2', 'nhiều lắm'], 'goods.amount.error'],
    ['less than a thousand dong', ['bò', '2', '999'], 'goods.amount.error'],
    ['words where a button is', [...cow, 'gì cơ'], 'goods.more.error'],
    ['a row that is not there', [...cow, 'remove', 'row_2'], 'goods.remove.error'],
  ])('puts the short question again for %s', (_, lines, key) => {
    const before = say('Mơ', ...lines.slice(0, -1))
    const turn = say('Mơ', ...lines)
    expect(turn).toMatchObject({ problem: { key: `flows/fair:${key}` } })
    expect(turn.saved).toEqual(before.saved)
  })

  it.each([
    ['a thing of 60 letters', ['a'.repeat(60)], 'goods.quantity.ask'],
    ['30 letters for a number', ['bò', '2'.repeat(30)], 'goods.amount.ask'],
    ['a thousand dong', ['bò', '2', '1000'], 'goods.more.ask'],
  ])('reads %s', (_, lines, there) => expect(place(say('Mơ', ...lines))).toBe(there))

  it('shows its rows and their sum, and offers no row beyond the most', () => {
    const turn = say('Mơ', ...cow, 'more', ...shed)
    expect(turn).toMatchObject({ prompt: { ask: { with: { sum: { dong: 25_000_000 } } } } })
    const full = say('Mơ', ...cow, 'more', ...shed, 'more', ...cow)
    expect(full.kind === 'ask' && full.prompt.kind === 'choice' && full.prompt.options.map((o) => o.id)).toEqual([
      'done',
      'remove',
    ])
    expect(place(hear(full, 'more'))).toBe('goods.more.ask')
  })

  it('is one answer at the end', () => {
    const turn = say('Mơ', ...cow, 'more', ...shed, 'done', '0', 'yes')
    expect(turn.kind).toBe('done')
    const { rows: all } = (turn.kind === 'done' ? turn.answers.goods : undefined) as Rows
    expect(all).toEqual([
      { item: 'bò giống', quantity: '2 con', amount: 20_000_000 },
      { item: 'sửa chuồng', quantity: '1', amount: 5_000_000 },
    ])
    expect(sumOf(all)).toBe(25_000_000)
  })

  it('is gone back through one short question at a time', () => {
    let turn: Turn | undefined = say('Mơ', ...cow, 'done')
    const places: unknown[] = []
    while (turn) {
      places.push(place(turn))
      turn = back(fair, turn.saved)
    }
    expect(places).toEqual([
      'price.ask',
      'goods.more.ask',
      'goods.amount.ask',
      'goods.quantity.ask',
      'goods.item.ask',
      'name.ask',
    ])
  })

  it('a second tap on the same button changes nothing', () => {
    const turn = say('Mơ', ...cow, 'more')
    expect(advance(fair, turn.saved, { reply: { tap: 'more' }, node: 'goods' })).toEqual(turn)
  })

  it('an old button of a finished table takes it up again where it ended', () => {
    const turn = advance(fair, say('Mơ', ...cow, 'done', '0').saved, { reply: { tap: 'more' }, node: 'goods' })
    expect(place(turn)).toBe('goods.item.ask')
    expect(place(say('Mơ', ...cow, 'done', 'more'))).toBe('price.ask')
  })
})

describe('a table that is corrected', () => {
  const end = say('Mơ', ...cow, 'done', '0')
  const asked = edit(fair, end.saved, 'goods') as Turn

  it('asks whether there is more, adds a row and keeps the answers after it', () => {
    expect(place(asked)).toBe('goods.more.ask')
    const turn = ['more', ...shed, 'done'].reduce(hear, asked)
    expect(place(turn)).toBe('sure.ask')
    expect(turn.saved.replies.filter((r) => r.node === 'price')).toHaveLength(1)
    expect(turn.saved).not.toHaveProperty('pending')
    expect(hear(turn, 'yes')).toMatchObject({
      kind: 'done',
      answers: { goods: { rows: [{}, { item: 'sửa chuồng' }] } },
    })
  })

  it('is left as it was by going back to the beginning of the correction and once more', () => {
    const turn = ['more', 'phân bón'].reduce(hear, asked)
    const steps = [turn]
    for (let next = back(fair, turn.saved); next?.saved.editing; next = back(fair, next.saved)) steps.push(next)
    expect(steps.map(place)).toEqual(['goods.quantity.ask', 'goods.item.ask', 'goods.more.ask'])
    const last = steps.at(-1)
    expect(last && back(fair, last.saved)).toEqual(end)
  })

  it('puts a question again for what cannot be read, and keeps what was said anew', () => {
    const turn = ['more', 'phân bón', '!!'].reduce(hear, asked)
    expect(turn).toMatchObject({ problem: { key: 'flows/fair:goods.quantity.error' } })
    expect(place(hear(turn, '3 bao'))).toBe('goods.amount.ask')
  })
})

describe('whatever is said to a table', () => {
  const lines = fc.array(
    fc.oneof(
      fc.constantFrom(...taps, 'bò', '2 con', '20 triệu', '5tr', 'xong', '0', '', '🐄'),
      fc.string({ maxLength: 70 }),
    ),
    { maxLength: 40 },
  )
  const listed = ['name', 'goods.item', 'goods.quantity', 'goods.amount', 'goods.more', 'goods.remove', 'price', 'sure']

  it('leaves it in a listed place with a way on, and replays to itself', () => {
    fc.assert(
      fc.property(lines, fc.boolean(), (said, corrects) => {
        let turn = say('Mơ', ...cow, 'done', '0')
        if (corrects) turn = edit(fair, turn.saved, 'goods') ?? turn
        else turn = say('Mơ')
        for (const line of said) {
          turn = hear(turn, line)
          if (turn.kind === 'done') break
          expect(listed.map((name) => `${name}.ask`)).toContain(place(turn))
          expect(turn.prompt.kind !== 'choice' || turn.prompt.options.length > 0).toBe(true)
        }
        const thawed: Saved = JSON.parse(JSON.stringify(turn.saved))
        expect(stand(fair, thawed).saved).toEqual(turn.saved)
        expect(place(tableOf(turn))).toBe(place(turn))
      }),
    )
  })

  it('can always be finished: at most three cells, done, and the rest', () => {
    fc.assert(
      fc.property(lines, (said) => {
        let turn = say('Mơ')
        for (const line of said) turn = hear(turn, line)
        const wayOut: Record<string, string> = {
          'name.ask': 'Mơ',
          'goods.item.ask': 'bò',
          'goods.quantity.ask': '2',
          'goods.amount.ask': '5tr',
          'goods.more.ask': 'done',
          'goods.remove.ask': 'keep',
          'price.ask': '0',
          'sure.ask': 'yes',
        }
        for (let steps = 0; turn.kind === 'ask' && steps < 12; steps += 1)
          turn = hear(turn, wayOut[String(place(turn))] ?? '')
        expect(turn.kind).toBe('done')
      }),
    )
  })

  it('is taken back to the turn before', () => {
    fc.assert(
      fc.property(lines, fc.constantFrom(...taps, 'bò', '2', '5tr'), (said, last) => {
        let turn = say('Mơ')
        for (const line of said) turn = hear(turn, line)
        const before = stand(fair, turn.saved)
        const next = hear(before, last)
        if (next.saved.replies.length > before.saved.replies.length) expect(back(fair, next.saved)).toEqual(before)
      }),
    )
  })
})
