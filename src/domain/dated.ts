import type { Day } from './day.ts'

/** A value that the law changed from time to time. Every period names the text that set it. */
export type Dated<T> = readonly [Period<T>, ...Period<T>[]]

/** One stretch of days in which a value holds. */
export interface Period<T> {
  /** First day in force, inclusive. */
  from: Day
  /** Last day in force, inclusive. Absent: still in force. */
  until?: Day
  value: T
  cite: Citation
  /** `uncertain` values decide nothing: whoever meets one is sent to the officer. */
  confidence: Confidence
}

/** How well a value is known: read in a source, computed from such values, or not settled. */
export type Confidence = 'found' | 'derived' | 'uncertain'

/** Where a value stands, as a clerk would name it, and the day a person last read it there. */
export interface Citation {
  /** "Quyết định 10/2024/QĐ-TTg": the name of the document in Vietnamese, with the article where it is known. */
  text: string
  /** A public page that shows it. Absent where only the paper is known. */
  url?: string
  /** The day a person last read the source and found the value there. */
  checked: Day
}

/** The period in force on that day, or undefined: before the first and in a gap there is no value, and none is guessed. */
export function inForce<T>(dated: Dated<T>, day: Day): Period<T> | undefined {
  return dated.find((p) => p.from <= day && (p.until === undefined || day <= p.until))
}
