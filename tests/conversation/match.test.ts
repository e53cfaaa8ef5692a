import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { matchOption } from '../../src/conversation/match.ts'
import { fold } from '../../src/domain/fold.ts'
import { negations } from '../walk.ts'

const poverty = ['Hộ nghèo', 'Hộ cận nghèo', 'Hộ mới thoát nghèo', 'Không thuộc diện nào']
const works = ['Nước sạch', 'Nhà vệ sinh', 'Cả hai']
const state = ['Chưa có', 'Đã hỏng, cần sửa', 'Vẫn dùng tốt']
const purposes = ['Làm ăn, chăn nuôi', 'Cho con đi học', 'Nước sạch, nhà vệ sinh', 'Mua, xây, sửa nhà']
const years = ['Chưa quá 3 năm', 'Hơn 3 năm', 'Không rõ']
const residence = ['Thường trú', 'Tạm trú', 'Chưa đăng ký']
const consent = ['Cho xem nợ và nhắc nợ', 'Chỉ cho xem nợ', 'Tôi không đồng ý']
const communes = ['Phường Đồng Văn', 'Phường Đông Văn', 'Xã Tiên Sơn', 'Xã Tiên Sơn Hạ']

const match = (text: string, labels: readonly string[]) => {
  const index = matchOption(text, { labels, negations })
  return index === undefined ? undefined : labels[index]
}

