import type { WebChannel } from '../../ports/web-channel.ts'
import type { HttpDeps } from '../env.ts'
import type { Limits } from './limits.ts'

/** What the pages and routes of the chat use. */
export interface ChatDeps extends HttpDeps {
  web: WebChannel
  limits: Limits
}
