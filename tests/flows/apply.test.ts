import { describe, expect, it } from 'vitest'
import { back, edit } from '../../src/conversation/engine.ts'
import type { AnyFlow } from '../../src/conversation/flow.ts'
import { apply, editable } from '../../src/flows/apply.ts'
import { talk } from '../walk.ts'
import { applyGiven } from './trials.ts'

const flow = apply as unknown as AnyFlow
const stranger = applyGiven
const household = {
  ...applyGiven,
  known: true,
  fullName: 'Trần Thị Mơ',
  birthYear: 1968,
  communeName: 'Xã Suối Mây',
  hamlet: 'thôn Tây',
}
const who = 'agree > Trần Thị Mơ > 1968 > 0912 345 678 > 1 > thôn Đông'
const what = '20 triệu > mua hai con bò > 0 > 36'
const say = (line: string) => line.split(' > ')

describe('apply', () => {
  it.each([
    [`${who} > ${what} > send`, 'sent'],
    [`${who} > ${what} > gui don`, 'sent'],
    [`${who} > ${what} > 3`, 'kept'],
    [`${who} > ${what} > de sau`, 'kept'],
    [`${who} > ${what} > sua lai > so tien`, 'correct'],
    [`${who} > ${what} > edit > amount`, 'correct'],
    ['no', 'declined'],
    ['2', 'declined'],
    ['khong', 'declined'],
  ])('of a stranger, %s: %s', (lines, outcome) => {
    expect(talk(flow, stranger, say(lines))).toMatchObject({ kind: 'done', outcome })
  })

  it.each([
    [`đồng ý > 0912345678 > ${what} > send`, 'sent'],
    [`dong y lam don > 84 912 345 678 > ${what} > 1`, 'sent'],
  ])('of a household that the bank knows, %s: %s', (lines, outcome) => {
    expect(talk(flow, household, say(lines))).toMatchObject({ kind: 'done', outcome })
  })

  it.each([
    ['agree > Mơ', 'full_name', 'a name of two letters'],
    ['agree > Trần Thị Mơ > 68', 'birth_year', 'a year of two digits'],
    ['agree > Trần Thị Mơ > 2012', 'birth_year', 'a child'],
    ['agree > Trần Thị Mơ > 1915', 'birth_year', 'nobody alive'],
    ['agree > Trần Thị Mơ > 1968 > 12345', 'phone', 'half a number'],
    [`${who} > 900 nghìn`, 'amount', 'less than is ever lent'],
    [`${who} > 101 triệu`, 'amount', 'above the ceiling'],
    [`${who} > hai mươi`, 'amount', 'no figure'],
    [`${who} > 20 triệu > bò`, 'plan', 'one short word'],
    [`${who} > 20 triệu > mua bò > nhiều lắm`, 'own_capital', 'no figure'],
    [`${who} > 20 triệu > mua bò > 0 > 121`, 'term_months', 'a month above the limit'],
    [`${who} > 20 triệu > mua bò > 0 > 0`, 'term_months', 'no month'],
  ])('puts a question again, %s: %s (%s)', (lines, node) => {
    expect(talk(flow, stranger, say(lines))).toMatchObject({
      kind: 'ask',
      prompt: { node },
      problem: { key: `flows/apply:${node}.error` },
    })
  })

  it.each(['1916', '2011'])('reads the years at both edges: %s', (year) => {
    expect(talk(flow, stranger, say(`agree > Trần Thị Mơ > ${year}`))).toMatchObject({ prompt: { node: 'phone' } })
  })

  it.each([
    ['1 triệu', 1_000_000],
    ['100 triệu', 100_000_000],
    ['50tr', 50_000_000],
    ['khoang 30tr', 30_000_000],
  ])('reads a sum at the edges and as people type it: %s', (line, sum) => {
    const turn = talk(flow, stranger, [...say(who), line])
    expect(turn).toMatchObject({ prompt: { node: 'plan' } })
    const review = talk(flow, stranger, [...say(who), line, ...say('mua bò > 0 > 36')])
    expect(review).toMatchObject({ prompt: { ask: { with: { amount: { dong: sum } } } } })
  })

  it('reads back what a stranger answered', () => {
    expect(talk(flow, stranger, say(`${who} > ${what}`))).toMatchObject({
      prompt: {
        node: 'review',
        ask: {
          with: {
            name: 'Trần Thị Mơ',
            phone: '0912345678',
            commune: 'Phường Đồng Mơ',
            hamlet: 'thôn Đông',
            amount: { dong: 20_000_000 },
            own: { dong: 0 },
            term: 36,
          },
        },
      },
    })
  })

  it('reads back what the bank knows where it did not ask', () => {
    expect(talk(flow, household, say(`agree > 0912345678 > ${what}`))).toMatchObject({
      prompt: { ask: { with: { name: 'Trần Thị Mơ', commune: 'Xã Suối Mây', hamlet: 'thôn Tây' } } },
    })
  })

  it.each(editable)('corrects %s and keeps the other answers', (node) => {
    const review = talk(flow, stranger, say(`${who} > ${what}`))
    const asked = edit(flow, review.saved, node)
    expect(asked).toMatchObject({ kind: 'ask', prompt: { node } })
    expect(asked?.saved.replies).toEqual(review.saved.replies)
  })

  it('cannot correct what was not asked', () => {
    const review = talk(flow, household, say(`agree > 0912345678 > ${what}`))
    expect(edit(flow, review.saved, 'full_name')).toBeUndefined()
  })

  it('goes back one question at a time, to the first and no further', () => {
    const turn = talk(flow, household, say('agree > 0912345678'))
    const once = back(flow, turn.saved)
    const twice = once && back(flow, once.saved)
    expect([once, twice]).toMatchObject([{ prompt: { node: 'phone' } }, { prompt: { node: 'consent' } }])
    expect(twice && back(flow, twice.saved)).toBeUndefined()
  })
})
