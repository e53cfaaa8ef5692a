import type { Dong } from './money.ts'

/** What the register and a file have to do with each other, counted: what suspicious jumps are found from. */
export interface JumpFigures {
  /** Rows of the file that can be used. */
  rows: number
  /** Those of them that the register knew before. */
  known: number
  /** Those whose figures are of an earlier day than the register's. */
  older: number
  /** Loans whose outstanding amount rose though the same amount was lent on the same day as before. */
  rising: number
  /** Loans whose interest rate, or rate for what is overdue, is another. */
  rates: number
  /** Households or leaders whose phone number is another, or is gone. */
  phones: number
  /** Loans that the register has in the communes of the file, but for closed ones, and what they owed. */
  register: { loans: number; outstanding: Dong }
  /** What the loans of the file owe. */
  file: { outstanding: Dong }
  /** Loans of the register in those communes, with figures no later than the file's, that it does not list, and what they owe. */
  gone: { loans: number; outstanding: Dong }
}

/** The kinds of jumps, in the order in which they are told. */
export const jumpKinds = ['older', 'gone', 'total', 'rising', 'rates', 'phones'] as const

/** One of `jumpKinds`. */
export type JumpKind = (typeof jumpKinds)[number]

/** Something that looks like a mistake. `count` of `of` are rows, for `total` whole dong: after and before. */
export interface Jump {
  kind: JumpKind
  count: number
  of: number
}

/**
 * So many rows have to jump before anybody is asked: a handful is the daily business of an office, whatever share of a short list it is.
 * All limits here are Loa's own, set between what a month of an office brings (about 1 in 160 loans new, figures that fall) and what a
 * wrong file looks like; no rule of the bank names any.
 */
export const fewestJumping = 20

/** The share of rows with figures of an earlier day from which a file looks like last month's. */
export const mostOlder = 0.05

/** The share of loans that may be missing from a list: a month ends far fewer. */
export const mostGone = 0.05

/** The share by which what a place owes in all may change from one list to the next. A good year of an office brings as much. */
export const mostTotalChange = 0.1

/** The share of loans that may owe more than before without a new loan: students are paid out term by term. */
export const mostRising = 0.1

/** The share of loans whose rate may change: rates change by law, for a programme at a time, and rarely for running loans. */
export const mostRates = 0.1

/** The share of phone numbers that may be gone or others: people change them by and by. */
export const mostPhones = 0.1

/** What of a file looks like a mistake, and has to be looked at by somebody before it is taken. Each limit is still allowed. */
export function jumpsOf(figures: JumpFigures): Jump[] {
  const { rows, known, older, rising, rates, phones, register, file, gone } = figures
  const shares: Record<Exclude<JumpKind, 'total'>, readonly [count: number, of: number, most: number]> = {
    older: [older, rows, mostOlder],
    gone: [gone.loans, register.loans, mostGone],
    rising: [rising, known, mostRising],
    rates: [rates, known, mostRates],
    phones: [phones, known, mostPhones],
  }
  const total: Jump = { kind: 'total', count: file.outstanding, of: register.outstanding }
  return jumpKinds.flatMap((kind): Jump[] => {
    if (kind === 'total') return totalJumps(figures) ? [total] : []
    const [count, of, most] = shares[kind]
    return count >= fewestJumping && count > of * most ? [{ kind, count, of }] : []
  })
}

/** Against a register of a handful of loans, or of none, any list is a change: the first one of an office is no jump. */
function totalJumps({ register, file }: JumpFigures): boolean {
  if (register.loans < fewestJumping) return false
  return Math.abs(file.outstanding - register.outstanding) > register.outstanding * mostTotalChange
}

/** What a file changes in the register: shown before it is taken, and kept with the record of it. */
export interface Difference {
  /** Columns by their name in the contract, with how many rows have another value there, the most first. */
  columns: { column: string; rows: number }[]
  /** Loans of the communes of the file that it does not list, and what they owe. They stay as they are unless somebody says that they are closed. */
  gone: { loans: number; outstanding: Dong }
  /** How many of those are closed with it. */
  closed: number
  jumps: Jump[]
  /** The same for the same change of the same rows: tells whether the register is still as it was when somebody looked. */
  print: string
}
