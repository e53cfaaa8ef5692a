import type { Filler } from '../../conversation/words.ts'
import type { Day } from '../../domain/day.ts'
import { openOn, type ProgrammeId, type TermsOn, termsOn } from '../../policy/index.ts'
import type { Intent } from '../../understanding/index.ts'
import { type Answer, distinct, listed, ofProgramme, sourced, text } from './answer.ts'
import { amountLines, collateralLines, lengthLines, rateLines, type TermLine } from './term-lines.ts'

/** The programmes that most households ask about, in the order that they are shown. */
const usual: readonly ProgrammeId[] = [
  'poor',
  'near_poor',
  'newly_escaped',
  'student',
  'clean_water',
  'job_creation',
  'labour_export',
  'social_housing',
]

/** What comes after each kind of question that names no programme. */
const offers: Record<Intent, readonly string[]> = {
  eligibility_check: ['ask_again', 'person', 'menu'],
  programme_info: ['ask_again', 'person', 'menu'],
  loan_amount: ['ask_again', 'person', 'menu'],
  interest_rate: ['ask_again', 'my_loan', 'menu'],
  loan_term: ['ask_again', 'person', 'menu'],
  collateral: ['ask_again', 'person', 'menu'],
  use_of_funds: ['ask_again', 'person', 'menu'],
  documents: ['ask_again', 'person', 'menu'],
  how_to_apply: ['ask_again', 'person', 'menu'],
  where_to_apply: ['ask_again', 'person', 'menu'],
  application_status: ['applications', 'person', 'menu'],
  repayment_schedule: ['my_loan', 'link', 'menu'],
  my_balance: ['my_loan', 'link', 'menu'],
  how_to_repay: ['my_loan', 'person', 'menu'],
  overdue_help: ['difficulty', 'person', 'menu'],
  extension_request: ['difficulty', 'person', 'menu'],
  group_info: ['person', 'menu'],
  transaction_day: ['my_loan', 'person', 'menu'],
  complaint_or_difficulty: ['difficulty', 'person', 'menu'],
  fraud_report: ['difficulty', 'person', 'menu'],
  talk_to_human: ['person', 'menu'],
  subscribe: ['news_on', 'menu'],
  unsubscribe: ['news_off', 'menu'],
  language_change: ['menu'],
  privacy_request: ['menu', 'person'],
  greeting: ['ask_again', 'my_loan', 'menu'],
  thanks: ['menu'],
  out_of_scope: ['menu', 'person'],
}

/** Answers a question that names no programme: the figures of the usual ones side by side, or a short true sentence. */
export function inGeneral(intent: Intent, day: Day): Answer {
  const lines = linesOf(intent, day)
  const citations = distinct(lines.flatMap((l) => l.cites))
  const part = lines.length === 0 ? text(`answers:general.${intent}`) : listed(`answers:general.${intent}`, lines)
  return { parts: [part, ...sourced(citations, day)], citations, offers: [...offers[intent]] }
}

function linesOf(intent: Intent, day: Day): TermLine[] {
  if (intent === 'programme_info' || intent === 'eligibility_check')
    return openOn(day).map((id) => uncited(ofProgramme(id, 'name')))
  if (intent === 'use_of_funds') return each(day, (_, id) => uncited(ofProgramme(id, 'use')))
  const of = figuresOf[intent]
  return of === undefined ? [] : each(day, (terms) => of(terms)[0])
}

const figuresOf: Partial<Record<Intent, (terms: TermsOn) => TermLine[]>> = {
  loan_amount: amountLines,
  interest_rate: (terms) => rateLines(terms, false),
  loan_term: lengthLines,
  collateral: collateralLines,
}

/** One line for each usual programme that lends on that day. */
function each(day: Day, of: (terms: TermsOn, id: ProgrammeId) => TermLine | undefined): TermLine[] {
  return usual.flatMap((id) => {
    const terms = termsOn(id, day)
    const found = terms && of(terms, id)
    if (!found) return []
    const short = ofProgramme(id, 'short')
    const programme: Filler =
      found.name === undefined
        ? short
        : { words: { key: 'answers:named', with: { programme: short, line: found.name } } }
    const line: Filler = { words: { key: 'answers:line', with: { line: programme, value: found.value } } }
    return [{ ...found, line }]
  })
}

function uncited(line: Filler): TermLine {
  return { line, value: line, cites: [] }
}
