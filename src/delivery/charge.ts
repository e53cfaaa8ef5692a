import { consultationDong } from '../domain/zalo-window.ts'
import type { CostClass, SendResult } from '../ports/channel.ts'
import type { Charge } from '../ports/charge.ts'
import type { Chosen } from './choose-ways.ts'

/**
 * What a try was charged to, or undefined where surely nothing was sent. What may have arrived may have been charged. Each part of a
 * long message counts; only the first is put aside before, so that a budget may be passed by the further parts of what is on its way.
 */
export function chargeOf({ passage: { way, template }, fare }: Chosen, result: SendResult): Charge | undefined {
  const { costClass, dong: expected } = fare
  const priceOf: Record<CostClass, number> = {
    free: 0,
    package: 0,
    before: 0,
    template: template?.dong ?? 0,
    unknown: costClass === 'free' ? 0 : consultationDong,
    unseen: expected,
  }
  const inDoubt = !result.ok && result.error.retry === 'unknown' && !result.error.unsent
  const costs: CostClass[] = [
    ...(result.costs ?? (result.ok ? ['unseen' as const] : [])),
    ...(inDoubt ? ['unseen' as const] : []),
  ]
  const now = costs.filter((cost) => cost !== 'before')
  if (now.length === 0) return undefined
  const dong = now.reduce((sum, cost) => sum + priceOf[cost], 0)
  const ofPackage = now.includes('package') || (costClass === 'package' && now.includes('unseen'))
  return { way, dong, costClass: dong > 0 ? 'billed' : ofPackage ? 'package' : 'free' }
}
