import type { Scope } from '../domain/staff.ts'

/** A household as a list shows it. The phone number is masked. */
export interface PersonRow {
  id: string
  customerId: string
  headName: string
  commune: string
  hamlet?: string
  group?: string
  /** "091****678", where one is known. */
  maskedPhone?: string
  /** How many accounts are linked. */
  accounts: number
}

/** What is searched for: any of the three that are given is enough. */
export interface PeopleSearch {
  scope: Scope
  /** Parts of the name, folded (small letters without marks): all have to occur. */
  nameParts?: readonly string[]
  /** Ten digits. */
  phone?: string
  /** The first digits of a customer id, or all of them. */
  customerId?: string
  after?: { name: string; id: string }
  limit: number
}

/** A page of people. `next` is where the next one begins. */
export interface PeoplePage {
  rows: PersonRow[]
  next?: { name: string; id: string }
}

/** A choice on a form: a unit, a group, a programme that is lent. */
export interface Choice<Id> {
  id: Id
  /** The public code, as the command line takes it. */
  code: string
  name: string
}

/** The people of the bank, to be found by staff. */
export interface People {
  search(search: PeopleSearch): Promise<PeoplePage>
  /** Groups in a scope, in order of name. */
  groups(scope: Scope): Promise<Choice<number>[]>
  /** Programme ids with a loan that is not closed in a scope. */
  programmes(scope: Scope): Promise<string[]>
  /** Entrusted associations, by code; `name` is their key in the locales. */
  associations(): Promise<Choice<number>[]>
  /** Of these accounts, by id, those whose household or whose request for a loan lies in a scope. */
  accountsIn(scope: Scope, ids: readonly string[]): Promise<string[]>
  /** Offices in a scope, in order of code. */
  offices(scope: Scope): Promise<Choice<number>[]>
}
