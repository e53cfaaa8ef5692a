import { flow } from '../conversation/flow.ts'
import { amount, choice, day, filled, months, number, type Place } from '../conversation/question.ts'
import type { Words } from '../conversation/words.ts'
import { groupReasons } from '../domain/application-reason.ts'
import { addDays, type Day } from '../domain/day.ts'

/** A meeting that is longer ago was written down on paper long since. */
const oldestDays = 60
/** Longer than anything that is lent for: only a slip of the keyboard is beyond it. */
const longestMonths = 600
/** Below that nothing is lent in practice. */
const leastDong = 1_000_000

/** What the group's meeting said of one request, read back before it is recorded. */
export const leaderRequest = flow({
  id: 'leader-request',
  closes: ['recorded'],
  first: 'result',
  questions: {
    result: choice('agreed', 'refused'),
    held: day(({ given }) => daysFor(given.day as Day)),
    present: number(({ given }) => ({ min: 1, max: Number(given.members) })),
    terms: filled(choice('as_asked', 'other'), ({ given }) => ({ amount: { dong: Number(given.amountDong) } })),
    amount: filled(amount(amountLimits), ({ given }) => ({ max: { dong: Number(given.amountDong) } })),
    term_months: months({ min: 1, max: longestMonths }),
    reason: choice(...groupReasons),
    check: filled(choice('record', 'again'), (place) => ({ summary: { words: summary(place) } })),
  },
  outcomes: ['recorded', 'again'],
  route: {
    result: 'held',
    held: 'present',
    present: [{ when: (a) => a.result === 'refused', go: 'reason' }, { go: 'terms' }],
    terms: [
      { when: (a) => a.terms === 'other', go: 'amount' },
      { when: (_, given) => given.termMonths === undefined, go: 'term_months' },
      { go: 'check' },
    ],
    amount: 'term_months',
    term_months: 'check',
    reason: 'check',
    check: [{ when: (a) => a.check === 'again', go: 'again' }, { go: 'recorded' }],
  },
})

/** The amount and the term that were agreed on: where nothing else was said, those that were asked for. */
export function agreedTerms({ given, answers }: Pick<Place, 'given' | 'answers'>): { amount: number; months: number } {
  return {
    amount: Number(answers.amount ?? given.amountDong),
    months: Number(answers.term_months ?? given.termMonths),
  }
}

function daysFor(today: Day) {
  return { today, min: addDays(today, -oldestDays), max: today }
}

/** A meeting agrees to what was asked for or to less: for more the household asks anew. */
function amountLimits({ given }: Place) {
  const max = Number(given.amountDong)
  return { min: Math.min(leastDong, max), max }
}

function summary(place: Place): Words {
  const { answers, given } = place
  const met = { name: String(given.name ?? ''), day: { day: answers.held as Day }, present: Number(answers.present) }
  if (answers.result === 'refused') {
    const reason = { words: { key: `flows/leader-request:reason.options.${answers.reason}` } }
    return { key: 'flows/leader-request:summary.refused', with: { ...met, reason } }
  }
  const { amount: dong, months: n } = agreedTerms(place)
  return { key: 'flows/leader-request:summary.agreed', with: { ...met, amount: { dong }, n } }
}
