import { begin } from '../conversation/engine.ts'
import type { Message, Part } from '../conversation/words.ts'
import { caseSolved } from '../flows/case-solved.ts'

/** Puts the question below some words whether that case is solved. The buttons name the case. */
export function askingSolved(caseId: string, parts: Part[]): Message {
  const turn = begin(caseSolved as never, { ref: BigInt(caseId).toString(36), given: {} })
  return turn.kind === 'ask' ? { parts, prompt: turn.prompt } : { parts }
}

/** The case that a button's ref names, or undefined when it names none. */
export function caseIdOf(ref: string): string | undefined {
  if (!/^[0-9a-z]{1,11}$/.test(ref)) return undefined
  return [...ref].reduce((sum, digit) => sum * 36n + BigInt(Number.parseInt(digit, 36)), 0n).toString()
}
