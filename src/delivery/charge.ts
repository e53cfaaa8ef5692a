import { consultationDong } from '../domain/zalo-window.ts'
import type { CostClass, SendResult } from '../ports/channel.ts'
import type { Charge } from '../ports/charge.ts'
import type { Chosen } from './choose-ways.ts'

/**
 * What a try was charged to, or undefined where surely nothing was sent. What may have arrived may have been charged. Each part of a
 * long message counts.
 */
export function chargeOf({ passage: { way, template }, fare }: Chosen, result: SendResult): Charge | undefined {
  const expected = { way, costClass: fare.costClass, dong: fare.dong }
  if (!result.ok) return result.error.retry === 'unknown' ? expected : undefined
  const costs = result.costs ?? []
  if (costs.length === 0) return expected
  const priceOf: Record<CostClass, number> = {
    free: 0,
    package: 0,
    template: template?.dong ?? 0,
    unknown: fare.costClass === 'free' ? 0 : consultationDong,
  }
  const dong = costs.reduce((sum, cost) => sum + priceOf[cost], 0)
  return { way, dong, costClass: dong > 0 ? 'billed' : costs.includes('package') ? 'package' : 'free' }
}
