import type { Dong } from './money.ts'
import { consultationDong } from './zalo-window.ts'

/** Recipients of one channel, by how long ago they were heard of there. */
export interface ChannelReach {
  channel: string
  count: number
  /** Within the free hours of Zalo, and within the days in which it may be written to at all. */
  heardLately: number
  heardOpen: number
}

/** What there is to pay with. */
export interface Purse {
  packageLeft: number
  /** The price of a registered text to a person, where one is in use. */
  templateDong?: Dong
  /** What may still be spent this month. */
  budgetLeft: Dong
}

/** What a sending by Zalo is expected to cost, and how many it does not reach for want of a text or of money. */
export interface ZaloCost {
  free: number
  ofPackage: number
  billed: number
  dong: Dong
  unreached: number
}

/**
 * What Zalo charges for so many, by the windows of `domain/zalo-window.ts`: nothing within the free hours, then the package and after it
 * the price of a message, and outside of the open days a registered text. What the budget does not hold is not sent.
 */
export function zaloCost({ count, heardLately, heardOpen }: ChannelReach, purse: Purse): ZaloCost {
  const open = Math.max(0, heardOpen - heardLately)
  const ofPackage = Math.min(open, purse.packageLeft)
  const consultations = affordable(open - ofPackage, consultationDong, purse.budgetLeft)
  const left = purse.budgetLeft - consultations * consultationDong
  const far = count - heardOpen
  const templates = purse.templateDong === undefined ? 0 : affordable(far, purse.templateDong, left)
  const billed = consultations + templates
  return {
    free: heardLately,
    ofPackage,
    billed,
    dong: consultations * consultationDong + templates * (purse.templateDong ?? 0),
    unreached: open - ofPackage - consultations + far - templates,
  }
}

function affordable(count: number, each: Dong, budget: Dong): number {
  return each === 0 ? count : Math.min(count, Math.floor(Math.max(0, budget) / each))
}
