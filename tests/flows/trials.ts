import nextStep from '../../locales/vi/flows/next-step.json' with { type: 'json' }
import type { Json } from '../../src/conversation/question.ts'
import type { FlowId } from '../../src/flows/index.ts'
import type { Trial } from '../walk.ts'

/** Two made-up communes of an office, and what the first was made of. */
export const communes = {
  communes: [
    { id: '990001', name: 'Phường Đồng Mơ', kind: 'phuong' },
    { id: '990002', name: 'Xã Suối Mây', kind: 'xa' },
  ],
  former_990001: [
    { id: 'thi_tran_dong_van_ha', name: 'thị trấn Đồng Văn Hạ' },
    { id: 'xa_dong_mo', name: 'xã Đồng Mơ' },
  ],
  former_990002: [],
}

/** What the talk about eligibility is opened with for a stranger. */
export const eligibilityGiven = { ...communes, day: '2026-11-22' }

/** The same where the first commune was made of wards as well: which of them decides. */
export const mixedGiven = {
  ...eligibilityGiven,
  former_990001: [...communes.former_990001, { id: 'phuong_dong_van', name: 'phường Đồng Văn' }],
}

/** The same for a linked household: near poor, of the first commune, with a loan for clean water. */
export const linkedGiven = {
  ...eligibilityGiven,
  commune: '990001',
  facts: {
    povertyStatus: 'near_poor',
    groupMember: true,
    existingVbspDebtVnd: { clean_water: 30_000_000 },
    overdueDebtAtVbsp: false,
  },
}

/** What an application is opened with. */
export const applyGiven = {
  ...communes,
  programme: 'near_poor',
  year: 2026,
  day: '2026-11-22',
  photos: true,
  maxAmountDong: 100_000_000,
  maxTermMonths: 120,
}

/** The same for a household that the bank knows, with its phone number. */
export const applyKnown = {
  ...applyGiven,
  known: true,
  fullName: 'Trần Thị Mơ',
  birthYear: 1968,
  communeName: 'Xã Suối Mây',
  hamlet: 'thôn Tây',
  knownPhone: '0912345670',
}

const leaderRequestGiven = { id: '1', name: 'Bà Mơ', amountDong: 20_000_000, members: 40, day: '2026-11-22' }

/** What the talk about a difficulty is opened with for a stranger. */
export const difficultyGiven = { day: '2026-11-22', askDays: 5 }

/** Loans of a household, as that talk names them: the first in time to ask for more time, the second late, the others of an unknown day. */
export function loansToName(count: number): Json[] {
  const days = { days: 5, pays: { day: '2026-12-19' }, by: { day: '2026-12-14' } }
  const timings = ['in_time', 'late', 'unknown']
  return Array.from({ length: count }, (_, i) => ({
    id: String(i + 1),
    outstanding: 20_000_000,
    words: {
      key: 'flows/report-difficulty:loan_label',
      with: { programme: { words: { key: 'programmes/clean-water:name' } }, code: `432${i}` },
    },
    timing: { key: `flows/report-difficulty:timing.${timings[Math.min(i, 2)]}`, with: days },
  }))
}

const difficultyTyped = { detail: 'lợn chết hết rồi', reason: 'chồng ốm', until: '15/3/2027', pay_now: '500 nghìn' }

/** What the talk about a promise is opened with. */
export const promiseGiven = {
  today: '2026-11-16',
  until: '2026-11-19',
  offered: [
    { id: 'session', day: '2026-11-19' },
    { id: 'tomorrow', day: '2026-11-17' },
  ],
}

/** What the talk about a payment that was made is opened with. */
export const claimGiven = {
  today: '2026-11-16',
  offered: [
    { id: 'today', day: '2026-11-16' },
    { id: 'yesterday', day: '2026-11-15' },
  ],
}

/** What the talk about a loss is opened with. */
export const lossGiven = { disaster: '1', since: '2026-11-20', day: '2026-11-22', hamlet: 'thôn Tây', photos: true }

/** One line for each short question of a table is read as a thing, a quantity and an amount. */
const lossTyped = { items: '15 triệu', happened: 'hôm qua', place: 'đồng Mơ, thôn Tây' }

