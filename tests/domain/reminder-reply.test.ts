import { describe, expect, it } from 'vitest'
import type { Day } from '../../src/domain/day.ts'
import { readReminderReply } from '../../src/domain/reminder-reply.ts'

// 16 November 2026 is a Monday; the reminder asks to pay on Thursday the 19th.
const context = { today: '2026-11-16' as Day, until: '2026-11-19' as Day }
const read = (text: string) => readReminderReply(text, context)

const promises: [string, string | undefined][] = [
  ['mai tra', '2026-11-17'],
  ['Mai tôi trả', '2026-11-17'],
  ['mai e nop a', '2026-11-17'],
  ['sáng mai tôi ra nộp', '2026-11-17'],
  ['mai', '2026-11-17'],
  ['ngày kia tôi trả nhé', '2026-11-18'],
  ['thu 5 toi nop', '2026-11-19'],
  ['thứ năm', '2026-11-19'],
  ['thu 5 nhe', '2026-11-19'],
  ['t5 tra', '2026-11-19'],
  ['chu nhat toi tra', '2026-11-22'],
  ['thứ tư tuần sau tôi trả', '2026-11-25'],
  ['mung 3 tra', '2026-12-03'],
  ['mùng 3 nhà em trả ạ', '2026-12-03'],
  ['hom 19 toi ra diem giao dich tra', '2026-11-19'],
  ['ngay 19 tra', '2026-11-19'],
  ['19/11 tôi nộp', '2026-11-19'],
  ['toi se tra vao mung 2 thang 12', '2026-12-02'],
  ['3 hom nua tra', '2026-11-19'],
  ['hom nay toi tra', '2026-11-16'],
  ['chiều nay tôi mang tiền ra', '2026-11-16'],
  ['chua co tien, mai tra', '2026-11-17'],
  ['kẹt tiền quá, thứ 4 tôi trả', '2026-11-18'],
  ['toi se tra', undefined],
  ['tôi sẽ trả đúng hẹn', undefined],
  ['ok toi se nop', undefined],
  ['vâng tôi trả', undefined],
  ['dung ngay toi tra', undefined],
  ['cuoi thang toi tra', undefined],
  ['tuần sau tôi nộp', undefined],
  ['co tien roi, dung hen toi ra', undefined],
  ['de may hom nua toi tra', undefined],
  ['doi lai thu 5 nhe', '2026-11-19'],
  ['đổi sang mùng 3', '2026-12-03'],
  ['31/12 tôi nộp', '2026-12-31'],
  ['ngày 1/1 tôi nộp', undefined],
  ['ngày 31/2 tôi nộp', undefined],
  ['15/11 tôi nộp', undefined],
  ['i will pay tomorrow', '2026-11-17'],
  ['I will pay', undefined],
]

const paid: [string, { day?: string; to?: string }][] = [
  ['tra roi', {}],
  ['đã trả rồi', {}],
  ['da nop roi ma', {}],
  ['nộp rồi', {}],
  ['dong roi nhe', {}],
  ['trả xong rồi', {}],
  ['tra roi dua chi Hoa', { to: 'chi Hoa' }],
  ['đưa tiền cho chị Hoa rồi', { to: 'chị Hoa' }],
  ['tôi nộp cho tổ trưởng hôm qua rồi', { to: 'tổ trưởng', day: '2026-11-15' }],
  ['hom qua tra roi', { day: '2026-11-15' }],
  ['mới trả hôm qua', { day: '2026-11-15' }],
  ['da tra hom mung 10', { day: '2026-11-10' }],
  ['trả hôm 12/11 rồi', { day: '2026-11-12' }],
  ['trả hôm 15/9 rồi', { day: '2026-09-15' }],
  ['trả hôm 14/9 rồi', {}],
  ['da chuyen khoan roi', {}],
  ['ck r', {}],
  ['vua nop sang nay', { day: '2026-11-16' }],
  ['tra roi sao con nhac', {}],
  ['da nop ma khong thay bien lai', {}],
  ['gửi bác Tư rồi', { to: 'bác Tư' }],
  ['i already paid', {}],
]

