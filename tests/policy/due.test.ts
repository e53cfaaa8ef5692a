import { describe, expect, it } from 'vitest'
import { addDays, type Day, dayOf } from '../../src/domain/day.ts'
import { allSources, dueSources, readAgainAfterDays } from '../../src/policy/index.ts'

const oldest = allSources()
  .map((cite) => cite.checked)
  .sort()[0] as Day
const readThen = allSources().filter((cite) => cite.checked === oldest)
const newest = allSources()
  .map((cite) => cite.checked)
  .sort()
  .at(-1) as Day

describe('sources that nobody has read again', () => {
  it('are none today: whoever reads them again sets their day in src/policy/sources.ts', () => {
    const due = dueSources(dayOf(new Date()))
    const named = due.map(({ text, url, checked }) => `${checked}  ${text}  ${url ?? 'no page'}`)
    expect(named, `not read for ${readAgainAfterDays} days:\n${named.join('\n')}`).toEqual([])
  })

  it.each<[string, Day, number]>([
    ['none on the day they were read', oldest, 0],
    ['none on the last day of the time', addDays(oldest, readAgainAfterDays), 0],
    ['those that were read first, the day after', addDays(oldest, readAgainAfterDays + 1), readThen.length],
    ['all of them, the day after for the last', addDays(newest, readAgainAfterDays + 1), allSources().length],
    ['none long before they were read', '2002-10-04', 0],
  ])('%s', (_, day, count) => {
    expect(dueSources(day)).toHaveLength(count)
  })
})
