import type { Words } from '../conversation/words.ts'
import type { Day } from '../domain/day.ts'
import type { Dong } from '../domain/money.ts'

/** Who a form is about. What is absent is left as a line to write on. */
export interface FormPerson {
  name: string
  birthDate?: Day
  /** Where the whole date is not known. */
  birthYear?: number
  idNumber?: string
  idIssuedOn?: Day
  idIssuedBy?: string
  phone?: string
  address?: string
  /** The household's place on the commune's list, and the year of that list. */
  status?: Words
  listYear?: number
}

/** The savings and credit group that a form goes through. */
export interface FormGroup {
  code: string
  name: string
  leaderName: string
  association: Words
}

/** The office that a form is addressed to, or comes from. */
export interface FormOffice {
  name: string
  phone: string
}

/** What the bank lends at. Rates are % a year. */
export interface FormTerms {
  amount: Dong
  ratePct: number
  overdueRatePct: number
  termMonths: number
  instalmentMonths: number
  instalmentAmount: Dong
  finalDueDate: Day
  interestDay: number
}

/** One thing that the loan is to pay for. */
export interface PlanItem {
  item: string
  quantity?: string
  amount?: Dong
}

/** What only some programmes ask for. */
export type FormDetailName =
  | 'student_name'
  | 'school'
  | 'course'
  | 'study_year'
  | 'tuition'
  | 'workers'
  | 'workplace'
  | 'country'
  | 'company'
  | 'contract_day'
  | 'costs'
  | 'price'
  | 'collateral'

/** One of these with its answer: text, a count, a day, or an amount. */
export interface FormDetail {
  name: FormDetailName
  value: string | number | { day: Day } | { dong: Dong }
}

/** 01/TD: the household asks, and the bank decides on the same paper. */
export interface LoanRequestForm {
  form: 'loan_request'
  code: string
  office: FormOffice
  programme: Words
  borrower: FormPerson
  group?: FormGroup
  heirName?: string
  amount: Dong
  plan: string
  items: readonly PlanItem[]
  /** In the order in which they are printed. */
  details: readonly FormDetail[]
  ownCapital?: Dong
  termMonths?: number
  /** Months from one instalment to the next, as the household asks. */
  instalmentMonths?: number
  terms?: FormTerms
  refusal?: Words
}

/** 04/TD: the bank tells what it decided. */
export interface ApprovalNoticeForm {
  form: 'approval_notice'
  code: string
  office: FormOffice
  commune?: string
  group?: FormGroup
  programme: Words
  borrower: FormPerson
  asked: Dong
  outcome: { terms: FormTerms; receiveOn?: Day; place: string } | { refusal: Words; note?: string }
}

/** One request on a list of a group. */
export interface GroupRequest {
  name: string
  address: string
  status?: Words
  programme: Words
  amount: Dong
  termMonths?: number
  purpose: string
}

/** 03/TD: the members of a group who ask for loans, for the commune to confirm and the bank to decide. */
export interface GroupListForm {
  form: 'group_list'
  office: FormOffice
  commune: string
  group: FormGroup
  /** Where all on the list ask for the same. */
  programme?: Words
  requests: readonly GroupRequest[]
}

/** 10C/TD: the minutes of a group's meeting, with the requests it weighs and the members who sign that they were there. */
export interface GroupMinutesForm {
  form: 'group_minutes'
  office: FormOffice
  commune: string
  group: FormGroup
  requests: readonly GroupRequest[]
  members: readonly { name: string; address: string }[]
}

/** 08/TD and 09/TD: a household asks for more time, for one instalment or for the end of the loan. */
export interface TermChangeForm {
  form: 'instalment_change' | 'extension'
  code: string
  office: FormOffice
  commune: string
  group?: FormGroup
  borrower: FormPerson
  programme: Words
  loanCode: string
  principal: Dong
  disbursedOn: Day
  finalDueDate: Day
  outstanding: Dong
  /** The day of these figures. */
  asOf: Day
  /** The principal that falls due, and when: of an extension the last one. */
  due?: { amount: Dong; day: Day }
  reason: string
  /** The principal that the household asks to pay later: what is due without what it can pay now. */
  askedAmount?: Dong
  /** The day that is asked for, where it was said. */
  askedDay?: Day
}

