import { type Citation, type Confidence, type Dated, inForce } from '../domain/dated.ts'
import type { Day } from '../domain/day.ts'
import { lossReaches, type SeenLoss } from '../domain/loss-report.ts'
import { qd50of2010 } from './sources.ts'

/** What may be proposed for a debt that was hit through nobody's fault. `maxYears`: a freeze lasts no longer. */
export type RiskMeasure = { measure: 'extension' } | { measure: 'freeze'; maxYears: number }

/** A stretch of loss with its measure: from that many per cent on, and below so many; without an end, all that is more. */
export interface RiskBand {
  fromPct: number
  belowPct?: number
  propose: RiskMeasure
}

/**
 * Loss of capital and assets through causes beyond the borrower's will, and what follows. As an office summed the decision up in 2016; it was
 * amended in 2021 and that text was not read, so nothing here is ever told to a household as what it will get.
 */
export const riskBands: Dated<readonly RiskBand[]> = [
  {
    from: '2010-09-15',
    value: [
      { fromPct: 0, belowPct: 40, propose: { measure: 'extension' } },
      { fromPct: 40, belowPct: 80, propose: { measure: 'freeze', maxYears: 3 } },
      { fromPct: 80, propose: { measure: 'freeze', maxYears: 5 } },
    ],
    cite: qd50of2010,
    confidence: 'uncertain',
  },
]

/** A measure to propose in the file, with the text it rests on. */
export interface ProposedMeasure {
  propose: RiskMeasure
  cite: Citation
  confidence: Confidence
}

/** What the file proposes for a loss that was seen, by what is in force on that day; undefined where nothing is, or nothing was lost. */
export function measureFor(seen: SeenLoss, day: Day): ProposedMeasure | undefined {
  const period = inForce(riskBands, day)
  if (!period || seen.lossDong <= 0 || seen.capitalDong <= 0) return undefined
  const band = period.value.find(
    ({ fromPct, belowPct }) => lossReaches(seen, fromPct) && (belowPct === undefined || !lossReaches(seen, belowPct)),
  )
  return band && { propose: band.propose, cite: period.cite, confidence: period.confidence }
}
