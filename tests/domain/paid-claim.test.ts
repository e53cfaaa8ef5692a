import { describe, expect, it } from 'vitest'
import { readCodeWord } from '../../src/domain/code-word.ts'
import { type Claimed, claimDoubts, namesLeader, readReceiver } from '../../src/domain/paid-claim.ts'
import { mayAskMoreTime } from '../../src/domain/term-request.ts'

describe('a payment that somebody says to have made', () => {
  it.each<[Claimed['to'], Claimed['receipt'], string[]]>([
    ['point', 'yes', []],
    ['leader', 'yes', []],
    ['point', 'no', ['no_receipt']],
    ['leader', 'unsure', ['no_receipt']],
    ['transfer', 'yes', ['wrong_person']],
    ['other', 'yes', ['wrong_person']],
    ['other', 'no', ['wrong_person', 'no_receipt']],
  ])('to %s with a receipt: %s', (to, receipt, doubts) => expect(claimDoubts({ to, receipt })).toEqual(doubts))

  it.each([
    ['tổ trưởng', true],
    ['chi Hoa', true],
    ['bà Hoa', true],
    ['Nguyễn Thị Hoa', true],
    ['Hoa', true],
    ['chị Hoa xóm trên', false],
    ['chị Hạnh', false],
    ['Hoa Mai', false],
    ['', false],
  ])('"%s" means the leader Nguyễn Thị Hoa: %s', (said, leader) => {
    expect(namesLeader(said, 'Nguyễn Thị Hoa')).toBe(leader)
  })

  it('names nobody where no leader is known, but by the word', () => {
    expect(namesLeader('chị Hoa', '')).toBe(false)
  })
})

describe('who took the money', () => {
  it.each([
    ['tổ trưởng', 'leader'],
    ['bà tổ trưởng thôn Đông', 'leader'],
    ['đưa cho cán bộ ngân hàng', 'point'],
    ['ra điểm giao dịch nộp', 'point'],
    ['chuyển khoản', 'transfer'],
    ['ck r', 'transfer'],
    ['chị Hoa', { name: 'chị Hoa' }],
    ['dua chi Hoa roi', { name: 'chi Hoa' }],
    ['chi Hoa o xom tren a', { name: 'chi Hoa o xom tren' }],
    ['tôi đưa cho bác Tư hôm qua', { name: 'bác Tư' }],
    ['không nhớ', undefined],
    ['chị', undefined],
    ['rồi', undefined],
    ['2', undefined],
    ['bác ơi cho tôi hỏi lãi suất vay nước sạch là bao nhiêu', undefined],
  ])('"%s" is %j', (text, receiver) => expect(readReceiver(text)).toEqual(receiver))
})

describe('more time may be asked for', () => {
  it.each([
    ['on the day before', 'normal', '2026-11-17', true],
    ['on the day itself', 'normal', '2026-11-16', true],
    ['the day after', 'normal', '2026-11-15', false],
    ['of a loan that is overdue', 'overdue', '2026-11-17', false],
    ['of one that is being put off', 'adjustment_pending', '2026-11-17', false],
  ] as const)('%s', (_, status, paysOn, may) => expect(mayAskMoreTime({ status, paysOn }, '2026-11-16')).toBe(may))

  it('not where nobody knows the day', () => expect(mayAskMoreTime({ status: 'normal' }, '2026-11-16')).toBe(false))
})

describe('a code word', () => {
  it.each([
    ['hoa gạo', 'hoa gạo'],
    ['  Hoa   Gạo ', 'Hoa Gạo'],
    ['ab', 'ab'],
    ['a', undefined],
    ['a'.repeat(20), 'a'.repeat(20)],
    ['a'.repeat(21), undefined],
    [`${'a'.repeat(10)} ${'b'.repeat(10)}`, `${'a'.repeat(10)} ${'b'.repeat(10)}`],
    ['hoa1', undefined],
    ['hoa!', undefined],
    ['vbsp.org.vn', undefined],
    ['', undefined],
  ])('"%s" is %s', (typed, word) => expect(readCodeWord(typed)).toBe(word))
})
