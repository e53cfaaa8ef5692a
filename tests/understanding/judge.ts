import type { Reading, Understanding } from '../../src/understanding/index.ts'

/** A sentence as somebody typed it, and what they meant. */
export interface Asked {
  style: string
  text: string
  intent: string
  programme: string | null
}

/** A sentence with what it was understood as. */
export interface Judged {
  asked: Asked
  reading: Reading
  intentRight: boolean
  programmeRight: boolean
  ms: number
}

/** Reads one sentence and compares. */
export function judge(understanding: Understanding, asked: Asked): Judged {
  const from = performance.now()
  const reading = understanding.read(asked.text)
  const ms = performance.now() - from
  const intentRight = reading.intent === asked.intent
  return { asked, reading, intentRight, programmeRight: reading.programme === asked.programme, ms }
}
