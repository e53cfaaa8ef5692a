import { type Day, readDay } from './day.ts'
import { type Dong, readDong } from './money.ts'

/** The part of form 01/TD that staff fill in: who borrows, by their papers, and what the bank proposes. Rates are % a year. */
export interface BankPart {
  borrowerName: string
  birthDate: Day
  /** Twelve digits of the citizen card. */
  idNumber: string
  idIssuedOn: Day
  idIssuedBy: string
  address: string
  /** The member of the household who is bound as well. Empty where nobody is. */
  heirName: string
  amount: Dong
  ratePct: number
  overdueRatePct: number
  termMonths: number
  /** Months from one instalment to the next. */
  instalmentMonths: number
  instalmentAmount: Dong
  finalDueDate: Day
  /** The day of the month on which interest is paid, 1 to 31. */
  interestDay: number
}

/** The fields, in the order of the form. */
export const bankFields = [
  'borrowerName',
  'birthDate',
  'idNumber',
  'idIssuedOn',
  'idIssuedBy',
  'address',
  'heirName',
  'amount',
  'ratePct',
  'overdueRatePct',
  'termMonths',
  'instalmentMonths',
  'instalmentAmount',
  'finalDueDate',
  'interestDay',
] as const satisfies readonly (keyof BankPart)[]

/** One of `bankFields`. */
export type BankField = (typeof bankFields)[number]

/** What is wrong with a field, by the name of its sentence. */
export type BankProblem =
  | 'empty'
  | 'too_long'
  | 'no_day'
  | 'not_past'
  | 'not_future'
  | 'before_birth'
  | 'no_id_number'
  | 'no_amount'
  | 'no_rate'
  | 'no_whole_number'
  | 'longer_than_term'
  | 'more_than_loan'
  | 'does_not_cover'
  | 'below_rate'

/** What was read of a form: the part, or each field with the first thing that is wrong with it. */
export type BankReading =
  | { ok: true; part: BankPart }
  | { ok: false; problems: Partial<Record<BankField, BankProblem>> }

/** Reads the form as it was typed. Each field is read alone; only fields that read are held against each other. */
export function readBankPart(typed: Partial<Record<BankField, string>>, today: Day): BankReading {
  const read = Object.fromEntries(bankFields.map((f) => [f, readers[f]((typed[f] ?? '').trim())])) as Read
  const single = bankFields.flatMap((f) => ('problem' in read[f] ? [[f, read[f].problem] as const] : []))
  const part = Object.fromEntries(
    bankFields.flatMap((f) => ('value' in read[f] ? [[f, read[f].value]] : [])),
  ) as Partial<BankPart>
  const problems = { ...Object.fromEntries(between(part, today)), ...Object.fromEntries(single) }
  return Object.keys(problems).length === 0 ? { ok: true, part: part as BankPart } : { ok: false, problems }
}

type Reading<T> = { value: T } | { problem: BankProblem }
type Read = { [F in BankField]: Reading<BankPart[F]> }

const readers: { [F in BankField]: (typed: string) => Reading<BankPart[F]> } = {
  borrowerName: text,
  birthDate: day,
  idNumber: (typed) =>
    /^\d{12}$/.test(typed.replaceAll(' ', '')) ? { value: typed.replaceAll(' ', '') } : no('no_id_number'),
  idIssuedOn: day,
  idIssuedBy: text,
  address: text,
  heirName: (typed) => (typed === '' ? { value: '' } : text(typed)),
  amount: dong,
  ratePct: rate,
  overdueRatePct: rate,
  termMonths: (typed) => whole(typed, 600),
  instalmentMonths: (typed) => whole(typed, 600),
  instalmentAmount: dong,
  finalDueDate: day,
  interestDay: (typed) => whole(typed, 31),
}

/** What two fields say against each other. The later row of the form is the one that is named. */
function between(part: Partial<BankPart>, today: Day): [BankField, BankProblem][] {
  const { birthDate, idIssuedOn, finalDueDate, amount, ratePct, overdueRatePct, termMonths, instalmentMonths } = part
  const { instalmentAmount } = part
  const checks: [BankField, BankProblem, boolean | undefined][] = [
    ['birthDate', 'not_past', birthDate && birthDate >= today],
    ['idIssuedOn', 'not_past', idIssuedOn && idIssuedOn > today],
    ['idIssuedOn', 'before_birth', birthDate && idIssuedOn && idIssuedOn <= birthDate],
    ['finalDueDate', 'not_future', finalDueDate && finalDueDate <= today],
    ['overdueRatePct', 'below_rate', known(ratePct, overdueRatePct, (usual, late) => late < usual)],
    ['instalmentMonths', 'longer_than_term', known(termMonths, instalmentMonths, (term, every) => every > term)],
    ['instalmentAmount', 'more_than_loan', known(amount, instalmentAmount, (all, one) => one > all)],
    ['instalmentAmount', 'does_not_cover', uncovered(part)],
  ]
  return checks.filter(([, , wrong]) => wrong).map(([field, problem]) => [field, problem])
}

/** The instalments of the whole term together have to pay the loan back. */
function uncovered({ amount, instalmentAmount, termMonths, instalmentMonths }: Partial<BankPart>): boolean {
  if (!amount || !instalmentAmount || !termMonths || !instalmentMonths) return false
  return instalmentAmount * Math.ceil(termMonths / instalmentMonths) < amount
}

function known(a: number | undefined, b: number | undefined, test: (a: number, b: number) => boolean): boolean {
  return a !== undefined && b !== undefined && test(a, b)
}

function text(typed: string): Reading<string> {
  if (typed === '') return no('empty')
  return [...typed].length > 200 ? no('too_long') : { value: typed.normalize('NFC') }
}

function day(typed: string): Reading<Day> {
  const value = readDay(typed)
  return value ? { value } : no('no_day')
}

function dong(typed: string): Reading<Dong> {
  const value = readDong(typed)
  return value !== undefined && value > 0 && value <= 100_000_000_000 ? { value } : no('no_amount')
}

/** "6,6" and "6.6"; above 50 % a year it is a slip of the hand. */
function rate(typed: string): Reading<number> {
  const value = /^\d{1,2}([.,]\d{1,4})?$/.test(typed) ? Number(typed.replace(',', '.')) : -1
  return value >= 0 && value <= 50 ? { value } : no('no_rate')
}

function whole(typed: string, max: number): Reading<number> {
  const value = /^\d{1,3}$/.test(typed) ? Number(typed) : 0
  return value >= 1 && value <= max ? { value } : no('no_whole_number')
}

function no(problem: BankProblem): { problem: BankProblem } {
  return { problem }
}
