import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInstance, type i18n, type Resource } from 'i18next'
import type { Filler, Words } from './conversation/words.ts'
import { type Day, dayOfMonth, monthOf, weekdayOf, yearOf } from './domain/day.ts'
import type { Language } from './ports/language.ts'

const root = join(import.meta.dirname, '../locales')
/** The first language is the one that speaks where another is not known. */
const langs = ['vi', 'en'] as const

/** Loads every locale file. A namespace is the path of its file: `flows/apply`. */
export function loadLanguage(): Language {
  const resources = Object.fromEntries(langs.map((lang) => [lang, namespacesOf(lang)])) as Resource
  const instance = createInstance()
  void instance.init({
    lng: langs[0],
    fallbackLng: false,
    resources,
    initAsync: false,
    interpolation: { prefix: '{', suffix: '}', escapeValue: false, skipOnVariables: true },
    returnObjects: true,
  })
  return {
    langs,
    say: (words, lang) => sayIn(instance, words, lang),
    has: (key, lang) => textOf(instance, { key }, lang) !== undefined,
    lists: (key) => langs.flatMap((lang) => listIn(instance, key, lang)),
    nearest: (reported) =>
      langs.find((lang) => reported?.toLowerCase().startsWith(lang)) ?? (reported === undefined ? langs[0] : 'vi'),
  }
}

/** One locale file as plain data, by its path without the ending: what understanding is made of. */
export function readLocale(lang: string, name: string): unknown {
  return JSON.parse(readFileSync(join(root, lang, `${name}.json`), 'utf8'))
}

/** What is said. The folder that understanding is learnt from is not said, and large. */
function namespacesOf(lang: string): Record<string, unknown> {
  const names = readdirSync(join(root, lang), { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => file.endsWith('.json') && !file.startsWith('understanding/'))
    .map((file) => file.slice(0, -'.json'.length))
  return Object.fromEntries(names.map((name) => [name, readLocale(lang, name)]))
}

function sayIn(instance: i18n, words: Words, lang: string): string {
  const text = textOf(instance, words, lang)
  if (text === undefined) throw new Error(`no words for ${words.key} in ${lang}`)
  return text
}

function textOf(instance: i18n, words: Words, lang: string): string | undefined {
  const fillers = Object.fromEntries(
    Object.entries(words.with ?? {}).map(([name, filler]) => [name, fill(instance, filler, lang)]),
  )
  const text: unknown = instance.t(words.key, { ...fillers, lng: lang })
  return typeof text === 'string' && instance.exists(words.key, { lng: lang }) ? text : undefined
}

function fill(instance: i18n, filler: Filler, lang: string): string {
  if (typeof filler === 'string') return filler
  if (typeof filler === 'number') return formatOf(lang).format(filler)
  if ('dong' in filler) return sayIn(instance, { key: 'format:dong', with: { amount: filler.dong } }, lang)
  if ('pct' in filler) return `${formatOf(lang, 4).format(filler.pct)}%`
  if ('day' in filler) return writeDay(instance, filler.day, lang)
  if ('words' in filler) return sayIn(instance, filler.words, lang)
  if ('lines' in filler) return filler.lines.map((item) => `• ${fill(instance, item, lang)}`).join('\n')
  return joined(
    instance,
    filler.list.map((item) => fill(instance, item, lang)),
    lang,
  )
}

/** One after the other; where an item has a comma itself, a stronger mark stands between. */
function joined(instance: i18n, items: readonly string[], lang: string): string {
  const [light = '', strong = ''] = listIn(instance, 'format:between', lang)
  return items.join(items.some((item) => item.includes(',')) ? strong : light)
}

/** "thứ Ba 17/11/2026": people think in weekdays. */
function writeDay(instance: i18n, day: Day, lang: string): string {
  const weekday = listIn(instance, 'format:weekdays', lang)[weekdayOf(day)] ?? ''
  const month = listIn(instance, 'format:months', lang)[monthOf(day) - 1] ?? ''
  return sayIn(
    instance,
    { key: 'format:day', with: { weekday, date: String(dayOfMonth(day)), month, year: String(yearOf(day)) } },
    lang,
  )
}

function listIn(instance: i18n, key: string, lang: string): string[] {
  const list: unknown = instance.getFixedT(lang)(key, { returnObjects: true })
  if (!Array.isArray(list)) throw new Error(`no list for ${key} in ${lang}`)
  return list.map(String)
}

const formats = new Map<string, Intl.NumberFormat>()

/** Making one costs more than all that is written with it, so that each is made once. */
function formatOf(lang: string, maximumFractionDigits = 3): Intl.NumberFormat {
  const name = `${lang}/${maximumFractionDigits}`
  const format = formats.get(name) ?? new Intl.NumberFormat(localeOf(lang), { maximumFractionDigits })
  formats.set(name, format)
  return format
}

function localeOf(lang: string): string {
  return lang === 'vi' ? 'vi-VN' : 'en-GB'
}
