import type { Words } from '../conversation/words.ts'
import type { ChannelId } from '../ports/channel.ts'
import type { Clock } from '../ports/clock.ts'
import type { Language } from '../ports/language.ts'
import type { Store } from '../ports/store.ts'

/** What looking at an announcement needs. `rates`: messages a second by channel, where it is known. */
export interface CheckDeps {
  store: Pick<Store, 'announcements' | 'calendar' | 'settings' | 'units' | 'ways'>
  clock: Clock
  language: Language
  publicUrl: string
  rates?: Partial<Record<ChannelId, number>>
}

/** Something that a machine found. A `stop` has to be mended; a `warning` has to be seen by whoever approves. */
export interface Finding {
  /** The same for the same thing, so that it can be ticked. */
  id: string
  level: 'stop' | 'warning'
  words: Words
}
