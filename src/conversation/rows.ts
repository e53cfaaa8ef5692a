import { fold } from '../domain/fold.ts'
import { type Dong, readDong } from '../domain/money.ts'
import type { Place, Question } from './question.ts'
import type { Filler, Option, Prompt, Reply, Words } from './words.ts'

/** One line of a table: what, how many, for how much. */
export interface Row {
  item: string
  /** As it was typed: "2 con", "nửa tấn". */
  quantity: string
  amount: Dong
}

/** What a table has come to. `at` is the short question that stands, or `done`. */
export interface Rows {
  rows: readonly Row[]
  at: Step
  /** The row that is being told. */
  draft: { item?: string; quantity?: string }
  /** Replies taken so far. */
  heard: number
}

type Step = 'item' | 'quantity' | 'amount' | 'more' | 'remove' | 'done'

/** Limits of a table, and what is remarked below its sum. */
export interface RowLimits {
  most: number
  remark?(rows: readonly Row[], place: Place): Filler
}

/** A cell that is longer is a story, which another question asks for. */
const longest = { item: 60, quantity: 30 }
const amounts = { min: 1_000, max: 100_000_000_000 }
/** Filling and emptying a table without end would only fill our memory. */
const mostReplies = 200

/**
 * A table, asked for in short questions: what, how many, how much, row by row. After each row the sum is shown, and a row can be
 * added or removed. The words of a step are `<node>.<step>.ask` and `.error`, those of a row `<node>.row`.
 */
export function rows(limits: RowLimits): Question<Rows> {
  return {
    prompt: (place) => promptOf(place, limits),
    read: (reply, place) => {
      const next = taken(standing(place), reply, limits)
      return next && { ...next, heard: standing(place).heard + 1 }
    },
    goesOn: ({ at }) => at !== 'done',
    problem: (place) => words(place, `${askedAt(standing(place))}.error`),
  }
}

/** What the rows come to. */
export function sumOf(all: readonly Row[]): Dong {
  return all.reduce((sum, { amount }) => sum + amount, 0)
}

const empty: Rows = { rows: [], at: 'item', draft: {}, heard: 0 }

function standing({ answers, node }: Place): Rows {
  return (answers[node] as Rows | undefined) ?? empty
}

/** A finished table that is put again asks whether there is more. */
function askedAt({ at }: Rows): Exclude<Step, 'done'> {
  return at === 'done' ? 'more' : at
}

function taken(now: Rows, reply: Reply, limits: RowLimits): Rows | undefined {
  const step = askedAt(now)
  if (step === 'more') return 'tap' in reply && mayTap(now, reply.tap, limits) ? after[reply.tap]?.(now) : undefined
  if (step === 'remove') return 'tap' in reply ? removed(now, reply.tap) : undefined
  if (!('text' in reply)) return undefined
  if (step === 'item' && now.rows.length > 0 && enough.test(fold(reply.text))) return { ...now, at: 'done', draft: {} }
  return cells[step](now, reply.text.normalize('NFC').trim().replace(/\s+/g, ' '))
}

/** "That is all", said where another row was asked for. */
const enough = /^(?:xong|xong roi|het|het roi|khong|khong con|khong con gi|thoi|du roi|done|no|no more|that is all)$/

const after: Partial<Record<string, (now: Rows) => Rows>> = {
  more: (now) => ({ ...now, at: 'item', draft: {} }),
  remove: (now) => ({ ...now, at: 'remove' }),
  done: (now) => ({ ...now, at: 'done' }),
}

const cells: Record<'item' | 'quantity' | 'amount', (now: Rows, typed: string) => Rows | undefined> = {
  item: (now, item) => (fits(item, longest.item, /\p{L}/u) ? { ...now, at: 'quantity', draft: { item } } : undefined),
  quantity: (now, quantity) =>
    fits(quantity, longest.quantity, /[\p{L}\p{N}]/u)
      ? { ...now, at: 'amount', draft: { ...now.draft, quantity } }
      : undefined,
  amount: (now, typed) => {
    const amount = readDong(typed)
    const { item, quantity } = now.draft
    if (amount === undefined || amount < amounts.min || amount > amounts.max) return undefined
    if (item === undefined || quantity === undefined) return undefined
    return { ...now, at: 'more', draft: {}, rows: [...now.rows, { item, quantity, amount }] }
  },
}

function fits(typed: string, most: number, holds: RegExp): boolean {
  return [...typed].length <= most && holds.test(typed)
}

/** Without a row left, the next one is asked for. */
function removed(now: Rows, tap: string): Rows | undefined {
  if (tap === 'keep') return { ...now, at: 'more' }
  const index = now.rows.findIndex((_, i) => tap === `row_${i + 1}`)
  if (index < 0) return undefined
  const left = now.rows.toSpliced(index, 1)
  return { ...now, rows: left, at: left.length === 0 ? 'item' : 'more' }
}

function offered({ rows: { length }, heard }: Rows, { most }: RowLimits): string[] {
  if (heard > mostReplies) return ['done']
  return [...(length < most ? ['more'] : []), 'done', 'remove']
}

function mayTap(now: Rows, tap: string, limits: RowLimits): boolean {
  return offered(now, limits).includes(tap)
}

function promptOf(place: Place, limits: RowLimits): Prompt {
  const now = standing(place)
  const step = askedAt(now)
  const { flow, ref, node } = place
  const ask = words(place, `${step}.ask`, fillers(now, { place, limits }))
  const about = { flow, ref, node, ask }
  if (step === 'more') return { ...about, kind: 'choice', options: offered(now, limits).map((id) => option(place, id)) }
  if (step === 'remove') return { ...about, kind: 'choice', options: removals(now, place) }
  return { ...about, kind: step === 'amount' ? 'amount' : 'text' }
}

function fillers(now: Rows, { place, limits }: { place: Place; limits: RowLimits }): Record<string, Filler> {
  return {
    number: now.rows.length + 1,
    item: now.draft.item ?? '',
    quantity: now.draft.quantity ?? '',
    rows: rowLines(now.rows, place),
    sum: { dong: sumOf(now.rows) },
    remark: limits.remark?.(now.rows, place) ?? '',
  }
}

/** The rows in words, one line each. */
export function rowLines(all: readonly Row[], { flow, node }: Pick<Place, 'flow' | 'node'>): Filler {
  return { lines: all.map((row) => ({ words: rowWords(row, { flow, node }) })) }
}

function rowWords({ item, quantity, amount }: Row, place: Pick<Place, 'flow' | 'node'>): Words {
  return words(place, 'row', { item, quantity, amount: { dong: amount } })
}

function removals({ rows: all }: Rows, place: Place): Option[] {
  return [
    ...all.map((row, i) => ({ id: `row_${i + 1}`, label: rowWords(row, place) })),
    { id: 'keep', label: words(place, 'options.keep') },
  ]
}

function option(place: Place, id: string): Option {
  return { id, label: words(place, `options.${id}`) }
}

function words({ flow, node }: Pick<Place, 'flow' | 'node'>, name: string, fillers?: Record<string, Filler>): Words {
  const key = `flows/${flow}:${node}.${name}`
  return fillers ? { key, with: fillers } : { key }
}
