import type { Scope } from './staff.ts'

/**
 * Who an announcement is for. Everybody: all households of the office and, at the main office, those who follow without being a
 * customer. Named: these accounts and no others. Otherwise choices of one kind add up (this commune or that one) and kinds narrow
 * each other (in this commune, with such a loan); a kind without a choice does not narrow. Whom `except` chooses, by the same rules,
 * does not get it.
 */
export type Audience = { everybody: true; except?: Chosen } | Named | (Chosen & { except?: Chosen })

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
  /** What the commune's list says of the household; `other` is everything else, unknown included. */
  statuses?: HouseholdStatus[]
  /** Only households whose status stands on the list of that year. */
  listYear?: number
  /** Languages: households with an account that reads one of them; that account gets it. */
  langs?: string[]
  /** Whether somebody of the household wrote to us within so many days. */
  heard?: Heard
  /** Whether somebody of the household has linked an account, or only its phone number is known. */
  linked?: boolean
}

/** The standings of a household that an audience tells apart. */
export const householdStatuses = ['poor', 'near_poor', 'newly_escaped', 'other'] as const

/** One of `householdStatuses`. */
export type HouseholdStatus = (typeof householdStatuses)[number]

/** Heard of within so many days, or not. */
export interface Heard {
  within: boolean
  days: number
}

/** The days that "heard of" may look back. */
export const heardDays = { least: 1, most: 730 } as const

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

/**
 * `empty`: nobody chosen. `outside`: a unit that is not the author's. `too_wide`: everybody, by somebody of one commune only. `heard`: a
 * number of days that is none, or too large.
 */
export type AudienceProblem = 'empty' | 'outside' | 'too_wide' | 'heard'

const kinds = ['communes', 'groups', 'programmes', 'associations'] as const

/** What stands against an audience, or undefined. */
export function audienceProblem(
  audience: Audience,
  { scope, choices }: { scope: Scope; choices: AudienceChoices },
): AudienceProblem | undefined {
  if (isNamed(audience)) {
    if (audience.accounts.length === 0) return 'empty'
    return within(audience.accounts, choices.accounts ?? []) ? undefined : 'outside'
  }
  const out = audience.except && chosenProblem(audience.except, choices)
  if (isEverybody(audience)) return scope.communeId === undefined ? out : 'too_wide'
  if (isNobody(audience)) return 'empty'
  return chosenProblem(audience, choices) ?? out
}

/** True for an audience that is not narrowed, but for whom it leaves out. */
export function isEverybody(audience: Audience): audience is { everybody: true; except?: Chosen } {
  return audience.everybody === true
}

/** True for an audience of single accounts. */
export function isNamed(audience: Audience): audience is Named {
  return 'accounts' in audience
}

/** True where nothing is chosen. */
export function isNobody({ statuses = [], langs = [], listYear, heard, linked, ...chosen }: Chosen): boolean {
  const none = kinds.every((kind) => chosen[kind].length === 0) && statuses.length === 0 && langs.length === 0
  return none && [listYear, heard, linked].every((one) => one === undefined)
}

/** An audience cut to a scope: somebody of one commune reaches that commune only, whatever else is chosen. */
export function narrowed(audience: Audience, scope: Scope): Audience {
  if (scope.communeId === undefined || isEverybody(audience) || isNamed(audience)) return audience
  if (audience.communes.length > 0) return audience
  return { ...audience, communes: [scope.communeId] }
}

function chosenProblem(chosen: Chosen, choices: AudienceChoices): AudienceProblem | undefined {
  if (!kinds.every((kind) => within(chosen[kind], choices[kind]))) return 'outside'
  const { days } = chosen.heard ?? { days: heardDays.least }
  return Number.isSafeInteger(days) && days >= heardDays.least && days <= heardDays.most ? undefined : 'heard'
}

function within(chosen: readonly (string | number)[], known: readonly (string | number)[]): boolean {
  const all = new Set(known)
  return chosen.every((id) => all.has(id))
}
