import type { Filler, Part } from '../conversation/words.ts'
import type { Day } from '../domain/day.ts'
import type { Dong } from '../domain/money.ts'
import type { PlannedReminder } from '../domain/reminder-plan.ts'
import type { Loan } from '../ports/loans.ts'
import { say } from './scene.ts'

/** What one loan has to pay at a time. */
export interface DueAmount {
  loan: Loan
  day: Day
  principal: Dong
  interest: Dong
  total: Dong
}

/** The amount of a reminder: interest alone where the leader's collection is reminded of, else the instalment with its interest. */
export function dueAmount({ plan, loan }: { plan: PlannedReminder; loan: Loan }): DueAmount {
  const principal = plan.of === 'interest' ? 0 : (loan.nextPrincipal ?? 0)
  return { loan, day: plan.sessionDay, principal, interest: loan.interestDue, total: principal + loan.interestDue }
}

/** The sum of several. */
export function sumOf(amounts: readonly DueAmount[]): Dong {
  return amounts.reduce((sum, { total }) => sum + total, 0)
}

/** So many loans stand in one paragraph: a longer one could not be cut where a message has to be. */
const loansInParagraph = 8

/** How much and when, in the line that a small screen shows: of several days all of it, and the first of them. */
export function headPart(amounts: readonly DueAmount[]): Part {
  const [first] = sorted(amounts)
  if (!first) throw new Error('a reminder of nothing')
  const count = amounts.length
  const about = { total: { dong: sumOf(amounts) }, day: { day: first.day } }
  if (amounts.some(({ day }) => day !== first.day)) return say('reminder:head.days', { count, ...about })
  const kind = amounts.every(({ principal }) => principal === 0) ? 'interest' : 'due'
  return count > 1 ? say(`reminder:head.${kind}_several`, { count, ...about }) : say(`reminder:head.${kind}`, about)
}

/** What the amount is made of: of one loan in a sentence, of several a line each, with the day where they do not all have the same. */
export function amountParts(amounts: readonly DueAmount[]): Part[] {
  const [only, ...more] = sorted(amounts)
  if (!only) return []
  if (more.length === 0) return [say(`reminder:made.${shape(only)}`, fillers(only))]
  const sameDay = more.every(({ day }) => day === only.day)
  const lines = [only, ...more].map((amount): Filler => {
    const key = `reminder:line.${shape(amount)}${sameDay ? '' : '_day'}`
    return { words: { key, with: fillers(amount) } }
  })
  return Array.from({ length: Math.ceil(lines.length / loansInParagraph) }, (_, n) =>
    say('reminder:lines', { lines: { lines: lines.slice(n * loansInParagraph, (n + 1) * loansInParagraph) } }),
  )
}

/** What is paid first comes first. */
function sorted(amounts: readonly DueAmount[]): DueAmount[] {
  return amounts.toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0))
}

/** The name of a loan's programme. */
export function programmeFiller({ programme }: Pick<Loan, 'programme'>): Filler {
  return { words: { key: `programmes/${programme.replaceAll('_', '-')}:name` } }
}

/** The last digits of a loan: enough to know it by, too few to do anything with. */
export function loanTail({ loanCode }: Pick<Loan, 'loanCode'>): string {
  return loanCode.slice(-4)
}

function shape({ principal, interest }: DueAmount): 'both' | 'principal' | 'interest' {
  if (principal === 0) return 'interest'
  return interest === 0 ? 'principal' : 'both'
}

function fillers({ loan, day, principal, interest, total }: DueAmount): Record<string, Filler> {
  return {
    programme: programmeFiller(loan),
    code: loanTail(loan),
    principal: { dong: principal },
    interest: { dong: interest },
    total: { dong: total },
    day: { day },
  }
}
