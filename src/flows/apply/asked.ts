import type { Given } from '../../conversation/question.ts'
import type { Day } from '../../domain/day.ts'
import {
  type Facts,
  type ProgrammeId,
  programmeIds,
  requestFieldsOn,
  termsOn,
  type Weighed,
  weighOne,
} from '../../policy/index.ts'

/** Everything that a request can be asked for, in the order in which it is asked. Each is a question of the talk. */
export const asked = [
  'full_name',
  'birth_year',
  'phone_known',
  'phone',
  'commune',
  'hamlet',
  'student_name',
  'school',
  'course',
  'study_year',
  'tuition',
  'workers',
  'workplace',
  'country',
  'company',
  'contract_day',
  'costs',
  'works',
  'house',
  'price',
  'amount',
  'plan',
  'own_capital',
  'items',
  'collateral',
  'term_months',
  'instalment',
  'heir_name',
  'papers',
] as const

/** One thing that is asked. */
export type Asked = (typeof asked)[number]

/** What is known where the talk stands. */
export interface Known {
  answers: Partial<Record<string, unknown>>
  given: Given
}

/** Whether a question has to be put to this household under this programme, by the law of the day on which the request was begun. */
export function isAsked(node: Asked, known: Known): boolean {
  return !isKnown(node, known.given) && (wants[node]?.(known) ?? ofProgramme(node, known))
}

/** Whether the answer was given before the first question. */
export function isKnown(node: Asked, given: Given): boolean {
  if (given.known === true)
    return node === 'full_name' || node === 'birth_year' || node === 'commune' || node === 'hamlet'
  return knownBefore.includes(node) && given[node] !== undefined
}

/** What the talk about eligibility may have asked. A person can still correct it. */
const knownBefore: readonly Asked[] = ['commune', 'works', 'house']

/**
 * Whether an answer counts wherever it stands among the others, and may be given where none was asked for: what the person said
 * before may be corrected, what stands in the bank's list may not.
 */
export function mayCorrect(node: string, given: Given): boolean {
  const name = asked.find((a) => a === node)
  return name !== undefined && (!isKnown(name, given) || (given.known !== true && knownBefore.includes(name)))
}

const everybody = () => true

/** What is asked of some households only; what is not here is asked where the programme has it. */
const wants: Partial<Record<Asked, (known: Known) => boolean>> = {
  full_name: everybody,
  birth_year: everybody,
  phone_known: ({ given }) => typeof given.knownPhone === 'string',
  phone: ({ given, answers }) => typeof given.knownPhone !== 'string' || answers.phone_known === 'other',
  commune: everybody,
  hamlet: everybody,
  amount: everybody,
  own_capital: everybody,
  heir_name: everybody,
  plan: (known) => !isStudy(known),
  items: (known) => !isStudy(known),
  collateral: (known) => weighedOf(known).collateralRequired === true,
  // What the law reckons from the course of study is not the household's to choose.
  term_months: (known) => !isStudy(known),
  instalment: (known) => !isStudy(known) && Number(known.answers.term_months ?? 0) > 12,
  papers: (known) => known.given.photos === true && photographed(known).length > 0,
}

function ofProgramme(node: Asked, { given }: Known): boolean {
  const fields: readonly string[] = requestFieldsOn(programmeOf(given), dayOf(given)).fields
  return fields.includes(node)
}

/** Whether the term follows from a course of study, and the money pays for learning and nothing else. */
function isStudy({ given }: Known): boolean {
  const terms = termsOn(programmeOf(given), dayOf(given))?.terms ?? []
  return terms.some((term) => 'formula' in term && term.formula === 'study')
}

/** What the law answers to everything that is known so far, with the sum that is wished for. */
function weighedOf({ answers, given }: Known): Weighed {
  const facts: Facts = typeof given.facts === 'object' ? ((given.facts ?? {}) as Facts) : {}
  const wished = typeof answers.amount === 'number' ? { requestedTotalVnd: answers.amount } : {}
  return weighOne(programmeOf(given), { ...facts, ...wished }, dayOf(given))
}

/** Written by the group, the bank or the commune, or told in the talk: nothing to take a picture of. */
const notPhotographed = [
  ...['loan_request', 'authorisation', 'group_minutes', 'group_list', 'beneficiary_list', 'police_list'],
  ...['job_plan', 'loan_plan', 'business_plan'],
]

/** The papers of which a picture helps, as the law lists them on that day, for this household. A card has two sides. */
export function photographed(known: Known): string[] {
  const terms = termsOn(programmeOf(known.given), dayOf(known.given))
  const listed = (terms?.papers ?? [])
    .map(({ id }) => id)
    .filter((id) => !notPhotographed.includes(id) && fits(id, known))
  const card = listed.includes('identity_card') ? ['identity_front', 'identity_back'] : []
  return [...card, ...listed.filter((id) => id !== 'identity_card')]
}

/** First-years have a notice of admission, later ones the school's certificate; the rest depends on the verdict. */
function fits(paper: string, known: Known): boolean {
  const firstYear = known.answers.study_year === 1
  if (paper === 'admission_notice') return firstYear
  if (paper === 'school_certificate') return !firstYear
  if (paper === 'collateral_papers') return weighedOf(known).collateralRequired === true
  if (paper === 'preferential_proof') return isPreferred(known)
  return true
}

/** Whether the household was weighed at a rate below the programme's ordinary one. */
function isPreferred(known: Known): boolean {
  const [ordinary] = termsOn(programmeOf(known.given), dayOf(known.given))?.rates ?? []
  const rate = weighedOf(known).ratePctPerYear
  return ordinary !== undefined && rate !== undefined && rate < ordinary.pct
}

/** The programme of a request. */
export function programmeOf({ programme }: Given): ProgrammeId {
  return programmeIds.find((id) => id === programme) ?? 'poor'
}

/** The day whose law counts for the request; one that no law knows where none was given. */
export function dayOf({ day }: Given): Day {
  return typeof day === 'string' ? (day as Day) : '0000-00-00'
}
