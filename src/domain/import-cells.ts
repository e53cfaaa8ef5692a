import { addDays, type Day, readDay, yearOf } from './day.ts'
import { type Dong, readDong } from './money.ts'
import { longestPaper, type PaperPurpose, paperPurposes } from './paper-consent.ts'
import { readPhone } from './phone.ts'

/** Why a cell or a row cannot be taken: a locale key with its fillers. */
export interface Problem {
  key: string
  with?: Record<string, string | number>
}

/** What reading a file needs to know of words and of the day. The maps lead from folded words to our own ids. */
export interface ImportWords {
  /** Takes tone marks, case and punctuation away, so that words compare. */
  fold(text: string): string
  programmes: ReadonlyMap<string, string>
  statuses: ReadonlyMap<string, string>
  povertyStatuses: ReadonlyMap<string, string>
  associations: ReadonlyMap<string, string>
  paperPurposes: ReadonlyMap<string, string>
  today: Day
}

/** What one cell turned out to hold. */
export type Cell<T> = { value: T } | { problem: Problem }

/** Reads one cell. The text has no space around it. */
export type ReadCell<T> = (text: string, words: ImportWords) => Cell<T>

/** A cell that must be filled. */
export function filled<T>(read: ReadCell<T>): ReadCell<T> {
  return (text, words) => (text === '' ? bad('blank') : read(text, words))
}

/** A cell that may be blank. */
export function maybe<T>(read: ReadCell<T>): ReadCell<T | undefined> {
  return (text, words) => (text === '' ? { value: undefined } : read(text, words))
}

/** An id of the bank: up to 40 letters, digits and `. _ / -`. Long numbers that a spreadsheet has rounded are refused. */
export const codeCell: ReadCell<string> = (text) => {
  if (/^\d(?:[.,]\d+)?E\+?\d+$/i.test(text)) return bad('code_rounded', text)
  return /^[\p{L}\p{N}._/-]{1,40}$/u.test(text) ? { value: text } : bad('code', text)
}

/** A name: up to 120 characters, with single spaces. */
export const nameCell: ReadCell<string> = (text) => {
  const name = text.normalize('NFC').replace(/\s+/g, ' ')
  return name.length <= 120 && /\p{L}|\p{N}/u.test(name) ? { value: name } : bad('name', text)
}

/** A mobile number. A spreadsheet that took it for a figure has dropped its first 0: that is put back. */
export const phoneCell: ReadCell<string> = (text) => {
  const phone = readPhone(/^[35789]\d{8}$/.test(text) ? `0${text}` : text)
  return phone ? { value: phone } : bad('phone', text)
}

/** An amount in whole dong: "20000000", "20.000.000", "20,000,000 đ", "20.000.000,00". */
export const moneyCell: ReadCell<Dong> = (text) => {
  const dong = readDong(text.replace(/(\d)[.,]0{1,2}$/, '$1'))
  return dong !== undefined && Number.isSafeInteger(dong) ? { value: dong } : bad('money', text)
}

/** An amount that a sheet leaves blank when nothing is owed. */
export const owedCell: ReadCell<Dong> = (text, words) => (text === '' ? { value: 0 } : moneyCell(text, words))

/** Percent a year, 0 or from 1 to 30. Figures between 0 and 1 are a monthly rate or a fraction, and refused. */
export const rateCell: ReadCell<number> = (text) => {
  const rate = /^\d{1,2}(?:[.,]\d{1,16})?\s*%?$/.test(text) ? Number(text.replace('%', '').replace(',', '.')) : -1
  return rate === 0 || (rate >= 1 && rate <= 30) ? { value: rounded(rate) } : bad('rate', text)
}

/** A date: "2026-11-25", "25/11/2026", "5-9-2026", "20261125", each with or without a time, or a spreadsheet's day number. */
export const dayCell: ReadCell<Day> = (text) => {
  const day = readIso(text) ?? readVietnamese(text) ?? readSerial(text)
  return day && yearOf(day) >= 1990 && yearOf(day) <= 2100 ? { value: day } : bad('day', text)
}

