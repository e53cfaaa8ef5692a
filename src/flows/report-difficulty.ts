import { type Answers, flow, type Step } from '../conversation/flow.ts'
import { amount, choice, day, type Entry, filled, type Given, orNone, pick, text } from '../conversation/question.ts'
import type { Filler, Words } from '../conversation/words.ts'
import { addDays, addMonths, type Day } from '../domain/day.ts'
import type { Dong } from '../domain/money.ts'

/** One loan of the household, as the talk needs it. */
export interface LoanToName {
  id: string
  words: Words
  /** What is still owed: nobody pays more than that now. */
  outstanding: Dong
  /** What is to be known of the time to ask for more time, said with the question for the reason. */
  timing: Words
}

/** What a household can report: each leads to whoever can solve it. */
export type Reported =
  | 'crop'
  | 'disaster'
  | 'illness'
  | 'death'
  | 'lost_work'
  | 'more_time'
  | 'group_matter'
  | 'complaint'
  | 'fraud'

/** The entry of the list of loans for none of those that stand there. */
export const anotherLoan = 'another'

/** Loans that are shown by name: with the entry for another one they are four buttons. */
const shownLoans = 3
/** Nobody puts a payment off for longer: only a slip of the keyboard is beyond it. */
const longestMonths = 60

const questions = {
  kind: choice('living', 'family', 'more_time', 'other'),
  living: choice('crop', 'disaster'),
  family: choice('illness', 'death', 'lost_work'),
  other: choice('group_matter', 'complaint', 'fraud'),
  loan: pick(({ given }) => loanEntries(given)),
  about: choice('group_leader', 'officer', 'commune', 'other'),
  detail: text({ min: 2, max: 2000 }),
  reason: filled(text({ min: 2, max: 1000 }), ({ given, answers }) => ({ timing: timingOf(given, answers) })),
  until: orNone(
    day(({ given }) => {
      const today = String(given.day) as Day
      return { today, min: addDays(today, 1), max: addMonths(today, longestMonths) }
    }),
  ),
  pay_now: amount(({ given, answers }) => ({ min: 0, max: loanSaid(given, answers)?.outstanding ?? 10 ** 10 })),
}

type Said = Partial<Answers<typeof questions>>

/** What happened, as far as it was said. */
export function reportedKind({ kind, living, family, other }: Said, given: Given): Reported | undefined {
  if (typeof given.kind === 'string') return given.kind as Reported
  return kind === 'more_time' ? kind : (living ?? family ?? other)
}

/** The loan that was named, or the only one there is. */
export function loanSaid(given: Given, { loan }: { loan?: unknown }): LoanToName | undefined {
  const loans = loansOf(given)
  const id = loan ?? given.loanId ?? (loans.length === 1 ? loans[0]?.id : undefined)
  return loans.find((each) => each.id === id)
}

/** Where more time is asked for, the loan and the figures; of a complaint whom it is about; and the person's own words. */
const onward: readonly Step<Answers<typeof questions>, 'loan' | 'reason' | 'about' | 'detail'>[] = [
  { when: (a, given) => asksLoan(a, given), go: 'loan' },
  { when: (a, given) => reportedKind(a, given) === 'more_time', go: 'reason' },
  { when: (a, given) => reportedKind(a, given) === 'complaint' && given.about === undefined, go: 'about' },
  { go: 'detail' },
]

/** Something is hard or wrong: what kind, which loan, whom it concerns where it is a complaint, and in the person's own words. */
export const reportDifficulty = flow({
  id: 'report-difficulty',
  closes: ['reported'],
  first: [{ when: (_, given) => given.kind === undefined, go: 'kind' }, ...onward],
  questions,
  outcomes: ['reported', 'losses'],
  route: {
    kind: [
      { when: (a) => a.kind === 'living', go: 'living' },
      { when: (a) => a.kind === 'family', go: 'family' },
      { when: (a) => a.kind === 'other', go: 'other' },
      ...onward,
    ],
    // Where a disaster is on, what was lost is asked thing by thing.
    living: [{ when: (a, given) => a.living === 'disaster' && given.struck === true, go: 'losses' }, ...onward],
    family: onward,
    other: onward,
    loan: [{ when: (a, given) => reportedKind(a, given) === 'more_time', go: 'reason' }, { go: 'detail' }],
    about: 'detail',
    detail: 'reported',
    reason: 'until',
    until: 'pay_now',
    pay_now: 'reported',
  },
})

const withoutLoan: readonly (Reported | undefined)[] = ['group_matter', 'complaint', 'fraud']

function asksLoan(said: Said, given: Given): boolean {
  const several = loansOf(given).length > 1 && given.loanId === undefined
  return several && !withoutLoan.includes(reportedKind(said, given))
}

function loansOf(given: Given): LoanToName[] {
  return Array.isArray(given.loans) ? (given.loans as unknown as LoanToName[]) : []
}

/** A household with one loan more than fit has the rest behind one entry. */
function loanEntries(given: Given): Entry[] {
  const loans = loansOf(given)
  const shown = loans.length <= shownLoans + 1 ? loans : loans.slice(0, shownLoans)
  return [...shown.map(({ id, words }) => ({ id, words })), ...(shown.length < loans.length ? [anotherLoan] : [])]
}

function timingOf(given: Given, answers: Record<string, unknown>): Filler {
  const timing = loanSaid(given, answers)?.timing
  return { words: timing ?? { key: 'flows/report-difficulty:timing.unknown', with: { days: Number(given.askDays) } } }
}
