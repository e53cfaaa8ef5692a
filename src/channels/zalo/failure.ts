import type { SendError, SendErrorCode } from '../../ports/channel.ts'
import { sendError } from '../errors.ts'
import type { Heard } from './call.ts'
import { type Advice, accountRefusals, businessRefusals, type Refusal } from './refusals.ts'

/** Which of Zalo's interfaces answered: the same number means different things on them. */
export type Host = 'openapi' | 'business'

/** A failure on Zalo, with the number that Zalo gave it and what may help. */
export interface ZaloFailure extends SendError {
  platformCode?: number
  cure?: Refusal['cure']
}

/** What a call resolves with: what was asked for, or why there is none. */
export type Outcome<T> = { ok: true; data: T } | { ok: false; error: ZaloFailure }

/** A refusal of Zalo by its number. An unknown one is final. `at` decides when a night or a day is over. */
export function refusalOf(said: { code: number; message: string }, about: { host: Host; at: Date }): ZaloFailure {
  const { is, cure, wait, advice } = about.host === 'openapi' ? ofAccount(said) : (business.get(said.code) ?? unknown)
  const detail = `${about.host} ${said.code} ${said.message}`
  return {
    ...failure(is, { detail, advice, ...(wait === undefined ? {} : { afterSeconds: secondsUntil[wait](about.at) }) }),
    platformCode: said.code,
    ...(cure === undefined ? {} : { cure }),
  }
}

/** A call that ended without an answer: surely nothing happened, or nobody can tell. */
export function silenceOf({ kind, detail }: Exclude<Heard, { kind: 'answer' }>): ZaloFailure {
  return failure(kind === 'unsent' ? 'unreachable' : 'uncertain', { detail })
}

/** A failure by its name, with the advice of Zalo's own where there is one. `afterSeconds`: it may be tried again then, and only then. */
export function failure(
  code: SendErrorCode,
  { advice, ...about }: { detail?: string; afterSeconds?: number; advice?: Advice | undefined },
): ZaloFailure {
  const error = sendError(code, about)
  return advice === undefined ? error : { ...error, staff: { key: `channels:zalo.advice.${advice}` } }
}

const byCode = (rows: typeof accountRefusals) =>
  new Map(rows.flatMap(([codes, refusal]) => codes.map((code) => [code, refusal])))
const account = byCode(accountRefusals)
const business = byCode(businessRefusals)
const unknown: Refusal = { is: 'refused' }

// "user_id is invalid!" is said of a person, of every other field it is our mistake.
function ofAccount({ code, message }: { code: number; message: string }): Refusal {
  if (code === -201 && /user_?id|recipient/i.test(message)) return { is: 'not_found' }
  return account.get(code) ?? unknown
}

/** How long a message waits while something of ours has to be put right: no try is counted meanwhile, so that none is lost. */
export const mendedSeconds = 120

const hour = 3_600
const day = 24 * hour
// Viet Nam keeps +07:00 all year.
const secondOfDay = (at: Date) => (Math.floor(at.getTime() / 1000) + 7 * hour) % day
const untilSecond = (at: Date, second: number) => (second + day - secondOfDay(at)) % day || day

const secondsUntil: Record<NonNullable<Refusal['wait']>, (at: Date) => number> = {
  // Limits are counted by the minute; whatever waits for its turn need not wait a whole one.
  moment: () => 10,
  mended: () => mendedSeconds,
  hour: () => hour,
  // Promotions and templates are delivered from six o'clock on.
  morning: (at) => untilSecond(at, 6 * hour),
  tomorrow: (at) => untilSecond(at, 0),
}
