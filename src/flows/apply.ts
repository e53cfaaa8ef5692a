import { flow } from '../conversation/flow.ts'
import { amount, choice, filled, months, number, type Place, phone, pick, text } from '../conversation/question.ts'
import type { Filler } from '../conversation/words.ts'
import { entries, filler } from './filler.ts'

/** The answers that can be corrected before sending, in the order they are read back. */
export const editable = [
  'full_name',
  'birth_year',
  'phone',
  'commune',
  'hamlet',
  'amount',
  'plan',
  'own_capital',
  'term_months',
] as const

/** The household's part of form 01/TD. The programme is given; what the bank knows of a linked household is not asked again. */
export const apply = flow({
  id: 'apply',
  closes: ['sent'],
  first: 'consent',
  questions: {
    consent: filled(choice('agree', 'no'), ({ given }) => ({ programme: programme(given.programme) })),
    full_name: text({ min: 4, max: 80 }),
    birth_year: number(({ given }) => ({ min: Number(given.year) - 110, max: Number(given.year) - 15 })),
    phone: phone(),
    commune: pick(({ given }) => entries(given, 'communes')),
    hamlet: text({ min: 1, max: 80 }),
    amount: filled(amount(amountLimits), ({ given }) => ({ limit: upTo(given.maxAmountDong) })),
    plan: text({ min: 4, max: 500 }),
    own_capital: amount({ min: 0, max: 100_000_000_000 }),
    term_months: filled(months(termLimits), (place) => ({ max: termLimits(place).max })),
    review: filled(choice('send', 'edit', 'later'), readBack),
    edit: choice(...editable),
  },
  outcomes: ['declined', 'sent', 'kept', 'correct'],
  route: {
    consent: [
      { when: (a) => a.consent === 'no', go: 'declined' },
      { when: (_, given) => given.known === true, go: 'phone' },
      { go: 'full_name' },
    ],
    full_name: 'birth_year',
    birth_year: 'phone',
    phone: [{ when: (_, given) => given.known === true, go: 'amount' }, { go: 'commune' }],
    commune: 'hamlet',
    hamlet: 'amount',
    amount: 'plan',
    plan: 'own_capital',
    own_capital: 'term_months',
    term_months: 'review',
    review: [
      { when: (a) => a.review === 'send', go: 'sent' },
      { when: (a) => a.review === 'edit', go: 'edit' },
      { go: 'kept' },
    ],
    edit: 'correct',
  },
})

/** Below a million nothing is lent in practice: a typing slip is likelier. Where the law gives no sum, only a slip is caught. */
function amountLimits({ given }: Place) {
  return { min: 1_000_000, max: Number(given.maxAmountDong ?? 100_000_000_000) }
}

/** The ceiling that was in force when the flow started, in words; nothing where the household's own papers decide it. */
function upTo(maxAmountDong: unknown): Filler {
  return typeof maxAmountDong === 'number'
    ? { words: { key: 'flows/apply:limit', with: { max: { dong: maxAmountDong } } } }
    : ''
}

function termLimits({ given }: Place) {
  return { min: 1, max: Number(given.maxTermMonths) }
}

function programme(id: unknown): Filler {
  return { words: { key: `programmes/${String(id).replaceAll('_', '-')}:name` } }
}

/** Everything that was answered, for the person to check before it is sent. */
function readBack({ given, answers }: Place): Record<string, Filler> {
  const communes = entries(given, 'communes')
  const known = (name: string, answer: unknown) =>
    typeof answer === 'string' || typeof answer === 'number' ? String(answer) : String(filler(given, name))
  return {
    programme: programme(given.programme),
    name: known('fullName', answers.full_name),
    year: known('birthYear', answers.birth_year),
    phone: known('phone', answers.phone),
    commune: communes.find((c) => c.id === answers.commune)?.name ?? filler(given, 'communeName'),
    hamlet: known('hamlet', answers.hamlet),
    amount: { dong: Number(answers.amount ?? 0) },
    plan: String(answers.plan ?? ''),
    own: { dong: Number(answers.own_capital ?? 0) },
    term: Number(answers.term_months ?? 0),
  }
}
