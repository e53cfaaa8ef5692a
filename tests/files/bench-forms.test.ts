import { describe, expect, it } from 'vitest'
import { pdfForms } from '../../src/files/forms/pdf-forms.ts'
import { loadLanguage } from '../../src/i18n.ts'
import type { CollectionSheetForm, LossFileForm } from '../../src/ports/forms.ts'
import { hasPoppler, readPdf } from '../support/poppler.ts'
import { everyLetter } from './sample-forms.ts'

const forms = pdfForms({ language: loadLanguage(), clock: { now: () => new Date('2026-11-24T02:00:00Z') } })
const office = { name: 'Phòng giao dịch Duy Tiên', phone: '0226 3830 000' }
const group = {
  ...{ code: '6601234', name: 'Tổ 3 thôn Trác Nội', leaderName: 'Lê Thị Quỳnh Hương' },
  association: { key: 'forms:associations.women' },
}

function sheet(members: number): CollectionSheetForm {
  const lines = Array.from({ length: members }, (_, i) => ({
    ...{
      name: `Nguyễn Thị Ưởng ${i + 1}`,
      code: String(1000 + i),
      interest: 140_000,
      principal: i % 5 ? 0 : 5_000_000,
    },
  }))
  const sum = (of: 'interest' | 'principal') => lines.reduce((all, line) => all + line[of], 0)
  return {
    ...{ form: 'collection_sheet', office, commune: 'phường Duy Tân', group, session: '2026-12-19', lines },
    ...{ interest: sum('interest'), principal: sum('principal'), place: 'Điểm giao dịch Duy Tân' },
    ...(members > 0 ? { asOf: '2026-11-20' } : {}),
  }
}

const loss: LossFileForm = {
  ...{ form: 'loss_file', code: 'K26-000123', office, commune: 'phường Duy Tân', group },
  disaster: { key: 'disaster:named', with: { kind: { words: { key: 'disaster:kinds.storm' } }, name: 'Bão số 3' } },
  borrower: { name: 'Đặng Thị Thuỳ', birthYear: 1970, address: 'thôn Trác Nội, phường Duy Tân', phone: '0912 345 678' },
  loans: [
    {
      ...{ loanCode: '6600000000004321', programme: { key: 'programmes/near-poor:name' }, principal: 50_000_000 },
      ...{ outstanding: 42_000_000, finalDueDate: '2028-05-19', asOf: '2026-11-20' },
    },
  ],
  ...{ happenedOn: '2026-11-18', reportedOn: '2026-11-20', place: 'chuồng sau nhà, thôn Trác Nội' },
  items: [
    { item: 'lợn thịt', kind: { key: 'disaster:loss_kinds.animals' }, quantity: '12 con', amount: 36_000_000 },
    {
      item: everyLetter.slice(0, 55),
      kind: { key: 'disaster:loss_kinds.house' },
      quantity: '40 m2',
      amount: 4_000_000,
    },
  ],
  photos: ['2026-11-20', '2026-11-20'],
  seen: { lossDong: 40_000_000, capitalDong: 60_000_000, on: '2026-11-22', share: '66,6' },
  proposed: {
    ...{ propose: { measure: 'freeze', maxYears: 3 }, uncertain: true },
    source: { key: 'common:named', with: { name: 'Quyết định 50/2010/QĐ-TTg' } },
  },
}

describe.skipIf(!hasPoppler())('the sheet by which a leader collects', () => {
  it('has each member with the end of the loan, an empty column for deposits, sums, the day of its figures and places to sign', async () => {
    const { text, sizes } = await readPdf(await forms.draw(sheet(3), 'vi'))
    for (const words of ['BẢNG THU LÃI, TIỀN GỬI CỦA TỔ', 'Nguyễn Thị Ưởng 3', '…1002', '420.000', '5.000.000'])
      expect(text).toContain(words)
    for (const words of ['Số liệu đến ngày 20/11/2026', 'Tiền gửi TT', 'TỔ TRƯỞNG TỔ TK&VV', 'Lê Thị Quỳnh Hương'])
      expect(text).toContain(words)
    expect(sizes.every(([width]) => Math.round(width) === 595)).toBe(true)
  })

  it('is drawn for a full group, and for one with nothing to pay, in both languages', async () => {
    const full = await readPdf(await forms.draw(sheet(60), 'vi'))
    expect(full.text).toContain('Nguyễn Thị Ưởng 60')
    expect(full.pages.length).toBeGreaterThan(1)
    expect((await readPdf(await forms.draw(sheet(0), 'vi'))).text).toContain('không có khoản nào phải thu')
    expect((await readPdf(await forms.draw(sheet(2), 'en'))).text).toContain('Figures as of 20/11/2026')
  })
})

describe.skipIf(!hasPoppler())('the draft of a file for risk handling', () => {
  it('has debts with the day of their figures, what was told and what was seen, and a proposal that is not certain', async () => {
    const { text } = await readPdf(await forms.draw(loss, 'vi'))
    const words = [
      ...['Đặng Thị Thuỳ', '6600000000004321', '42.000.000', '20/11/2026', 'lợn thịt', '12 con', '40.000.000', '66,6'],
      ...['Khoanh nợ, nhiều nhất 3 năm', 'Quyết định 50/2010/QĐ-TTg', 'Chưa chắc chắn', '2 ảnh (20/11/2026)'],
      ...['Mẫu hiện hành của ngân hàng được dùng khi nộp', 'UBND XÃ, PHƯỜNG', 'NGÂN HÀNG CSXH', 'HỘI, ĐOÀN THỂ'],
    ]
    for (const each of words) expect(text.replace(/\s+/g, ' ')).toContain(each)
  })

  it('leaves lines to write on where nothing was seen yet, and proposes nothing', async () => {
    const { seen: _, proposed: __, ...bare } = loss
    const { text } = await readPdf(await forms.draw(bare, 'vi'))
    expect(text).not.toMatch(/Khoanh nợ|Gia hạn nợ|Chưa chắc chắn/)
    expect((await readPdf(await forms.draw(loss, 'en'))).text).toContain('Freeze of at most 3 years')
  })
})
