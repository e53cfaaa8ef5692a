import { describe, expect, it } from 'vitest'
import {
  amount,
  choice,
  day,
  months,
  number,
  orNone,
  ownPhone,
  type Place,
  phone,
  pick,
  text,
} from '../../src/conversation/question.ts'
import type { Reply } from '../../src/conversation/words.ts'

const place: Place = { flow: 'fair', ref: 'r1', node: 'q', given: { list: ['one'], max: 12 }, answers: {} }
const typed = (line: string): Reply => ({ text: line })

describe('choice', () => {
  const question = choice('yes', 'no')
  it.each<[string, Reply, string | undefined]>([
    ['an option', { tap: 'yes' }, 'yes'],
    ['another', { tap: 'no' }, 'no'],
    ['none of them', { tap: 'maybe' }, undefined],
    ['a name that every object has', { tap: 'constructor' }, undefined],
    ['words', typed('yes'), undefined],
    ['a phone number', { phone: '0912345678' }, undefined],
  ])('reads %s', (_, reply, value) => expect(question.read(reply, place)).toBe(value))

  it('is put with its options in order', () => {
    expect(question.prompt(place)).toEqual({
      flow: 'fair',
      ref: 'r1',
      node: 'q',
      kind: 'choice',
      ask: { key: 'flows/fair:q.ask' },
      options: [
        { id: 'yes', label: { key: 'flows/fair:q.options.yes' } },
        { id: 'no', label: { key: 'flows/fair:q.options.no' } },
      ],
    })
  })
})

describe('pick', () => {
  const question = pick(({ given }) => [
    ...(given.list as string[]),
    { id: 'two', name: 'Xã Hai' },
    { id: 'three', words: { key: 'common:three' } },
  ])
  it.each([
    ['one', 'one'],
    ['two', 'two'],
    ['three', 'three'],
    ['four', undefined],
  ])('reads %s', (tap, value) => expect(question.read({ tap }, place)).toBe(value))

  it('names its entries by their words, their name or their key', () => {
    const prompt = question.prompt(place)
    expect(prompt.kind === 'choice' && prompt.options.map((o) => o.label)).toEqual([
      { key: 'flows/fair:q.options.one' },
      { key: 'common:named', with: { name: 'Xã Hai' } },
      { key: 'common:three' },
    ])
  })
})

describe('amount', () => {
  const question = amount({ min: 1_000_000, max: 5_000_000 })
  it.each([
    ['999.999', undefined],
    ['1.000.000', 1_000_000],
    ['5tr', 5_000_000],
    ['5.000.001', undefined],
    ['nhiều', undefined],
  ])('reads %s', (line, value) => expect(question.read(typed(line), place)).toBe(value))
  it('does not read a tap', () => expect(question.read({ tap: '2000000' }, place)).toBeUndefined())
})

describe('number', () => {
  const question = number(({ given }) => ({ min: 1, max: Number(given.max) }))
  it.each([
    ['1', 1],
    ['12', 12],
    ['12 tháng', 12],
    ['12 thang.', 12],
    ['0', undefined],
    ['13', undefined],
    ['3 năm', undefined],
    ['3 years', undefined],
    ['1,5', undefined],
    ['mười hai', undefined],
    ['12 tháng nữa', undefined],
    ['1234567', undefined],
    ['', undefined],
  ])('reads "%s"', (line, value) => expect(question.read(typed(line), place)).toBe(value))

  it('reads nothing where its limit is unknown', () => {
    expect(question.read(typed('5'), { ...place, given: {} })).toBeUndefined()
  })
})

describe('months', () => {
  const question = months({ min: 1, max: 60 })
  it.each([
    ['36', 36],
    ['36 tháng', 36],
    ['3 năm', 36],
    ['5 nam', 60],
    ['3 năm rưỡi', 42],
    ['2 năm 6 tháng', 30],
    ['2 years 6 months', 30],
    ['0', undefined],
    ['60', 60],
    ['61', undefined],
    ['6 năm', undefined],
    ['3 ngày', undefined],
    ['2024', undefined],
    ['ba năm', undefined],
  ])('reads "%s"', (line, value) => expect(question.read(typed(line), place)).toBe(value))
  it('is put as a number', () => expect(question.prompt(place).kind).toBe('number'))
})

describe('text', () => {
  const question = text({ min: 2, max: 5 })
  it.each([
    ['ab', 'ab'],
    [' ab ', 'ab'],
    ['abcde', 'abcde'],
    ['Mơ'.normalize('NFD'), 'Mơ'],
    ['a', undefined],
    ['abcdef', undefined],
    ['??', undefined],
    ['😀😀', undefined],
    ['a😀😀😀😀', 'a😀😀😀😀'],
    ['', undefined],
  ])('reads "%s"', (line, value) => expect(question.read(typed(line), place)).toBe(value))
})

describe('phone', () => {
  it.each<[string, Reply, string | undefined, string | undefined]>([
    ['a shared number', { phone: '+84912345678' }, '0912345678', '0912345678'],
    ['a typed number', typed('0912 345 678'), '0912345678', undefined],
    ['a number of another country', { phone: '+14155550100' }, undefined, undefined],
    ['a number among words', typed('số của em là 0912.345.678 ạ'), '0912345678', undefined],
    ['a number in brackets', typed('(091) 234 5678'), '0912345678', undefined],
    ['one of two numbers', typed('0912345678 hoặc 0987654321'), undefined, undefined],
    ['half a number among words', typed('số 0912'), undefined, undefined],
    ['words', typed('không có'), undefined, undefined],
    ['a tap', { tap: '0912345678' }, undefined, undefined],
  ])('reads %s, and as proof only what the platform vouches for', (_, reply, any, own) => {
    expect(phone().read(reply, place)).toBe(any)
    expect(ownPhone().read(reply, place)).toBe(own)
  })
})

describe('day', () => {
  const question = day(() => ({ today: '2026-11-23', min: '2026-01-01', max: '2026-12-31' }))
  it.each([
    ['20/5', '2026-05-20'],
    ['mùng 3 tháng 2', '2026-02-03'],
    ['1/1/2026', '2026-01-01'],
    ['31/12/2026', '2026-12-31'],
    ['31/12/2025', undefined],
    ['1/1/2027', undefined],
    ['rằm tháng giêng', undefined],
  ])('%s: %s', (typed, value) => expect(question.read({ text: typed }, place)).toBe(value))
  it('reads no button', () => expect(question.read({ tap: '20/5' }, place)).toBeUndefined())
})

describe('words or none', () => {
  const question = orNone(text({ min: 4, max: 20 }))
  it.each([
    ['Trần Văn An', 'Trần Văn An'],
    ['không', ''],
    ['Chưa có', ''],
    ['khong biet', ''],
    ['Mơ', undefined],
  ])('%s: %j', (typed, value) => expect(question.read({ text: typed }, place)).toBe(value))
})
