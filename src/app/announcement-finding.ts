import type { Words } from '../conversation/words.ts'
import type { ChannelId } from '../ports/channel.ts'
import type { Clock } from '../ports/clock.ts'
import type { Language } from '../ports/language.ts'
import type { Store } from '../ports/store.ts'
import type { AnnounceDeps } from './announce.ts'

/** What looking at an announcement needs. `rates`: messages a second by channel, where it is known. */
export interface CheckDeps {
  store: Pick<Store, 'announcements' | 'calendar' | 'settings' | 'units' | 'ways'>
  clock: Clock
  language: Language
  /** The address under which people reach us; where it is not known only the bank's own domains are ours. */
  publicUrl?: string
  rates?: Partial<Record<ChannelId, number>>
}

/** What a step towards sending needs: to change how an announcement stands, and to look at it. */
export type StepDeps = AnnounceDeps & CheckDeps

/** Something that a machine found. A `stop` has to be mended; a `warning` has to be seen by whoever approves. */
export interface Finding {
  /** The same for the same thing, so that it can be ticked. */
  id: string
  level: 'stop' | 'warning'
  words: Words
}

/** What has to be mended before it goes: nobody can approve it, and nobody send it where no approval is needed. */
export function toBeMended(findings: readonly Finding[]): Finding[] {
  return findings.filter(({ level }) => level === 'stop')
}
