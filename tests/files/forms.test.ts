import { describe, expect, it } from 'vitest'
import { pdfForms } from '../../src/files/forms/pdf-forms.ts'
import { loadLanguage } from '../../src/i18n.ts'
import type { Form } from '../../src/ports/forms.ts'
import { hasPoppler, type ReadPdf, readPdf } from '../support/poppler.ts'
import {
  approval,
  bareRequest,
  everyLetter,
  groupList,
  groupMinutes,
  loanRequest,
  longRequest,
  refusal,
  studentRequest,
  termChange,
} from './sample-forms.ts'

const forms = pdfForms({ language: loadLanguage(), clock: { now: () => new Date('2026-11-24T02:00:00Z') } })

/** Each form is drawn and read once, however many tests look at it. */
const known = new Map<Form, Promise<ReadPdf>>()
function read(form: Form, lang = 'vi'): Promise<ReadPdf> {
  const reading = (lang === 'vi' && known.get(form)) || forms.draw(form, lang).then(readPdf)
  if (lang === 'vi') known.set(form, reading)
  return reading
}

const all: [string, Form][] = [
  ['01/TD', loanRequest],
  ['01/TD with nothing known', bareRequest],
  ['01/TD with the longest of everything', longRequest],
  ['01/TD of a student', studentRequest],
  ['04/TD that says yes', approval],
  ['04/TD that says no', refusal],
  ['03/TD of nobody', groupList(0)],
  ['03/TD of one page', groupList(2)],
  ['03/TD of many pages', groupList(60)],
  ['10C/TD without members', groupMinutes(0, 0)],
  ['10C/TD of a full group', groupMinutes(60, 60)],
  ['08/TD', termChange('instalment_change')],
  ['09/TD', termChange('extension')],
]

describe.skipIf(!hasPoppler())('a printed form', () => {
  it.each(all)(
    '%s is A4, brings its typeface, counts its pages and names the template that prevails',
    async (_, form) => {
      const pdf = await read(form)
      const flat = form.form === 'group_list'
      for (const [width, height] of pdf.sizes) {
        expect(width).toBeCloseTo(flat ? 841.89 : 595.28, 1)
        expect(height).toBeCloseTo(flat ? 595.28 : 841.89, 1)
      }
      expect(pdf.fonts.length).toBeGreaterThanOrEqual(3)
      for (const font of pdf.fonts) expect(font).toMatchObject({ embedded: true, subset: true, unicode: true })
      for (const [i, page] of pdf.pages.entries()) {
        expect(page).toContain(`Trang ${i + 1}/${pdf.pages.length}`)
        expect(page).toContain('theo mẫu của phòng giao dịch.')
      }
    },
  )

  it.each(all)('%s: no word covers another or leaves the page', async (_, form) => {
    const { words, sizes } = await read(form)
    for (const word of words) {
      expect(word.left, word.text).toBeGreaterThan(50)
      expect(word.right, word.text).toBeLessThan((sizes[word.page]?.[0] ?? 0) - 38)
      expect(word.bottom, word.text).toBeLessThan((sizes[word.page]?.[1] ?? 0) - 10)
    }
    expect(covered(words)).toEqual([])
  })

  it.each(all)('%s holds every word of its data', async (_, form) => {
    const { words } = await read(form)
    expect(lacking(wordsOf(form), words)).toEqual([])
  })

  it('writes every letter of Vietnamese, thin, bold and slanted', async () => {
    const borrower = { ...loanRequest.borrower, name: everyLetter, address: everyLetter }
    const { text, words } = await read({ ...loanRequest, borrower })
    expect(text.replaceAll(' ', '').split(everyLetter.replaceAll(' ', ''))).toHaveLength(3)
    const bold = words.filter((word) => everyLetter.includes(word.text)).map((word) => word.text)
    for (const word of everyLetter.split(' ')) expect(bold.filter((b) => b === word).length, word).toBeGreaterThan(2)
  })
})

