import { type Checklist, checklistLines, type Wanted } from '../../conversation/checklist.ts'
import type { Place } from '../../conversation/question.ts'
import { type Row, type Rows, rowLines, sumOf } from '../../conversation/rows.ts'
import type { Filler, Words } from '../../conversation/words.ts'
import type { Day } from '../../domain/day.ts'
import { programmeKey } from '../../policy/index.ts'
import { entries, filler } from '../filler.ts'
import { type Asked, asked, isAsked, isKnown, photographed, programmeOf } from './asked.ts'

/** Everything that was answered or known, for the person to check before it is sent: a line each, then the table and the papers. */
export function readBack(place: Place): Record<string, Filler> {
  const lines = asked
    .filter((node) => isAsked(node, place) || isKnown(node, place.given))
    .flatMap((node) => lineOf(node, place))
  return { programme: programmeWords(place), lines: { lines }, table: tableOf(place), papers: papersOf(place) }
}

/** The name of the programme. */
export function programmeWords({ given }: Pick<Place, 'given'>): Filler {
  return { words: { key: programmeKey(programmeOf(given), 'name') } }
}

/** The papers of which a picture is asked for, in words. */
export function wantedPapers({ given, answers }: Place): Wanted[] {
  return photographed({ given, answers }).map((id) => ({ id, words: paperWords(id, { given }) }))
}

/** What people call a paper: the sides of the identity card have names of their own, the others are named by the programme. */
export function paperWords(id: string, { given }: Pick<Place, 'given'>): Words {
  const side = id === 'identity_front' || id === 'identity_back'
  return { key: side ? `flows/apply:papers.names.${id}` : programmeKey(programmeOf(given), `documents.${id}`) }
}

/** Below a table whose sum is not what the loan and the own money come to. A remark only: people may know why. */
export function remarkOn(rows: readonly Row[], { answers }: Pick<Place, 'answers'>): Filler {
  const wanted = Number(answers.amount ?? 0) + Number(answers.own_capital ?? 0)
  const sum = sumOf(rows)
  if (rows.length === 0 || sum === wanted) return ''
  return { words: { key: 'flows/apply:items.remark', with: { sum: { dong: sum }, wanted: { dong: wanted } } } }
}

type Fillers = Record<string, Filler>

/** What fills the line of an answer that is not shown as it was typed. Undefined where another line says it. */
const shown: Partial<Record<Asked, (place: Place) => Fillers | undefined>> = {
  full_name: (p) => ({ value: known(p, 'full_name', 'fullName'), year: known(p, 'birth_year', 'birthYear') }),
  birth_year: () => undefined,
  phone_known: ({ given, answers }) =>
    answers.phone_known === 'other' ? undefined : { value: filler(given, 'knownPhone') },
  commune: () => undefined,
  hamlet: (p) => ({ value: known(p, 'hamlet', 'hamlet'), commune: communeOf(p) }),
  tuition: (p) => money(p, 'tuition'),
  contract_day: ({ answers }) => ({ value: { day: String(answers.contract_day) as Day } }),
  costs: (p) => money(p, 'costs'),
  works: (p) => option(p, 'works'),
  house: (p) => option(p, 'house'),
  price: (p) => money(p, 'price'),
  amount: (p) => money(p, 'amount'),
  own_capital: (p) => money(p, 'own_capital'),
  items: () => undefined,
  instalment: (p) => option(p, 'instalment'),
  heir_name: ({ answers }) => ({
    value: answers.heir_name ? String(answers.heir_name) : { words: { key: 'flows/apply:nobody' } },
  }),
  papers: () => undefined,
}

function lineOf(node: Asked, place: Place): Filler[] {
  const show = shown[node]
  const value = place.answers[node] ?? place.given[node]
  // A year and a number of people or months are written without marks.
  const fillers = show ? show(place) : { value: typeof value === 'number' ? String(value) : ((value ?? '') as string) }
  return fillers ? [{ words: { key: `flows/apply:line.${node}`, with: fillers } }] : []
}

function known({ answers, given }: Place, node: Asked, givenAs: string): Filler {
  const answer = answers[node]
  return String(typeof answer === 'string' || typeof answer === 'number' ? answer : filler(given, givenAs))
}

function money({ answers }: Place, node: Asked): Fillers {
  return { value: { dong: Number(answers[node] ?? 0) } }
}

function option({ answers, given }: Place, node: Asked): Fillers {
  return { value: { words: { key: `flows/apply:${node}.options.${String(answers[node] ?? given[node])}` } } }
}

function communeOf({ given, answers }: Place): Filler {
  const id = answers.commune ?? given.commune
  return entries(given, 'communes').find((c) => c.id === id)?.name ?? filler(given, 'communeName')
}

function tableOf(place: Place): Filler {
  const rows = (place.answers.items as Rows | undefined)?.rows ?? []
  if (rows.length === 0) return ''
  const fillers = { rows: rowLines(rows, { flow: 'apply', node: 'items' }), sum: { dong: sumOf(rows) } }
  return { words: { key: 'flows/apply:line.items', with: { ...fillers, remark: remarkOn(rows, place) } } }
}

function papersOf(place: Place): Filler {
  const checked = place.answers.papers as Checklist | undefined
  if (!checked || !isAsked('papers', place)) return ''
  const papers = checklistLines(wantedPapers(place), { ...checked, place: { flow: 'apply', node: 'papers' } })
  return { words: { key: 'flows/apply:line.papers', with: { papers } } }
}
