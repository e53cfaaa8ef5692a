import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { maskPhone, readPhone } from '../../src/domain/phone.ts'

describe('readPhone', () => {
  it.each([
    ['0912345678'],
    ['0912 345 678'],
    ['0912.345.678'],
    ['0912-345-678'],
    ['(091) 234 5678'],
    ['+84912345678'],
    ['+84 912 345 678'],
    ['84912345678'],
    ['0084912345678'],
    [' 0912345678 '],
  ])('reads %s', (typed) => expect(readPhone(typed)).toBe('0912345678'))

  it.each([
    ['01682345678', '0382345678'],
    ['+841682345678', '0382345678'],
    ['0121 234 5678', '0792345678'],
    ['0199.234.5678', '0592345678'],
    ['01620000000', '0320000000'],
  ])('reads the old number %s as %s', (typed, today) => expect(readPhone(typed)).toBe(today))

  it.each([
    '',
    '091234567',
    '09123456789',
    '01912345678',
    '0212345678',
    '0612345678',
    '02263851234',
    '+14155550100',
    '912345678',
    'số 0912345678',
    '0912345678a',
    '٠٩١٢٣٤٥٦٧٨',
    '0912345678, 0987654321',
  ])('does not read "%s"', (typed) => expect(readPhone(typed)).toBeUndefined())

  it('reads any mobile number in any writing as the same ten digits', () => {
    const mobile = fc.stringMatching(/^0[35789][0-9]{8}$/)
    fc.assert(
      fc.property(mobile, (number) => {
        const [head, middle, tail] = [number.slice(0, 4), number.slice(4, 7), number.slice(7)]
        for (const typed of [number, `${head} ${middle} ${tail}`, `${head}.${middle}.${tail}`, `+84${number.slice(1)}`])
          expect(readPhone(typed)).toBe(number)
      }),
    )
  })
})

describe('maskPhone', () => {
  it('shows the first and the last three digits', () => expect(maskPhone('0912345678')).toBe('091****678'))
})
