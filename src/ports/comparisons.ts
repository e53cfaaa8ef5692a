import type { Arm } from '../domain/stable-arm.ts'
import type { Comparison } from '../domain/wording.ts'

/** What one text of a comparison came to. Each household counts once, by the first session that it was reminded of in it. */
export interface ArmResult {
  arm: Arm
  /** Households whose message was sent. */
  reminded: number
  /** Of those, how many answered by the day of the session. */
  answered: number
  /** How many of those have figures of the session or later: of the others nobody knows whether they paid. */
  known: number
  /** Of the known ones, how many had paid all that they were reminded of by the session, as the figures show. */
  paid: number
}

/** A message of reminders, and which text of which comparison it is. */
export interface ComparedText {
  deliveryId: string
  comparisonId: string
  arm: Arm
}

/** Two texts against each other, office by office. */
export interface Comparisons {
  /** Those of an office, the newest first. */
  list(officeId: number): Promise<Comparison[]>
  /** Those of an office that run: one for a kind at most. */
  running(officeId: number): Promise<Comparison[]>
  /** Starts one; undefined where one of that office and kind runs already. */
  start(comparison: Omit<Comparison, 'id' | 'stoppedAt'>): Promise<string | undefined>
  /** Stops one. False where it is none of that office, or was stopped before. */
  stop(of: { id: string; officeId: number; at: Date; by: string }): Promise<boolean>
  /** Writes down which text the households of those deliveries read. */
  assign(texts: readonly ComparedText[]): Promise<void>
  results(id: string): Promise<ArmResult[]>
}
