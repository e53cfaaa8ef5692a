import {
  asOfCell,
  birthYearCell,
  codeCell,
  dayCell,
  dayOfMonthCell,
  filled,
  type ImportWords,
  listYearCell,
  maybe,
  moneyCell,
  nameCell,
  owedCell,
  type Problem,
  paperCell,
  paperPurposeCell,
  phoneCell,
  programmeCell,
  type ReadCell,
  rateCell,
  wordCell,
} from './import-cells.ts'

/** The columns of a loan, as the contract names them, and how each is read. */
const loanCells = {
  loan_id: filled(codeCell),
  customer_id: filled(codeCell),
  household_head: maybe(nameCell),
  phone: maybe(phoneCell),
  programme: filled(programmeCell),
  group_id: maybe(codeCell),
  commune_code: filled(codeCell),
  principal_vnd: filled(moneyCell),
  disbursed_on: filled(dayCell),
  final_due_date: filled(dayCell),
  rate_pct: filled(rateCell),
  overdue_rate_pct: filled(rateCell),
  outstanding_vnd: filled(moneyCell),
  overdue_vnd: owedCell,
  interest_due_vnd: owedCell,
  next_due_date: maybe(dayCell),
  next_principal_vnd: maybe(moneyCell),
  as_of: filled(asOfCell),
  status: filled(wordCell('statuses', 'status')),
} satisfies Cells

const householdCells = {
  customer_id: filled(codeCell),
  household_head: filled(nameCell),
  birth_year: maybe(birthYearCell),
  phone: maybe(phoneCell),
  commune_code: filled(codeCell),
  hamlet: maybe(nameCell),
  group_id: maybe(codeCell),
  poverty_status: maybe(wordCell('povertyStatuses', 'poverty_status')),
  list_year: maybe(listYearCell),
} satisfies Cells

const groupCells = {
  group_id: filled(codeCell),
  name: filled(nameCell),
  leader_name: filled(nameCell),
  leader_phone: maybe(phoneCell),
  association: filled(wordCell('associations', 'association')),
  commune_code: filled(codeCell),
  hamlet: maybe(nameCell),
  transaction_point_id: maybe(codeCell),
  transaction_day: filled(dayOfMonthCell),
  collection_day: maybe(dayOfMonthCell),
} satisfies Cells

const instalmentCells = {
  loan_id: filled(codeCell),
  due_date: filled(dayCell),
  principal_vnd: filled(moneyCell),
} satisfies Cells

const consentCells = {
  customer_id: filled(codeCell),
  day: filled(asOfCell),
  purpose: filled(paperPurposeCell),
  paper: filled(paperCell),
} satisfies Cells

const paymentCells = {
  payment_id: filled(codeCell),
  loan_id: filled(codeCell),
  paid_on: filled(asOfCell),
  principal_vnd: owedCell,
  interest_vnd: owedCell,
  deposit_vnd: owedCell,
  collected_by: maybe(nameCell),
  receipt_no: maybe(nameCell),
  as_of: filled(asOfCell),
} satisfies Cells

type Cells = Record<string, ReadCell<unknown>>
type Row<C extends Cells> = { [K in keyof C]: C[K] extends ReadCell<infer T> ? T : never }

/** A loan as a file has it, by the column names of the contract. Amounts are whole dong, rates % a year. */
export type LoanRow = Row<typeof loanCells>
/** A household as a file has it. */
export type HouseholdRow = Row<typeof householdCells>
/** A savings and credit group as a file has it. `association` is the bank's number as text. */
export type GroupRow = Row<typeof groupCells>
/** One instalment as a file has it. */
export type InstalmentRow = Row<typeof instalmentCells>

/** A consent on paper as a file has it: one purpose a line. */
export type ConsentRow = Row<typeof consentCells>

/** A payment as a file has it. Amounts are whole dong; what was put into the member's savings is a `deposit`. */
export type PaymentRow = Row<typeof paymentCells>

/** The row of each kind. */
export interface ImportRow {
  loans: LoanRow
  households: HouseholdRow
  groups: GroupRow
  instalments: InstalmentRow
  consents: ConsentRow
  payments: PaymentRow
}

