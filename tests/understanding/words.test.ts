import { describe, expect, it } from 'vitest'
import { correctBy } from '../../src/understanding/correct.ts'
import { phraseBook } from '../../src/understanding/phrases.ts'
import { foldedWords, readerOf } from '../../src/understanding/reader.ts'
import { isSyllable, undoKeys } from '../../src/understanding/syllable.ts'
import { tokensOf } from '../../src/understanding/tokens.ts'
import { readMaterial, readWeights } from './material.ts'

const reader = readerOf(readMaterial(), readWeights()?.words ?? [])
const read = (text: string) => foldedWords(tokensOf(text, reader)).join(' ')

describe('syllables', () => {
  it.each(['vay', 'nghieng', 'quyet', 'giup', 'nuoc', 'uong', 'khoan'])('%s is one', (w) =>
    expect(isSyllable(w)).toBe(true),
  )
  it.each(['voons', 'loans', 'nuoc65', 'ngheof', 'bank', 'xyz'])('%s is none', (w) => expect(isSyllable(w)).toBe(false))
})

describe('keys of the keyboard are undone', () => {
  it.each([
    ['voons', 'von'],
    ['suaats', 'suat'],
    ['dduowcj', 'duoc'],
    ['ngheof', 'ngheo'],
    ['nghefo', 'ngheo'],
    ['nuoc65', 'nuoc'],
    ['d9uoc75', 'duoc'],
    ['zzz', undefined],
    ['50tr', undefined],
  ])('%s', (typed, meant) => expect(undoKeys(typed)).toBe(meant))
})

describe('words', () => {
  it.each([
    ['lose their marks', 'Hộ CẬN nghèo!', 'ho can ngheo'],
    ['are written out', 'nhcs cho sv vay k', 'ngan hang chinh sach cho sinh vien vay khong'],
    ['of one sound stay apart where a mark tells them', 'vậy vay', 'the vay'],
    ['lose doubled letters', 'alooooo', 'alo'],
    ['lose English endings', 'borrowing borrowed loans', 'borrow borrow loan'],
    ['of figures are one', '50.000.000 đ ngày 15/10', '0 d ngay 0'],
    ['of amounts keep the unit', '50tr', '0 trieu'],
  ])('%s', (_, text, words) => expect(read(text)).toBe(words))
})

describe('a word one letter off', () => {
  const correct = correctBy(['sinh', 'vien', 'nghia'])
  it.each([
    ['sinnh', 'sinh'],
    ['vein', 'vien'],
    ['nghiaa', 'nghia'],
    ['abcdef', undefined],
    ['vin', undefined],
  ])('%s', (typed, meant) => expect(correct(typed)).toBe(meant))
})

describe('a phrase', () => {
  const book = phraseBook([
    [tokensOf('nước sạch', reader), 'water'],
    [tokensOf('mở xưởng', reader), 'workshop'],
    [tokensOf('nghị định 28', reader), 'decree 28'],
    [tokensOf('0 lao động', reader), 'workers'],
  ])
  const find = (text: string) => book.find(tokensOf(text, reader)).map((f) => f.value)

  it.each([
    ['without marks', 'nuoc sach', ['water']],
    ['by its sound', 'nuoc xach', ['water']],
    ['not with marks of another word', 'mở xuống', []],
    ['only with its own figure', 'nghị định 28 và nghị định 74', ['decree 28']],
    ['with any figure, where 0 stands', '15 lao động', ['workers']],
  ])('is found %s', (_, text, found) => expect(find(text)).toEqual(found))
})