/** A line of the sheet by which a group's leader collects. `code`: the last four signs of the loan. */
export interface CollectionLineForm {
  name: string
  code: string
  interest: Dong
  principal: Dong
}

/** What a group pays at its next session: a list of the house for the leader, and no form of the bank. */
export interface CollectionSheetForm {
  form: 'collection_sheet'
  office: FormOffice
  commune: string
  group: FormGroup
  session: Day
  place?: string
  lines: readonly CollectionLineForm[]
  /** The sums of the lines. */
  interest: Dong
  principal: Dong
  /** The oldest day of the figures. */
  asOf?: Day
}

/** A debt of a household that was struck. */
export interface LossFileLoan {
  loanCode: string
  programme: Words
  principal: Dong
  outstanding: Dong
  finalDueDate: Day
  /** The day of these figures. */
  asOf: Day
}

/** The draft of a file for risk handling: what the household told, what staff saw, and what may be proposed. The bank's own form prevails. */
export interface LossFileForm {
  form: 'loss_file'
  code: string
  office: FormOffice
  commune: string
  group?: FormGroup
  borrower: FormPerson
  disaster: Words
  loans: readonly LossFileLoan[]
  happenedOn: Day
  reportedOn: Day
  place: string
  items: readonly { item: string; kind: Words; quantity: string; amount: Dong }[]
  /** The days of the pictures, one for each. */
  photos: readonly Day[]
  /** What staff saw on the spot. `share`: per cent, as it is written. */
  seen?: { lossDong: Dong; capitalDong: Dong; on: Day; share: string }
  /** What the law of the day lets propose. Never more than a proposal. */
  proposed?: {
    propose: { measure: 'extension' } | { measure: 'freeze'; maxYears: number }
    source: Words
    /** The text behind it was not read as it stands now. */
    uncertain: boolean
  }
}

/** A household on a list of those to visit. */
export interface VisitLine {
  name: string
  hamlet: string
  why: Words
  /** The last day on which nobody was met. */
  missed?: Day
}

/** Whom nothing has reached, in the order of the way: a list of the house for whoever goes there. No debt and no phone stands on it. */
export interface VisitListForm {
  form: 'visit_list'
  code: string
  office: FormOffice
  commune: string
  /** Absent for those who borrow without a group. */
  group?: FormGroup
  day: Day
  households: readonly VisitLine[]
}

/** A way into the talk with its QR code: rows of dark and light. */
export interface PosterWay {
  channel: 'zalo' | 'telegram' | 'web'
  url: string
  modules: readonly (readonly boolean[])[]
}

/** A poster for a notice board: how to talk with us, where and when people pay, and whom to call. It names nobody but the bank. */
export interface PosterForm {
  form: 'poster'
  code: string
  office: FormOffice
  commune: string
  /** The hamlet or the group whose board it is for. */
  place: string
  group?: FormGroup
  /** Where and when is paid: a day of each month. */
  session?: { dayOfMonth: number; opensAt: string; name: string; address: string }
  /** The best first. */
  ways: readonly PosterWay[]
}

/** A form with all that is printed on it. */
export type Form =
  | LoanRequestForm
  | ApprovalNoticeForm
  | GroupListForm
  | GroupMinutesForm
  | TermChangeForm
  | CollectionSheetForm
  | LossFileForm
  | VisitListForm
  | PosterForm

/** The kinds of forms. */
export type FormName = Form['form']

/** Draws forms, ready to be printed on A4 and signed. */
export interface Forms {
  /** A PDF with its typeface inside. Printed is the Vietnamese one; another language is for reading along. */
  draw(form: Form, lang: string): Promise<Uint8Array>
}