/** How a row of a kind is read: its cells, the columns that a file may leave out, and the columns that make a row one of a kind. */
export interface RowShape {
  cells: Cells
  mayMiss: ReadonlySet<string>
  identity: readonly string[]
}

/** The shape of each kind. */
export const importRows: Record<keyof ImportRow, RowShape> = {
  loans: shape(loanCells, ['household_head', 'phone', 'group_id', 'next_due_date', 'next_principal_vnd'], ['loan_id']),
  households: shape(
    householdCells,
    ['birth_year', 'phone', 'hamlet', 'group_id', 'poverty_status', 'list_year'],
    ['customer_id'],
  ),
  groups: shape(groupCells, ['leader_phone', 'hamlet', 'transaction_point_id', 'collection_day'], ['group_id']),
  instalments: shape(instalmentCells, [], ['loan_id', 'due_date']),
  consents: shape(consentCells, [], ['customer_id', 'purpose']),
  payments: shape(paymentCells, ['deposit_vnd', 'collected_by', 'receipt_no'], ['payment_id']),
}

/** A cell that cannot be taken, by our name of its column. */
export interface BadColumn {
  column: string
  problem: Problem
}

/** Reads a row: all of it, or everything that is wrong with it. `cells` holds text by our column names. */
export function readRow<K extends keyof ImportRow>(
  kind: K,
  cells: Readonly<Record<string, string>>,
  words: ImportWords,
): { row: ImportRow[K] } | { bad: BadColumn[] } {
  const row: Record<string, unknown> = {}
  const bad: BadColumn[] = []
  for (const [column, read] of Object.entries(importRows[kind].cells)) {
    const cell = read(cells[column] ?? '', words)
    if ('problem' in cell) bad.push({ column, problem: cell.problem })
    else row[column] = cell.value
  }
  if (bad.length === 0 && kind === 'loans') bad.push(...contradictions(row as LoanRow))
  if (bad.length === 0 && kind === 'payments') bad.push(...emptyPayment(row as PaymentRow))
  return bad.length > 0 ? { bad } : { row: row as ImportRow[K] }
}

/** Figures of a loan that cannot all be true. */
function contradictions(loan: LoanRow): BadColumn[] {
  const next = loan.next_principal_vnd ?? 0
  const wrong: [boolean, string, string][] = [
    [loan.final_due_date < loan.disbursed_on, 'final_due_date', 'before_disbursed'],
    [(loan.next_due_date ?? loan.disbursed_on) < loan.disbursed_on, 'next_due_date', 'before_disbursed'],
    [loan.principal_vnd === 0, 'principal_vnd', 'zero'],
    [loan.outstanding_vnd > loan.principal_vnd, 'outstanding_vnd', 'above_principal'],
    [loan.overdue_vnd > loan.outstanding_vnd, 'overdue_vnd', 'above_outstanding'],
    [next > loan.outstanding_vnd, 'next_principal_vnd', 'above_outstanding'],
    [next > 0 && loan.next_due_date === undefined, 'next_due_date', 'due_without_day'],
    [loan.status === 'closed' && loan.outstanding_vnd > 0, 'status', 'closed_but_owed'],
    [loan.as_of < loan.disbursed_on, 'as_of', 'before_disbursed'],
  ]
  return problemsOf(wrong)
}

/** A payment of nothing, or one that the figures cannot know of yet. */
function emptyPayment(payment: PaymentRow): BadColumn[] {
  const nothing = payment.principal_vnd + payment.interest_vnd + payment.deposit_vnd === 0
  const wrong: [boolean, string, string][] = [
    [nothing, 'principal_vnd', 'zero'],
    [payment.paid_on > payment.as_of, 'paid_on', 'after_as_of'],
  ]
  return problemsOf(wrong)
}

function problemsOf(wrong: readonly [boolean, string, string][]): BadColumn[] {
  return wrong
    .filter(([is]) => is)
    .map(([, column, problem]) => ({ column, problem: { key: `import:problems.${problem}` } }))
}

function shape(cells: Cells, mayMiss: string[], identity: string[]): RowShape {
  return { cells, mayMiss: new Set(mayMiss), identity }
}