describe.skipIf(!hasPoppler())('01/TD', () => {
  it('says what it was given', async () => {
    const { text, pages } = await read(loanRequest)
    expect(pages).toHaveLength(2)
    for (const said of [
      'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
      'Mẫu số 01/TD',
      'Họ và tên: Nguyễn Thị Ưởng',
      'Ngày sinh: 05/03/1985',
      'Số căn cước: 035185001234',
      'Ngày cấp: 10/08/2021',
      'Nơi cấp: Cục Cảnh sát quản lý hành chính về trật tự xã hội',
      'Nơi cư trú: Thôn Trác Nội, phường Duy Tân',
      'Điện thoại: 0912 345 678',
      'Thuộc đối tượng: Hộ cận nghèo (danh sách năm 2026)',
      'Tổ trưởng Tổ tiết kiệm và vay vốn: Lê Thị Quỳnh Hương',
      'Mã tổ: 6601234',
      'Số tiền đề nghị vay: 51.000.000 đồng',
      'Bằng chữ: Năm mươi mốt triệu đồng',
      'Tổng nhu cầu vốn: 61.000.000 đồng',
      'Trong đó vốn tự có: 10.000.000 đồng',
      '1 Bò cái sinh sản 2 con 44.000.000',
      '2 Sửa chuồng 20 m² 6.500.000',
      'Cộng 50.500.000',
      'Thời hạn vay: 48 tháng Kỳ trả nợ gốc: 12 tháng/lần',
    ])
      expect(pages[0]).toContain(said)
    for (const said of [
      'Số tiền cho vay: 50.000.000 đồng Bằng chữ: Năm mươi triệu đồng',
      'Lãi suất cho vay: 7,92%/năm Lãi suất nợ quá hạn: 10,296%/năm',
      'Hạn trả nợ cuối cùng: 12/12/2029',
      'Ngày trả lãi hằng tháng: 12',
    ])
      expect(pages[1]).toContain(said)
    expect(text).toContain('26-000123')
  })

  it('has the places to sign on the page of the promise, and the bank decides on one page', async () => {
    for (const form of [loanRequest, bareRequest, longRequest, studentRequest]) {
      const { pages } = await read(form)
      const promise = pages.find((page) => page.includes('5. Cam kết')) ?? ''
      expect(promise).toContain('NGƯỜI VAY')
      if (form !== longRequest) expect(pages).toHaveLength(2)
      if (form !== longRequest) expect(pages[0]).toContain('NGƯỜI VAY')
      const bank = pages.find((page) => page.includes('PHẦN PHÊ DUYỆT CỦA NGÂN HÀNG')) ?? ''
      expect(bank).toContain('GIÁM ĐỐC')
    }
  })

  it('names the year of birth where the day is not known', async () => {
    expect((await read(bareRequest)).text).toContain('Năm sinh: 1970')
  })

  it('has what the programme asks for besides', async () => {
    const { text } = await read(studentRequest)
    expect(text).toContain('Học sinh, sinh viên: Trần Thị Ngọc Ánh Năm học thứ: 2')
    expect(text).toContain('Trường: Trường Đại học Hà Hoa Tiên Học phí một năm: 14.500.000 đồng')
    expect(text).toContain('Ngày ký hợp đồng: 05/09/2026')
  })

  it('is small enough for a slow line', async () => {
    for (const form of [loanRequest, longRequest])
      expect((await forms.draw(form, 'vi')).byteLength).toBeLessThan(150_000)
  })

  it('can be read along in English, which says that it is not to be signed', async () => {
    const { text } = await read(loanRequest, 'en')
    expect(text).toContain('Full name: Nguyễn Thị Ưởng')
    expect(text).toContain('In words: Fifty-one million dong')
    expect(text).toContain('only the Vietnamese form is signed')
  })
})

describe.skipIf(!hasPoppler())('04/TD', () => {
  it('says how much, when and where', async () => {
    const { text } = await read(approval)
    expect(text).toContain('2. Kết quả: ĐỒNG Ý CHO VAY')
    expect(text).toContain('Số tiền cho vay: 50.000.000 đồng')
    expect(text).toContain('Ngày nhận tiền: 12/12/2026')
    expect(text).toContain('không phải nộp bất kỳ khoản phí nào')
    expect(text).not.toContain('035185001234')
  })

  it('says no with the reason, and what can be done', async () => {
    const { text } = await read(refusal)
    expect(text).toContain('2. Kết quả: CHƯA CHO VAY')
    expect(text).toContain('Lý do: số tiền xin vay vượt mức cho vay')
    expect(text).toContain('Trả bớt khoản cũ rồi đề nghị lại.')
    expect(text).not.toContain('Số tiền cho vay')
  })
})

