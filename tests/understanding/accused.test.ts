import { describe, expect, it } from 'vitest'
import { readyUnderstanding } from './material.ts'

const understanding = readyUnderstanding()

/** What a leader may read: nothing in it is against anybody. */
const everyday = [
  'mất sổ vay vốn',
  'mat so vay von',
  'tôi bị mất sổ, xin làm lại',
  'toi lam mat so roi, xin lam lai so',
  'sổ bị ướt do lũ, xin đổi sổ',
  'bao giờ họp tổ ạ',
  'bao gio hop to a',
  'bác tổ trưởng ơi mấy giờ họp ạ',
  'tôi xin vắng họp, bận đi viện',
  'em muốn vào tổ',
  'tôi muốn đổi số điện thoại',
  'bao giờ nộp lãi ạ',
  'lost my loan book',
  'when is the next meeting',
]

/** What no leader may read, and what tries to look like nothing. */
const hidden: [string, string][] = [
  ['plain', 'tổ trưởng ăn chặn tiền của tôi'],
  ['without tone marks', 'to truong an chan tien cua toi'],
  ['in capitals', 'TO TRUONG LAY TIEN LAI KHONG NOP'],
  ['behind a lost book', 'mất sổ, mà tổ trưởng giữ đấy'],
  ['with a lost book in front and a name only', 'mất sổ vì bà Lan cầm'],
  ['by a pronoun', 'mất sổ của tôi do bà ấy cầm'],
  ['by the group itself', 'tổ mất sổ của tôi'],
  ['whoever lost it', 'ông làm mất sổ của tôi'],
  ['in a question', 'sao tổ trưởng không trả sổ cho tôi'],
  ['in a polite question', 'tổ trưởng ơi sao thu thêm tiền của tôi'],
  ['about the deputy', 'tổ phó thu tiền không ghi'],
  ['about the association', 'chị hội trưởng chỉ cho người nhà vay'],
  ['by what is missing', 'nộp lãi ba tháng rồi mà không có biên lai'],
  ['by feelings', 'họp tổ tôi bực lắm'],
  ['about a vote', 'bình xét không công bằng'],
  ['about the meeting', 'họp tổ không gọi tôi'],
  ['in slang', 'bà tổ bợt tiền của dân'],
  ['in letters apart', 't ổ t r ư ở n g ă n tiền, mất sổ'],
  ['with dots', 'tổ.trưởng.lấy.tiền'],
  ['with invisible signs', 'tổ trư​ởng l​ấy tiền, mất sổ'],
  ['with a slip', 'tor truowngr giuwx sor cuar tooi'],
  ['with a story in front', `${'hôm nay tôi đi chợ về nhà '.repeat(30)} tổ trưởng lấy tiền của tôi`],
  ['in the middle of a story', `${'mất sổ '.repeat(100)} tổ trưởng lấy tiền của tôi ${'mất sổ '.repeat(150)}`],
  ['an everyday matter, a hundred times over', 'mất sổ '.repeat(100)],
  ['in English', 'the leader took my money and lost my book'],
  ['in English, without naming anybody', 'she lost my book'],
  ['nothing at all', ''],
  ['signs', '???'],
  ['a picture', '😡'],
  ['in another language', 'kab tsib no nws'],
]

describe('an everyday matter of the group', () => {
  it.each(everyday)('%s', (text) => expect(understanding.accused(text)).toEqual({ of: [], everyday: true }))
})

describe('what is not surely one', () => {
  it.each(hidden)('%s', (_, text) => expect(understanding.accused(text).everyday).toBe(false))
})

describe('who is accused', () => {
  it.each<[string, string[]]>([
    ['tổ trưởng ăn chặn tiền của tôi', ['leader']],
    ['to truong doi them 200 nghin', ['leader']],
    ['bà tổ trưởng tổ tôi tham lắm', ['leader']],
    ['cán bộ tín dụng đòi tôi 2 triệu mới cho vay', ['officer']],
    ['can bo Hung nhan tien cua toi', ['officer']],
    ['anh nhân viên ngân hàng quát tôi', ['officer']],
    ['tôi muốn khiếu nại giao dịch viên', ['officer']],
    ['đòi phong bì của tôi là cán bộ Hùng', ['officer']],
    ['cán bộ với tổ trưởng chia nhau tiền', ['leader', 'officer']],
    ['chủ tịch xã bỏ tên tôi, chỉ cho người nhà', ['commune']],
    ['cán bộ xã đòi bồi dưỡng', ['commune']],
    ['the officer demanded a bribe', ['officer']],
    [`${'lúa nhà tôi ngập hết rồi, '.repeat(40)}cán bộ Hùng đòi tiền tôi, ${'tôi khổ lắm '.repeat(60)}`, ['officer']],
  ])('%s', (text, of) => expect(understanding.accused(text).of).toEqual(of))

  it.each([
    'cán bộ ơi cho hỏi lãi suất bao nhiêu',
    'tôi muốn gặp cán bộ',
    'nhà tôi mất mùa, nhờ cán bộ xem giúp',
    'lợn chết hết, mất 20 triệu',
    'chồng tôi ốm nằm viện, xin lùi hạn',
    'cán bộ ngân hàng tên gì, số điện thoại bao nhiêu',
    'bao giờ cán bộ về xã',
    'xã cho nhà tôi vào danh sách hộ nghèo rồi',
    'thank you, officer',
  ])('nobody: %s', (text) => expect(understanding.accused(text).of).toEqual([]))
})

describe('a question about a fee', () => {
  it.each([
    'có mất phí không',
    'co mat phi khong',
    'làm hồ sơ có mất phí không',
    'vay vốn có mất phí không ạ',
    'cán bộ ơi làm hồ sơ có mất tiền phí gì không',
    'vay 50 triệu có mất phí không',
    'vay von co phai dong le phi gi khong',
    'phí vay là bao nhiêu',
    'Xin hỏi khi vay tôi phải đóng những khoản phí nào?',
    'is there a fee to apply',
    'do I have to pay any fees',
  ])('only asks: %s', (text) => {
    const { sensitive, onlyAsks } = understanding.read(text)
    expect(sensitive === undefined || onlyAsks === true).toBe(true)
  })

  it.each([
    'có người bảo nộp phí 2 triệu, có đúng không',
    'co nguoi doi phi ho so co dung khong',
    'tôi nộp phí 500 nghìn rồi mà chưa được vay',
    'cán bộ bảo tôi đóng phí hồ sơ có phải không',
    'ng ta đòi phí làm hs 500k đúng k ạ',
    'thu phí làm hồ sơ của dân là sao hả?',
    'mất phí 2 triệu à',
    'họ bắt đọc mã OTP, có mất phí không',
    'someone asked me to pay a fee, is it right',
    'tổ trưởng đòi phí có đúng không',
  ])('says that somebody wants one: %s', (text) => expect(understanding.read(text).onlyAsks).toBeUndefined())
})
