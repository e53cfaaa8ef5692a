import type { Ill } from '../../emulators/telegram/storm.ts'
import type { Variant } from '../../emulators/zalo/variants.ts'
import type { HowStopped } from '../../support/own-postgres.ts'
import { type Dice, diceOf } from './dice.ts'

/** Where the queue of wake-ups lives. */
export type Backend = 'PostgreSQL' | 'Redis'

/** Where the village is. */
export type Platform = 'telegram' | 'zalo'

/** The two processes: one does everything, the other is a worker only. */
export const crewNames = ['first', 'second'] as const

/** One of the two processes. */
export type CrewName = (typeof crewNames)[number]

/** One blow (`replace` is none: the process is told to end and another takes its place, as with a new version), when that share of all messages has arrived (0 to 1). Blows may overlap. */
export type Blow = { after: number } & (
  | { what: 'kill' | 'replace'; who: CrewName; backAfterMs: number }
  | { what: 'redis'; downMs: number }
  | { what: 'postgres'; how: HowStopped; downMs: number }
)

/** Somebody who does something while all this goes on. `person` is their chat. */
export interface Act {
  at: number
  person: number
  what: 'start' | 'type' | 'block' | 'deactivate'
}

/** One run, decided by its seed and nothing else. */
export interface FaultPlan {
  seed: number
  backend: Backend
  platform: Platform
  /** How many follow the office: chats 1 to `people`. */
  people: number
  /** How many of them, from the first on, have an instalment due today. */
  reminders: number
  /** When each announcement goes to all of them, in milliseconds from the start. */
  announcements: number[]
  /** Messages a second. */
  rate: number
  /** How many messages there are to send, answers not counted. */
  total: number
  /** What each request takes, in milliseconds. */
  latencyMs: number
  share: Partial<Record<Ill, number>>
  /** When a request without an answer is cut; undefined: the product has to give up by itself. */
  cutMs: number | undefined
  /** How many of the first questions for updates break off after they were answered. */
  lostPolls: number
  blows: Blow[]
  acts: Act[]
  /** What is otherwise on Zalo. */
  zalo: ZaloPlan
  /** What is thrown in the middle of the run, such as who speaks before the ten minutes are over. */
  dice: Dice
}

/** What a run on Zalo has beside the rest. */
export interface ZaloPlan {
  variant: Partial<Variant>
  /** Events that come twice or late, as shares. */
  shake: { twice: number; late: number }
  /** When the access token ends before its time, as a share of all messages; `lost`: the answer to its exchange is. */
  expires: { after: number; lost: boolean } | undefined
}

/** Chats from here on belong to people who never wrote before. */
export const strangersFrom = 5_000

/** What a seed does. Backend and platform are said apart, so that each is met by the same blows. */
export function planOf(seed: number, backend: Backend, platform: Platform = 'telegram'): FaultPlan {
  const dice = diceOf(seed)
  const rate = dice.whole(100, 300)
  const announcements = dice.flip(0.4) ? [0, dice.whole(200, 1_500)] : [0]
  // A message costs more on Zalo: who sent it is put on record twice, and its echo and its receipt come in.
  const share = platform === 'zalo' ? 2 : 1
  const people = Math.floor(dice.whole(200, 400) / announcements.length / share)
  const reminders = dice.whole(50 / share, Math.min(150 / share, people))
  const total = people * announcements.length + reminders
  const spanMs = Math.max(1_200, (total / rate) * 1_000)
  return {
    ...{ seed, backend, platform, people, reminders, announcements, rate, total },
    latencyMs: dice.whole(0, 60),
    share: shareOf(dice),
    cutMs: dice.flip(0.5) ? dice.whole(50, 600) : undefined,
    lostPolls: dice.whole(0, 2),
    blows: blowsOf(dice, backend),
    acts: actsOf(dice, { people, reminders, spanMs }),
    zalo: zaloPlanOf(diceOf(seed + 1_000_000)),
    dice,
  }
}

// With dice of its own: what a seed does on Telegram does not depend on it.
function zaloPlanOf(dice: Dice): ZaloPlan {
  return {
    variant: {
      echo: dice.one(['after', 'after', 'before', 'never'] as const),
      buttons: dice.one(['accept', 'accept', 'drop', 'reject'] as const),
      oldAccessToken: dice.one(['dies', 'lives'] as const),
      authCode: dice.one(['documented', '-216', '401'] as const),
    },
    shake: { twice: dice.real(0, 0.2), late: dice.real(0, 0.3) },
    expires: dice.flip(0.7) ? { after: dice.real(0.1, 0.8), lost: dice.flip(0.3) } : undefined,
  }
}

/** The most of each ill; what a run has of it lies below, and some runs have none of some. */
const worst: Record<Ill, number> = {
  reset: 0.015,
  hang: 0.01,
  error500: 0.01,
  gateway: 0.01,
  chatWait: 0.02,
  botWait: 0.003,
  lost: 0.02,
  silent: 0.01,
  gatewayAfter: 0.01,
  blocked: 0.02,
}

function shareOf(dice: Dice): FaultPlan['share'] {
  const ills = Object.entries(worst) as [Ill, number][]
  return Object.fromEntries(ills.map(([ill, most]) => [ill, dice.flip(0.2) ? 0 : dice.real(0, most)]))
}

function blowsOf(dice: Dice, backend: Backend): Blow[] {
  // Not after the last message: a blow is to meet some that are under way.
  const after = () => dice.real(0, 0.85)
  const kills = Array.from({ length: dice.whole(1, 3) }, (): Blow => {
    return { after: after(), what: 'kill', who: dice.one(crewNames), backAfterMs: dice.whole(0, 1_000) }
  })
  const how = dice.one(['fast', 'immediate', 'crash'] as const)
  const postgres: Blow = { after: after(), what: 'postgres', how, downMs: dice.whole(0, 1_200) }
  const redis: Blow = { after: after(), what: 'redis', downMs: dice.whole(0, 1_500) }
  const replace: Blow = { after: after(), what: 'replace', who: dice.one(crewNames), backAfterMs: dice.whole(0, 300) }
  const maybe = [...(dice.flip(0.4) ? [replace] : []), ...(dice.flip(0.6) ? [postgres] : [])]
  return [...kills, ...maybe, ...(backend === 'Redis' ? [redis] : [])].sort((a, b) => a.after - b.after)
}

function actsOf(
  dice: Dice,
  { people, reminders, spanMs }: { people: number; reminders: number; spanMs: number },
): Act[] {
  const at = () => dice.whole(0, spanMs)
  const known = Array.from({ length: people }, (_, i) => i + 1)
  const strangers = Array.from({ length: dice.whole(3, 8) }, (_, i) => strangersFrom + i)
  const reminded = known.slice(0, reminders)
  const leaving = dice.some(known, dice.whole(0, 6))
  const staying = known.filter((person) => !leaving.includes(person))
  const talking = [...dice.some(staying, 4), ...dice.some(reminded, 4)].filter((person) => staying.includes(person))
  const acts: Act[] = [
    ...strangers.map((person): Act => ({ at: at(), person, what: 'start' })),
    ...[...new Set(talking)].map((person): Act => ({ at: at(), person, what: 'type' })),
    ...leaving.map((person): Act => ({ at: at(), person, what: dice.one(['block', 'deactivate'] as const) })),
  ]
  return acts.sort((a, b) => a.at - b.at)
}
