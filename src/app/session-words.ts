import type { Filler, Message, Part } from '../conversation/words.ts'
import { type Day, monthOf } from '../domain/day.ts'
import { keptReason, moveReasons } from '../domain/session-move.ts'
import type { Session } from '../domain/transaction-day.ts'
import { holidayOn } from '../domain/working-calendar.ts'
import type { Office } from '../ports/units.ts'
import { say } from './scene.ts'

/** The session of a month as people name it: "11". */
export function monthName(month: string): string {
  return String(monthOf(`${month}-01` as Day))
}

/** Why a session was moved, as people read it: our words for a reason of ours, else what was typed. */
export function whyFiller(why: string, fixedDay: Day): Filler {
  if (!moveReasons.some((reason) => reason === why)) return why
  const holiday = holidayOn(fixedDay)
  if (why !== 'holiday' || !holiday) return { words: { key: `sessions:why.${why === 'holiday' ? 'office' : why}` } }
  return {
    words: { key: 'sessions:why.holiday', with: { holiday: { words: { key: `sessions:holidays.${holiday}` } } } },
  }
}

/** What is said beside the day of a session: that it was moved and why, or that it falls on a holiday and may yet be. */
export function sessionNotes({ month, day, fixedDay, why }: Session): Part[] {
  if (day !== fixedDay) {
    if (why === keptReason) return []
    const moved = { month: monthName(month), old: { day: fixedDay }, day: { day } }
    return [
      why
        ? say('sessions:said.moved_why', { ...moved, why: whyFiller(why, fixedDay) })
        : say('sessions:said.moved', moved),
    ]
  }
  const holiday = holidayOn(day)
  return holiday ? [say('sessions:said.holiday', { holiday: { words: { key: `sessions:holidays.${holiday}` } } })] : []
}

/** What somebody is told of a session that takes place on another day than it was to. */
export interface MovedSession {
  month: string
  from: Day
  to: Day
  /** One of `moveReasons`, words, or nothing. */
  why: string
  fixedDay: Day
  place: { name: string; address: string; opensAt: string }
  office: Pick<Office, 'name' | 'phone'>
  /** As whom they read it, and whether an instalment of theirs is due in that month. */
  as: 'household' | 'appointment' | 'leader'
  due: boolean
}

/** The message about it: which day, where, why, what it means for them, whom to call. No amount and no name is in it. */
export function movedMessage(about: MovedSession): Message {
  const { month, from, to, why, fixedDay, place, office, as, due } = about
  const title = { key: 'sessions:told.title', with: { day: { day: to } } }
  return {
    parts: [
      { as: 'title', words: title },
      say('sessions:told.moved', { month: monthName(month), old: { day: from }, day: { day: to } }),
      say('sessions:told.where', { at: place.opensAt, place: place.name, address: place.address }),
      ...(why ? [say('sessions:told.why', { why: whyFiller(why, fixedDay) })] : []),
      ...(due ? [say('sessions:told.due')] : []),
      ...(as === 'household' ? [] : [say(`sessions:told.${as}`)]),
      say('sessions:told.ask', { phone: office.phone }),
      { as: 'source', words: { key: 'sessions:told.signed', with: { office: office.name } } },
    ],
    facts: { form: 'announcement', with: { sender: office.name, title: { words: title }, source: '' } },
  }
}
