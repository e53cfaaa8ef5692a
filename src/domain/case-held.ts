import { type CaseKind, type CaseRoute, type CaseSubject, routeCase } from './case.ts'

/** What the words of a report say against people. `everyday`: surely nothing, against nobody. */
export interface Held {
  of: readonly ('leader' | 'officer' | 'commune')[]
  everyday: boolean
}

/** A report as the person called it. */
export interface Called {
  kind: CaseKind
  about?: CaseSubject
}

/** A report as its own words turn it: who has it, and whether somebody is passed over whom it would have gone to. */
export interface Turned extends Called {
  route: CaseRoute
  /** True where the words accuse somebody. */
  accuses: boolean
}

/**
 * Whoever is accused does not get the words, whatever button was pressed before them: what is said about staff goes to the director, about
 * a leader to the officer. A matter of the group of which it is not sure that it is one goes past the leader as well.
 */
export function turnByWords(called: Called, { of, everyday }: Held): Turned {
  const { kind, about } = called
  const meant = kind === 'fraud' ? undefined : whoIsMeant(called, of)
  const turned = { kind: kind === 'group_matter' && meant ? 'complaint' : kind, ...subjectOf(meant ?? about) } as const
  const route = routeCase(turned.kind, turned.about)
  const past = route === 'group_leader' && !everyday
  return { ...turned, route: past ? 'officer' : route, accuses: of.length > 0 }
}

/** Whom the words put in place of what was pressed. Of several, the one who sits highest decides: what goes past them goes past all. */
function whoIsMeant({ kind, about = 'other' }: Called, of: Held['of']): CaseSubject | undefined {
  if (of.includes('officer')) return 'officer'
  if (of.includes('commune') && kind === 'complaint') return 'commune'
  const named = about === 'officer' || about === 'commune'
  return of.includes('leader') && !named ? 'leader' : undefined
}

function subjectOf(about: CaseSubject | undefined): { about?: CaseSubject } {
  return about === undefined ? {} : { about }
}

/** Who has a case, and who reads it besides. */
interface Readers {
  routedTo: CaseRoute
  alsoTo?: CaseRoute
}

/** Whom words that are added to a case accuse, of those who read it; undefined where they may stand there. */
export function accusedReader({ routedTo, alsoTo }: Readers, { of }: Held): CaseSubject | undefined {
  if (of.includes('officer') && routedTo !== 'director') return 'officer'
  if (of.includes('commune') && (routedTo === 'commune_chair' || alsoTo === 'commune_chair')) return 'commune'
  return of.includes('leader') && routedTo === 'group_leader' ? 'leader' : undefined
}