/** The day of these figures: it cannot lie ahead. */
export const asOfCell: ReadCell<Day> = (text, words) => {
  const cell = dayCell(text, words)
  return 'value' in cell && cell.value > words.today ? bad('ahead', text) : cell
}

/** A day of the month, 1 to 31. */
export const dayOfMonthCell: ReadCell<number> = (text) => whole(text, { from: 1, to: 31, problem: 'day_of_month' })

/** A year of birth, up to this year. */
export const birthYearCell: ReadCell<number> = (text, { today }) =>
  whole(text, { from: 1900, to: yearOf(today), problem: 'birth_year' })

/** The year of a commune's list: 2000 up to next year, since lists are drawn up at the end of the year before. */
export const listYearCell: ReadCell<number> = (text, { today }) =>
  whole(text, { from: 2000, to: yearOf(today) + 1, problem: 'list_year' })

/**
 * A programme by its id, its name, or the bank's two digits ("01", or "1" where a spreadsheet dropped the 0). Of the
 * digits only those are known that every list of the bank that we saw gives the same meaning.
 */
export const programmeCell: ReadCell<string> = (text, { fold, programmes }) => {
  const [, digits = '', name = ''] = /^(\d{0,2})\s*(.*)$/.exec(fold(text)) ?? []
  const id = programmes.get(name) ?? (name === '' ? bankCodes[digits.padStart(2, '0')] : undefined)
  return id ? { value: id } : bad('programme', text)
}

/** The bank's two-digit numbers of programmes. 02, 09 and 19 are missing: offices give them different meanings. */
const bankCodes: Record<string, string> = {
  '01': 'poor',
  '03': 'job_creation',
  '06': 'clean_water',
  '12': 'social_housing',
  '26': 'ex_prisoner',
}

/** What a paper allows, by its id or in words. */
export const paperPurposeCell: ReadCell<PaperPurpose> = (text, known) => {
  const id = known.paperPurposes.get(known.fold(text))
  const purpose = paperPurposes.find((one) => one === id)
  return purpose ? { value: purpose } : bad('purpose', text)
}

/** Which paper it is: up to 120 characters, with single spaces. */
export const paperCell: ReadCell<string> = (text) => {
  const paper = text.normalize('NFC').replace(/\s+/g, ' ')
  return [...paper].length <= longestPaper ? { value: paper } : bad('paper', text)
}

/** One of the words of a map, such as the statuses. */
export function wordCell(words: 'statuses' | 'povertyStatuses' | 'associations', problem: string): ReadCell<string> {
  return (text, known) => {
    const id = known[words].get(known.fold(text))
    return id ? { value: id } : bad(problem, text)
  }
}

function bad(problem: string, text?: string): { problem: Problem } {
  const key = `import:problems.${problem}`
  return { problem: text === undefined ? { key } : { key, with: { value: text.slice(0, 60) } } }
}

function whole(text: string, { from, to, problem }: { from: number; to: number; problem: string }): Cell<number> {
  const value = /^\d{1,4}$/.test(text) ? Number(text) : -1
  return value >= from && value <= to ? { value } : bad(problem, text)
}

// Four digits, as the register keeps them: a spreadsheet's 6.2400000000000002 is 6.24.
function rounded(rate: number): number {
  return Math.round(rate * 10_000) / 10_000
}

function readIso(text: string): Day | undefined {
  const [, year, month, day] = /^(\d{4})-?(\d{2})-?(\d{2})(?:[T ]\d{1,2}:\d{2}.*)?$/.exec(text) ?? []
  return readDay(`${year}-${month}-${day}`)
}

function readVietnamese(text: string): Day | undefined {
  const [, day, month, year] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?: \d{1,2}:\d{2}.*)?$/.exec(text) ?? []
  return readDay(`${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}`)
}

// Spreadsheets count days from 1899-12-30; five digits are the days from 1927 to 2173.
function readSerial(text: string): Day | undefined {
  return /^[1-9]\d{4}(?:[.,]0+)?$/.test(text) ? addDays('1899-12-30', Number.parseInt(text, 10)) : undefined
}
