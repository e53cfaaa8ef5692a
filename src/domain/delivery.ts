/** Replies go before reminders, reminders before announcements. */
export type Lane = 0 | 1 | 2

/** The lanes by name. */
export const lanes = { reply: 0, reminder: 1, announcement: 2 } as const satisfies Record<string, Lane>

/**
 * What became of one message. `pending` and `retry` wait, `sending` is on its way, the others are ends.
 * `uncertain` may have arrived and is never sent again silently.
 */
export const deliveryStates = [
  'pending',
  'sending',
  'sent',
  'retry',
  'uncertain',
  'failed',
  'blocked',
  'skipped',
] as const

/** One of `deliveryStates`. */
export type DeliveryState = (typeof deliveryStates)[number]
