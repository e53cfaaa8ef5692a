import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Filler, Words } from '../../src/conversation/words.ts'

/** The languages of the locale files. */
export const langs = ['vi', 'en'] as const

/** Words that say exactly this text in every language. */
export function plain(text: string): Words {
  return { key: 'plain', with: { text } }
}

/** Says plain words as they are, and all others from the real locale file of their namespace. A missing key fails the test. */
export function say(words: Words, lang: string): string {
  if (words.key === 'plain') return String(words.with?.text)
  const [file, path] = words.key.split(':') as [string, string]
  const found = path
    .split('.')
    .reduce<unknown>((at, name) => (at as Record<string, unknown>)?.[name], locale(lang, file))
  if (typeof found !== 'string') throw new Error(`locales/${lang}/${file}.json has no ${path}`)
  return found.replace(/\{(\w+)\}/g, (_, name) => filled(words.with?.[name], lang))
}

/** Every letter of Vietnamese with every tone, small and capital, composed. */
export const vietnameseLetters = ['aăâbcdđeêghiklmnoôơpqrstuưvxy', 'áàảãạ', 'ắằẳẵặ', 'ấầẩẫậ', 'éèẻẽẹ', 'ếềểễệ', 'íìỉĩị']
  .concat(['óòỏõọ', 'ốồổỗộ', 'ớờởỡợ', 'úùủũụ', 'ứừửữự', 'ýỳỷỹỵ'])
  .flatMap((letters) => [letters, letters.toUpperCase()])
  .join(' ')
  .normalize('NFC')

const read = new Map<string, unknown>()

function locale(lang: string, file: string): unknown {
  const path = resolve(import.meta.dirname, `../../locales/${lang}/${file}.json`)
  if (!read.has(path)) read.set(path, JSON.parse(readFileSync(path, 'utf8')))
  return read.get(path)
}

function filled(filler: Filler | undefined, lang: string): string {
  if (typeof filler === 'string' || typeof filler === 'number') return String(filler)
  if (filler && 'words' in filler) return say(filler.words, lang)
  if (filler && 'list' in filler) return filler.list.map((f) => filled(f, lang)).join(', ')
  throw new Error(`A filler is missing or not for channels: ${JSON.stringify(filler)}`)
}