/** What a leader's word to members is opened with. */
export const nudgeGiven = {
  ...{ group: '1', count: 2, items: ['all', { id: 'h1', name: 'Trần Thị Mơ' }, 'next'] },
  people: [
    { id: '1', name: 'Trần Thị Mơ' },
    { id: '2', name: 'Lê Văn Sung' },
  ],
  about: { day: { day: '2026-11-24' }, place: 'Nhà văn hóa' },
  signature: { key: 'flows/leader-nudge:signed.leader', with: { leader: 'Phạm Thị Na' } },
}

const groupsToPick = Array.from({ length: 8 }, (_, i) => ({ id: `g${i + 1}`, name: `Tổ Đông ${i + 1}` }))

/** What the words of a notice are asked for with. */
export const noticeGiven = { to: 'c1', name: 'Phường Đồng Mơ', count: 3, households: 5, day: '2026-11-22' }

/** Cases of a person, as the list of them is opened. */
export function casesToName(count: number): Json[] {
  return Array.from({ length: count }, (_, i) => ({
    id: String(i + 1),
    words: {
      key: 'cases:own.label',
      with: { code: `K26-00000${i}`, kind: { words: { key: 'cases:kinds.more_time' } } },
    },
  }))
}

/** Everything that can be offered after an answer: what has words. */
export const offers = Object.keys(nextStep.what.options)

