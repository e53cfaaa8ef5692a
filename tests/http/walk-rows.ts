import type { Role } from '../../src/domain/staff.ts'
import type { Thing } from './walk-things.ts'

/** The roles that walk, in the order of the table. */
export const walkers = ['officer', 'director', 'commune_chair', 'admin'] as const satisfies readonly Role[]

/** What a route answers: to an officer, a director, a chair, an administrator. */
type Answers = readonly [officer: number, director: number, chair: number, admin: number]

/** One route: what it is asked with, and what it answers. */
export interface Row {
  answers: Answers
  /** What its parameter `:id` or `:token` names: a fresh one for each question. */
  thing?: Thing
  /** Other parameters of its path. */
  params?: Record<string, string>
  /** What stands in the address behind the path. */
  query?: string
  /** A form that is filled in as it should be. */
  form?: Record<string, string | string[]>
  /** The same answer to everybody, signed in or not. */
  open?: true
  /** The answer to a director without a second factor, where it is not the way to set one up. */
  unready?: number
  /** It ends the session that asks. */
  ends?: true
}

const everybody: Answers = [200, 200, 200, 200]
const bank: Answers = [200, 200, 403, 403]
const bankDoes: Answers = [303, 303, 403, 403]
const withChair: Answers = [200, 200, 200, 403]
const managers: Answers = [403, 200, 403, 200]
const managersDo: Answers = [403, 303, 403, 303]

const words = { sender: 'Phòng giao dịch', title: 'Lịch', body: 'Phiên tháng 12 vẫn mở.', whom: 'everybody' }
const template = { form: 'reminder', via: 'uid', id: '1' }

