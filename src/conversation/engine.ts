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
  /** Of a question that takes several replies: those that were given to it anew, until it is done. */
  pending?: Reply[]
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
  const last = kept.findLastIndex((r) => r.node === at)
  if (last < 0 && !(now.kind === 'ask' && now.prompt.node === at)) return unread(flow, now)
  const question = flow.questions[at]
  const again = last >= 0 && sameReply(kept[last]?.reply, reply)
  if (again && (!question?.goesOn || 'tap' in reply)) return now
  const end = last < 0 ? kept.length : question?.goesOn ? last + 1 : last
  const before = { ...now.saved, replies: kept.slice(0, end) }
  if (question?.read(reply, placeOf(before, at, answersOf(flow, before))) === undefined) return unread(flow, now)
  return replay(flow, { ...before, replies: [...before.replies, { node: at, reply }] })
}

/** Where a saved run stands: the question that waits, or its end. */
export function stand(flow: AnyFlow, saved: Saved): Turn {
  return replay(flow, saved)
}

/** Takes the last answer back. Undefined when there is none. */
export function back(flow: AnyFlow, saved: Saved): Turn | undefined {
  const { editing, pending, ...rest } = saved
  if (pending && pending.length > 1) return replay(flow, { ...saved, pending: pending.slice(0, -1) })
  if (editing !== undefined) return replay(flow, pending ? { ...rest, editing } : rest)
  const kept = replay(flow, saved).saved.replies
  return kept.length === 0 ? undefined : replay(flow, { ...saved, replies: kept.slice(0, -1) })
}

/**
 * Puts an answered question again and keeps the answers after it. Undefined when it was never answered, unless the flow lets
 * such a question be answered beside its way.
 */
export function edit(flow: AnyFlow, saved: Saved, node: string): Turn | undefined {
  if (!flow.questions[node] || !mayEdit(flow, saved, node)) return undefined
  const { pending: _, ...rest } = saved
  return replay(flow, { ...rest, editing: node })
}

/** The answers that a saved run holds, as values. */
export function answersOf(flow: AnyFlow, saved: Saved): Record<string, unknown> {
  return walkThrough(flow, saved).answers
}

function mayEdit(flow: AnyFlow, saved: Saved, node: string): boolean {
  return saved.replies.some((r) => r.node === node) || flow.beside?.(node, saved.given) === true
}

function amended(flow: AnyFlow, saved: Saved, reply: Reply): Turn {
  const { editing: node = '', pending = [], ...rest } = saved
  const question = flow.questions[node]
  const now = replay(flow, saved)
  if ('tap' in reply && sameReply(pending.at(-1), reply)) return now
  const value = question?.read(reply, placeOf(saved, node, answersSoFar(flow, saved)))
  if (value === undefined) return unread(flow, now)
  if (question?.goesOn?.(value)) return replay(flow, { ...rest, editing: node, pending: [...pending, reply] })
  const given = [...pending, reply].map((each) => ({ node, reply: each }))
  const last = saved.replies.findLastIndex((r) => r.node === node)
  const first = question?.goesOn || last < 0 ? last + 1 : last
  const at = last < 0 ? saved.replies.length : first
  return replay(flow, { ...rest, replies: saved.replies.toSpliced(at, last < 0 ? 0 : last + 1 - first, ...given) })
}

/** The answers with what has been said anew to the question that is being corrected. */
function answersSoFar(flow: AnyFlow, saved: Saved): Record<string, unknown> {
  const answers = answersOf(flow, saved)
  const { editing: node = '', pending = [] } = saved
  for (const reply of pending) {
    const value = flow.questions[node]?.read(reply, placeOf(saved, node, answers))
    if (value !== undefined) answers[node] = value
  }
  return answers
}

function replay(flow: AnyFlow, saved: Saved): Turn {
  const { place, answers, kept } = walkThrough(flow, saved)
  const { editing: asked, pending, ...rest } = saved
  const replies = { ...rest, replies: kept }
  const corrects = asked !== undefined && flow.questions[asked] && mayEdit(flow, replies, asked)
  const now: Saved = corrects ? { ...replies, editing: asked, ...(pending?.length ? { pending } : {}) } : replies
  const node = corrects ? asked : place
  const question = flow.questions[node]
  if (!question) return { kind: 'done', saved: now, outcome: place, answers }
  return { kind: 'ask', saved: now, prompt: question.prompt(placeOf(now, node, answersSoFar(flow, now))) }
}

/** Follows the stored replies. It stops where one no longer fits, since a flow may change under a running talk. */
function walkThrough(flow: AnyFlow, saved: Saved) {
  const answers: Record<string, unknown> = {}
  const kept: Saved['replies'] = []
  let from: string | undefined
  const next = () => {
    const on = from === undefined ? flow.first : flow.route[from]
    return follow(on, { answers, given: saved.given, from: from === undefined ? flow.id : `${flow.id}/${from}` })
  }
  let place = next()
  for (const r of saved.replies) {
    const again = kept.at(-1)?.node === r.node && flow.questions[r.node]?.goesOn !== undefined
    const fits = r.node === place || again || flow.beside?.(r.node, saved.given) === true
    const value = fits ? flow.questions[r.node]?.read(r.reply, placeOf(saved, r.node, answers)) : undefined
    if (value === undefined) break
    answers[r.node] = value
    kept.push(r)
    if (flow.questions[r.node]?.goesOn?.(value)) place = r.node
    else {
      if (r.node === place || again) from = r.node
      place = next()
    }
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
  if (now.kind !== 'ask') return now
  const { node } = now.prompt
  const problem: Words = { key: `flows/${flow.id}:${node}.error` }
  const place = placeOf(now.saved, node, answersSoFar(flow, now.saved))
  return { ...now, problem: flow.questions[node]?.problem?.(place) ?? problem }
}

function placeOf(saved: Saved, node: string, answers: Record<string, unknown>): Place {
  return { flow: saved.flow, ref: saved.ref, node, given: saved.given, answers }
}

function sameReply(a: Reply | undefined, b: Reply): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
