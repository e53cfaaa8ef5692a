import type { Dong } from '../domain/money.ts'
import type { Passage } from './channel.ts'

/** Why a message could not go any way. Written into the results, where staff read it in plain words. */
export type ShutCode = 'budget' | 'window_over' | 'no_template' | 'night' | 'no_way'

/** What a message was charged to. `dong` is before tax, and 0 unless the class is `billed`. */
export interface Charge {
  way: Passage['way']
  costClass: 'free' | 'package' | 'billed'
  dong: Dong
}
