import { acceptInbound } from '../../app/accept-inbound.ts'
import type { Inbound } from '../../ports/channel.ts'
import { talkTopic } from '../../ports/feed.ts'
import type { HttpDeps } from '../env.ts'
import type { Visitor } from './visitor.ts'

/** How long a page waits for an answer, and how long for the rest of one that has begun. */
const PATIENCE_MS = { answer: 3_000, rest: 50 }

/** Stores what a visitor says, and tells their other pages. */
export async function accept(deps: HttpDeps, inbound: Inbound): Promise<void> {
  await acceptInbound(deps, [inbound])
  await deps.feed.publish(talkTopic(inbound))
}

/**
 * Stores what a visitor says and waits until the answer can be shown, at most three seconds: for pages without script.
 * An answer that takes longer shows when the page is next looked at.
 */
export async function sayAndWait(deps: HttpDeps, visitor: Visitor, inbound: Inbound): Promise<void> {
  const bell = makeBell()
  const stop = await deps.feed.subscribe(talkTopic(visitor.sender), bell.ring)
  try {
    const before = await standingAnswer(deps, visitor)
    await accept(deps, inbound)
    const until = performance.now() + PATIENCE_MS.answer
    for (;;) {
      const now = await standingAnswer(deps, visitor)
      if (now !== undefined && now !== before) break
      if (!(await bell.next(until - performance.now()))) return
    }
    while (await bell.next(PATIENCE_MS.rest)) if (performance.now() > until) return
  } finally {
    await stop()
  }
}

/** The line that ends the talk, where it is an answer. */
async function standingAnswer({ store }: HttpDeps, { sender }: Visitor): Promise<string | undefined> {
  const lines = await store.history.ofSender(sender, { limit: 1 })
  return lines.find((line) => line.by === 'bot')?.id
}

/** Something that rings, and that can be waited for without missing a ring. */
function makeBell() {
  let rung = false
  let answer: (() => void) | undefined
  const ring = () => {
    rung = true
    answer?.()
  }
  /** True when it rang since it was last asked, or rings within that time. */
  const next = async (ms: number): Promise<boolean> => {
    if (!rung && ms > 0) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms)
        answer = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    }
    answer = undefined
    const heard = rung
    rung = false
    return heard
  }
  return { ring, next }
}
