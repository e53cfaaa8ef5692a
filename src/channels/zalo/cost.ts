/**
 * What a message is charged to, as Zalo's answer names it. `package`: a message of the monthly quota, or one bought or given before.
 * `unknown`: no quota was named, which means the wallet after the free hours and nothing within them.
 */
export type CostClass = 'free' | 'package' | 'template' | 'unknown'

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
