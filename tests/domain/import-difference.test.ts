import { describe, expect, it } from 'vitest'
import {
  fewestJumping,
  type JumpFigures,
  type JumpKind,
  jumpsOf,
  mostGone,
  mostOlder,
  mostPhones,
  mostRates,
  mostRising,
  mostTotalChange,
} from '../../src/domain/import-difference.ts'

/** A month like any other at an office of a thousand loans. */
const calm: JumpFigures = {
  rows: 1_000,
  known: 1_000,
  older: 0,
  rising: 0,
  rates: 0,
  phones: 0,
  register: { loans: 1_000, outstanding: 20_000_000_000 },
  file: { outstanding: 20_000_000_000 },
  gone: { loans: 0, outstanding: 0 },
}
const gone = (loans: number) => ({ gone: { loans, outstanding: 1 } })
const kinds = (figures: Partial<JumpFigures>) => jumpsOf({ ...calm, ...figures }).map(({ kind }) => kind)

describe('what jumps', () => {
  it('is nothing in a month like any other', () => expect(jumpsOf(calm)).toEqual([]))

  it.each<[JumpKind, number, (count: number) => Partial<JumpFigures>]>([
    ['older', mostOlder, (older) => ({ older })],
    ['gone', mostGone, gone],
    ['rising', mostRising, (rising) => ({ rising })],
    ['rates', mostRates, (rates) => ({ rates })],
    ['phones', mostPhones, (phones) => ({ phones })],
  ])('%s: more than the share is, the share itself is not', (kind, most, figures) => {
    const limit = Math.round(1_000 * most)
    expect(kinds(figures(limit))).toEqual([])
    expect(kinds(figures(limit + 1))).toEqual([kind])
    expect(jumpsOf({ ...calm, ...figures(limit + 1) })).toEqual([{ kind, count: limit + 1, of: 1_000 }])
  })

  it.each<[JumpKind, (count: number) => Partial<JumpFigures>]>([
    ['older', (older) => ({ older, rows: 25 })],
    ['gone', (count) => ({ ...gone(count), register: { loans: 25, outstanding: calm.file.outstanding } })],
    ['rising', (rising) => ({ rising, known: 25 })],
    ['rates', (rates) => ({ rates, known: 25 })],
    ['phones', (phones) => ({ phones, known: 25 })],
  ])('%s: fewer rows than anybody is asked for are none, whatever share they are', (kind, figures) => {
    expect(kinds(figures(fewestJumping - 1))).toEqual([])
    expect(kinds(figures(fewestJumping))).toEqual([kind])
  })

  it.each<[string, number, JumpKind[]]>([
    ['as much more as may be', 1 + mostTotalChange, []],
    ['a dong more than that', 1 + mostTotalChange + 1e-10, ['total']],
    ['as much less as may be', 1 - mostTotalChange, []],
    ['a dong less than that', 1 - mostTotalChange - 1e-10, ['total']],
    ['nothing at all', 0, ['total']],
  ])('what is owed in all: %s', (_, share, expected) => {
    expect(kinds({ file: { outstanding: Math.round(20_000_000_000 * share) } })).toEqual(expected)
  })

  it('what is owed in all tells of both amounts', () => {
    expect(jumpsOf({ ...calm, file: { outstanding: 30_000_000_000 } })).toEqual([
      { kind: 'total', count: 30_000_000_000, of: 20_000_000_000 },
    ])
  })

  it.each([
    ['none', 0, []],
    ['a handful', fewestJumping - 1, []],
    ['enough to compare with', fewestJumping, ['total']],
  ])('the first list of a place is no jump: %s were there before', (_, loans, expected) => {
    expect(kinds({ register: { loans, outstanding: 1_000_000 } })).toEqual(expected)
  })

  it('comes all at once, in the order in which it is told', () => {
    const wrong = { older: 999, ...gone(999), file: { outstanding: 1 }, rising: 999, rates: 999, phones: 999 }
    expect(kinds(wrong)).toEqual(['older', 'gone', 'total', 'rising', 'rates', 'phones'])
  })
})