/** What each flow is tried out with: together the trials reach every place. */
export const trials: Record<FlowId, readonly Trial[]> = {
  apply: [
    { given: applyGiven, typed: applyTyped() },
    { given: applyKnown, typed: applyTyped() },
    ...['student', 'job_creation', 'labour_export', 'clean_water', 'social_housing'].map((programme) => ({
      given: { ...applyGiven, programme, maxAmountDong: 500_000_000 },
      typed: applyTyped(),
    })),
    {
      given: { ...applyGiven, programme: 'job_creation', maxAmountDong: 500_000_000 },
      typed: { ...applyTyped(), amount: '300 triệu' },
    },
  ],
  'case-solved': [{ given: {} }],
  'channel-order': [
    { given: { linked: true, channels: ['zalo', 'telegram', 'web'] } },
    { given: { linked: true, channels: ['zalo'] } },
    { given: { linked: false, channels: [] } },
  ],
  'check-eligibility': [
    { given: eligibilityGiven },
    { given: linkedGiven },
    { given: { ...linkedGiven, purpose: 'clean_water' } },
    { given: { ...mixedGiven, purpose: 'clean_water' } },
    { given: { ...eligibilityGiven, purpose: 'abroad' } },
  ],
  'disaster-loss': [
    { given: lossGiven, typed: lossTyped },
    { given: { ...lossGiven, hamlet: '', photos: false, safe: true }, typed: lossTyped },
    { given: { ...lossGiven, hurt: true }, typed: lossTyped },
  ],
  'disaster-notice': [{ given: {} }],
  'leader-bench': [
    { given: { items: ['due', 'members', 'sheet', 'nudge'] } },
    { given: { items: ['next', 'bench', 'group'] } },
  ],
  'leader-nudge': [{ given: nudgeGiven, typed: { own: 'Mai tôi ở nhà văn hóa từ sáng' } }],
  'leader-answer': [{ given: { id: '1', name: 'Bà Mơ' }, typed: { answer: 'mai bác ra nhà văn hoá' } }],
  'leader-group': [
    {
      given: {
        items: [
          { id: 'g1', name: 'Tổ Đông' },
          {
            id: 'a1',
            words: { key: 'flows/leader-group:task.request', with: { name: 'Bà Mơ', amount: { dong: 20_000_000 } } },
          },
          {
            id: 'c1',
            words: {
              key: 'flows/leader-group:task.case',
              with: { name: 'Ông Sông', kind: { words: { key: 'cases:kinds.difficulty' } } },
            },
          },
          'next',
        ],
      },
    },
    {
      given: {
        items: ['bench'],
      },
    },
  ],
  'leader-link': [
    { given: { canShare: true }, typed: { code: 'TO-ABCD-2345', contact: 'share 0912345678' } },
    { given: { code: 'TOABCD2345' }, typed: { phone: '0912345678' } },
  ],
  'leader-request': [
    { given: leaderRequestGiven, typed: { held: '20/11', present: '18', amount: '15 triệu', term_months: '36' } },
    {
      given: { ...leaderRequestGiven, termMonths: 48 },
      typed: { held: '20/11', present: '18', amount: '15 triệu', term_months: '36' },
    },
  ],
  'link-account': [
    { given: { canShare: true }, typed: { code: 'ABCD2345', contact: 'share 0912345678', proof: '1234' } },
    { given: { code: 'ABCD2345' }, typed: { proof: '1968' } },
  ],
  menu: [
    { given: {} },
    { given: { begun: true } },
    { given: { leads: true } },
    { given: { leads: true, begun: true } },
  ],
  'my-cases': [{ given: { cases: casesToName(1) } }, { given: { cases: casesToName(3) } }],
  'my-loan': [{ given: { linked: true } }, { given: { linked: false } }],
  'next-step': [{ given: { offers } }],
  'old-account': [{ given: { old: ['7'], channel: 'zalo' } }],
  'is-it-us': [{ given: {}, typed: { what: 'so nay cua ai 0912345678' } }, { given: { doubted: 'tin la' } }],
  'paid-claim': [
    { given: claimGiven, typed: { whom: 'chị Hoa' } },
    { given: { ...claimGiven, to: 'other', name: 'chị Hoa' } },
    { given: { ...claimGiven, to: 'leader', paidOn: '2026-11-20' } },
  ],
  promise: [{ given: promiseGiven }, { given: { ...promiseGiven, offered: [] } }],
  receipt: [{ given: {} }],
  reminder: [{ given: {} }],
  'report-difficulty': [
    { given: difficultyGiven, typed: difficultyTyped },
    { given: { ...difficultyGiven, struck: true }, typed: difficultyTyped },
    { given: { ...difficultyGiven, loans: loansToName(3) }, typed: difficultyTyped },
    { given: { ...difficultyGiven, loans: loansToName(5) }, typed: difficultyTyped },
    { given: { ...difficultyGiven, kind: 'fraud' }, typed: { detail: 'bị lừa' } },
    { given: { ...difficultyGiven, kind: 'complaint', about: 'group_leader' }, typed: { detail: 'thu sai' } },
    { given: { ...difficultyGiven, kind: 'more_time', loans: loansToName(2) }, typed: difficultyTyped },
  ],
  settings: [
    { given: { news: 'on', reminders: 'off', receipts: 'on' }, typed: { code_word: 'hoa gạo' } },
    { given: { open: 'erase', channels: ['zalo', 'web'] } },
    { given: { open: 'code_word' }, typed: { code_word: 'bỏ' } },
  ],
  'staff-notice': [
    { given: {} },
    { given: { what: 'group', page: 0, items: [...groupsToPick, 'next'] } },
    { given: noticeGiven, typed: { title: 'Lịch giao dịch', text: 'Ngày 12 có phiên.' } },
  ],
  'supply-papers': [
    { given: {} },
    {
      given: {
        papers: [
          { id: 'identity_front', words: { key: 'flows/apply:papers.names.identity_front' } },
          { id: 'other', words: { key: 'flows/supply-papers:other' } },
        ],
      },
      typed: { papers: '71' },
    },
  ],
  'talk-to-staff': [{ given: {}, typed: { about: 'cho tôi hỏi' } }],
  welcome: [
    { given: { language: 'ask', office: 'PGD Đồng Mơ', phone: '0226' } },
    { given: { office: 'PGD Đồng Mơ', phone: '0226' } },
  ],
}

function applyTyped(): Record<string, string> {
  return {
    full_name: 'Trần Thị Mơ',
    birth_year: '1968',
    phone: '0912345678',
    hamlet: 'thôn Đông',
    amount: '20 triệu',
    plan: 'mua hai con bò',
    own_capital: '0',
    items: '20 triệu',
    collateral: 'sổ đỏ đất ở',
    term_months: '48',
    heir_name: 'không',
    student_name: 'Trần Văn Nam',
    school: 'Đại học Đồng Mơ',
    course: 'kế toán',
    study_year: '1',
    tuition: '15tr',
    workers: '2',
    workplace: 'tại nhà',
    country: 'Nhật Bản',
    company: 'Công ty Sông Mây',
    contract_day: '3/2/2026',
    costs: '80 triệu',
    price: '600 triệu',
  }
}