describe('matchOption', () => {
  it.each([
    ['1', 'Hộ nghèo'],
    ['4', 'Không thuộc diện nào'],
    ['2.', 'Hộ cận nghèo'],
    ['2)', 'Hộ cận nghèo'],
    ['số 2', 'Hộ cận nghèo'],
    ['so 2', 'Hộ cận nghèo'],
    ['Câu 2', 'Hộ cận nghèo'],
    ['chọn 3', 'Hộ mới thoát nghèo'],
    ['nut 1', 'Hộ nghèo'],
    ['0', undefined],
    ['5', undefined],
    ['99', undefined],
    ['-1', 'Hộ nghèo'],
    ['1 2', undefined],
    ['1 hoặc 2', undefined],
    ['100', undefined],
  ])('a number: "%s" is %s', (text, label) => expect(match(text, poverty)).toBe(label))

  it.each([
    ['Hộ cận nghèo', 'Hộ cận nghèo', poverty],
    ['ho can ngheo', 'Hộ cận nghèo', poverty],
    ['HỘ CẬN NGHÈO!!!', 'Hộ cận nghèo', poverty],
    ['hộ cận nghèo'.normalize('NFD'), 'Hộ cận nghèo', poverty],
    ['chua co', 'Chưa có', state],
    ['Phường Đông Văn', 'Phường Đông Văn', communes],
    ['phường đồng văn', 'Phường Đồng Văn', communes],
    ['phuong dong van', undefined, communes],
    ['tien son', 'Xã Tiên Sơn', communes],
    ['xa tien son', 'Xã Tiên Sơn', communes],
    ['tien son ha', 'Xã Tiên Sơn Hạ', communes],
    ['dong van', undefined, communes],
  ])('a label: "%s" is %s', (text, label, labels) => expect(match(text, labels)).toBe(label))

  it.each([
    ['nghèo', 'Hộ nghèo', poverty],
    ['cận nghèo', 'Hộ cận nghèo', poverty],
    ['thoat ngheo', 'Hộ mới thoát nghèo', poverty],
    ['moi thoat', 'Hộ mới thoát nghèo', poverty],
    ['hộ', undefined, poverty],
    ['n', undefined, poverty],
    ['nuoc sach', 'Nước sạch, nhà vệ sinh', purposes],
    ['chan nuoi', 'Làm ăn, chăn nuôi', purposes],
    ['đi học', 'Cho con đi học', purposes],
    ['mua nhà', 'Mua, xây, sửa nhà', purposes],
    ['sửa nhà', 'Mua, xây, sửa nhà', purposes],
    ['nhà mua', undefined, purposes],
    ['hộ thoát nghèo', 'Hộ mới thoát nghèo', poverty],
    ['nhà', undefined, purposes],
    ['dạ', undefined, state],
    ['hỏng', 'Đã hỏng, cần sửa', state],
    ['không', 'Không thuộc diện nào', poverty],
    ['không', 'Tôi không đồng ý', consent],
    ['da hong', 'Đã hỏng, cần sửa', state],
    ['tot', 'Vẫn dùng tốt', state],
    ['hai', 'Cả hai', works],
  ])('a part: "%s" is %s', (text, label, labels) => expect(match(text, labels)).toBe(label))

  it.each([
    ['nha em ho ngheo a', 'Hộ nghèo', poverty],
    ['dạ nhà em hộ cận nghèo ạ', 'Hộ cận nghèo', poverty],
    ['năm nay nhà tôi là hộ mới thoát nghèo bác ạ', 'Hộ mới thoát nghèo', poverty],
    ['em muon lam nha ve sinh', 'Nhà vệ sinh', works],
    ['hộ nghèo năm ngoái, năm nay cận nghèo', undefined, poverty],
    ['hộ nghèo hay hộ cận nghèo', undefined, poverty],
    ['ngày xưa tôi là hộ nghèo còn giờ thì nhà cửa xe cộ có đủ cả rồi', undefined, poverty],
  ])('a sentence: "%s" is %s', (text, label, labels) => expect(match(text, labels)).toBe(label))

  it.each([
    ['khong phai ho ngheo', undefined, poverty],
    ['không phải hộ nghèo', undefined, poverty],
    ['nhà tôi không còn là hộ nghèo nữa', undefined, poverty],
    ['hết hộ nghèo rồi', undefined, poverty],
    ['chưa được hộ nghèo', undefined, poverty],
    ['hộ nghèo chứ không phải hộ cận nghèo', undefined, poverty],
    ['không thuộc diện nào', 'Không thuộc diện nào', poverty],
    ['khong thuoc', 'Không thuộc diện nào', poverty],
    ['khong dien nao', 'Không thuộc diện nào', poverty],
    ['thuộc diện', undefined, poverty],
    ['diện nào', undefined, poverty],
    ['có', undefined, state],
    ['chưa', 'Chưa có', state],
    ['đăng ký', undefined, residence],
    ['chua dang ky', 'Chưa đăng ký', residence],
    ['đồng ý', undefined, consent],
    ['toi khong dong y', 'Tôi không đồng ý', consent],
    ['không đồng ý', 'Tôi không đồng ý', consent],
    ['3 năm', undefined, years],
    ['hon 3 nam', 'Hơn 3 năm', years],
    ['khong dung tot', undefined, state],
    ['not poor', undefined, ['Poor', 'Near poor']],
    ['we are near poor', 'Near poor', ['Poor', 'Near poor']],
    ['erase', undefined, ['Do not erase', 'Erase all']],
  ])('a denial: "%s" is %s', (text, label, labels) => expect(match(text, labels)).toBe(label))

  it.each(['', '   ', '😀', '???', '👍🏽'])('nothing in "%s"', (text) => expect(match(text, poverty)).toBeUndefined())

  it.each([poverty, state, residence, consent, purposes])('denied, no label is picked: %#', (...labels) => {
    const folded = negations.map(fold)
    for (const label of labels)
      for (const denial of negations) {
        const picked = match(`${denial} phải ${label}`, labels)
        if (picked !== undefined) expect(folded.some((n) => ` ${fold(picked)} `.includes(` ${n} `))).toBe(true)
      }
  })

  it('never picks what the line denies, nor a denial that the line does not hold', () => {
    const filling = [
      'nhà',
      'em',
      'ạ',
      'là',
      'thì',
      'tôi',
      'năm',
      'nay',
      'phải',
      'hộ',
      'nghèo',
      'cận',
      'có',
      'đồng',
      'ý',
    ]
    const word = fc.constantFrom(...filling, ...negations)
    const labels = fc.constantFrom(poverty, state, residence, consent, works, years)
    const folded = negations.map(fold)
    const denies = (text: string) => folded.some((n) => ` ${fold(text)} `.includes(` ${n} `))
    fc.assert(
      fc.property(fc.array(word, { maxLength: 7 }), labels, (spoken, among) => {
        const picked = match(spoken.join(' '), among)
        if (picked !== undefined) expect(denies(picked)).toBe(denies(spoken.join(' ')))
      }),
      { numRuns: 2000 },
    )
  })

  it('takes any text without falling over', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => void match(text, poverty)))
  })
})
