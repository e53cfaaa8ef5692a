import { describe, expect, it } from 'vitest'
import { type CollectedLoan, collectionSheet } from '../../src/domain/collection-sheet.ts'
import { fold } from '../../src/domain/fold.ts'
import { isGroupChat } from '../../src/domain/group-chat.ts'
import { longestNudge, nudgeProblem } from '../../src/domain/nudge-words.ts'

const loan: CollectedLoan = {
  ...{ householdId: '1', name: 'Trần Thị Mơ', loanCode: '6600000000004321', status: 'normal' },
  ...{ interestDue: 140_000, nextDueDate: '2026-11-25', nextPrincipal: 5_000_000, overdue: 0, asOf: '2026-11-20' },
}
const november = { sessions: { dayOfMonth: 19, moved: {} }, today: '2026-11-16' } as const

describe('a line of the sheet', () => {
  it.each([
    ['interest and the principal of the month', {}, 140_000, 5_000_000],
    ['principal due on the last day of the month of the session', { nextDueDate: '2026-11-30' }, 140_000, 5_000_000],
    ['principal due on the first day after it', { nextDueDate: '2026-12-01' }, 140_000, 0],
    ['principal that was due before', { nextDueDate: '2026-10-20' }, 140_000, 5_000_000],
    [
      'an instalment among what is overdue, once',
      { overdue: 5_000_000, nextDueDate: '2026-11-19' },
      140_000,
      5_000_000,
    ],
    [
      'one due on the day of the figures, besides',
      { overdue: 1_000_000, nextDueDate: '2026-11-20' },
      140_000,
      6_000_000,
    ],
    ['what is overdue besides', { overdue: 2_000_000, nextDueDate: '2027-11-19' }, 140_000, 2_000_000],
    ['another date that is asked for: the principal waits', { status: 'adjustment_pending' }, 140_000, 0],
    ['nothing next', { nextDueDate: undefined, nextPrincipal: undefined }, 140_000, 0],
  ] as const)('has %s', (_, other, interest, principal) => {
    const { lines } = collectionSheet([{ ...loan, ...other } as CollectedLoan], november)
    expect(lines).toEqual([{ householdId: '1', name: 'Trần Thị Mơ', code: '4321', interest, principal }])
  })

  it.each(['closed', 'frozen', 'risk_pending'] as const)('is not written of a loan that is %s', (status) => {
    expect(collectionSheet([{ ...loan, status }], november).lines).toEqual([])
  })

  it('is not written where nothing is to be paid', () => {
    const nothing = { ...loan, interestDue: 0, nextDueDate: '2027-01-19' } as const
    expect(collectionSheet([nothing], november)).toMatchObject({ lines: [], interest: 0, principal: 0 })
    expect(collectionSheet([nothing], november).asOf).toBeUndefined()
  })

  it('counts into sums, and the oldest day of the figures is said', () => {
    const sheet = collectionSheet([loan, { ...loan, interestDue: 60_000, asOf: '2026-11-15' }], november)
    expect(sheet).toMatchObject({ interest: 200_000, principal: 10_000_000, asOf: '2026-11-15' })
  })

  it.each([
    ['a month late', { '2026-11': '2026-12-02' }, '2026-11-20', '2026-12-02', '2026-11-30', '2026-12-01'],
    ['a month early', { '2026-12': '2026-11-30' }, '2026-11-20', '2026-11-30', '2026-12-31', '2027-01-01'],
  ] as const)(
    'has the principal of the month that a session serves, when that is held %s',
    (_, moved, today, day, last, after) => {
      const at = (nextDueDate: '2026-11-30' | '2026-12-31' | '2026-12-01' | '2027-01-01') =>
        collectionSheet([{ ...loan, nextDueDate }], { sessions: { dayOfMonth: 19, moved }, today })
      expect(at(last)).toMatchObject({ session: day, principal: 5_000_000 })
      expect(at(after)).toMatchObject({ session: day, principal: 0 })
    },
  )
})

describe('a sentence of a leader', () => {
  const otherNames = ['Lê Văn Sung', 'Nguyễn Thị Hoa'].map(fold)
  it.each([
    ['kind words', 'Mai tôi ở nhà văn hóa từ 7 giờ sáng', undefined],
    ['a day', 'Ngày 19 mời gia đình đến sớm nhé.', undefined],
    ['a list', 'Tôi đã ghi danh sách rồi nhé', undefined],
    ['conditions', 'Ai có điều kiện thì đến sớm giúp tôi', undefined],
    ['the field', 'Gặp nhau ở cánh đồng cũng được', undefined],
    ['two sentences', 'Mai đến nhé. Nhớ mang sổ', 'several'],
    ['a sum', 'Nhà mình còn 500 nghìn nhé', 'amount'],
    ['a sum in figures', 'Nhà mình trả 5.000.000 nhé', 'amount'],
    ['a sum in words', 'Nhà mình trả hai triệu nhé', 'amount'],
    ['a short sum', 'Mang 2tr đến nhé', 'amount'],
    ['a phone number', 'Gọi tôi số 0912345678', 'amount'],
    ['police', 'Không đến thì tôi báo công an', 'threat'],
    ['a court', 'Không trả thì ra tòa', 'threat'],
    ['shame', 'Tôi sẽ nêu tên trên loa xã', 'threat'],
    ['seizing', 'Không đến tôi lấy xe', 'threat'],
    ['bad ends', 'Nếu không trả thì chịu hậu quả', 'threat'],
    ['debt collecting', 'Nhà mình còn nợ đấy', 'threat'],
    ['another member, whole', 'Nhà Lê Văn Sung trả rồi', 'name'],
    ['another member, without marks', 'nha le van sung tra roi', 'name'],
    ['another member, half', 'Văn Sung trả rồi nhé', 'name'],
    ['another member, as people call her', 'Chị Hoa trả rồi nhé', 'name'],
    ['an address', 'Xem ở trang abc.vn nhé', 'address'],
    ['the longest', `Mai ${'a'.repeat(longestNudge - 4)}`, undefined],
    ['one letter more', `Mai ${'a'.repeat(longestNudge - 3)}`, 'long'],
  ])('with %s', (_, text, problem) => expect(nudgeProblem(text, { otherNames })).toBe(problem))

  it('may name whom it goes to', () => {
    expect(nudgeProblem('Chào chị Hoa, mai chị đến nhé', { otherNames: [fold('Lê Văn Sung')] })).toBeUndefined()
  })
})

describe('a chat that several people read', () => {
  it.each([
    ['a group on Telegram', 'telegram', '-1001234', true],
    ['a person on Telegram', 'telegram', '1234', false],
    ['a person on Zalo', 'zalo', '-1', false],
    ['the web', 'web', 'abc', false],
  ] as const)('%s', (_, channel, address, is) => expect(isGroupChat({ channel, address })).toBe(is))
})
