import type { Filler, Words } from '../../../conversation/words.ts'
import { type ProgrammeId, programmeIds, programmeKey } from '../../../policy/index.ts'

/** What a number of a condition counts, by the name of the condition or of the field that it stands in. */
const units: Record<string, Unit> = {
  yearsSinceLeft: 'years',
  yearsSince: 'years',
  landRecoveredYears: 'years',
  practiceMonths: 'months',
  poorDistrictMonths: 'months',
  monthsClosed: 'months',
  from: 'years_old',
  freely: 'years_old',
  schoolAverage: 'points',
  smallHome: 'square_metres',
  incomeRatio: 'times',
  workersShare: 'percent',
  collateralShare: 'percent',
  single: 'dong_a_month',
  couple: 'dong_a_month',
  singleParent: 'dong_a_month',
}
type Unit = 'years' | 'months' | 'years_old' | 'points' | 'square_metres' | 'times' | 'percent' | 'dong_a_month'

/** Conditions whose words are programmes, and not what money is used for. */
const ofProgrammes = ['parallel', 'samePurpose']

/** The value of a condition, whatever its shape: a number with its unit, words of the law's own lists, or fields of such. */
export function conditionWords(condition: string, value: unknown): Words {
  return { key: 'console:value', with: { value: filler(value, { condition, field: condition }) } }
}

interface Place {
  condition: string
  field: string
}

function filler(value: unknown, place: Place): Filler {
  if (Array.isArray(value)) return value.length === 0 ? said('none') : { list: value.map((v) => filler(v, place)) }
  if (typeof value === 'object' && value !== null) return fields(Object.entries(value), place)
  if (typeof value === 'number') return counted(value, place.field)
  if (typeof value === 'boolean') return said(value ? 'required' : 'not_counted')
  const id = programmeIds.find((p) => p === value)
  if (id !== undefined && ofProgrammes.includes(place.condition)) return named(id)
  return said(String(value))
}

function fields(entries: [string, unknown][], { condition }: Place): Filler {
  const lines = entries.map(([field, value]): Filler => {
    const name: Filler = { words: { key: `console:programmes.fields.${field}` } }
    return { words: { key: 'answers:line', with: { line: name, value: filler(value, { condition, field }) } } }
  })
  return lines.length === 1 && lines[0] !== undefined ? lines[0] : { lines }
}

function counted(value: number, field: string): Filler {
  const unit = units[field]
  if (unit === undefined) return value
  const amount: Filler = unit === 'dong_a_month' ? { dong: value } : unit === 'percent' ? { pct: value } : value
  return { words: { key: `console:programmes.units.${unit}`, with: { amount } } }
}

function named(id: ProgrammeId): Filler {
  return { words: { key: programmeKey(id, 'short') } }
}

function said(word: string): Filler {
  return { words: { key: `console:programmes.words.${word}` } }
}
