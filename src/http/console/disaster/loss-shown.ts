import type { SeenReport } from '../../../app/loss-step.ts'
import type { LossStepName } from '../../../domain/loss-report.ts'
import type { Disaster } from '../../../ports/disasters.ts'
import type { Loan } from '../../../ports/loans.ts'
import type { LossMoved, LossPhoto } from '../../../ports/losses.ts'

/** A step that was not taken, as it was typed. */
export interface LossTried {
  step: LossStepName
  loss: string
  capital: string
  note: string
  problem: string
}

/** Everything that the page of a report shows. */
export interface LossShown extends SeenReport {
  disaster?: Disaster
  loans: Loan[]
  moves: LossMoved[]
  /** Names of staff by their ids. */
  names: ReadonlyMap<string, string>
  photos: LossPhoto[]
  tried?: LossTried
  done?: string
}
