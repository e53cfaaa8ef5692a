import { describe, expect, it } from 'vitest'
import { readTypedDay } from '../../src/domain/typed-day.ts'

const today = '2026-11-23'

describe('a day as people type it', () => {
  it.each([
    ['mùng 3 tháng 2 năm 2026', '2026-02-03'],
    ['mong 3 thang 2 2026', '2026-02-03'],
    ['mùng 3 tháng 2', '2027-02-03'],
    ['3/2', '2027-02-03'],
    ['03/02/2026', '2026-02-03'],
    ['3-2-26', '2026-02-03'],
    ['3.2.2026', '2026-02-03'],
    ['ngày 3 tháng hai năm 2026', '2026-02-03'],
    ['ngày 20 tháng mười một', '2026-11-20'],
    ['15 tháng mười hai', '2026-12-15'],
    ['20/11', '2026-11-20'],
    ['31/12', '2026-12-31'],
    ['hôm nay', '2026-11-23'],
    ['hom qua', '2026-11-22'],
    ['hôm kia', '2026-11-21'],
    ['ngày mai ạ', '2026-11-24'],
    ['2026-02-03', '2026-02-03'],
    ['3 Feb 2026', '2026-02-03'],
    ['3rd March', '2027-03-03'],
    ['29/2/2028', '2028-02-29'],
  ])('%s is %s', (typed, day) => expect(readTypedDay(typed, { today })).toBe(day))

  it.each([
    ['rằm tháng giêng'],
    ['mùng 3 Tết'],
    ['3/2 âm lịch'],
    ['20 tháng chạp'],
    ['29/2/2026'],
    ['31/4'],
    ['0/5'],
    ['5/13'],
    ['3'],
    ['tháng 2'],
    ['3/2/202'],
    ['3/2 hoặc 4/2'],
    ['sang năm'],
    ['3 foo 2026'],
    [''],
  ])('%s is no day that is certain', (typed) => expect(readTypedDay(typed, { today })).toBeUndefined())

  it.each([
    ['20/5', '2026-05-20'],
    ['23/11', '2026-11-23'],
    ['24/11', '2025-11-24'],
    ['mai', undefined],
    ['24/11/2026', undefined],
    ['31/12/2024', undefined],
    ['1/1/2025', '2025-01-01'],
  ])('%s within limits is %s', (typed, day) => {
    expect(readTypedDay(typed, { today, min: '2025-01-01', max: today })).toBe(day)
  })

  it('without a year is the nearest of that name, before or after', () => {
    expect(readTypedDay('26/5', { today })).toBe('2026-05-26')
    expect(readTypedDay('23/5', { today })).toBe('2027-05-23')
    expect(readTypedDay('1/1', { today: '2026-12-31' })).toBe('2027-01-01')
    expect(readTypedDay('31/12', { today: '2026-01-01' })).toBe('2025-12-31')
    expect(readTypedDay('29/2', { today: '2027-03-01' })).toBe('2028-02-29')
  })
})
