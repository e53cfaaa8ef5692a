import type { Dong } from './money.ts'

/** What a household can lose. `business`: a shop, a boat, machines. */
export const lossKinds = ['crop', 'animals', 'house', 'business'] as const

/** One of `lossKinds`. */
export type LossKind = (typeof lossKinds)[number]

/** Where a report stands: seen on the spot, a file written, the file sent on, decided. */
export const lossStates = ['received', 'verified', 'drafted', 'sent', 'decided'] as const

/** One of `lossStates`. */
export type LossState = (typeof lossStates)[number]

/** What was decided, as the bank's own paper says it. */
export const lossOutcomes = ['extension', 'freeze', 'refused'] as const

/** One of `lossOutcomes`. */
export type LossOutcome = (typeof lossOutcomes)[number]

/** What staff do with a report, in the order in which it goes. */
export const lossSteps = ['verify', 'draft', 'send', 'decide'] as const

/** One of `lossSteps`. */
export type LossStepName = (typeof lossSteps)[number]

const leadsTo: Record<LossStepName, LossState> = {
  verify: 'verified',
  draft: 'drafted',
  send: 'sent',
  decide: 'decided',
}

/** From where each step may be taken. What was seen on the spot may be put right until the file has left. */
const startsAt: Record<LossStepName, readonly LossState[]> = {
  verify: ['received', 'verified', 'drafted'],
  draft: ['verified'],
  send: ['drafted'],
  decide: ['sent'],
}

/** Where a step leads from a state; undefined where it may not be taken there. */
export function lossStep(state: LossState, step: LossStepName): LossState | undefined {
  return startsAt[step].includes(state) ? leadsTo[step] : undefined
}

/** The steps that may be taken now. */
export function lossStepsFrom(state: LossState): LossStepName[] {
  return lossSteps.filter((step) => lossStep(state, step) !== undefined)
}

/** The states that a household is told of: what happens on a desk in between is none of its worries. */
export const toldLossStates: readonly LossState[] = ['received', 'verified', 'sent', 'decided']

/** What was lost, and of how much: both as staff saw them on the spot. */
export interface SeenLoss {
  lossDong: Dong
  /** All the capital of the plan that was hit: the loan, and what the household put in itself. */
  capitalDong: Dong
}

/** The share that was lost in tenths of a per cent, from 0 to 1000, cut and never rounded up: 39.96 % is shown as 39.9 %. */
export function lossPermille({ lossDong, capitalDong }: SeenLoss): number {
  if (capitalDong <= 0) return 0
  return Math.min(1000, Math.floor((lossDong * 1000) / capitalDong))
}

/** Whether a share is at least that many per cent: whole numbers against each other, so that an edge is an edge. */
export function lossReaches({ lossDong, capitalDong }: SeenLoss, pct: number): boolean {
  return lossDong * 100 >= pct * capitalDong
}

/** What is wrong with what staff saw, or undefined: nothing lost is no loss, and nobody loses more than there was. */
export function seenLossProblem(seen: Partial<SeenLoss>): 'loss' | 'capital' | 'more_than_all' | undefined {
  const { lossDong, capitalDong } = seen
  if (lossDong === undefined || lossDong <= 0) return 'loss'
  if (capitalDong === undefined || capitalDong <= 0) return 'capital'
  return lossDong > capitalDong ? 'more_than_all' : undefined
}
