import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readDong } from '../../src/domain/money.ts'

describe('readDong', () => {
  it.each([
    ['20 triệu', 20_000_000],
    ['20 trieu dong', 20_000_000],
    ['20tr', 20_000_000],
    ['20TR', 20_000_000],
    ['20 củ', 20_000_000],
    ['khoang 30tr', 30_000_000],
    ['tầm 20 triệu', 20_000_000],
    ['tam 20 trieu', 20_000_000],
    ['em muốn vay 50 triệu ạ', 50_000_000],
    ['20 trieu a', 20_000_000],
    ['1,5tr', 1_500_000],
    ['1.5 tỷ', 1_500_000_000],
    ['500k', 500_000],
    ['500 nghìn', 500_000],
    ['500 ngàn đồng', 500_000],
    ['1 tỉ', 1_000_000_000],
  ])('a figure with its unit: "%s"', (typed, dong) => expect(readDong(typed)).toBe(dong))

  it.each([
    ['2tr5', 2_500_000],
    ['2 tr 5', 2_500_000],
    ['2tr500', 2_500_000],
    ['1tr250', 1_250_000],
    ['1ty2', 1_200_000_000],
    ['1 ty 2', 1_200_000_000],
    ['1 tỷ 200', 1_200_000_000],
    ['1 ty 200 trieu', 1_200_000_000],
    ['1 tỷ 2 triệu', 1_002_000_000],
    ['2 triệu rưỡi', 2_500_000],
    ['1 tỷ rưỡi', 1_500_000_000],
    ['2 trieu 300 nghin', 2_300_000],
  ])('what is said behind the unit: "%s"', (typed, dong) => expect(readDong(typed)).toBe(dong))

  it.each([
    ['hai muoi trieu', 20_000_000],
    ['hai mươi lăm triệu', 25_000_000],
    ['mười triệu', 10_000_000],
    ['mười lăm triệu', 15_000_000],
    ['năm chục triệu', 50_000_000],
    ['5 chục triệu', 50_000_000],
    ['tám triệu', 8_000_000],
    ['tám mươi triệu', 80_000_000],
    ['một trăm triệu', 100_000_000],
    ['một trăm hai mươi triệu', 120_000_000],
    ['hai trăm linh năm triệu', 205_000_000],
    ['một tỷ hai trăm triệu', 1_200_000_000],
    ['hai triệu năm trăm nghìn', 2_500_000],
    ['chín mươi chín triệu chín trăm nghìn', 99_900_000],
    ['một triệu rưỡi', 1_500_000],
  ])('figures in words: "%s"', (typed, dong) => expect(readDong(typed)).toBe(dong))

  it.each([
    ['20.000.000đ', 20_000_000],
    ['20,000,000', 20_000_000],
    ['20 000 000', 20_000_000],
    ['20000000 đồng', 20_000_000],
    ['20000000 VND', 20_000_000],
    ['0', 0],
    ['20.000k', 20_000_000],
    ['1.500 triệu', 1_500_000_000],
    ['9007199254740991', Number.MAX_SAFE_INTEGER],
  ])('marks that group thousands: "%s"', (typed, dong) => expect(readDong(typed)).toBe(dong))

  it.each([
    '',
    'nhiều lắm',
    'hai mươi',
    'nửa triệu',
    'trăm triệu',
    'hai ba triệu',
    '50-60tr',
    '50tr đến 60tr',
    '10tr10tr',
    '5 triệu 1 tỷ',
    '2tr50',
    '1,500 triệu',
    '1.250 tỷ',
    '20 triệu/tháng',
    '20 triệu 2 năm',
    'không vay 20 triệu',
    'hơn 20 triệu',
    '-20tr',
    '1e9',
    '20.00.000',
    '9007199254740992',
    '99999999999999999999 tỷ',
    '2 con bò 20 triệu',
  ])('nothing sure in "%s"', (typed) => expect(readDong(typed)).toBeUndefined())

  it('reads back every amount as it is written out', () => {
    fc.assert(
      fc.property(fc.nat(Number.MAX_SAFE_INTEGER), (dong) => {
        expect(readDong(new Intl.NumberFormat('vi-VN').format(dong))).toBe(dong)
        expect(readDong(`${new Intl.NumberFormat('en-GB').format(dong)} đồng`)).toBe(dong)
        expect(readDong(String(dong))).toBe(dong)
      }),
    )
  })

  it('reads millions and billions as people say them', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999 }), fc.integer({ min: 1, max: 999 }), (big, small) => {
        expect(readDong(`${big}tr`)).toBe(big * 1e6)
        expect(readDong(`${big} tỷ ${small} triệu`)).toBe(big * 1e9 + small * 1e6)
        expect(readDong(`${big} triệu ${small} nghìn`)).toBe(big * 1e6 + small * 1e3)
      }),
    )
  })

  it('takes any text, and gives whole amounts only', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const dong = readDong(text)
        expect(dong === undefined || (Number.isSafeInteger(dong) && dong >= 0)).toBe(true)
      }),
    )
  })
})
