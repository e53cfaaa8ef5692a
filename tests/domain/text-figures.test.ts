import { describe, expect, it } from 'vitest'
import { figuresIn } from '../../src/domain/text-figures.ts'

describe('the figures of a text', () => {
  it.each<[string, [kind: string, value: number][]]>([
    ['Vay đến 100 triệu đồng.', [['dong', 100_000_000]]],
    [
      'Vay 1,5 tỷ, lãi 6,6%/năm',
      [
        ['dong', 1_500_000_000],
        ['pct', 6.6],
      ],
    ],
    ['Mức 50.000.000đ một hộ', [['dong', 50_000_000]]],
    ['25tr mỗi công trình', [['dong', 25_000_000]]],
    ['lãi 0,55%/tháng', [['pct', 6.6000000000000005]]],
    ['lãi 9% một năm', [['pct', 9]]],
    ['Thời hạn vay 60 tháng', [['months', 60]]],
    ['vay tối đa 5 năm', [['months', 60]]],
    [
      'Up to 100 million dong for a term of 5 years at 6.6% a year',
      [
        ['dong', 100_000_000],
        ['months', 60],
        ['pct', 6.6],
      ],
    ],
    ['Phiên tháng 12 mở lúc 7 giờ 30.', []],
    ['Từ ngày 01/12/2026, trong 3 tháng tới', []],
    ['năm 2026 vay theo danh sách', []],
    ['Gọi số 0226 383 0000.', []],
    ['Quyết định 29/2023/QĐ-TTg', []],
  ])('%s', (text, figures) => {
    expect(figuresIn(text).map(({ kind, value }) => [kind, value])).toEqual(figures)
  })
})
