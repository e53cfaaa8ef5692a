import type { Day } from '../domain/day.ts'
import type { Dong } from '../domain/money.ts'

/** What a rule says, before any language: a locale key and its fillers. It has the shape of the `Words` of a conversation. */
export interface Said {
  key: string
  with?: Record<string, SaidFiller>
}

/** What fills a gap in a sentence of the law: figures are written out in the reader's language only when shown. */
export type SaidFiller =
  | string
  | number
  | { dong: Dong }
  | { day: Day }
  | { pct: number }
  | { words: Said }
  | { list: SaidFiller[] }
