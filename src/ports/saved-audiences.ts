import type { Audience } from '../domain/audience.ts'

/** An audience that an office uses again. */
export interface SavedAudience {
  id: string
  name: string
  audience: Audience
}

/** The audiences that offices keep by name. */
export interface SavedAudiences {
  /** In order of name. */
  list(officeId: number): Promise<SavedAudience[]>
  /** Undefined for one of another office. */
  find(officeId: number, id: string): Promise<SavedAudience | undefined>
  /** Keeps one under a name; one that has it already is replaced. */
  keep(officeId: number, saved: { name: string; audience: Audience; by: string; at: Date }): Promise<string>
  /** False when there is no such one in the office. */
  drop(officeId: number, id: string): Promise<boolean>
}
