import type { Words } from '../../conversation/words.ts'
import { type Day, dayOf } from '../../domain/day.ts'
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
  /** Words of any file. */
  say(words: Words): string
  dong(amount: Dong): string
  day(day: Day): string
  /** "09:05, thứ Ba, 24/11/2026". */
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
    t,
    dong: (amount) => t('value', { value: { dong: amount } }),
    day: (day) => t('value', { value: { day } }),
    moment: (at) => t('moment', { time: timeOf(at), day: { day: dayOf(at) } }),
  }
}

/** The time of the day in Viet Nam: +07:00 all year. */
function timeOf(at: Date): string {
  return new Date(at.getTime() + 7 * 3_600_000).toISOString().slice(11, 16)
}
