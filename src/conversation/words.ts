import type { Day } from '../domain/day.ts'
import type { Dong } from '../domain/money.ts'
import type { TemplateForm } from '../domain/template.ts'

/** What is said, before any language: a locale key (`flows/apply:amount.ask`) and its fillers. */
export interface Words {
  key: string
  with?: Record<string, Filler>
}

/** What fills a gap in a sentence. Amounts, days and rates are written out in the reader's language only when shown. `list` goes on one line, `lines` has one for each. */
export type Filler =
  | string
  | number
  | { dong: Dong }
  | { day: Day }
  | { pct: number }
  | { words: Words }
  | { list: Filler[] }
  | { lines: Filler[] }

/** A message that no channel has drawn yet: parts to read, and the question it ends in. */
export interface Message {
  parts: Part[]
  prompt?: Prompt
  /** What it says in short, by name, for a channel that has to use a registered text. `domain/template.ts` has the names. */
  facts?: Facts
}

/** The facts of a message of that kind. */
export interface Facts {
  form: TemplateForm
  with: Record<string, Filler>
}

/**
 * A paragraph. `title` heads a message, `source` is the small print that names a document or a date of figures. A `picture` is drawn in place
 * of the words by a channel that draws it itself; the words say the same for all others.
 */
export interface Part {
  as: 'text' | 'title' | 'source'
  words: Words
  picture?: Picture
}

/** A picture at its whole public address. `alt` says what it shows; width and height are in points. */
export interface Picture {
  address: string
  alt: string
  width: number
  height: number
}

/** One answer to choose from. */
export interface Option {
  /** Short and stable: it is stored, and travels in a button. */
  id: string
  label: Words
}

/** What the bot waits for. A channel decides how it looks, never what it means. */
export type Prompt = (
  | { kind: 'choice'; options: Option[] }
  | { kind: 'amount' | 'day' | 'number' | 'text' | 'phone' }
) & {
  flow: string
  /** Tells one run of a flow from another, so that an old button answers the question that it was drawn for. */
  ref: string
  node: string
  ask: Words
  hint?: Words
  /** Set where a picture is an answer as well, for a channel that has to offer a way to send one. */
  wants?: 'photo'
  /** Buttons for the words that work everywhere (back, menu, person, stop), offered below the answers. */
  also?: Option[]
}

/** What came back: a tap on something we drew, words that the person typed, a shared contact of the sender's own, or a picture by its id. */
export type Reply = { tap: string } | { text: string } | { phone: string } | { photo: string }
