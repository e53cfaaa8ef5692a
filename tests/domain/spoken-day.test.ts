import { describe, expect, it } from 'vitest'
import type { Day } from '../../src/domain/day.ts'
import { spokenDay } from '../../src/domain/spoken-day.ts'

// A Monday.
const today = '2026-11-16' as Day
const ahead = { today, toward: 'ahead', min: today, max: '2027-01-16' as Day } as const
const behind = { today, toward: 'behind', min: '2026-09-16' as Day, max: today } as const

describe('a day that lies ahead', () => {
  it.each<[string, string | 'vague' | undefined]>([
    ['mai', '2026-11-17'],
    ['ngày mai tôi trả', '2026-11-17'],
    ['sang mai', '2026-11-17'],
    ['hom nay', '2026-11-16'],
    ['ngày kia', '2026-11-18'],
    ['ngay mot', '2026-11-18'],
    ['thứ ba', '2026-11-17'],
    ['thứ hai', '2026-11-23'],
    ['thu 2', '2026-11-23'],
    ['thu bay', '2026-11-21'],
    ['chủ nhật', '2026-11-22'],
    ['cn', '2026-11-22'],
    ['t6', '2026-11-20'],
    ['thứ 3 tuần sau', '2026-11-24'],
    ['thứ 6 tuần này', '2026-11-20'],
    ['mùng 3', '2026-12-03'],
    ['mung 3 thang 12', '2026-12-03'],
    ['mùng ba', '2026-12-03'],
    ['ngày 16', '2026-11-16'],
    ['ngày 15', '2026-12-15'],
    ['hôm 20', '2026-11-20'],
    ['5/12', '2026-12-05'],
    ['5-12', '2026-12-05'],
    ['5/1', '2027-01-05'],
    ['5/1/2027', '2027-01-05'],
    ['mùng 5 tháng giêng', 'vague'],
    ['rằm', 'vague'],
    ['3 hôm nữa', '2026-11-19'],
    ['một tuần nữa', '2026-11-23'],
    ['ngày 31', '2026-12-31'],
    ['31/11', 'vague'],
    ['tuần sau', 'vague'],
    ['cuối tháng', 'vague'],
    ['mai hoặc thứ 5', 'vague'],
    ['20/3/2027', 'vague'],
    ['hôm qua', 'vague'],
    ['tomorrow', '2026-11-17'],
    ['on friday', '2026-11-20'],
    ['tôi trả 3 triệu', undefined],
    ['3.500.000 đồng', undefined],
    ['tôi sẽ trả', undefined],
    ['cô Mai trả rồi', undefined],
  ])('"%s" is %s', (text, day) => {
    expect(spokenDay(text, ahead)).toEqual(day === undefined || day === 'vague' ? day : { day })
  })
})

describe('a day that lies behind', () => {
  it.each<[string, string | 'vague' | undefined]>([
    ['hôm qua', '2026-11-15'],
    ['hom kia', '2026-11-14'],
    ['sáng nay', '2026-11-16'],
    ['mùng 10', '2026-11-10'],
    ['hôm 20', '2026-10-20'],
    ['thứ 5', '2026-11-12'],
    ['thứ hai', '2026-11-09'],
    ['12/11', '2026-11-12'],
    ['25/10', '2026-10-25'],
    ['1/8', 'vague'],
    ['tuần trước', 'vague'],
    ['mai', 'vague'],
    ['đã trả rồi', undefined],
  ])('"%s" is %s', (text, day) => {
    expect(spokenDay(text, behind)).toEqual(day === undefined || day === 'vague' ? day : { day })
  })
})
