import { advance, begin, type Turn } from '../src/conversation/engine.ts'
import { type AnyFlow, exits, isChosen } from '../src/conversation/flow.ts'
import { matchOption } from '../src/conversation/match.ts'
import type { Given } from '../src/conversation/question.ts'
import type { Prompt, Reply } from '../src/conversation/words.ts'
import { loadLanguage } from '../src/i18n.ts'

/** Longer than any ref that a run is given. */
export const longestRef = 'z'.repeat(12)

/** The language as it is spoken in the service. */
export const language = loadLanguage()

/**
 * Every place that the table of a flow can lead to, and every way through it. A flow that turns back on itself is refused.
 * Where the way is chosen by all answers it never turns back, and its ways are too many: each place is visited once.
 */
export function walk(flow: AnyFlow): { places: Set<string>; ways: string[][] } {
  const places = new Set<string>()
  const ways: string[][] = []
  const visit = (place: string, way: readonly string[]): void => {
    if (way.includes(place)) throw new Error(`${flow.id} turns in a circle at ${place}`)
    places.add(place)
    const route = flow.route[place]
    if (route === undefined) ways.push([...way, place])
    else
      for (const next of new Set(exits(route))) if (!isChosen(route) || !places.has(next)) visit(next, [...way, place])
  }
  for (const place of new Set(exits(flow.first))) visit(place, [])
  return { places, ways }
}

/** What a flow is tried out with: facts known before, and one readable line for each question that is typed. */
export interface Trial {
  given: Given
  typed?: Record<string, string>
}

/**
 * Answers a flow in every way that its buttons allow. Shows each turn that it meets.
 * Where the way is chosen by all answers the ways are too many: there each answer is tried once after every two answers before it.
 */
export function explore(flow: AnyFlow, { given, typed }: Trial, meet: (turn: Turn) => void): void {
  const tried = isChosen(flow.first) ? new Set<string>() : undefined
  const visit = (turn: Turn): void => {
    meet(turn)
    if (turn.kind === 'done') return
    for (const reply of repliesTo(turn.prompt, typed ?? {})) {
      const pair = JSON.stringify([turn.saved.replies.slice(-2), turn.prompt.node, reply])
      if (tried?.has(pair)) continue
      tried?.add(pair)
      const next = advance(flow, turn.saved, { reply })
      if (next.kind === 'ask' && next.problem)
        throw new Error(`${flow.id}.${turn.prompt.node} does not read ${JSON.stringify(reply)}`)
      visit(next)
    }
  }
  visit(begin(flow, { ref: longestRef, given }))
}

/**
 * Talks as a person does, one line after another: "1", "ho ngheo" and an option's id are answers to the question that stands,
 * "share 0912345678" gives the own number, "purpose.study" taps a button of an earlier question.
 */
export function talk(flow: AnyFlow, given: Given, lines: readonly string[]): Turn {
  return lines.reduce((turn, line) => hear(flow, turn, line), begin(flow, { ref: 'r1', given }))
}

/** What a typed line is compared with where a choice stands. */
export function labelsOf(prompt: Prompt, lang: string): string[] {
  return prompt.kind === 'choice' ? prompt.options.map((option) => language.say(option.label, lang)) : []
}

/** The words that turn a sentence round, as the service knows them. */
export const negations = language.lists('commands:negations')

function repliesTo(prompt: Prompt, typed: Record<string, string>): Reply[] {
  const line = typed[prompt.node]
  const photo = prompt.wants === 'photo' && line !== undefined ? [{ photo: line }] : []
  if (prompt.kind === 'choice') return [...prompt.options.map(({ id }) => ({ tap: id })), ...photo]
  if (line === undefined) throw new Error(`${prompt.flow}.${prompt.node} has no line to try it with`)
  return [replyOf(line)]
}

function hear(flow: AnyFlow, turn: Turn, line: string): Turn {
  const [, node, option] = /^([a-z_]+)\.([a-z0-9_]+)$/.exec(line) ?? []
  if (node !== undefined && option !== undefined && flow.questions[node])
    return advance(flow, turn.saved, { reply: { tap: option }, node })
  if (turn.kind === 'done') throw new Error(`${flow.id} has ended at ${turn.outcome} before "${line}"`)
  return advance(flow, turn.saved, { reply: turn.prompt.kind === 'choice' ? chosen(turn.prompt, line) : replyOf(line) })
}

function chosen(prompt: Extract<Prompt, { kind: 'choice' }>, line: string): Reply {
  const index = prompt.options.findIndex(({ id }) => id === line)
  const found = index >= 0 ? index : matchOption(line, { labels: labelsOf(prompt, 'vi'), negations })
  const option = found === undefined ? undefined : prompt.options[found]
  return option ? { tap: option.id } : { text: line }
}

function replyOf(line: string): Reply {
  return line.startsWith('share ') ? { phone: line.slice(6) } : { text: line }
}
