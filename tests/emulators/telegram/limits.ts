/** How fast a bot may send. Telegram's true limits are not public; these follow its FAQ: about 30 a second, about one a second in a chat, bursts allowed. */
export interface LimitOptions {
  /** Messages of the bot in any second. */
  perSecond: number
  /** Messages to one chat that may come at once before its rate counts. */
  chatBurst: number
  /** Messages a second to one chat after that. */
  chatPerSecond: number
}

/** Counts what was sent. `wait` says how many whole seconds to wait, or 0 when the message may go (and is counted). */
export interface Limits {
  options: LimitOptions
  wait: (chat: number, nowMs: number) => number
}

/** A sliding second for the bot, a bucket for each chat. What is refused does not count. */
export function makeLimits(options: LimitOptions): Limits {
  let sent: number[] = []
  const buckets = new Map<number, { left: number; at: number }>()
  const limits: Limits = {
    options,
    wait(chat, now) {
      const { perSecond, chatBurst, chatPerSecond } = limits.options
      sent = sent.filter((at) => at > now - 1000)
      if (sent.length >= perSecond) return 1
      const bucket = buckets.get(chat) ?? { left: chatBurst, at: now }
      const left = Math.min(chatBurst, bucket.left + ((now - bucket.at) / 1000) * chatPerSecond)
      if (left < 1) return Math.max(1, Math.ceil((1 - left) / chatPerSecond))
      buckets.set(chat, { left: left - 1, at: now })
      sent.push(now)
      return 0
    },
  }
  return limits
}
