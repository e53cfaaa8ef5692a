import { describe, expect, it } from 'vitest'
import { type Citation, type Dated, inForce } from '../../src/domain/dated.ts'
import type { Day } from '../../src/domain/day.ts'

const cite: Citation = { text: 'a made-up decision', checked: '2026-01-01' }
/** Two periods with a month between them, and one that is still in force. */
const rate: Dated<number> = [
  { from: '2020-01-01', until: '2020-12-31', value: 1, cite, confidence: 'found' },
  { from: '2021-02-01', until: '2022-05-18', value: 2, cite, confidence: 'found' },
  { from: '2022-05-19', value: 3, cite, confidence: 'derived' },
]

describe('inForce', () => {
  it.each<[string, Day, number | undefined]>([
    ['the day before the first', '2019-12-31', undefined],
    ['the first day', '2020-01-01', 1],
    ['the last day of the first', '2020-12-31', 1],
    ['the first day of a gap', '2021-01-01', undefined],
    ['the last day of a gap', '2021-01-31', undefined],
    ['the day after a gap', '2021-02-01', 2],
    ['the day before a change', '2022-05-18', 2],
    ['the day of a change', '2022-05-19', 3],
    ['a day long after', '2099-01-01', 3],
  ])('%s', (_, day, value) => expect(inForce(rate, day)?.value).toBe(value))
})
