import { type Day, dayOfMonth, monthOf, yearOf } from '../../domain/day.ts'
import type { Dong } from '../../domain/money.ts'
import { moneyInWords } from '../../domain/money-in-words.ts'
import type { Language } from '../../ports/language.ts'

type Words = Parameters<Language['say']>[0]

/** How a form speaks: one language, and figures as papers write them. What is absent is said as nothing, and becomes a line to write on. */
export interface Speech {
  lang: string
  /** Words of `forms.json`, by their key. */
  t(key: string, gaps?: Words['with']): string
  /** Words of any file. */
  say(words: Words | undefined): string
  /** "20.000.000": the unit stands beside it. */
  figure(number: number | undefined): string
  /** "Hai mươi triệu đồng". */
  inWords(amount: Dong | undefined): string
  /** "05/03/2027". */
  day(day: Day | undefined): string
}

/** Makes the speech of one form. */
export function makeSpeech(language: Language, lang: string): Speech {
  const say = (words: Words) => language.say(words, lang)
  const t = (key: string, gaps?: Words['with']) => say({ key: `forms:${key}`, ...(gaps ? { with: gaps } : {}) })
  return {
    lang,
    t,
    say: (words) => (words ? say(words) : ''),
    figure: (figure) => (figure === undefined ? '' : t('write.figure', { figure })),
    inWords: (amount) =>
      amount === undefined ? '' : capital(moneyInWords(amount, (part, gaps) => t(`number.${part}`, gaps))),
    day: (day) => (day === undefined ? '' : t('write.date', partsOf(day))),
  }
}

/** With a zero in front, so that nobody adds a figure. */
function partsOf(day: Day) {
  const two = (number: number) => String(number).padStart(2, '0')
  return { date: two(dayOfMonth(day)), month: two(monthOf(day)), year: String(yearOf(day)) }
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
