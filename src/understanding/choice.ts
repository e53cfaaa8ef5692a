import { type Intent, intents } from './intents.ts'

// A meaning as a button carries it back, `ask-loan_amount-student`: at most 40 characters, so that it fits every channel.

/** Programme ids that are too long for a button, and what stands for them there. */
const shortIds: Record<string, string> = {
  disadvantaged_area_business: 'area_business',
  disadvantaged_area_trader: 'area_trader',
  online_learning_device: 'device',
  korea_eps_deposit: 'korea_eps',
}
const longIds = Object.fromEntries(Object.entries(shortIds).map(([long, short]) => [short, long]))

/** What a choice means. */
export interface Meaning {
  intent: Intent
  programme: string | null
}

/** The text that stands for a meaning in a button. */
export function choiceOf({ intent, programme }: Meaning): string {
  return `ask-${intent}-${programme === null ? 'none' : (shortIds[programme] ?? programme)}`
}

/** Reads such a text back; undefined for anything else. */
export function readChoice(text: string): Meaning | undefined {
  const read = /^ask-([a-z_]+)-([a-z_]+)$/.exec(text)
  const intent = intents.find((id) => id === read?.[1])
  const programme = read?.[2]
  if (intent === undefined || programme === undefined) return undefined
  return { intent, programme: programme === 'none' ? null : (longIds[programme] ?? programme) }
}
