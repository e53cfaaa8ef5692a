import { addDays, type Day, daysBetween, readDay, yearOf } from './day.ts'
import { fold } from './fold.ts'

/**
 * Reads a day as people type it: "mùng 3 tháng 2", "3/2", "3-2-26", "ngày 03 tháng 02 năm 2026", "hôm qua", "2026-02-03", "3 Feb 2026".
 * Without a year it is the day of that name nearest to today, of those within the limits (both included). Undefined for a day that does not exist, for one of the lunar calendar
 * ("rằm tháng giêng", "mùng 3 Tết"), which is not turned into another, and when unsure.
 */
export function readTypedDay(text: string, limits: DayLimits): Day | undefined {
  const typed = fold(text).replace(asides, ' ').replace(/\s+/g, ' ').trim()
  if (lunar.test(typed)) return undefined
  const near = nearWords.find(({ words }) => words.test(typed))
  if (near) return within(addDays(limits.today, near.days), limits)
  const [, y, m, d] = /^(\d{4}) (\d{1,2}) (\d{1,2})$/.exec(typed) ?? []
  if (y !== undefined) return within(dayFrom({ d, m, y }), limits)
  const read = byNumber.exec(typed) ?? byWord.exec(typed) ?? byEnglish.exec(typed)
  if (!read?.groups) return undefined
  const { d: day, m: month, y: year } = read.groups
  const named = { d: day, m: monthNumber(month ?? ''), y: year }
  return year === undefined ? nearest(named, limits) : within(dayFrom(named), limits)
}

/** Which days can be meant, both limits included. */
export interface DayLimits {
  today: Day
  min?: Day
  max?: Day
}

/** Words around a day that do not change it. */
const asides = /\b(?:ngay|vao|duong lich|duong|hom|la|a|em|toi|khoang)\b/g
/** Months and days that only the lunar calendar has, or that are meant by it. */
const lunar = /\b(?:am|am lich|al|ram|gieng|chap|tet|nhuan)\b/
const nearWords = [
  { words: /^(?:nay|today)$/, days: 0 },
  { words: /^(?:qua|yesterday)$/, days: -1 },
  { words: /^(?:kia)$/, days: -2 },
  { words: /^(?:mai|tomorrow)$/, days: 1 },
] as const

const byNumber = /^(?:mung |mong )?(?<d>\d{1,2}) (?<m>\d{1,2})(?: (?<y>\d{4}|\d{2}))?$/
const byWord =
  /^(?:mung |mong )?(?<d>\d{1,2}) thang (?<m>\d{1,2}|hai|ba|tu|bon|nam|sau|bay|tam|chin|muoi|muoi mot|muoi hai)(?: (?:nam )?(?<y>\d{4}|\d{2}))?$/
const byEnglish = /^(?<d>\d{1,2})(?:st|nd|rd|th)? (?<m>[a-z]{3,9})(?: (?<y>\d{4}))?$/

const spoken: Record<string, number> = {
  ...{ hai: 2, ba: 3, tu: 4, bon: 4, nam: 5, sau: 6, bay: 7, tam: 8, chin: 9, muoi: 10 },
  ...{ 'muoi mot': 11, 'muoi hai': 12 },
}
const english = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

function monthNumber(month: string): string {
  if (/^\d+$/.test(month)) return month
  return String(spoken[month] ?? english.indexOf(month.slice(0, 3)) + 1)
}

interface Named {
  d: string | undefined
  m: string | undefined
  y?: string | undefined
}

/** Two digits are a year of this century. */
function dayFrom({ d = '', m = '', y = '' }: Named): Day | undefined {
  const year = y.length === 2 ? `20${y}` : y
  return readDay(`${year}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`)
}

function nearest(named: Named, limits: DayLimits): Day | undefined {
  const { today } = limits
  const year = yearOf(today)
  return [year, year - 1, year + 1]
    .flatMap((y) => within(dayFrom({ ...named, y: String(y) }), limits) ?? [])
    .sort((a, b) => Math.abs(daysBetween(a, today)) - Math.abs(daysBetween(b, today)))[0]
}

function within(day: Day | undefined, { min, max }: DayLimits): Day | undefined {
  return day !== undefined && (min === undefined || day >= min) && (max === undefined || day <= max) ? day : undefined
}
