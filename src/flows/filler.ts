import type { Given } from '../conversation/question.ts'
import type { Filler } from '../conversation/words.ts'

/** A given value as a filler of a sentence; empty text where it was not given. */
export function filler(given: Given, name: string): Filler {
  const value = given[name]
  return typeof value === 'string' || typeof value === 'number' ? value : ''
}

/** A given list of named things to pick from, such as the communes of the office. Empty where it was not given. */
export function entries(given: Given, name: string): { id: string; name: string }[] {
  const value = given[name]
  return Array.isArray(value) ? (value as { id: string; name: string }[]) : []
}
