import type { Words } from '../../conversation/words.ts'
import { type Day, dayOf, dayOfMonth, monthOf, yearOf } from '../../domain/day.ts'
import type { Dong } from '../../domain/money.ts'
import type { Language } from '../../ports/language.ts'
import type { StaffMember } from '../../ports/staff.ts'

/** How a page speaks: one language, one reader, one moment. */
export interface Ui {
  lang: string
  langs: readonly string[]
  now: Date
  /** Absent before sign-in. */
  staff?: StaffMember
  /** The path of the page that is shown, to come back to. */
  path: string
  /** Words of the console, by their key in `console.json`. */
  t(key: string, fillers?: Words['with']): string
  /** True when the console has words under that key. */
  has(key: string): boolean
  /** Words of any file. */
  say(words: Words): string
  /** The same in a language that is named, for what somebody read in theirs. */
  sayIn(words: Words, lang: string): string
  dong(amount: Dong): string
  /** "24/11/2026", for lists; in a sentence a day is written out with its weekday by a filler. */
  day(day: Day): string
  /** "09:05 24/11/2026". */
  moment(at: Date): string
}

/** Makes the speech of one page. */
export function makeUi(
  language: Language,
  { lang, ...of }: Pick<Ui, 'lang' | 'now' | 'path'> & { staff?: StaffMember },
): Ui {
  const say = (words: Words) => language.say(words, lang)
  const t = (key: string, fillers?: Words['with']) =>
    say({ key: `console:${key}`, ...(fillers ? { with: fillers } : {}) })
  return {
    ...of,
    lang,
    langs: language.langs,
    say,
    sayIn: (words, other) => language.say(words, other),
    t,
    has: (key) => language.has(`console:${key}`, lang),
    dong: (amount) => t('value', { value: { dong: amount } }),
    day: (day) => shortDay(t, day),
    moment: (at) => t('moment', { time: timeOf(at), day: shortDay(t, dayOf(at)) }),
  }
}

/** The parts go in as text: a year is no amount. */
function shortDay(t: Ui['t'], day: Day): string {
  return t('date', { date: String(dayOfMonth(day)), month: String(monthOf(day)), year: String(yearOf(day)) })
}

/** The time of the day in Viet Nam: +07:00 all year. */
function timeOf(at: Date): string {
  return new Date(at.getTime() + 7 * 3_600_000).toISOString().slice(11, 16)
}
