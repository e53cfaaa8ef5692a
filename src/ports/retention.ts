import type { KeptKind } from '../domain/retention.ts'

/** What one night did to one kind. */
export interface RetentionRun {
  kind: KeptKind
  at: Date
  /** What is older than this was not kept. */
  before: Date
  gone: number
}

/** Keeps the promise that nothing is kept for ever. */
export interface Retention {
  /** Deletes some of the oldest of a kind from before a moment: a short piece of work. Returns how many; none when all are gone. */
  forget(kind: KeptKind, before: Date): Promise<number>
  /** Writes down what a night did. */
  note(run: RetentionRun): Promise<void>
  /** The latest run of each kind that had one. */
  latest(): Promise<RetentionRun[]>
  /** Seals the words of messages from before a moment that have come to an end. Returns how many. */
  sealSent(before: Date): Promise<number>
}
