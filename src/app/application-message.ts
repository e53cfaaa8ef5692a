import type { Message, Part, Words } from '../conversation/words.ts'
import type { ApplicationEventName, ApplicationReason } from '../domain/application.ts'
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

/** What the household reads of a step: what happened, why, what comes next, and that nobody may ask for a fee. */
export function applicationMessage(step: ToldStep): Message {
  const event = told[step.event] ?? step.event
  const { code, day, place, amount, reason, note } = step
  const programme = { words: programmeName(step.programme) }
  return {
    parts: [
      title(`applications:told.${event}.title`, { code }),
      text(`applications:told.${event}.text`, {
        programme,
        ...(day ? { day: { day } } : {}),
        ...(place === undefined ? {} : { place }),
      }),
      ...(amount === undefined ? [] : [text('applications:told.amount', { amount: { dong: amount } })]),
      ...(reason ? [text('applications:told.reason', { reason: { words: reasonName(reason) } })] : []),
      ...(note ? [text('applications:told.note', { note })] : []),
      text(`applications:told.${event}.next`),
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

/** Steps that differ for staff and are one and the same for the household. */
const told: Partial<Record<ToldStep['event'], ApplicationEventName>> = {
  record_confirmation: 'confirm',
  return_unconfirmed: 'return',
}

function title(key: string, fillers: Words['with']): Part {
  return { as: 'title', words: fillers ? { key, with: fillers } : { key } }
}

function text(key: string, fillers?: Words['with']): Part {
  return { as: 'text', words: fillers && Object.keys(fillers).length > 0 ? { key, with: fillers } : { key } }
}
