import { z } from 'zod'
import type { Clock } from '../../ports/clock.ts'
import type { Settings } from '../../ports/settings.ts'

/**
 * What Zalo does with something that its documents leave open. `unknown`: never tried, or tried and not seen to work yet.
 * `accepted`: a person used it. `rejected`: Zalo refused it. `dropped`: it went out often and nobody ever used it.
 */
export type Standing = 'unknown' | 'accepted' | 'rejected' | 'dropped'

/** The two faces: buttons below a text, and the card that asks for a phone number. */
export type Face = 'buttons' | 'card'

/** What was learnt of the faces, and whether buttons are written with `template_type: "button"`. */
export type Learnt = Record<Face, Standing> & { typed: boolean }

/** The memory of the faces, shared by all processes. */
export interface Faces {
  known(): Promise<Learnt>
  /** A person used it. */
  used(face: Face): Promise<void>
  /** Zalo refused it. */
  refused(face: Face): Promise<void>
  /** Buttons are taken when they are written this way. */
  written(typed: boolean): Promise<void>
  /** It went out once more. */
  shown(face: Face): Promise<void>
}

/** After so many that nobody used, they are taken for dropped: with a numbered list beside them nobody misses anything. */
export const shownInVain = 50
/** After so many days what did not work is tried again: Zalo changes. */
export const triedAgainDays = 7
/** How long what another process learnt may go unnoticed, in milliseconds. */
const lookAgainMs = 30_000
const setting = 'zalo.faces'

/** Keeps what was learnt among the settings of the installation. What is not known costs a numbered list, never an answer. */
export function makeFaces({ settings, clock }: { settings: Settings; clock: Clock }): Faces {
  let kept: { at: number; memory: Memory } | undefined
  const inVain = { buttons: 0, card: 0 }
  const load = async () => {
    const at = clock.now().getTime()
    if (kept === undefined || Math.abs(at - kept.at) > lookAgainMs) {
      const read = memory.safeParse(await settings.get(setting))
      kept = { at, memory: read.success ? read.data : {} }
    }
    return kept.memory
  }
  const change = async (more: Memory) => {
    const next = { ...(await load()), ...more }
    kept = { at: clock.now().getTime(), memory: next }
    await settings.set(setting, next)
  }
  const learn = async (face: Face, is: Lesson['is']) => {
    inVain[face] = 0
    // Every press would write otherwise.
    if ((await load())[face]?.is === is && is === 'accepted') return
    await change({ [face]: { is, at: clock.now().toISOString() } })
  }
  const known = async () => {
    const { buttons, card, typed = false } = await load()
    return { buttons: standing(buttons, clock.now()), card: standing(card, clock.now()), typed }
  }
  return {
    known,
    used: (face) => learn(face, 'accepted'),
    refused: (face) => learn(face, 'rejected'),
    written: async (typed) => {
      if (((await load()).typed ?? false) !== typed) await change({ typed })
    },
    shown: async (face) => {
      inVain[face] += 1
      if (inVain[face] >= shownInVain && (await known())[face] === 'unknown') await learn(face, 'dropped')
    },
  }
}

const lesson = z.object({ is: z.enum(['accepted', 'rejected', 'dropped']), at: z.iso.datetime() })
const memory = z.object({
  buttons: lesson.optional(),
  card: lesson.optional(),
  typed: z.boolean().optional(),
})

type Lesson = z.infer<typeof lesson>
type Memory = z.infer<typeof memory>

function standing(learnt: Lesson | undefined, now: Date): Standing {
  if (!learnt) return 'unknown'
  const days = (now.getTime() - Date.parse(learnt.at)) / 86_400_000
  return learnt.is !== 'accepted' && days >= triedAgainDays ? 'unknown' : learnt.is
}
