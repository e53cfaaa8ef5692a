import type { Message, Part, Words } from '../conversation/words.ts'
import type { ApplicationEventName, ApplicationReason, ApplicationState } from '../domain/application.ts'
import { deadlineRules } from '../domain/application-deadline.ts'
import type { Day } from '../domain/day.ts'
import type { Dong } from '../domain/money.ts'
import { type ProgrammeId, programmeKey } from '../policy/index.ts'

/** A step that the household is told of. */
export interface ToldStep {
  code: string
  programme: string
  event: ApplicationEventName | 'complete'
  reason?: ApplicationReason
  /** Words of the member of staff for the household. */
  note?: string
  /** The day on which the money is paid, and where. */
  day?: Day
  place?: string
  /** Named only to an account that was proven to be the household's. */
  amount?: Dong
}

/** The key of the words that a household is told a step by. */
export function toldKey(event: ToldStep['event']): string {
  return `applications:told.${told[event] ?? event}`
}

/** A request that waits for its household. */
export interface WaitingRequest {
  code: string
  programme: string
  /** Why it was sent back. */
  reason?: ApplicationReason
  /** Its deadline. */
  day: Day
  /** True once the deadline has passed. */
  over: boolean
}

/** What reminds a household of a request that waits for it: what is missing, by when, who helps, and that nobody may ask for a fee. */
export function waitingMessage({ code, programme, reason, day, over }: WaitingRequest): Message {
  const key = `applications:waiting.${over ? 'over' : 'ahead'}`
  return {
    parts: [
      title(`${key}.title`, { code }),
      text(`${key}.text`, { programme: { words: programmeName(programme) }, day: { day } }),
      ...(reason ? [text('applications:told.reason', { reason: { words: reasonName(reason) } })] : []),
      text('applications:waiting.next'),
      text('applications:told.honest'),
    ],
  }
}

/** What the household reads of a step: what happened, why, what comes next, and that nobody may ask for a fee. */
export function applicationMessage(step: ToldStep): Message {
  const key = toldKey(step.event)
  const { code, day, place, amount, reason, note } = step
  const programme = { words: programmeName(step.programme) }
  return {
    parts: [
      title(`${key}.title`, { code }),
      text(`${key}.text`, {
        programme,
        ...(day ? { day: { day } } : {}),
        ...(place === undefined ? {} : { place }),
      }),
      ...(amount === undefined ? [] : [text('applications:told.amount', { amount: { dong: amount } })]),
      ...(reason ? [text('applications:told.reason', { reason: { words: reasonName(reason) } })] : []),
      ...(note ? [text('applications:told.note', { note })] : []),
      text(`${key}.next`, timesIn(step.event)),
      text('applications:told.honest'),
    ],
  }
}

/** The name of a programme. */
export function programmeName(programme: string): Words {
  return { key: programmeKey(programme as ProgrammeId, 'name') }
}

/** A coded reason, as the household reads it. */
function reasonName(reason: ApplicationReason): Words {
  return { key: `applications:reasons.${reason}` }
}

/** The times of the bank that are named with a step. */
function timesIn(event: ToldStep['event']): Words['with'] {
  const state = namedTime[event]
  const days = state && deadlineRules[state]?.days
  return days === undefined ? {} : { days }
}

const namedTime: Partial<Record<ToldStep['event'], ApplicationState>> = {
  take_direct: 'with_officer',
  receive_file: 'with_officer',
  disburse: 'disbursed',
}

/** Steps that differ for staff and are one and the same for the household. */
const told: Partial<Record<ToldStep['event'], ApplicationEventName>> = {
  record_confirmation: 'confirm',
}

function title(key: string, fillers: Words['with']): Part {
  return { as: 'title', words: fillers ? { key, with: fillers } : { key } }
}

function text(key: string, fillers?: Words['with']): Part {
  return { as: 'text', words: fillers && Object.keys(fillers).length > 0 ? { key, with: fillers } : { key } }
}
