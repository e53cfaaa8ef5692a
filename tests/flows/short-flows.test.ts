import { describe, expect, it } from 'vitest'
import type { Given } from '../../src/conversation/question.ts'
import { type FlowId, flowOf } from '../../src/flows/index.ts'
import { talk } from '../walk.ts'
import { casesToName, claimGiven, difficultyGiven, loansToName, promiseGiven } from './trials.ts'

type Row = [lines: string, outcome: string, given?: Given]

const ends: Partial<Record<FlowId, Row[]>> = {
  welcome: [
    ['agree > yes', 'agreed'],
    ['dong y > khong', 'agreed'],
    ['chi hoi chung', 'declined'],
    ['2', 'declined'],
    ['en', 'language_chosen', { language: 'ask' }],
    ['tieng viet', 'language_chosen', { language: 'ask' }],
    ['dong y > co gui cho toi', 'agreed', { language: 'vi' }],
  ],
  menu: [
    ['borrow', 'borrow'],
    ['toi muon vay von', 'borrow'],
    ['2', 'my_loan'],
    ['khoan vay', 'my_loan'],
    ['toi can giup > kho khan', 'difficulty'],
    ['help > 2', 'my_cases'],
    ['help > 3', 'talk'],
    ['help > fraud', 'fraud'],
    ['viec khac > don vay cua toi', 'applications'],
    ['more > lien ket so vay', 'link'],
    ['4 > 3', 'settings'],
    ['more > loa la ai', 'about'],
  ],
  'my-loan': [
    ['', 'link_first', { linked: false }],
    ['', 'link_first'],
    ['kho tra no', 'difficulty', { linked: true }],
    ['so nay khong dung', 'not_right', { linked: true }],
    ['viec khac', 'menu', { linked: true }],
  ],
  'link-account': [
    ['code > ABCD2345 > both > head > 1234', 'prove'],
    ['1 > abcd 2345 > 2 > 4 > 1234', 'prove'],
    ['phone > share +84912345678 > both > vo hoac chong > 1968', 'prove', { canShare: true }],
    ['chua co gi', 'nothing'],
    ['2', 'leader'],
    ['3', 'nothing'],
    ['4', 'nothing', { canShare: true }],
    ['code > ABCD2345 > no', 'declined'],
    ['both > con chau > 1234', 'prove', { code: 'ABCD2345' }],
    ['khong dong y', 'declined', { code: 'ABCD2345' }],
  ],
  'report-difficulty': [
    ['mat mua > dich benh > lợn chết hết', 'reported'],
    ['mat mua, thien tai > bao lu > lụt mất lúa', 'reported'],
    ['family > om dau > chồng tôi nằm viện', 'reported'],
    ['2 > 2 > bố tôi mất tháng trước', 'reported'],
    ['nguoi nha gap chuyen > mat viec > con tôi nghỉ việc', 'reported'],
    ['phan anh > khieu nai > to truong > thu tiền không biên lai', 'reported'],
    ['viec to > mat so > mất sổ vay vốn', 'reported'],
    ['other > fraud > có người đòi phí', 'reported'],
    ['living > crop > 2 > lúa lép hết', 'reported', { ...difficultyGiven, loans: loansToName(2) }],
    ['living > disaster > khoan khac > bão', 'reported', { ...difficultyGiven, loans: loansToName(5) }],
    ['xin them han > chồng ốm > 15/3/2027 > 2 triệu', 'reported', difficultyGiven],
    ['3 > 1 > chồng ốm > chua biet > khong', 'reported', { ...difficultyGiven, loans: loansToName(2) }],
    ['có người gọi đòi phí', 'reported', { kind: 'fraud' }],
  ],
  'talk-to-staff': [['cho tôi hỏi lãi suất', 'opened']],
  'case-solved': [
    ['da xong', 'solved'],
    ['chua xong', 'not_yet'],
    ['2', 'not_yet'],
  ],
  'my-cases': [
    ['nhan them', 'write', { cases: casesToName(1) }],
    ['da xong', 'done', { cases: casesToName(1) }],
    ['2 > nhan them', 'write', { cases: casesToName(3) }],
    ['muc chinh', 'menu', { cases: casesToName(3) }],
    ['1 > 3', 'menu', { cases: casesToName(3) }],
  ],
  reminder: [
    ['will_pay', 'will_pay'],
    ['toi tra roi', 'paid'],
    ['toi gap kho khan', 'in_difficulty'],
    ['4', 'not_mine'],
  ],
  promise: [
    ['session', 'named', promiseGiven],
    ['tomorrow', 'named', promiseGiven],
    ['toi ra thu 5 nhe', 'named', promiseGiven],
    ['thu 2', 'named', promiseGiven],
    ['mung 3', 'named', promiseGiven],
    ['chua biet ngay', 'open', promiseGiven],
    ['3', 'open', promiseGiven],
  ],
  'paid-claim': [
    ['point > hom nay > co', 'claimed', claimGiven],
    ['to truong > hom qua > khong co', 'claimed', claimGiven],
    ['other > chị Hoa > mung 3 > unsure', 'claimed', claimGiven],
    ['khong nho > 1', 'claimed', { ...claimGiven, to: 'leader' }],
    ['1', 'claimed', { ...claimGiven, to: 'leader', paidOn: '2026-11-15' }],
  ],
  receipt: [
    ['dung', 'right'],
    ['khong dung', 'wrong'],
    ['2', 'wrong'],
  ],
  'is-it-us': [
    ['tin nay cua ai', 'checked'],
    ['bao lua dao', 'report', { doubted: 'tin la' }],
    ['2', 'another', { doubted: 'tin la' }],
  ],
  settings: [
    ['news > off', 'turned'],
    ['nhac tra no > bat', 'turned'],
    ['language > en', 'language_set'],
    ['du lieu cua toi > xem loa giu gi', 'see'],
    ['my_data > code_word > hoa gạo', 'code_word_set'],
    ['bỏ', 'code_word_set', { open: 'code_word' }],
    ['reminders > receipts > off', 'receipts_turned'],
    ['my_data > unlink', 'unlinked'],
    ['tin nhac tra no > doi noi nhan tin', 'order'],
    ['news > where', 'order'],
    ['4 > 4', 'erase_asked'],
    ['khong xoa', 'kept', { open: 'erase', channels: [] }],
    ['xoa het', 'erased', { open: 'erase', channels: ['zalo'] }],
  ],
  'channel-order': [
    ['zalo', 'put_first', { linked: true, channels: ['telegram', 'zalo'] }],
    ['trang chat', 'put_first', { linked: true, channels: ['telegram', 'web'] }],
    ['1', 'put_first', { linked: true, channels: ['telegram', 'web'] }],
    ['', 'only_one', { linked: true, channels: ['zalo'] }],
    ['', 'only_one', { linked: true, channels: [] }],
    ['', 'link_first', { linked: false }],
    ['', 'link_first'],
  ],
  'old-account': [
    ['left', 'taken_off', { old: ['7'], channel: 'zalo' }],
    ['khong dung nua', 'taken_off', { old: ['7'], channel: 'zalo' }],
    ['con dung', 'kept', { old: ['7'], channel: 'zalo' }],
  ],
  'next-step': [
    ['apply', 'go', { offers: ['apply', 'ask_again', 'person'] }],
    ['lam don vay', 'go', { offers: ['apply', 'ask_again', 'person'] }],
    ['1', 'go'],
  ],
}

