import type { ReminderKind } from './reminder-plan.ts'
import { type SignedBy, signers } from './signing.ts'
import type { Arm } from './stable-arm.ts'

/** The sentences of ours that an office may add to a reminder. `none`: nothing is added. `own`: one sentence of the office's. */
export const appeals = ['none', 'help', 'thanks', 'fund', 'own'] as const

/** One of `appeals`. */
export type Appeal = (typeof appeals)[number]

/** How one text of a comparison differs: in whose name it goes out, and what is added. */
export interface Wording {
  by: SignedBy
  appeal: Appeal
  /** Set where the appeal is `own`. */
  sentence?: string
}

/** The longest sentence of an office's own, in characters. */
export const longestSentence = 120

/** Two texts of one kind of reminder that an office lets run against each other. */
export interface Comparison {
  id: string
  officeId: number
  kind: ReminderKind
  wordings: Record<Arm, Wording>
  startedAt: Date
  startedBy: string
  stoppedAt?: Date
}

/** Reads a wording from where it is kept; undefined where it is none. */
export function readWording(kept: unknown): Wording | undefined {
  const { by, appeal, sentence } = (kept ?? {}) as Partial<Record<keyof Wording, unknown>>
  const signedBy = signers.find((one) => one === by)
  const added = appeals.find((one) => one === appeal)
  if (!signedBy || !added) return undefined
  if (added !== 'own') return { by: signedBy, appeal: added }
  return typeof sentence === 'string' && sentence !== '' ? { by: signedBy, appeal: added, sentence } : undefined
}

/** True for two texts that read the same: there is nothing to compare. */
export function isSameWording(one: Wording, other: Wording): boolean {
  return one.by === other.by && one.appeal === other.appeal && (one.sentence ?? '') === (other.sentence ?? '')
}
