/** What an author may leave open in a text, to be filled for each household: `{name}`. */
export const fillers = ['name', 'group', 'commune', 'transaction_day'] as const

/** One of `fillers`. */
export type Filler = (typeof fillers)[number]

/** What stands in place of each where nothing is known of a household. */
export type Fallbacks = Record<Filler, string>

/** The fillers of a text, and what stands in braces and is none. */
export interface FoundFillers {
  known: Filler[]
  unknown: string[]
}

/** Reads what a text leaves open. */
export function fillersIn(text: string): FoundFillers {
  const inside = [...text.matchAll(/\{([^{}\n]*)\}/g)].map(([, name]) => name ?? '')
  const known = fillers.filter((filler) => inside.includes(filler))
  return { known, unknown: [...new Set(inside.filter((name) => !fillers.some((filler) => filler === name)))] }
}

/** Fills a text with what is known of one household. */
export function fillText(text: string, values: Fallbacks): string {
  return fillers.reduce((filled, filler) => filled.replaceAll(`{${filler}}`, values[filler]), text)
}
