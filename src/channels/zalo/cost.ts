import type { CostClass } from '../../ports/channel.ts'

/** The class of a cost by the `quota_type` of an answer. */
export function costOf(quotaType: string | undefined): CostClass {
  return (quotaType === undefined ? undefined : classes.get(quotaType)) ?? 'unknown'
}

const classes = new Map<string, CostClass>([
  ['reply', 'free'],
  ['welcome_msg', 'free'],
  ['sub_quota', 'package'],
  ['purchase_quota', 'package'],
  ['reward_quota', 'package'],
])
