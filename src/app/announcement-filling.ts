import { type Fallbacks, fillersIn, fillText } from '../domain/announcement-fillers.ts'
import { type Day, dayOf, dayOfMonth, monthOf, yearOf } from '../domain/day.ts'
import { nextSession } from '../domain/transaction-day.ts'
import type { Announcement, Filling } from '../ports/announcements.ts'
import type { Language } from '../ports/language.ts'
import type { Tx } from '../ports/store.ts'

/** The language that announcements are written in: what fills them is said in it. */
const lang = 'vi'

/** What filling needs. */
export interface FillDeps {
  store: Pick<Tx, 'calendar'>
  language: Pick<Language, 'say'>
}

type Text = Pick<Announcement, 'body' | 'otherBody'>

/** True for an announcement that reads differently for each household. */
export function isFilled({ body, otherBody = '' }: Text): boolean {
  return fillersIn(`${body}\n${otherBody}`).known.length > 0
}

/** What the texts of an office are filled with: the next session of each of its points, and what stands where nothing is known. */
export async function fillingOf(
  { store, language }: FillDeps,
  { officeId, at }: { officeId: number; at: Date },
): Promise<Filling> {
  const points = await store.calendar.points({ officeId })
  const days = points.map(({ id, sessions }) => [id, writtenDay(nextSession(sessions, dayOf(at)))])
  const fallback = (name: string) => language.say({ key: `announcing:fallback.${name}` }, lang)
  const fallbacks: Fallbacks = {
    name: fallback('name'),
    group: fallback('group'),
    commune: fallback('commune'),
    transaction_day: fallback('transaction_day'),
  }
  return { days: Object.fromEntries(days), fallbacks }
}

/** An announcement as somebody reads it of whom nothing is known: for the preview, and for trying it out. */
export async function asUnknown(deps: FillDeps, announcement: Announcement, at: Date): Promise<Announcement> {
  if (!isFilled(announcement)) return announcement
  const { days, fallbacks } = await fillingOf(deps, { officeId: announcement.officeId, at })
  const values = { ...fallbacks, transaction_day: Object.values(days)[0] ?? fallbacks.transaction_day }
  const { body, otherBody } = announcement
  const other = otherBody === undefined ? {} : { otherBody: fillText(otherBody, values) }
  return { ...announcement, body: fillText(body, values), ...other }
}

/** "17/12/2026": the same in every language. */
function writtenDay(day: Day): string {
  const two = (figure: number) => String(figure).padStart(2, '0')
  return `${two(dayOfMonth(day))}/${two(monthOf(day))}/${yearOf(day)}`
}
