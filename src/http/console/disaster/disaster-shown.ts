import type { LossState } from '../../../domain/loss-report.ts'
import type { Disaster } from '../../../ports/disasters.ts'
import type { LossCounts, LossRow } from '../../../ports/losses.ts'

/** Everything that the page shows. `rows` only where single households are for this reader. */
export interface DisasterShown {
  disaster: Disaster
  by: string
  counts: LossCounts[]
  rows?: LossRow[]
  state?: LossState
  next?: string
}