describe.skipIf(!hasPoppler())('the papers of a group', () => {
  it('03/TD sums up, and repeats the head of its table on every page with rows', async () => {
    const { pages, text } = await read(groupList(60))
    expect(pages.length).toBeGreaterThan(3)
    const withRows = pages.filter((page) => page.includes('Kiều Oanh'))
    for (const page of withRows) expect(page).toContain('Mục đích sử dụng vốn')
    expect(text).toContain('đề nghị cho vay 60 hộ, tổng số tiền 2.085.000.000 đồng')
    expect(text).toContain('Hai tỷ không trăm tám mươi lăm triệu đồng')
  })

  it('03/TD names the programme in each row where there are several', async () => {
    const { programme: _, ...mixed } = groupList(2)
    expect((await read(mixed)).text).toContain('Nhiều chương trình cho vay')
  })

  it('10C/TD lists sixty members to sign, in order, each once', async () => {
    const { pages, text } = await read(groupMinutes(3, 60))
    const numbers = [...text.matchAll(/Vũ Thị Mỵ (\d+)/g)].map(([, number]) => Number(number))
    expect(numbers).toEqual(Array.from({ length: 60 }, (_, i) => i + 1))
    const lists = pages.filter((page) => page.includes('Vũ Thị Mỵ'))
    expect(lists.length).toBeGreaterThan(1)
    for (const page of lists) expect(page).toContain('Ký tên')
    expect(text).toContain('Tổng số tổ viên: 60')
  })
})

describe.skipIf(!hasPoppler())('more time for a loan', () => {
  it.each([
    ['08/TD', 'instalment_change', 'ĐIỀU CHỈNH KỲ HẠN TRẢ NỢ', 'Xin trả chậm nhất vào ngày: 12/06/2027'],
    ['09/TD', 'extension', 'GIA HẠN NỢ', 'Xin gia hạn đến ngày: 12/06/2027'],
  ] as const)('%s', async (number, form, title, asked) => {
    const { text } = await read(termChange(form))
    for (const said of [
      `Mẫu số ${number}`,
      title,
      asked,
      'Mã khoản vay: 6600123412341234',
      '17.000.000 đồng',
      '15.500.000 đồng',
    ])
      expect(text).toContain(said)
    expect(text).toContain('Bão làm hỏng 3 sào lúa')
  })
})

type Word = ReadPdf['words'][number]

/** Pairs of words of which one covers more than a hair of the other. Lines stand closer than their boxes: the middle counts. */
function covered(words: readonly Word[]): string[] {
  const core = words.map((w) => {
    const high = w.bottom - w.top
    return { ...w, top: w.top + high * 0.3, bottom: w.bottom - high * 0.3 }
  })
  return core.flatMap((a, i) =>
    core
      .slice(i + 1)
      .filter((b) => a.page === b.page && a.left + 0.5 < b.right && b.left + 0.5 < a.right)
      .filter((b) => a.top < b.bottom && b.top < a.bottom)
      .map((b) => `${a.text} and ${b.text} on page ${a.page + 1}`),
  )
}

/** The words of all texts on a form that people wrote. Keys and days are said in another way. */
function wordsOf(form: Form, data: unknown = form, path = ''): string[] {
  if (path === 'form' || path.endsWith('key') || unsaid[form.form]?.includes(path)) return []
  if (typeof data === 'string') return /^\d{4}-\d\d-\d\d$/.test(data) || longWord.test(data) ? [] : data.split(/\s+/)
  if (typeof data !== 'object' || data === null) return []
  const at = (name: string) => (Array.isArray(data) ? path : path === '' ? name : `${path}.${name}`)
  return Object.entries(data).flatMap(([name, value]) => wordsOf(form, value, at(name)))
}

/** Wider than a column: it is broken between letters. */
const longWord = /\S{20}/
/** What a form has no place for. */
const unsaid: Partial<Record<Form['form'], readonly string[]>> = {
  loan_request: ['office.phone', 'group.name', 'details.name'],
  approval_notice: ['borrower.birthDate', 'borrower.idNumber', 'borrower.idIssuedBy', 'borrower.phone', 'group.name'],
  group_list: ['office.phone'],
  group_minutes: ['office', 'commune', 'group.name', 'requests.address'],
  instalment_change: ['office.phone', 'commune', 'group.name'],
  extension: ['office.phone', 'commune', 'group.name'],
}

/** Words that were written less often than they were given. */
function lacking(given: readonly string[], words: readonly Word[]): string[] {
  const left = new Map<string, number>()
  for (const { text } of words) for (const word of splitMarks(text)) left.set(word, (left.get(word) ?? 0) + 1)
  return given.flatMap(splitMarks).filter((word) => {
    const count = left.get(word) ?? 0
    left.set(word, count - 1)
    return count <= 0
  })
}

function splitMarks(text: string): string[] {
  return text
    .normalize('NFC')
    .split(/[.,;:()]/)
    .filter(Boolean)
}
