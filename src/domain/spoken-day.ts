import { addDays, addMonths, type Day, dayInMonth, dayOfMonth, monthOf, weekdayOf, yearOf } from './day.ts'
import { fold } from './fold.ts'

/** Which days can be meant: from `min` to `max`, both included; a weekday or a bare number is the one next to today on that side. */
export interface SpokenLimits {
  today: Day
  toward: 'ahead' | 'behind'
  min: Day
  max: Day
}

/** What a sentence says of days: the one it names, `vague` for "next week" and its like or for several days, or nothing. */
export type SpokenDay = { day: Day } | 'vague' | undefined

/**
 * Finds the day in a sentence: "mai", "hôm qua", "thứ 5", "thứ tư tuần sau", "mùng 3", "ngày 15", "hôm 15/12", "mùng 3 tháng 12", "3 hôm nữa".
 * A bare number needs a word before it that makes it a day. A day of the lunar calendar and one beyond the limits are vague.
 */
export function spokenDay(text: string, limits: SpokenLimits): SpokenDay {
  const said = ` ${withDates(text)} `
  if (lunar.test(said)) return 'vague'
  const found: (Day | undefined)[] = []
  const left = readers.reduce((rest, { form, read }) => {
    return rest.replace(form, (...match) => {
      const groups = (match.at(-1) ?? {}) as Record<string, string | undefined>
      found.push(read(groups, limits))
      return ' | '
    })
  }, said)
  const days = [...new Set(found)]
  if (days.length === 0) return vague.test(left) ? 'vague' : undefined
  const [day] = days
  if (days.length > 1 || day === undefined || vague.test(left)) return 'vague'
  return day >= limits.min && day <= limits.max ? { day } : 'vague'
}

/** Dates keep the sign between their numbers: "3/12" becomes "3/12", and an amount such as "3.000" none. */
function withDates(text: string): string {
  return text
    .split(/(\d{1,2}\s?[/-]\s?\d{1,2}(?:\s?[/-]\s?\d{4})?(?![\d/]))/)
    .map((piece, i) => (i % 2 === 1 ? piece.replace(/\s/g, '').replaceAll('-', '/') : fold(piece)))
    .join(' ')
    .replace(/\s+/g, ' ')
}

const lunar = /\b(?:am lich|al|ram|gieng|chap|tet)\b/
const vague =
  /\b(?:tuan (?:sau|toi|nay|truoc|roi)|thang (?:sau|toi|truoc|roi)|cuoi (?:tuan|thang)|dau (?:tuan|thang)|giua thang|it (?:hom|bua|ngay)|may (?:hom|bua|ngay)|hom no|vua nay|nam sau|next (?:week|month)|last (?:week|month))\b/

const counts = '\\d{1,2}|hai|ba|bon|tu|nam|sau|bay|tam|chin|muoi|mot'
const spoken: Record<string, number> = {
  ...{ mot: 1, hai: 2, ba: 3, bon: 4, tu: 4, nam: 5, sau: 6, bay: 7, tam: 8, chin: 9, muoi: 10 },
}
const weekdays = ['cn', '2', '3', '4', '5', '6', '7']
const english = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']

interface Reader {
  form: RegExp
  read(groups: Record<string, string | undefined>, limits: SpokenLimits): Day | undefined
}

