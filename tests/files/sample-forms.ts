import type {
  ApprovalNoticeForm,
  GroupListForm,
  GroupMinutesForm,
  GroupRequest,
  LoanRequestForm,
  TermChangeForm,
} from '../../src/ports/forms.ts'

/** Every letter that Vietnamese is written with, small and large, apart by spaces after each vowel. */
export const everyLetter = lettersOf(['a', 'ă', 'â', 'e', 'ê', 'i', 'o', 'ô', 'ơ', 'u', 'ư', 'y'])

const group = {
  code: '6601234',
  name: 'Tổ 3 thôn Trác Nội',
  leaderName: 'Lê Thị Quỳnh Hương',
  association: { key: 'forms:associations.women' },
}
const office = { name: 'Phòng giao dịch Duy Tiên', phone: '0226 3830 000' }
const programme = { key: 'programmes/near-poor:name' }
const borrower = {
  name: 'Nguyễn Thị Ưởng',
  birthDate: '1985-03-05',
  idNumber: '035185001234',
  idIssuedOn: '2021-08-10',
  idIssuedBy: 'Cục Cảnh sát quản lý hành chính về trật tự xã hội',
  phone: '0912 345 678',
  address: 'Thôn Trác Nội, phường Duy Tân',
  status: { key: 'forms:statuses.near_poor' },
  listYear: 2026,
} as const

/** What the bank lends at. */
export const terms = {
  amount: 50_000_000,
  ratePct: 7.92,
  overdueRatePct: 10.296,
  termMonths: 36,
  instalmentMonths: 12,
  instalmentAmount: 17_000_000,
  finalDueDate: '2029-12-12',
  interestDay: 12,
} as const

/** 01/TD as it usually is. */
export const loanRequest: LoanRequestForm = {
  form: 'loan_request',
  code: '26-000123',
  ...{ office, programme, borrower, group, terms },
  heirName: 'Trần Văn Bảo',
  amount: 51_000_000,
  plan: 'Nuôi bò sinh sản và sửa chuồng trại',
  items: [
    { item: 'Bò cái sinh sản', quantity: '2 con', amount: 44_000_000 },
    { item: 'Sửa chuồng', quantity: '20 m²', amount: 6_500_000 },
  ],
  details: [],
  ownCapital: 10_000_000,
  termMonths: 48,
  instalmentMonths: 12,
}

/** 01/TD with the longest of everything. */
export const longRequest: LoanRequestForm = {
  ...loanRequest,
  borrower: {
    ...borrower,
    name: letters('Nguyễn Hoàng Thị Phương Thảo ', 60),
    idIssuedBy: letters('Cục Cảnh sát quản lý hành chính ', 200),
    address: letters('Thôn Trác Nội Đông, Xóm Mười, ', 200),
  },
  heirName: letters('Trầnvănkhôngcókhoảngtrắng', 60),
  amount: 99_999_999_999,
  ownCapital: 100_000_000_000,
  plan: letters('Nuôi bò sinh sản, sửa chuồng trại và trồng cỏ; ', 500),
  items: Array.from({ length: 12 }, (_, i) => ({
    item: letters(`Hạng mục thứ ${i + 1} cần mua để làm chuồng, `, 120),
    quantity: '1000 cái loại to',
    amount: 8_333_333_333,
  })),
  terms: { ...terms, amount: 99_999_999_999, instalmentAmount: 99_999_999_999 },
  refusal: { key: 'applications:reasons.above_ceiling' },
}

/** 01/TD of which nearly nothing is known. */
export const bareRequest: LoanRequestForm = {
  form: 'loan_request',
  code: '26-000124',
  ...{ office, programme, borrower: { name: 'Trần Văn Đạt', birthYear: 1970 } },
  amount: 25_500_000,
  plan: '',
  items: [],
  details: [],
}

/** 01/TD of a student's household, which is asked for other things. */
export const studentRequest: LoanRequestForm = {
  ...loanRequest,
  items: [],
  details: [
    { name: 'student_name', value: 'Trần Thị Ngọc Ánh' },
    { name: 'study_year', value: 2 },
    { name: 'school', value: 'Trường Đại học Hà Hoa Tiên' },
    { name: 'tuition', value: { dong: 14_500_000 } },
    { name: 'contract_day', value: { day: '2026-09-05' } },
  ],
}

/** 04/TD that says yes. */
export const approval: ApprovalNoticeForm = {
  form: 'approval_notice',
  code: '26-000123',
  ...{ office, programme, borrower, group },
  commune: 'phường Duy Tân',
  asked: 51_000_000,
  outcome: { terms, receiveOn: '2026-12-12', place: 'Điểm giao dịch phường Duy Tân, nhà văn hóa Trác Nội' },
}

/** 04/TD that says no. */
export const refusal: ApprovalNoticeForm = {
  ...approval,
  outcome: { refusal: { key: 'applications:reasons.above_ceiling' }, note: 'Trả bớt khoản cũ rồi đề nghị lại.' },
}

/** 03/TD with that many requests. */
export function groupList(count: number): GroupListForm {
  return { form: 'group_list', ...{ office, group, programme }, commune: 'phường Duy Tân', requests: requests(count) }
}

/** 10C/TD with that many requests and members. */
export function groupMinutes(count: number, members: number): GroupMinutesForm {
  const people = Array.from({ length: members }, (_, i) => ({ name: `Vũ Thị Mỵ ${i + 1}`, address: 'Thôn Trác Nội' }))
  return {
    ...{ form: 'group_minutes', office, group, members: people },
    commune: 'phường Duy Tân',
    requests: requests(count),
  }
}

/** 08/TD or 09/TD. */
export function termChange(form: TermChangeForm['form']): TermChangeForm {
  return {
    ...{ form, office, group, borrower, programme },
    code: 'K26-000012',
    commune: 'phường Duy Tân',
    loanCode: '6600123412341234',
    principal: 50_000_000,
    disbursedOn: '2025-12-12',
    finalDueDate: '2028-12-12',
    outstanding: 33_000_000,
    asOf: '2026-11-20',
    due: { amount: 17_000_000, day: '2026-12-12' },
    reason: 'Bão làm hỏng 3 sào lúa, chưa bán được lợn. Gia đình xin lùi kỳ trả đến vụ sau.',
    askedAmount: 15_500_000,
    askedDay: '2027-06-12',
  }
}

/** A text of so many letters, made of a piece that is said again and again. */
export function letters(piece: string, count: number): string {
  const many = [...piece.repeat(Math.ceil(count / piece.length))]
  return many.slice(0, count).join('').trim()
}

function requests(count: number): GroupRequest[] {
  return Array.from({ length: count }, (_, i) => ({
    ...{ name: `Phạm Thị Kiều Oanh ${i + 1}`, address: 'Thôn Trác Nội', programme },
    status: { key: 'forms:statuses.poor' },
    amount: 20_000_000 + i * 500_000,
    termMonths: 36,
    purpose: i % 3 === 0 ? letters('Mua bò cái và thức ăn, sửa chuồng trại; ', 300) : 'Nuôi bò sinh sản',
  }))
}

function lettersOf(vowels: readonly string[]): string {
  const tones = ['', '\u0300', '\u0309', '\u0303', '\u0301', '\u0323']
  const small = ['đ', ...vowels.map((vowel) => tones.map((tone) => `${vowel}${tone}`.normalize('NFC')).join(''))]
  return [...small, ...small.map((word) => word.toUpperCase())].join(' ')
}
