import type { Asked } from './people.ts'

/** How long people waited for the first message of a reply, in milliseconds, and how many never got one. */
export interface Waits {
  asked: number
  unanswered: number
  p50: number
  p95: number
  p99: number
  max: number
}

/** Finds to each ask the first message that reached the chat afterwards. Arrivals stand in the order of time. */
export function waitsOf(asked: readonly Asked[], arrivals: readonly [chat: number, at: number][]): Waits {
  const byChat = new Map<number, number[]>()
  for (const [chat, at] of arrivals) byChat.set(chat, [...(byChat.get(chat) ?? []), at])
  const waits = asked
    .map(({ person, at }) => (byChat.get(person)?.find((arrived) => arrived >= at) ?? Infinity) - at)
    .sort((a, b) => a - b)
  const answered = waits.filter(Number.isFinite)
  const share = (of: number) => Math.round((answered[Math.ceil(answered.length * of) - 1] ?? 0) * 10) / 10
  return {
    asked: waits.length,
    unanswered: waits.length - answered.length,
    p50: share(0.5),
    p95: share(0.95),
    p99: share(0.99),
    max: share(1),
  }
}
