import type { Turn } from '../../conversation/engine.ts'
import type { Answers, Flow, Questions } from '../../conversation/flow.ts'
import type { Given } from '../../conversation/question.ts'
import type { Talk } from '../../conversation/talk.ts'
import type { Part, Words } from '../../conversation/words.ts'
import type { FlowId } from '../../flows/index.ts'
import type { Scene } from '../scene.ts'

/** What happens when a flow ends: what is said, what comes next, and what the talk remembers. */
export interface Ended {
  parts: Part[]
  /** The next conversation, or a question of the same flow that is put again. */
  next?: { flow: FlowId; given?: Given } | { turn: Turn }
  /** Words of the person's own that are to be heard now, as if they had just been typed. */
  hear?: string
  /** What is said when an old button of this run is tapped later. */
  note?: Words
  /** What else the talk is to remember. */
  change?: (talk: Talk) => Talk
}

/** Where an ending stands. `answers` are those of the flow that ended; each may be missing where another way led here. */
export interface EndPlace<A = Record<string, unknown>> {
  scene: Scene
  talk: Talk
  turn: Omit<Extract<Turn, { kind: 'done' }>, 'answers'> & { answers: Partial<A> }
}

/** One way in which a flow ends. */
export type Ending<A = Record<string, unknown>> = (place: EndPlace<A>) => Promise<Ended> | Ended

/** All endings of one flow: the compiler asks for every outcome. */
export type EndingsOf<F> =
  F extends Flow<infer Q extends Questions, infer O extends string> ? Record<O, Ending<Answers<Q>>> : never
