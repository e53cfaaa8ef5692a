import { advance, type Saved, type Turn } from './engine.ts'
import type { AnyFlow } from './flow.ts'
import type { Token } from './token.ts'
import type { Words } from './words.ts'

/** Everything that is kept of one account's talk. */
export interface Talk {
  /** The flow that waits for an answer, if one does. */
  current?: Saved
  /** The last run of every other flow, so that an old button finds its question and a broken-off talk goes on. */
  past: Record<string, Past>
  /** Counts runs, to give each its own ref. */
  runs: number
  /** The case that listens: what is typed goes to the person who handles it. */
  caseId?: string
  /**
   * A colleague writes to this person by hand: until then (ISO) what is typed goes to the case and is not answered. `told`: the person
   * knows how to speak to the bot again.
   */
  quiet?: { until: string; told: boolean }
  /** What was last asked about in free words, so that "and the rate?" has a subject and "and near-poor households?" a question. */
  topic?: string
  asked?: string
}

/** A run that was left or ended. `done` says what stands, where the flow closes. */
export interface Past {
  saved: Saved
  done?: { outcome: string; note?: Words }
}

/** What a tap came to. `closed`: that run has ended for good. `stale`: the button is of no run we know. */
export type Tapped = { kind: 'turn'; talk: Talk; turn: Turn } | { kind: 'closed'; note?: Words } | { kind: 'stale' }

/** A talk before the first word. */
export const newTalk: Talk = { past: {}, runs: 0 }

/** Takes a tap: on the question that stands, on an older one of the same run, or on a run that was left. */
export function tap(flows: Record<string, AnyFlow>, talk: Talk, token: Token): Tapped {
  const flow = own(flows, token.flow)
  if (!flow) return { kind: 'stale' }
  if (talk.current?.flow === token.flow && talk.current.ref === token.ref) {
    return taken(talk, { flow, saved: talk.current, token })
  }
  const past = own(talk.past, token.flow)
  if (past?.saved.ref !== token.ref) return { kind: 'stale' }
  if (past.done && flow.closes?.includes(past.done.outcome))
    return { kind: 'closed', ...(past.done.note ? { note: past.done.note } : {}) }
  return taken(setAside(talk), { flow, saved: past.saved, token })
}

/** An end that the tap did not lead to is not reached a second time: then the button is none of that run. */
function taken(talk: Talk, at: { flow: AnyFlow; saved: Saved; token: Token }): Tapped {
  const { node, option } = at.token
  const turn = advance(at.flow, at.saved, { reply: { tap: option }, node })
  const heard = turn.saved.replies.some((r) => r.node === node && 'tap' in r.reply && r.reply.tap === option)
  return turn.kind === 'done' && !heard ? { kind: 'stale' } : { kind: 'turn', talk, turn }
}

/** What a button names may be anything: only what is really listed counts. */
function own<T>(table: Record<string, T>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined
}

/** Puts the current flow away; it can be taken up again where it stood. */
export function setAside(talk: Talk): Talk {
  const { current, ...rest } = talk
  return current ? { ...rest, past: { ...rest.past, [current.flow]: { saved: current } } } : talk
}

/** Keeps a turn: a question becomes the current flow, an end goes to the past. */
export function keep(talk: Talk, turn: Turn, note?: Words): Talk {
  const { current: _, ...rest } = talk
  if (turn.kind === 'ask') return { ...rest, current: turn.saved }
  const done = { outcome: turn.outcome, ...(note ? { note } : {}) }
  return { ...rest, past: { ...rest.past, [turn.saved.flow]: { saved: turn.saved, done } } }
}

/** The ref of the next run, short enough for any button. */
export function nextRef(talk: Talk): { talk: Talk; ref: string } {
  const runs = talk.runs + 1
  return { talk: { ...talk, runs }, ref: runs.toString(36) }
}
