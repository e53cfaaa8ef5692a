import { type Asked, asked, isAsked, type Known, mayCorrect } from './asked.ts'

/** The parts of a request in which something can be corrected. */
export type Section = 'who' | 'money' | 'needs' | 'papers'

const parts: Record<Section, readonly Asked[]> = {
  who: ['full_name', 'birth_year', 'phone_known', 'phone', 'commune', 'hamlet', 'heir_name'],
  money: ['amount', 'plan', 'own_capital', 'items', 'collateral', 'term_months', 'instalment'],
  needs: asked.slice(asked.indexOf('student_name'), asked.indexOf('amount')),
  papers: ['papers'],
}

/** The answers of a part that were given or may be given: those that the bank's own list holds are not among them. */
export function correctable(section: Section, known: Known): Asked[] {
  return (parts[section] ?? []).filter((node) => {
    if (node === 'phone' && known.answers.phone_known === 'yes') return false
    return mayCorrect(node, known.given) && (isAsked(node, known) || known.given[node] !== undefined)
  })
}

/** The parts that have something to correct. */
export function sections(known: Known): Section[] {
  return (Object.keys(parts) as Section[]).filter((section) => correctable(section, known).length > 0)
}
