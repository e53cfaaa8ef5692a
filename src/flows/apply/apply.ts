import { checklist } from '../../conversation/checklist.ts'
import { type Chooser, flow } from '../../conversation/flow.ts'
import {
  amount,
  choice,
  day,
  filled,
  months,
  number,
  orNone,
  type Place,
  phone,
  pick,
  text,
} from '../../conversation/question.ts'
import { rows } from '../../conversation/rows.ts'
import type { Filler } from '../../conversation/words.ts'
import { addMonths } from '../../domain/day.ts'
import { entries, filler } from '../filler.ts'
import { asked, dayOf, isAsked, type Known, mayCorrect } from './asked.ts'
import { correctable, type Section, sections } from './corrections.ts'
import { programmeWords, readBack, remarkOn, wantedPapers } from './read-back.ts'

const questions = {
  consent: filled(choice('agree', 'no'), (place) => ({ programme: programmeWords(place) })),
  full_name: text({ min: 4, max: 80 }),
  birth_year: number(({ given }) => ({ min: Number(given.year) - 110, max: Number(given.year) - 15 })),
  phone_known: filled(choice('yes', 'other'), ({ given }) => ({ phone: filler(given, 'knownPhone') })),
  phone: phone(),
  commune: pick(({ given }) => entries(given, 'communes')),
  hamlet: text({ min: 1, max: 80 }),
  student_name: text({ min: 4, max: 80 }),
  school: text({ min: 2, max: 120 }),
  course: text({ min: 2, max: 120 }),
  study_year: number({ min: 1, max: 8 }),
  tuition: amount({ min: 0, max: 500_000_000 }),
  workers: number({ min: 1, max: 1000 }),
  workplace: text({ min: 4, max: 200 }),
  country: text({ min: 2, max: 60 }),
  company: text({ min: 2, max: 120 }),
  contract_day: day((place) => ({ today: dayOf(place.given), ...contractDays(place) })),
  costs: amount({ min: 1_000_000, max: 2_000_000_000 }),
  works: choice('water', 'toilet', 'both'),
  house: choice('buy', 'build'),
  price: amount({ min: 10_000_000, max: 20_000_000_000 }),
  amount: filled(amount(amountLimits), ({ given }) => ({ limit: upTo(given.maxAmountDong) })),
  plan: text({ min: 4, max: 500 }),
  own_capital: amount({ min: 0, max: 100_000_000_000 }),
  items: rows({ most: 12, remark: remarkOn }),
  collateral: text({ min: 4, max: 200 }),
  term_months: filled(months(termLimits), (place) => ({ max: termLimits(place).max })),
  instalment: pick((place) => instalments(place)),
  heir_name: orNone(text({ min: 4, max: 80 })),
  papers: checklist(wantedPapers),
  review: filled(choice('send', 'edit', 'later'), readBack),
  edit: pick((place) => sections(place)),
  edit_field: pick((place) => correctable(place.answers.edit as Section, place)),
}

type Node = keyof typeof questions
type Outcome = 'declined' | 'sent' | 'kept' | 'correct'

/** What this household still has to be asked under its programme, then the reading back, then what was decided there. */
const next: Chooser<Record<string, unknown>, Node | Outcome> = {
  choose: (answers, given) => {
    if (answers.consent === undefined) return 'consent'
    if (answers.consent === 'no') return 'declined'
    const open = asked.find((node) => answers[node] === undefined && isAsked(node, { answers, given }))
    return open ?? afterReview({ answers, given })
  },
  exits: [...(Object.keys(questions) as Node[]), 'declined', 'sent', 'kept', 'correct'],
}

function afterReview({ answers, given }: Known): Node | Outcome {
  if (answers.review === undefined) return 'review'
  if (answers.review !== 'edit') return answers.review === 'send' ? 'sent' : 'kept'
  if (answers.edit === undefined) return 'edit'
  const fields = correctable(answers.edit as Section, { answers, given })
  return fields.length > 1 && answers.edit_field === undefined ? 'edit_field' : 'correct'
}

/** The household's part of form 01/TD, with what its programme needs beside. What is known is not asked again. */
export const apply = flow({
  id: 'apply',
  closes: ['sent'],
  beside: mayCorrect,
  first: next,
  questions,
  outcomes: ['declined', 'sent', 'kept', 'correct'],
  route: Object.fromEntries(Object.keys(questions).map((node) => [node, next])) as Record<Node, typeof next>,
})

/** Below a million nothing is lent in practice: a typing slip is likelier. Where the law gives no sum, only a slip is caught. */
function amountLimits({ given, answers }: Place) {
  const most = Number(given.maxAmountDong ?? 100_000_000_000)
  // Of the costs of going abroad nobody lends more than there are.
  return { min: 1_000_000, max: typeof answers.costs === 'number' ? Math.min(most, answers.costs) : most }
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

/** A contract that is older has been worked off; one that is not signed yet is none. */
function contractDays({ given }: Place) {
  const today = dayOf(given)
  return { min: addMonths(today, -36), max: today }
}

/** So often principal can be paid: the usual stretches, none longer than the term that was wished for. */
function instalments({ answers }: Place): string[] {
  const term = Number(answers.term_months ?? 0)
  return ['6', '12', '24', '36'].filter((every) => Number(every) < term)
}
