import type { Prompt } from './words.ts'

/** What a button carries: which question of which run of which flow, and which answer. */
export interface Token {
  flow: string
  ref: string
  node: string
  option: string
}

/** The text in a button, `check-eligibility/household.poor#3f`. Plain ASCII; the longest of all flows fits the 64 bytes of Telegram. */
export function tokenOf(prompt: Prompt, option: string): string {
  return `${prompt.flow}/${prompt.node}.${option}#${prompt.ref}`
}

/** Reads a button back, or undefined when the text was never one of ours. */
export function readToken(text: string): Token | undefined {
  const read = /^([a-z][a-z0-9-]*)\/([a-z][a-z0-9_]*)\.([a-z0-9_-]+)#([a-z0-9]{0,16})$/.exec(text)
  if (!read) return undefined
  const [, flow, node, option, ref] = read as unknown as [string, string, string, string, string]
  return { flow, node, option, ref }
}
