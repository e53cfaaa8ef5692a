/** What may stand in a text that is sent often, to be filled for each household: who, when and where the next session is, who writes. */
export const cannedFillers = ['name', 'day', 'place', 'officer', 'phone'] as const

/** One of `cannedFillers`. */
export type CannedFiller = (typeof cannedFillers)[number]

const marks = new RegExp(`\\{(${cannedFillers.join('|')})\\}`, 'g')

/** Fills what is known. What is not known stays in its braces, so that whoever reads sees what has to be typed. */
export function fillCanned(text: string, known: Partial<Record<CannedFiller, string>>): string {
  return text.replace(marks, (mark, name: CannedFiller) => known[name] || mark)
}

/** The fillers that still stand in a text, each once, in their order. */
export function fillersIn(text: string): CannedFiller[] {
  return [...new Set([...text.matchAll(marks)].map(([, name]) => name as CannedFiller))]
}
