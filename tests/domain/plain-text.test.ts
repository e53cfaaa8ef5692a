import { describe, expect, it } from 'vitest'
import { plainText } from '../../src/domain/plain-text.ts'

describe('text as it may be kept', () => {
  it.each([
    ['words with tone marks stay as they are', 'Hộ cận nghèo, 20 triệu', 'Hộ cận nghèo, 20 triệu'],
    ['emoji stay whole, joined ones too', '😀👨‍👩‍👧', '😀👨‍👩‍👧'],
    ['a tab and an end of a line stay', 'a\tb\nc', 'a\tb\nc'],
    ['ends of lines are one sign', 'a\r\nb\rc', 'a\nb\nc'],
    ['NUL goes', 'a\u0000b', 'ab'],
    ['other control characters go', '\u0007a\u001b\u007fb\u0085', 'ab'],
    ['the first half of a pair goes', 'a\ud83d', 'a'],
    ['the second half of a pair goes', '\ude00a', 'a'],
    ['marks that turn the direction go', '\u202etxet\u202c\u2067a\u2069\u200f\u200eb', 'txetab'],
    ['nothing stays nothing', '', ''],
  ])('%s', (_, text, kept) => {
    expect(plainText(text)).toBe(kept)
  })
})