const hard = [
  'chua co tien',
  'chưa có tiền đâu',
  'khong co tien',
  'k co tien tra',
  'hết tiền rồi',
  'thieu tien',
  'kẹt quá',
  'kho khan qua',
  'đang khó khăn lắm',
  'khong tra noi',
  'chưa trả được',
  'không nộp kịp',
  'xin khất',
  'cho tôi khất đến tháng sau',
  'xin gia han',
  'xin lui ngay tra duoc khong',
  'thang sau tra duoc khong',
  'mat mua roi',
  'chồng tôi nằm viện',
  'lon chet het',
  'that nghiep roi lay gi tra',
  'chua ban duoc lua',
  'chưa có lương',
  'khong du tien',
  'kho qua de mung 10 toi tra',
  'chua co tien thang sau toi tra',
  'cannot pay',
  'no money',
]

const notTheirs = [
  'toi khong vay',
  'tôi có vay đâu',
  'không phải của tôi',
  'khong phai toi',
  'nhầm số rồi',
  'nham nguoi',
  'gui nham roi',
  'tôi chưa vay bao giờ',
  'toi khong no ai',
  'nhà tôi không có khoản vay nào',
  'k phai cua e',
  'not mine',
  'wrong number',
]

const why = [
  'sao nhieu the',
  'sao lãi cao thế',
  'nhiều thế',
  'vì sao tháng này nhiều hơn',
  'sao thang nay tang',
  'tai sao lai nhieu hon thang truoc',
  'tinh sai roi',
  'lãi gì mà nhiều vậy',
  'why so much',
]

const unsure = [
  'ok',
  'vâng',
  'dạ',
  'biết rồi',
  'ừ',
  'da biet roi a',
  'chưa',
  'không',
  'chua tra',
  'không trả',
  'tra mot it roi',
  'nộp lãi rồi gốc chưa',
  'khong phai cua toi la cua con toi',
]

// What is another question, or a matter of its own: heard as everywhere else.
const elsewhere = [
  'tra o dau',
  'trả cho ai',
  'bao giờ phải trả',
  'phai tra bao nhieu',
  'trả bằng cách nào',
  'tra truoc han duoc khong',
  'co phai tra khong',
  'lãi suất bao nhiêu',
  'tôi muốn vay thêm',
  'toi khong vay nua',
  'vay hộ nghèo được bao nhiêu',
  'mai ngan hang co lam viec khong',
  'tra roi con no bao nhieu',
  'đã trả hết chưa',
  'neu tra roi thi co vay tiep duoc khong',
  'xin chào',
  'cảm ơn',
  'cho gặp cán bộ',
  'tin nay co that khong',
  'số điện thoại ngân hàng là gì',
  'tổ trưởng của tôi là ai',
  'dừng',
]

describe('what was typed below a reminder', () => {
  it.each(promises)('"%s" promises (%s)', (text, day) => {
    expect(read(text)).toEqual({ means: 'will_pay', ...(day ? { day } : {}) })
  })
  it.each(paid)('"%s" says that it is paid (%o)', (text, said) => {
    expect(read(text)).toEqual({ means: 'paid', ...said })
  })
  it.each(hard)('"%s" is in difficulty', (text) => expect(read(text)).toEqual({ means: 'in_difficulty' }))
  it.each(notTheirs)('"%s" is not theirs', (text) => expect(read(text)).toEqual({ means: 'not_mine' }))
  it.each(why)('"%s" asks what it is made of', (text) => expect(read(text)).toEqual({ means: 'why' }))
  it.each(unsure)('"%s" is asked about with buttons', (text) => expect(read(text)).toEqual({ means: 'unsure' }))
  it.each(elsewhere)('"%s" is no answer to it', (text) => expect(read(text)).toBeUndefined())

  it('leaves a long story to be heard as one', () => {
    const story = Array.from({ length: 26 }, () => 'tra').join(' ')
    expect(read(story)).toBeUndefined()
  })

  it('takes a day as the last one for a promise only where it is in time', () => {
    const hardThen = (until: Day) => readReminderReply('chua co tien, mung 3 toi tra', { ...context, until })
    expect(hardThen('2026-12-03')).toEqual({ means: 'will_pay', day: '2026-12-03' })
    expect(hardThen('2026-12-02')).toEqual({ means: 'in_difficulty' })
  })
})
