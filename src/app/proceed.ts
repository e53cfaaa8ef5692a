import { advance, begin, stand, type Turn } from '../conversation/engine.ts'
import type { Given } from '../conversation/question.ts'
import { keep, nextRef, setAside, type Talk } from '../conversation/talk.ts'
import type { Option, Part, Prompt, Reply } from '../conversation/words.ts'
import { type FlowId, flowOf } from '../flows/index.ts'
import { begunAnywhere } from './begun-request.ts'
import { endings } from './endings/index.ts'
import { givenFor } from './given.ts'
import { openingParts } from './openings.ts'
import type { Said, Scene } from './scene.ts'

/** What a flow is opened with. */
export interface Opening {
  flow: FlowId
  given?: Given
}

/** More endings than this in one step would be a circle of our own making. */
const deepest = 6

/** Starts a flow anew; the one that stood is put aside. */
export async function openFlow(scene: Scene, talk: Talk, { flow, given }: Opening, depth = 0): Promise<Said> {
  const { talk: counted, ref } = nextRef(setAside(talk))
  const begun = flow === 'menu' && (await begunAnywhere(scene, counted)) ? { begun: true } : {}
  const turn = begin(mustFlow(flow), { ref, given: { ...(await givenFor(scene, flow, given ?? {})), ...begun } })
  const opening = await openingParts(scene, flow)
  const said = await follow(scene, counted, { turn, depth })
  return { ...said, parts: [...opening, ...said.parts] }
}

/** Takes a reply to the question that stands, or a turn that a tap came to. */
export async function proceed(scene: Scene, talk: Talk, input: Reply | Turn): Promise<Said> {
  if ('kind' in input) return follow(scene, talk, { turn: input, depth: 0 })
  if (!talk.current) return openFlow(scene, talk, { flow: 'menu' })
  const turn = advance(mustFlow(talk.current.flow), talk.current, { reply: input })
  return follow(scene, talk, { turn, depth: 0 })
}

/** Says something and puts the question again that stands; without one, the menu. */
export async function standing(scene: Scene, talk: Talk, parts: Part[]): Promise<Said> {
  if (!talk.current) {
    const menu = await openFlow(scene, talk, { flow: 'menu' })
    return { ...menu, parts: [...parts, ...menu.parts] }
  }
  const turn = stand(mustFlow(talk.current.flow), talk.current)
  return { talk, parts, ...(turn.kind === 'ask' ? { prompt: withWaysOut(turn.prompt) } : {}) }
}

async function follow(scene: Scene, talk: Talk, { turn, depth }: { turn: Turn; depth: number }): Promise<Said> {
  if (turn.kind === 'ask') {
    const parts: Part[] = turn.problem ? [{ as: 'text', words: turn.problem }] : []
    return { talk: keep(talk, turn), parts, prompt: withWaysOut(turn.prompt) }
  }
  if (depth > deepest) throw new Error(`${turn.saved.flow} ends in a circle`)
  const { parts, next, note, change, hear } = await endings(turn.saved.flow, turn.outcome)({ scene, talk, turn })
  const kept = keep(talk, turn, note)
  const after = change ? change(kept) : kept
  if (!next) return { talk: after, parts, ...(hear === undefined ? {} : { hear }) }
  const then =
    'turn' in next
      ? await follow(scene, after, { turn: next.turn, depth: depth + 1 })
      : await openFlow(scene, after, next, depth + 1)
  return { ...then, parts: [...parts, ...then.parts] }
}

/** Below every question: back, menu and a person, but what the answers offer already. The first meeting has only its own answers. */
function withWaysOut(prompt: Prompt): Prompt {
  if (prompt.flow === 'welcome') return prompt
  const ways = prompt.flow === 'menu' && prompt.node === 'what' ? ['person'] : ['back', 'menu', 'person']
  const offered = prompt.kind === 'choice' ? prompt.options.map((o) => o.id) : []
  const also = ways
    .filter((id) => !offered.includes(id))
    .map((id): Option => ({ id, label: { key: `common:ways.${id}` } }))
  return also.length === 0 ? prompt : { ...prompt, also }
}

function mustFlow(id: string) {
  const flow = flowOf(id)
  if (!flow) throw new Error(`no flow ${id}`)
  return flow
}
