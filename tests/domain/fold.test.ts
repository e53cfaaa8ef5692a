import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fold } from '../../src/domain/fold.ts'

describe('fold', () => {
  it.each([
    ['Hộ CẬN nghèo!', 'ho can ngheo'],
    ['ĐỒNG Ý', 'dong y'],
    ['đồng ý'.normalize('NFD'), 'dong y'],
    ['  mua,bán;  nhà ', 'mua ban nha'],
    ['/menu', 'menu'],
    ['20.000.000đ', '20 000 000d'],
    ['😀 ơi', 'oi'],
    ['☰ Menu', 'menu'],
    ['', ''],
    ['!?', ''],
  ])('"%s" becomes "%s"', (text, folded) => expect(fold(text)).toBe(folded))

  it('is the same when folded again, and for every form of the same text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(fold(fold(text))).toBe(fold(text))
        expect(fold(text.normalize('NFD'))).toBe(fold(text.normalize('NFC')))
      }),
    )
  })
})
