import { type AnyFlow, isChosen, type Way } from './flow.ts'
import type { Given, Place } from './question.ts'
import type { Prompt, Reply, Words } from './words.ts'

/** All that is kept of one run of a flow. Where it stands is worked out anew each time, by replay. */
export interface Saved {
  flow: string
  ref: string
  given: Given
  replies: { node: string; reply: Reply }[]
  /** The question that is being answered again, while the answers after it are kept. */
  editing?: string
}

/** What one step came to: a question to put, or the end of the flow with its answers. */
export type Turn =
  | { kind: 'ask'; saved: Saved; prompt: Prompt; problem?: Words }
  | { kind: 'done'; saved: Saved; outcome: string; answers: Record<string, unknown> }

/** Starts a flow. `ref` tells this run from others, `given` is what is known before the first question. */
export function begin(flow: AnyFlow, start: { ref: string; given: Given }): Turn {
  return replay(flow, { flow: flow.id, ...start, replies: [] })
}

/**
 * Takes one reply, to the question that stands or, by name, to an earlier one.
 * A reply that cannot be read changes nothing: the question is put again. One to an earlier question goes back there
 * and forgets the rest, unless it says what was said before: then nothing changes.
 */
export function advance(flow: AnyFlow, saved: Saved, { reply, node }: { reply: Reply; node?: string }): Turn {
  const now = replay(flow, saved)
  const at = node ?? (now.kind === 'ask' ? now.prompt.node : undefined)
  if (at === undefined) return now
  if (saved.editing === at) return amended(flow, saved, reply)
  const kept = now.saved.replies
  const index = kept.findIndex((r) => r.node === at)
  if (index < 0 && !(now.kind === 'ask' && now.prompt.node === at)) return unread(flow, now)
  if (index >= 0 && sameReply(kept[index]?.reply, reply)) return now
  const before = { ...now.saved, replies: index < 0 ? kept : kept.slice(0, index) }
  if (flow.questions[at]?.read(reply, placeOf(before, at, answersOf(flow, before))) === undefined)
    return unread(flow, now)
  return replay(flow, { ...before, replies: [...before.replies, { node: at, reply }] })
}

/** Where a saved run stands: the question that waits, or its end. */
export function stand(flow: AnyFlow, saved: Saved): Turn {
  return replay(flow, saved)
}

/** Takes the last answer back. Undefined when there is none. */
export function back(flow: AnyFlow, saved: Saved): Turn | undefined {
  const { editing, ...rest } = saved
  if (editing !== undefined) return replay(flow, rest)
  const kept = replay(flow, saved).saved.replies
  return kept.length === 0 ? undefined : replay(flow, { ...saved, replies: kept.slice(0, -1) })
}

/** Puts an answered question again and keeps the answers after it. Undefined when it was never answered. */
export function edit(flow: AnyFlow, saved: Saved, node: string): Turn | undefined {
  const question = flow.questions[node]
  if (!question || !saved.replies.some((r) => r.node === node)) return undefined
  const editing = { ...saved, editing: node }
  return { kind: 'ask', saved: editing, prompt: question.prompt(placeOf(saved, node, answersOf(flow, saved))) }
}

/** The answers that a saved run holds, as values. */
export function answersOf(flow: AnyFlow, saved: Saved): Record<string, unknown> {
  return walkThrough(flow, saved).answers
}

function amended(flow: AnyFlow, saved: Saved, reply: Reply): Turn {
  const node = saved.editing ?? ''
  if (flow.questions[node]?.read(reply, placeOf(saved, node, answersOf(flow, saved))) === undefined) {
    const again = edit(flow, saved, node)
    return again?.kind === 'ask' ? { ...again, problem: errorOf(flow, node) } : replay(flow, saved)
  }
  const { editing, ...rest } = saved
  return replay(flow, { ...rest, replies: saved.replies.map((r) => (r.node === editing ? { node, reply } : r)) })
}

function replay(flow: AnyFlow, saved: Saved): Turn {
  const { place, answers, kept } = walkThrough(flow, saved)
  const editing = saved.editing !== undefined && kept.some((r) => r.node === saved.editing) ? saved.editing : undefined
  const { editing: _, ...rest } = saved
  const now: Saved = { ...rest, replies: kept, ...(editing === undefined ? {} : { editing }) }
  const node = editing ?? place
  const question = flow.questions[node]
  return question
    ? { kind: 'ask', saved: now, prompt: question.prompt(placeOf(now, node, answers)) }
    : { kind: 'done', saved: now, outcome: place, answers }
}

/** Follows the stored replies. It stops where one no longer fits, since a flow may change under a running talk. */
function walkThrough(flow: AnyFlow, saved: Saved) {
  const answers: Record<string, unknown> = {}
  const kept: Saved['replies'] = []
  let place = follow(flow.first, { answers, given: saved.given, from: flow.id })
  for (const r of saved.replies) {
    const value = r.node === place ? flow.questions[place]?.read(r.reply, placeOf(saved, place, answers)) : undefined
    if (value === undefined) break
    answers[place] = value
    kept.push(r)
    place = follow(flow.route[place], { answers, given: saved.given, from: `${flow.id}/${place}` })
  }
  return { place, answers, kept }
}

function follow(
  way: Way<Record<string, unknown>, string> | undefined,
  at: { answers: Record<string, unknown>; given: Given; from: string },
): string {
  if (way !== undefined && isChosen(way)) return way.choose(at.answers, at.given)
  const step = typeof way === 'string' ? { go: way } : way?.find((s) => !s.when || s.when(at.answers, at.given))
  if (!step) throw new Error(`no way on from ${at.from}`)
  return step.go
}

function unread(flow: AnyFlow, now: Turn): Turn {
  return now.kind === 'ask' ? { ...now, problem: errorOf(flow, now.prompt.node) } : now
}

function errorOf(flow: AnyFlow, node: string): Words {
  return { key: `flows/${flow.id}:${node}.error` }
}

function placeOf(saved: Saved, node: string, answers: Record<string, unknown>): Place {
  return { flow: saved.flow, ref: saved.ref, node, given: saved.given, answers }
}

function sameReply(a: Reply | undefined, b: Reply): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
