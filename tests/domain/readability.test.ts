import { describe, expect, it } from 'vitest'
import { hardToRead, longestReadSentence, longestReadText, longestReadWord } from '../../src/domain/readability.ts'

const words = (count: number) => Array.from({ length: count }, () => 'chữ').join(' ')

describe('a text that is hard to read', () => {
  it.each<[string, string, object]>([
    ['a sentence at the limit', `${words(longestReadSentence)}.`, { words: [] }],
    [
      'a sentence beyond it',
      `Ngắn. ${words(longestReadSentence + 1)}.`,
      { words: [], sentence: longestReadSentence + 1 },
    ],
    ['a new line ends a sentence', `${words(20)}\n${words(20)}`, { words: [] }],
    ['a text at the limit', `${words(10)}. `.repeat(longestReadText / 10), { words: [] }],
    [
      'a text beyond it',
      `${`${words(10)}. `.repeat(longestReadText / 10)}Thêm.`,
      { words: [], text: longestReadText + 1 },
    ],
    ['a word at the limit', 'x'.repeat(longestReadWord), { words: [] }],
    ['a word beyond it', 'x'.repeat(longestReadWord + 1), { words: ['x'.repeat(longestReadWord + 1)] }],
    ['an address is no word', 'Xem https://vbsp.org.vn/mot-duong-dan-rat-dai', { words: [] }],
    ['two words in capitals', 'Mang SỔ VAY đi.', { words: [] }],
    ['three of them', 'MANG SỔ VAY đi.', { words: [], shouted: 'MANG SỔ VAY' }],
    ['a short name', 'NHCSXH mở cửa.', { words: [] }],
  ])('%s', (_, text, hard) => {
    expect(hardToRead(text)).toEqual(hard)
  })
})