describe.each(Object.entries(ends))('%s', (id, rows) => {
  const flow = flowOf(id)
  it.each(rows)('"%s" ends at %s', (lines, outcome, given = {}) => {
    if (!flow) throw new Error(`no flow ${id}`)
    expect(talk(flow, given, lines === '' ? [] : lines.split(' > '))).toMatchObject({ kind: 'done', outcome })
  })
})

const asks: Partial<Record<FlowId, Row[]>> = {
  welcome: [['ok', 'consent']],
  menu: [
    ['help', 'help'],
    ['more > 5', 'more'],
  ],
  'link-account': [
    ['phone', 'way'],
    ['phone > 0912345678', 'contact', { canShare: true }],
    ['code > ABC', 'code'],
    ['code > ABCD2345 > both', 'who'],
    ['code > ABCD2345 > both > head > 123', 'proof'],
  ],
  'report-difficulty': [
    ['other > complaint', 'about'],
    ['living > crop > !', 'detail'],
    ['living > crop', 'detail', { ...difficultyGiven, loans: loansToName(1) }],
    ['living > crop', 'loan', { ...difficultyGiven, loans: loansToName(2) }],
    ['other > complaint', 'about', { ...difficultyGiven, loans: loansToName(2) }],
    ['', 'reason', { ...difficultyGiven, kind: 'more_time' }],
    ['', 'loan', { ...difficultyGiven, kind: 'more_time', loans: loansToName(2) }],
    ['', 'reason', { ...difficultyGiven, kind: 'more_time', loans: loansToName(2), loanId: '2' }],
    ['chồng ốm > 22/11/2026', 'until', { ...difficultyGiven, kind: 'more_time' }],
    ['chồng ốm > 23/11/2026', 'pay_now', { ...difficultyGiven, kind: 'more_time' }],
    ['chồng ốm > 1/1/2027 > 20000001', 'pay_now', { ...difficultyGiven, kind: 'more_time', loans: loansToName(1) }],
    ['', 'about', { ...difficultyGiven, kind: 'complaint' }],
    ['', 'detail', { kind: 'fraud' }],
  ],
  'talk-to-staff': [['?', 'about']],
  reminder: [['chưa trả được đâu', 'answer']],
  settings: [
    ['', 'erase', { open: 'erase' }],
    ['ừ', 'erase', { open: 'erase' }],
  ],
  'next-step': [['apply', 'what', { offers: ['menu'] }]],
}

describe.each(Object.entries(asks))('%s', (id, rows) => {
  const flow = flowOf(id)
  it.each(rows)('after "%s" asks for %s', (lines, node, given = {}) => {
    if (!flow) throw new Error(`no flow ${id}`)
    expect(talk(flow, given, lines === '' ? [] : lines.split(' > '))).toMatchObject({ kind: 'ask', prompt: { node } })
  })
})
