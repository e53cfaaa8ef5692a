import { describe, expect, it } from 'vitest'
import { maskIdentity } from '../../src/domain/identity-number.ts'

describe('the number of an identity card', () => {
  it.each([
    ['twelve digits', '035168000123', '•••••••0123'],
    ['nine digits of an old card', '168123456', '•••••••3456'],
  ])('shows its last four digits and nothing of its length: %s', (_, number, shown) => {
    expect(maskIdentity(number)).toBe(shown)
  })
})
