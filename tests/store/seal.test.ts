import { describe, expect, it } from 'vitest'
import { makeSeal } from '../../src/store/seal.ts'

const key = Buffer.alloc(32, 1)
const other = Buffer.alloc(32, 2)

describe('a seal', () => {
  it.each([
    ['a phone number', '0912345678'],
    ['nothing', ''],
    ['Vietnamese', 'Nguyễn Thị Lành, thôn Đông Ngoại'],
    ['a long text', 'ặ'.repeat(100_000)],
  ])('opens what it sealed: %s', (_, text) => {
    const { seal, open } = makeSeal(key)
    expect(open(seal(text))).toBe(text)
  })

  it('never looks the same twice, and does not show the text', () => {
    const { seal } = makeSeal(key)
    const [a, b] = [seal('0912345678'), seal('0912345678')]
    expect(a).not.toBe(b)
    expect(a).not.toContain('0912345678')
  })

  it.each([
    ['a changed letter', (s: string) => s.slice(0, -2) + (s.endsWith('AA') ? 'BB' : 'AA')],
    ['a cut end', (s: string) => s.slice(0, -8)],
    ['almost nothing', (s: string) => `${s.split('.')[0]}.AAAA`],
    ['no key id', (s: string) => s.split('.')[1] ?? ''],
    ['nothing at all', () => ''],
  ])('refuses %s', (_, spoil) => {
    const { seal, open } = makeSeal(key)
    expect(() => open(spoil(seal('0912345678')))).toThrow()
  })

  it('refuses what another key sealed, unless that key is given as an older one', () => {
    const sealed = makeSeal(other).seal('0912345678')
    expect(() => makeSeal(key).open(sealed)).toThrow(/data key/)
    expect(makeSeal(key, [other]).open(sealed)).toBe('0912345678')
  })

  it('refuses text that was moved to the name of another key', () => {
    const both = makeSeal(key, [other])
    const [mine, theirs] = [makeSeal(key).seal('a'), makeSeal(other).seal('a')]
    expect(() => both.open(`${theirs.split('.')[0]}.${mine.split('.')[1]}`)).toThrow()
  })

  it('hashes for look-ups: equal for equal text, other for other text and for another key', () => {
    const { index } = makeSeal(key)
    expect(index('0912345678')).toBe(index('0912345678'))
    expect(index('0912345678')).toMatch(/^[0-9a-f]{64}$/)
    expect(index('0912345679')).not.toBe(index('0912345678'))
    expect(makeSeal(other).index('0912345678')).not.toBe(index('0912345678'))
  })

  it.each([31, 33])('refuses a key of %i bytes', (length) => {
    expect(() => makeSeal(Buffer.alloc(length))).toThrow(/32/)
  })

  it('looks for what was hashed by any key that is known, the newest first, each key once', () => {
    const both = makeSeal(key, [other, key])
    expect(both.indexes('a')).toEqual([makeSeal(key).index('a'), makeSeal(other).index('a')])
    expect(both.index('a')).toBe(both.indexes('a')[0])
  })

  it.each([
    ['a picture', Uint8Array.from({ length: 5_000 }, (_, n) => n % 256)],
    ['nothing', new Uint8Array()],
  ])('seals bytes: %s', (_, bytes) => {
    const sealed = makeSeal(other).sealBytes(bytes)
    expect(makeSeal(other).openBytes(sealed)).toEqual(bytes)
    expect(makeSeal(key, [other]).openBytes(sealed)).toEqual(bytes)
    expect(() => makeSeal(key).openBytes(sealed)).toThrow(/data key/)
    expect(() => makeSeal(other).openBytes(sealed.map((b, n) => (n === sealed.length - 1 ? b ^ 1 : b)))).toThrow()
  })
})
