import type { Scope } from './staff.ts'

/**
 * Who an announcement is for. Everybody: all households of the office and, at the main office, those who follow without being a
 * customer. Named: these accounts and no others. Otherwise choices of one kind add up (this commune or that one) and kinds narrow
 * each other (in this commune, with such a loan); a kind without a choice does not narrow.
 */
export type Audience = { everybody: true } | Named | Chosen

/** Single accounts, by id: those whom a thing concerns. Of a household with several of them one gets it. */
export interface Named {
  everybody?: false
  accounts: string[]
}

/** Choices by kind. */
export interface Chosen {
  everybody?: false
  communes: number[]
  groups: number[]
  /** Programme ids: households with a loan of one of them that is not closed. */
  programmes: string[]
  /** Codes of entrusted associations (11 Farmers, 12 Women, 13 Veterans, 14 Youth, 99 direct lending). */
  associations: number[]
}

/** An audience that nobody is in yet. */
export const nobody: Chosen = { communes: [], groups: [], programmes: [], associations: [] }

/** What is there to choose from, inside the author's unit. */
export interface AudienceChoices {
  communes: readonly number[]
  groups: readonly number[]
  programmes: readonly string[]
  associations: readonly number[]
  /** Of the accounts that are named, those of the author's unit. */
  accounts?: readonly string[]
}

/** `empty`: nobody chosen. `outside`: a unit that is not the author's. `too_wide`: everybody, by somebody of one commune only. */
export type AudienceProblem = 'empty' | 'outside' | 'too_wide'

const kinds = ['communes', 'groups', 'programmes', 'associations'] as const

/** What stands against an audience, or undefined. */
export function audienceProblem(
  audience: Audience,
  { scope, choices }: { scope: Scope; choices: AudienceChoices },
): AudienceProblem | undefined {
  if (isEverybody(audience)) return scope.communeId === undefined ? undefined : 'too_wide'
  if (isNamed(audience)) {
    if (audience.accounts.length === 0) return 'empty'
    return within(audience.accounts, choices.accounts ?? []) ? undefined : 'outside'
  }
  if (kinds.every((kind) => audience[kind].length === 0)) return 'empty'
  const known = kinds.every((kind) => within(audience[kind], choices[kind]))
  return known ? undefined : 'outside'
}

/** True for an audience that is not narrowed. */
export function isEverybody(audience: Audience): audience is { everybody: true } {
  return audience.everybody === true
}

/** True for an audience of single accounts. */
export function isNamed(audience: Audience): audience is Named {
  return 'accounts' in audience
}

/** An audience cut to a scope: somebody of one commune reaches that commune only, whatever else is chosen. */
export function narrowed(audience: Audience, scope: Scope): Audience {
  if (scope.communeId === undefined || isEverybody(audience) || isNamed(audience)) return audience
  if (audience.communes.length > 0) return audience
  return { ...audience, communes: [scope.communeId] }
}

function within(chosen: readonly (string | number)[], known: readonly (string | number)[]): boolean {
  const all = new Set(known)
  return chosen.every((id) => all.has(id))
}
