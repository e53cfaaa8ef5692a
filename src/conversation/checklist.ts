import type { Place, Question } from './question.ts'
import type { Filler, Option, Prompt, Reply, Words } from './words.ts'

/** What is to be handed in: an id, and what people call it. */
export interface Wanted {
  id: string
  words: Words
}

/** What a checklist has come to. */
export interface Checklist {
  /** Pictures by what they show. */
  got: Readonly<Record<string, string>>
  /** What is brought later, on paper. */
  later: readonly string[]
  /** The one that is asked for, the list of all, or `done`. */
  at: string
  /** True once the list was finished and is looked through again. */
  again?: true
}

/**
 * Pictures of papers, asked for one after another; each may be brought later instead, or all that are left. When the list is put
 * again, one is chosen from it and replaced. Words: `<node>.ask` for one paper, `.list` for the choice, `.error`, `.mark.<state>`, `.press.<button>`.
 */
export function checklist(wanted: (place: Place) => readonly Wanted[]): Question<Checklist> {
  return {
    prompt: (place) => promptOf(place, wanted(place)),
    read: (reply, place) => taken(standing(place, wanted(place)), { reply, list: wanted(place) }),
    goesOn: ({ at }) => at !== done,
  }
}

const done = 'done'
const whole = 'list'

function standing({ answers, node }: Place, list: readonly Wanted[]): Checklist {
  const now = answers[node] as Checklist | undefined
  if (!now) return { got: {}, later: [], at: list[0]?.id ?? done }
  // A list that is put again, or whose paper is no longer wanted, is shown whole.
  const known = now.at === whole || list.some(({ id }) => id === now.at)
  return now.at === done || !known ? { ...now, at: whole, again: true } : now
}

interface Heard {
  reply: Reply
  list: readonly Wanted[]
}

function taken(now: Checklist, { reply, list }: Heard): Checklist | undefined {
  if (now.at === whole) {
    if (!('tap' in reply)) return undefined
    if (reply.tap === 'finish') return { ...now, at: done }
    return list.some(({ id }) => id === reply.tap) ? { ...now, at: reply.tap } : undefined
  }
  if ('photo' in reply) return onward({ ...without(now, [now.at]), got: { ...now.got, [now.at]: reply.photo } }, list)
  if (!('tap' in reply)) return undefined
  // The button names its paper: tapped twice, it puts off one and not two.
  if (reply.tap === laterOf(now.at)) return onward(postponed(now, [now.at]), list)
  return reply.tap === 'all_later' && !now.again ? { ...postponed(now, open(now, list)), at: done } : undefined
}

function laterOf(id: string): string {
  return `later-${id}`
}

function onward(now: Checklist, list: readonly Wanted[]): Checklist {
  return { ...now, at: now.again ? whole : (open(now, list)[0] ?? done) }
}

function open({ got, later }: Checklist, list: readonly Wanted[]): string[] {
  return list.map(({ id }) => id).filter((id) => got[id] === undefined && !later.includes(id))
}

function postponed(now: Checklist, ids: readonly string[]): Checklist {
  const rest = without(now, ids)
  return { ...rest, later: [...rest.later, ...ids] }
}

function without(now: Checklist, ids: readonly string[]): Checklist {
  const got = Object.fromEntries(Object.entries(now.got).filter(([id]) => !ids.includes(id)))
  return { ...now, got, later: now.later.filter((id) => !ids.includes(id)) }
}

/** What there is of a list, and where its words stand. */
export interface Checked extends Pick<Checklist, 'got' | 'later'> {
  place: Pick<Place, 'flow' | 'node'>
}

function promptOf(place: Place, list: readonly Wanted[]): Prompt {
  const now = standing(place, list)
  const { flow, ref, node } = place
  const about = { flow, ref, node, kind: 'choice' } as const
  const fillers = { papers: checklistLines(list, { ...now, place }) }
  if (now.at === whole) {
    const options = [...list.map(({ id, words }) => ({ id, label: words })), option(place, 'finish')]
    return { ...about, ask: words(place, 'list', fillers), options }
  }
  const paper = { words: list.find(({ id }) => id === now.at)?.words ?? words(place, 'mark.open') }
  const all = now.again || open(now, list).length < 2 ? [] : [option(place, 'all_later')]
  const options = [{ ...option(place, 'later'), id: laterOf(now.at) }, ...all]
  return { ...about, ask: words(place, 'ask', { ...fillers, paper }), options, wants: 'photo' }
}

/** The list in words, one line each: what is there, what comes later, what is open. */
export function checklistLines(list: readonly Wanted[], now: Checked): Filler {
  const { got, later, place } = now
  const mark = (id: string) => (got[id] !== undefined ? 'got' : later.includes(id) ? 'later' : 'open')
  const line = (w: Wanted) => words(place, `mark.${mark(w.id)}`, { paper: { words: w.words } })
  return { lines: list.map((w) => ({ words: line(w) })) }
}

function option(place: Place, id: string): Option {
  return { id, label: words(place, `press.${id}`) }
}

function words({ flow, node }: Pick<Place, 'flow' | 'node'>, name: string, fillers?: Record<string, Filler>): Words {
  const key = `flows/${flow}:${node}.${name}`
  return fillers ? { key, with: fillers } : { key }
}