/** Of several that fit one place the first counts: each takes what it read out of the sentence. */
const readers: readonly Reader[] = [
  {
    form: /\b(?:ngay |hom |mung |mong )*(?<d>\d{1,2})\/(?<m>\d{1,2})(?:\/(?<y>\d{4}))?(?= )/g,
    read: (g, limits) => dated(g, limits),
  },
  {
    form: new RegExp(
      `\\b(?:ngay |hom |mung |mong )*(?<d>${counts}) thang (?<m>\\d{1,2}|muoi mot|muoi hai|${counts})(?: nam (?<y>\\d{4}))?(?= )`,
      'g',
    ),
    read: (g, limits) => dated(g, limits),
  },
  {
    form: new RegExp(`\\b(?<n>${counts}) (?:ngay|hom|bua|days?) (?:nua|toi|later)(?= )`, 'g'),
    read: (g, { today }) => addDays(today, number(g.n)),
  },
  {
    form: new RegExp(`\\b(?<n>${counts}) tuan nua(?= )`, 'g'),
    read: (g, { today }) => addDays(today, 7 * number(g.n)),
  },
  { form: /\b(?:ngay kia|ngay mot|bua mot|mai mot)(?= )/g, read: (_, { today }) => addDays(today, 2) },
  {
    form: /(?<!\b(?:co|chi|ba|bac|di|thim|mo) )\b(?:ngay |sang |trua |chieu |toi |bua |hom )?mai(?= )|\btomorrow(?= )/g,
    read: (_, { today }) => addDays(today, 1),
  },
  {
    form: /\b(?:hom|ngay|bua|sang|chieu|toi) qua(?= )|\bhqua(?= )|\byesterday(?= )/g,
    read: (_, { today }) => addDays(today, -1),
  },
  { form: /\bhom kia(?= )/g, read: (_, { today }) => addDays(today, -2) },
  { form: /\b(?:hom|ngay|bua|sang|trua|chieu|toi) nay(?= )|\btoday(?= )/g, read: (_, { today }) => today },
  {
    form: /\b(?:thu (?<w>[2-7]|hai|ba|tu|nam|sau|bay)|(?<t>t[2-7])|(?<s>chu nhat|cn))(?<next> tuan (?:sau|toi))?(?<this> tuan nay)?(?= )/g,
    read: (g, limits) => weekday(g, limits),
  },
  {
    form: new RegExp(`\\b(?:next |this |on )?(?<e>${english.join('|')})(?= )`, 'g'),
    read: (g, limits) => nearWeekday(english.indexOf(g.e ?? ''), limits),
  },
  {
    form: new RegExp(`\\b(?:ngay|hom|mung|mong|bua)(?: mung| mong)? (?<d>${counts})(?= )`, 'g'),
    read: (g, limits) => bareDay(number(g.d), limits),
  },
]

function number(text: string | undefined): number {
  return spoken[text ?? ''] ?? Number(text)
}

/** Without a year the one next to today on the side that is meant. A day that does not exist is none. */
function dated({ d, m, y }: Record<string, string | undefined>, limits: SpokenLimits): Day | undefined {
  const month = m === 'muoi mot' ? 11 : m === 'muoi hai' ? 12 : number(m)
  const day = number(d)
  if (month < 1 || month > 12 || day < 1) return undefined
  const years = y ? [Number(y)] : [yearOf(limits.today), yearOf(limits.today) + (limits.toward === 'ahead' ? 1 : -1)]
  return years.map((year) => exact(year, month, day)).find((each) => each !== undefined && isOnSide(each, limits))
}

function exact(year: number, month: number, day: number): Day | undefined {
  const found = dayInMonth(year, month, day)
  return dayOfMonth(found) === day ? found : undefined
}

function isOnSide(day: Day, { today, toward }: SpokenLimits): boolean {
  return toward === 'ahead' ? day >= today : day <= today
}

/** "Mùng 3" said on the 20th is the 3rd of the next month, or the last one where the past is told. */
function bareDay(day: number, limits: SpokenLimits): Day | undefined {
  const step = limits.toward === 'ahead' ? 1 : -1
  const months = [0, step, 2 * step].map((n) =>
    addMonths(dayInMonth(yearOf(limits.today), monthOf(limits.today), 1), n),
  )
  return months
    .map((first) => exact(yearOf(first), monthOf(first), day))
    .find((each) => each !== undefined && isOnSide(each, limits))
}

function weekday(g: Record<string, string | undefined>, limits: SpokenLimits): Day | undefined {
  const name = g.s ? 'cn' : g.t ? g.t.slice(1) : String(number(g.w))
  const wanted = weekdays.indexOf(name)
  if (!g.next && !g.this) return nearWeekday(wanted, limits)
  // The week begins on Monday.
  const monday = addDays(limits.today, -((weekdayOf(limits.today) + 6) % 7))
  return addDays(monday, ((wanted + 6) % 7) + (g.next ? 7 : 0))
}

/** Never today: who means today says so. */
function nearWeekday(wanted: number, { today, toward }: SpokenLimits): Day | undefined {
  if (wanted < 0) return undefined
  const ahead = (wanted - weekdayOf(today) + 7) % 7 || 7
  return toward === 'ahead' ? addDays(today, ahead) : addDays(today, ahead - 7 || -7)
}
