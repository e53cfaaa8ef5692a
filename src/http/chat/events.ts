import { type SSEStreamingApi, streamSSE } from 'hono/streaming'
import { talkTopic } from '../../ports/feed.ts'
import { bindingsOf, type Ctx } from '../http-env.ts'
import type { ChatDeps } from './chat-deps.ts'
import { type Visitor, visitorOf } from './visitor.ts'

/** So often something is said even when nothing is new: proxies close what is silent for half a minute. */
const HEARTBEAT_MS = 20_000

/** A browser that lost the stream comes back after so long. */
const COME_BACK_MS = 2_000

/**
 * `GET /chat/events`: says `news` when there is something to look at, and once at the beginning. It carries no content,
 * so that the talk is read in one place only. Ends when the page is left or the server shuts down.
 */
export async function events(c: Ctx, deps: ChatDeps): Promise<Response> {
  const visitor = visitorOf(c, deps)
  if (!visitor) return c.body(null, 401)
  const ended = deps.limits.stream(visitor.sender.address)
  if (!ended) return c.body(null, 429)
  c.header('X-Accel-Buffering', 'no')
  return streamSSE(c, async (stream) => {
    try {
      await tellNews(stream, { deps, visitor, closing: bindingsOf(c).closing })
    } catch (error) {
      deps.log.warn({ error }, 'http: a stream of the chat broke off')
    } finally {
      ended()
    }
  })
}

interface Telling {
  deps: ChatDeps
  visitor: Visitor
  closing: AbortSignal | undefined
}

async function tellNews(stream: SSEStreamingApi, { deps, visitor, closing }: Telling): Promise<void> {
  const news = () => void stream.writeSSE({ event: 'news', data: '' })
  const stop = await deps.feed.subscribe(talkTopic(visitor.sender), news)
  const beat = setInterval(() => void stream.write(': still here\n\n'), HEARTBEAT_MS)
  try {
    await stream.writeSSE({ event: 'news', data: '', retry: COME_BACK_MS })
    await left(stream, closing)
  } finally {
    clearInterval(beat)
    await stop()
  }
}

/** Resolves when the page is left or the server closes. */
function left(stream: SSEStreamingApi, closing: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      closing?.removeEventListener('abort', end)
      resolve()
    }
    stream.onAbort(end)
    closing?.addEventListener('abort', end)
    if (stream.aborted || closing?.aborted) end()
  })
}
