import type { Channel } from '../ports/channel.ts'
import type { Clock } from '../ports/clock.ts'
import type { Feed } from '../ports/feed.ts'
import type { Jobs } from '../ports/jobs.ts'
import type { Language } from '../ports/language.ts'
import type { PhotoReader } from '../ports/photos.ts'
import type { Store } from '../ports/store.ts'

/** What every page and route may use. A leaf, so that pages need not know the app that mounts them. */
export interface HttpDeps {
  store: Store
  jobs: Jobs
  language: Language
  clock: Clock
  channels: Partial<Record<Channel['id'], Channel>>
  feed: Feed
  /** Reads the pictures that people send. Without it none are taken. */
  photos?: PhotoReader
  log: Log
  /** The address under which people reach us, without a slash at the end. */
  publicUrl: string
  /** True where cookies must not be marked as for HTTPS only. */
  insecureCookies: boolean
}

/** The part of the log that the doors use. Objects are redacted before they are written. */
export interface Log {
  info(what: object, message: string): void
  warn(what: object, message: string): void
  error(what: object, message: string): void
}