/** Every route of the console. One that is not here fails the walk. */
export const rows: Record<string, Row> = {
  // ---- the door
  'GET /console/style.css': { answers: everybody, open: true },
  'GET /console/dark.css': { answers: everybody, open: true },
  'GET /console/sign-in': { answers: everybody, open: true },
  'POST /console/sign-in': { answers: [401, 401, 401, 401], open: true },
  'GET /console/sign-in/code': { answers: everybody, open: true },
  'POST /console/sign-in/code': { answers: [401, 401, 401, 401], open: true },
  'POST /console/sign-out': { answers: [303, 303, 303, 303], open: true, ends: true },
  'GET /console/invitation/:token': { answers: everybody, open: true, thing: 'invitation' },
  'POST /console/invitation/:token': { answers: [422, 422, 422, 422], open: true, thing: 'invitation' },
  'GET /console/new-password/:token': { answers: everybody, open: true, thing: 'offer' },
  'POST /console/new-password/:token': { answers: [422, 422, 422, 422], open: true, thing: 'offer' },

  // ---- oneself
  'GET /console': { answers: everybody },
  'POST /console/language': { answers: [303, 303, 303, 303], form: { lang: 'vi' }, unready: 303 },
  'GET /console/account': { answers: everybody },
  'POST /console/account/look': { answers: [303, 303, 303, 303], form: { lang: 'vi', theme: 'device' } },
  'POST /console/account/sessions/end': { answers: [303, 303, 303, 303] },
  'GET /console/account/second-factor': { answers: everybody, unready: 200 },
  'POST /console/account/second-factor/begin': { answers: [422, 303, 422, 303], unready: 422 },
  'POST /console/account/second-factor/confirm': { answers: [422, 303, 422, 303], unready: 422 },
  'POST /console/account/second-factor/codes': { answers: [422, 422, 422, 422], unready: 422 },
  'POST /console/account/second-factor/off': { answers: [422, 303, 422, 303] },

  // ---- reminders
  'GET /console/reminders': { answers: bank },
  'GET /console/reminders/list.csv': { answers: bank },
  'GET /console/reminders/list.xlsx': { answers: bank },
  'GET /console/reminders/overdue': { answers: bank },
  'GET /console/reminders/overdue/list.csv': { answers: bank },
  'GET /console/reminders/overdue/list.xlsx': { answers: bank },
  'GET /console/reminders/plan': { answers: [404, 200, 403, 403] },
  'POST /console/reminders/plan': { answers: [404, 422, 403, 403] },
  'GET /console/reminders/receipts': { answers: [404, 200, 403, 403] },
  'POST /console/reminders/receipts': { answers: [404, 303, 403, 403], form: { to: 'on' } },

  // ---- requests and their forms
  'GET /console/applications': { answers: withChair },
  'GET /console/applications/list.csv': { answers: withChair },
  'GET /console/applications/list.xlsx': { answers: withChair },
  'GET /console/applications/times': { answers: [404, 200, 404, 403] },
  'POST /console/applications/times': { answers: [404, 422, 404, 403] },
  'GET /console/applications/:id': { answers: withChair, thing: 'application' },
  'GET /console/applications/:id/complete': { answers: withChair, thing: 'application' },
  'POST /console/applications/:id/complete': { answers: [422, 422, 404, 403], thing: 'application' },
  'POST /console/applications/:id/phone': { answers: withChair, thing: 'application' },
  'POST /console/applications/:id/identity': { answers: withChair, thing: 'approved' },
  'POST /console/applications/:id/step': {
    ...{ answers: [303, 303, 422, 403], thing: 'application', form: { event: 'pass_to_group' } },
  },
  'GET /console/applications/:id/paper/:attachmentId': {
    answers: [404, 404, 404, 403],
    thing: 'application',
    params: { attachmentId: '1' },
  },
  'GET /console/applications/:id/form/01td.pdf': { answers: withChair, thing: 'application' },
  'GET /console/applications/:id/form/04td.pdf': { answers: withChair, thing: 'approved' },
  'GET /console/groups': { answers: withChair },
  'GET /console/groups/list.csv': { answers: withChair },
  'GET /console/groups/list.xlsx': { answers: withChair },
  'GET /console/groups/:id': { answers: withChair, thing: 'group' },
  'POST /console/groups/:id/code': {
    ...{ answers: [200, 200, 404, 403], thing: 'group', form: { role: 'leader', phone: '0977000001' } },
  },
  'POST /console/groups/:id/end': { answers: [404, 404, 404, 403], thing: 'group' },
  'GET /console/chair-links': { answers: bank },
  'GET /console/chair-links/list.csv': { answers: bank },
  'GET /console/chair-links/list.xlsx': { answers: bank },
  'POST /console/chair-links': { answers: [404, 404, 403, 403] },
  'POST /console/chair-links/:id/pin': { answers: bank, thing: 'chairLink' },
  'POST /console/chair-links/:id/revoke': { answers: bankDoes, thing: 'chairLink' },
  'GET /console/groups/:id/form/03td.pdf': { answers: withChair, thing: 'group' },
  'GET /console/groups/:id/form/10ctd.pdf': { answers: withChair, thing: 'group' },
  'GET /console/groups/:id/form/bang-thu.pdf': { answers: [200, 200, 404, 403], thing: 'group' },
  'GET /console/groups/:id/form/bang-thu.xlsx': { answers: [200, 200, 404, 403], thing: 'group' },

  // ---- disasters
  'GET /console/disaster': { answers: everybody },
  'GET /console/disaster/new': { answers: managers },
  'POST /console/disaster/new': { answers: [403, 422, 403, 422] },
  'POST /console/disaster/start': { answers: [403, 422, 403, 422] },
  'GET /console/disaster/:id': { answers: everybody, thing: 'disaster' },
  'GET /console/disaster/:id/list.csv': { answers: [200, 200, 200, 404], thing: 'disaster' },
  'GET /console/disaster/:id/list.xlsx': { answers: [200, 200, 200, 404], thing: 'disaster' },
  'POST /console/disaster/:id/end': { answers: managersDo, thing: 'disaster' },
  'GET /console/disaster/report/:id': { answers: [200, 200, 200, 404], thing: 'loss' },
  'POST /console/disaster/report/:id/step': {
    ...{ answers: [303, 303, 404, 404], thing: 'loss', form: { step: 'verify', loss: '5 triệu', capital: '10 triệu' } },
  },
  'GET /console/disaster/report/:id/ho-so-thiet-hai.pdf': { answers: [200, 200, 404, 404], thing: 'loss' },
  'GET /console/disaster/report/:id/photo/:photoId': {
    answers: [404, 404, 404, 404],
    thing: 'loss',
    params: { photoId: '1' },
  },

  // ---- cases
  'GET /console/cases': { answers: withChair },
  'GET /console/cases/desk.js': { answers: withChair },
  'GET /console/cases/live': { answers: withChair },
  'GET /console/cases/next': { answers: [302, 302, 302, 403] },
  'GET /console/cases/list.csv': { answers: withChair },
  'GET /console/cases/list.xlsx': { answers: withChair },
  'GET /console/cases/:id/live': { answers: withChair, thing: 'case' },
  'POST /console/cases/:id/insert': { answers: withChair, thing: 'case' },
  'POST /console/cases/:id/note': { answers: [303, 303, 303, 403], thing: 'case', form: { note: 'Gọi lại sau.' } },
  'POST /console/cases/:id/assign': { answers: [303, 303, 303, 403], thing: 'case', form: { from: '', to: '' } },
  'POST /console/cases/:id/hand-back': { answers: [303, 303, 303, 403], thing: 'case' },
  'GET /console/replies': { answers: bank },
  'GET /console/replies/list.csv': { answers: bank },
  'GET /console/replies/list.xlsx': { answers: bank },
  'POST /console/replies': { answers: [422, 422, 403, 403], form: { title: '', text: '' } },
  'GET /console/replies/:id': { answers: bank, thing: 'reply' },
  'POST /console/replies/:id': { answers: [422, 422, 403, 403], thing: 'reply', form: { title: '', text: '' } },
  'POST /console/replies/:id/drop': { answers: bankDoes, thing: 'reply' },
  'GET /console/cases/:id': { answers: withChair, thing: 'case' },
  'GET /console/cases/:id/talk': { answers: [200, 200, 404, 403], thing: 'case' },
  'POST /console/cases/:id/answer': { answers: [303, 303, 303, 403], thing: 'case', form: { text: 'Vâng ạ.' } },
  'POST /console/cases/:id/close': { answers: [303, 303, 303, 403], thing: 'case' },
  'GET /console/cases/:id/form/08td.pdf': { answers: [200, 200, 404, 403], thing: 'case' },
  'GET /console/cases/:id/form/09td.pdf': { answers: [200, 200, 404, 403], thing: 'case' },

  // ---- announcements
  'GET /console/announcements': { answers: bank },
  'GET /console/announcements/list.csv': { answers: bank },
  'GET /console/announcements/list.xlsx': { answers: bank },
  'GET /console/announcements/follow.js': { answers: bank },
  'GET /console/announcements/count.js': { answers: bank },
  'GET /console/announcements/new': { answers: bank },
  'POST /console/announcements/new': { answers: bankDoes, form: words },
  'GET /console/announcements/:id': { answers: bank, thing: 'draft' },
  'GET /console/announcements/:id/list.csv': { answers: bank, thing: 'sent' },
  'GET /console/announcements/:id/list.xlsx': { answers: bank, thing: 'sent' },
  'GET /console/announcements/:id/edit': { answers: bank, thing: 'draft' },
  'POST /console/announcements/:id/edit': { answers: bankDoes, thing: 'draft', form: words },
  // Nobody has approved it.
  'POST /console/announcements/:id/send': { answers: [409, 409, 403, 403], thing: 'draft' },
  'POST /console/announcements/:id/:step{submit|decide|schedule|unschedule|test}': {
    ...{ answers: bankDoes, thing: 'draft', params: { step: 'submit' } },
  },
  'GET /console/announcements/picture/:id': { answers: bank, thing: 'pictured' },
  'GET /console/announcements/picture/:id/file': { answers: bank, thing: 'pictured' },
  'POST /console/announcements/picture/:id': { answers: bankDoes, thing: 'pictured', form: { alt: 'Sơ đồ' } },
  'POST /console/announcements/picture/:id/remove': { answers: bankDoes, thing: 'pictured' },
  'GET /console/announcements/:id/replies': { answers: bank, thing: 'sent' },
  'GET /console/announcements/:id/going': { answers: bank, thing: 'sent' },
  'POST /console/announcements/:id/turn': { answers: bankDoes, thing: 'sent', form: { turn: 'pause' } },

  // ---- who approves announcements
  'GET /console/approval': { answers: managers },
  'POST /console/approval': { answers: [403, 422, 403, 422] },

  // ---- the calendar
  'GET /console/calendar': { answers: bank },
  'GET /console/calendar/list.csv': { answers: bank },
  'GET /console/calendar/list.xlsx': { answers: bank },
  'GET /console/calendar/signing': { answers: bank },
  'POST /console/calendar/signing': { answers: [404, 303, 403, 403], form: { by: 'office' } },
  'GET /console/calendar/trials': { answers: bank },
  'POST /console/calendar/trials': { answers: [404, 422, 403, 403] },
  'POST /console/calendar/trials/:id/stop': { answers: [404, 303, 403, 403], thing: 'comparison' },
  'GET /console/calendar/:id': { answers: bank, thing: 'point' },
  'POST /console/calendar/:id': {
    ...{ answers: bankDoes, thing: 'point', form: { address: 'Nhà văn hóa', opensAt: '07:30', dayOfMonth: '1' } },
  },
  'GET /console/calendar/:id/move': { answers: bank, thing: 'point', query: '?month=2027-01' },
  'POST /console/calendar/:id/move': {
    ...{ answers: bank, thing: 'point', form: { month: '2027-01', day: '2027-01-04', reason: 'holiday' } },
  },
  'POST /console/calendar/:id/undo': { answers: [404, 404, 403, 403], thing: 'point', form: { month: '2027-01' } },
  'POST /console/calendar/:id/collection': { answers: [404, 404, 403, 403], thing: 'point' },

  // ---- people
  'GET /console/search': { answers: bank, query: '?q=hoa' },
  'POST /console/search': { answers: bank, form: { q: '0912345678' } },
  'GET /console/people/list.csv': { answers: bank, query: '?q=thi%20hoa' },
  'GET /console/people/list.xlsx': { answers: bank, query: '?q=thi%20hoa' },
  'GET /console/people': { answers: bank, query: '?q=hoa' },
  'POST /console/people': { answers: bank, form: { q: '0912345678' } },
  'GET /console/figures': { answers: bank },
  'GET /console/figures/list.csv': { answers: bank },
  'GET /console/figures/list.xlsx': { answers: bank },
  'GET /console/lending': { answers: bank },
  'GET /console/lending/list.csv': { answers: bank },
  'GET /console/lending/list.xlsx': { answers: bank },
  'GET /console/reach': { answers: bank },
  'GET /console/reach/list.csv': { answers: bank },
  'GET /console/reach/list.xlsx': { answers: bank },
  'GET /console/reach/group/:id': { answers: bank, thing: 'group' },
  'GET /console/reach/group/:id/list.pdf': { answers: bank, thing: 'group' },
  'POST /console/reach/group/:id': { answers: [422, 422, 403, 403], thing: 'group' },
  'GET /console/reach/direct/:id': { answers: bank, thing: 'commune' },
  'GET /console/reach/direct/:id/list.pdf': { answers: bank, thing: 'commune' },
  'POST /console/reach/direct/:id': { answers: [422, 422, 403, 403], thing: 'commune' },
  'GET /console/posters': { answers: bank },
  'GET /console/posters/group/:id/poster.pdf': { answers: bank, thing: 'group' },
  'GET /console/posters/hamlet/:id/poster.pdf': { answers: bank, thing: 'hamlet' },
  'GET /console/people/:id': { answers: bank, thing: 'household' },
  'POST /console/people/:id/phone': { answers: bank, thing: 'household' },
  'POST /console/people/:id/link-code': { answers: bank, thing: 'household' },
  'POST /console/people/:id/paper-consent': {
    ...{
      answers: bankDoes,
      thing: 'household',
      form: { purposes: 'reminders', day: '2026-11-02', paper: 'Giấy số 1' },
    },
  },
  'POST /console/people/:id/paper-consent/withdraw': {
    ...{ answers: bankDoes, thing: 'consented', form: { purpose: 'reminders' } },
  },

  'GET /console/people/:id/data': { answers: bank, thing: 'household' },
  'POST /console/people/:id/data/export': {
    ...{ answers: [404, 200, 403, 403], thing: 'household', form: { paper: 'Giấy số 1' } },
  },
  'POST /console/people/:id/data/erase': { answers: [404, 422, 403, 403], thing: 'household' },

  // ---- imports
  'GET /console/imports': { answers: bank },
  'GET /console/imports/template/:file': { answers: bank, params: { file: 'loans.xlsx' } },
  'POST /console/imports/upload': { answers: [422, 422, 403, 403] },
  'GET /console/imports/files/:id': { answers: bank, thing: 'importFile' },
  'POST /console/imports/files/:id/apply': { answers: bankDoes, thing: 'importFile' },
  'POST /console/imports/files/:id/skip': { answers: [404, 404, 403, 403], thing: 'importFile' },
  'POST /console/imports/files/:id/drop': { answers: bankDoes, thing: 'importFile' },
  'POST /console/imports/:id/undo': { answers: [404, 404, 403, 403], thing: 'importFile' },

  // ---- consents
  'GET /console/consents': { answers: managers },
  'GET /console/consents/list.csv': { answers: managers },
  'GET /console/consents/list.xlsx': { answers: managers },

  // ---- the law
  'GET /console/programmes': { answers: everybody },
  'GET /console/programmes/list.csv': { answers: everybody },
  'GET /console/programmes/list.xlsx': { answers: everybody },
  'GET /console/programmes/:id': { answers: everybody, params: { id: 'poor' } },
  'GET /console/programmes/replay': { answers: managers },
  'GET /console/programmes/replay/list.csv': { answers: managers },
  'GET /console/programmes/replay/list.xlsx': { answers: managers },
  'POST /console/programmes/replay': { answers: [403, 409, 403, 409] },

  // ---- channels
  'GET /console/channels': { answers: managers },
  'POST /console/channels/zalo/connect': { answers: managers },
  'ALL /console/channels/zalo/connect': { answers: [403, 404, 403, 404] },
  'GET /console/channels/zalo/callback': { answers: managersDo },
  'GET /console/channels/zalo/checks': { answers: managers },
  'POST /console/channels/zalo/checks/:check': { answers: [403, 422, 403, 422], params: { check: 'windows' } },
  'GET /console/channels/zalo/templates': { answers: managers },
  'GET /console/channels/zalo/templates/look': { answers: [403, 422, 403, 422] },
  'POST /console/channels/zalo/templates': { answers: [403, 422, 403, 422], form: template },
  'POST /console/channels/zalo/templates/retire': { answers: [403, 404, 403, 404], form: template },
  'POST /console/channels/zalo/budget': { answers: managersDo, form: { budget: '1.000.000' } },

  // ---- accounts and the log
  'GET /console/staff': { answers: managers },
  'GET /console/staff/list.csv': { answers: managers },
  'GET /console/staff/list.xlsx': { answers: managers },
  'POST /console/staff/invite': { answers: [403, 422, 403, 422], form: { role: 'officer', email: 'x' } },
  'POST /console/staff/:id/:turn{disable|enable}': { answers: managersDo, thing: 'staff', params: { turn: 'disable' } },
  'POST /console/staff/:id/sign-out': { answers: managersDo, thing: 'staff' },
  'POST /console/staff/:id/new-password': { answers: managers, thing: 'staff' },
  'POST /console/staff/:id/second-factor/reset': { answers: managersDo, thing: 'equipped' },
  'GET /console/audit': { answers: managers },
  'GET /console/audit/list.csv': { answers: managers },
  'GET /console/audit/list.xlsx': { answers: managers },

  // ---- everything else
  'ALL /console/*': { answers: [404, 404, 404, 404] },
}
