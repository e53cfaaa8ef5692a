import { describe, expect, it } from 'vitest'
import { eligibilityParts } from '../../src/app/eligibility-parts.ts'
import { candidates, type PurposeId } from '../../src/flows/check-eligibility/purposes.ts'
import { loadLanguage } from '../../src/i18n.ts'
import { type Facts, type ProgrammeId, weighOne } from '../../src/policy/index.ts'
import { madeUp } from '../flows/made-up-households.ts'

const language = loadLanguage()
const day = '2026-11-22'

function read(id: ProgrammeId, facts: Facts, lang = 'vi'): string[] {
  const weighed = weighOne(id, facts, day)
  return eligibilityParts(id, { weighed, facts, day }).map(({ words }) => language.say(words, lang))
}

const poor: Facts = { povertyStatus: 'poor', purpose: 'production', residence: 'permanent' }

describe('the answer about one programme', () => {
  it.each([
    ['the sum', 'poor', poor, ['100.000.000 đồng mỗi hộ']],
    ['what is left beside a debt', 'poor', { ...poor, existingVbspDebtVnd: { poor: 30_000_000 } }, ['70.000.000 đồng']],
    ['interest of a month and principal of a year', 'poor', poor, ['52.000 đồng', 'trả gốc khoảng 1.000.000 đồng']],
    [
      'no example above what may be borrowed',
      'poor',
      { ...poor, existingVbspDebtVnd: { poor: 94_000_000 } },
      ['6.000.000 đồng'],
    ],
    ['a share of the price for who buys', 'social_housing', { housingPlan: 'buy' }, ['80%']],
    [
      'a share of the estimate for who builds',
      'social_housing',
      { housingPlan: 'build' },
      ['70%', '1.000.000.000 đồng'],
    ],
    [
      'the school that certifies',
      'student',
      { povertyStatus: 'poor', studentLevel: 'university' },
      ['Nơi xác nhận: nhà trường'],
    ],
    [
      'what would have to change',
      'near_poor',
      { povertyStatus: 'none' },
      ['chưa vay được', 'Nếu nhà mình có tên trong danh sách hộ cận nghèo năm nay'],
    ],
  ] as [string, ProgrammeId, Facts, string[]][])('says %s', (_, id, facts, said) => {
    const text = read(id, facts).join('\n')
    for (const words of said) expect(text).toContain(words)
  })

  it('shows who has borrowed all of it the limit, and no price', () => {
    const text = read('poor', { ...poor, existingVbspDebtVnd: { poor: 100_000_000 } }).join('\n')
    expect(text).toContain('100.000.000 đồng')
    expect(text).not.toContain('6,24%')
  })

  it('shows who buys nothing of building', () => {
    expect(read('social_housing', { housingPlan: 'buy' }).join('\n')).not.toContain('70%')
  })

  it.each(['vi', 'en'])('is short and whole for every household, and tempts nobody who is refused, in %s', (lang) => {
    const purposes = Object.keys(candidates) as PurposeId[]
    for (let n = 0; n < 200; n += 1) {
      const { facts, purpose } = madeUp(n, purposes[n % purposes.length] ?? 'study', day)
      for (const id of candidates[purpose]) {
        const parts = read(id, facts, lang)
        expect(parts.join('\n')).not.toMatch(/[{}]|undefined|NaN|\[object/)
        const figures = parts.findIndex((part) => /%/.test(part))
        expect(figures).toBeLessThanOrEqual(3)
        const refusal = weighOne(id, facts, day).reasons.some((r) => r.met === false && r.rule !== 'room_left')
        if (refusal) expect(figures).toBe(-1)
      }
    }
  })
})
