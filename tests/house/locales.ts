import { type ESTree, Visitor } from 'vite'
import { ownFile, ownWords } from './plan.ts'
import { at, type Files, type Source } from './source.ts'

/** What each language says: language, file without `.json`, dotted key, text. A list is joined by line breaks. */
export type Locales = Record<string, Record<string, Record<string, string>>>

/** The locale files among some files. */
export function localesOf(files: Files): Locales {
  const locales: Locales = {}
  for (const [path, text] of Object.entries(files)) {
    const [, lang, file] = /^locales\/([a-z]{2})\/(.+)\.json$/.exec(path) ?? []
    if (lang && file) locales[lang] = { ...locales[lang], [file]: flat(JSON.parse(text)) }
  }
  return locales
}

/** Keys and fillers that are in one language and not in another. */
export function unequalLanguages(locales: Locales): string[] {
  const langs = Object.keys(locales)
  const keys = new Set(langs.flatMap((lang) => allKeys(locales, lang)).filter((key) => !key.startsWith(ownWords)))
  const files = new Set(langs.flatMap((lang) => Object.keys(locales[lang] ?? {})))
  const alone = [...files].flatMap((file) =>
    langs.filter((lang) => !locales[lang]?.[file]).map((lang) => `locales/${lang}/${file}.json is missing`),
  )
  const unlike = [...keys].sort().flatMap((key) => {
    const said = langs.map((lang) => ({ lang, text: textOf(locales, lang, key) }))
    const missing = said.filter((s) => s.text === undefined).map((s) => `${key} is missing in ${s.lang}`)
    if (missing.length > 0) return missing
    const fillers = new Set(said.map((s) => fillersOf(s.text ?? '').join(', ')))
    return fillers.size > 1
      ? [`${key} is filled with other things: ${[...fillers].map((f) => f || 'nothing').join(' / ')}`]
      : []
  })
  return [...alone, ...unlike]
}

/** Fillers that are not one name in one pair of braces, and texts without words. */
export function brokenTexts(locales: Locales): string[] {
  return Object.keys(locales).flatMap((lang) =>
    allKeys(locales, lang).flatMap((key) => {
      const text = textOf(locales, lang, key) ?? ''
      const rest = text.replace(/\{[A-Za-z]\w*\}/g, '')
      if (/[{}]/.test(rest) || /\{\{/.test(text)) return [`${lang} ${key} has braces that are no filler`]
      return text.trim() === '' ? [`${lang} ${key} says nothing`] : []
    }),
  )
}

/** Locale files that no code names. The files of flows and programmes are named by their ids. */
export function unusedLocales(sources: readonly Source[], locales: Locales): string[] {
  const heads = sources
    .filter((s) => s.path.startsWith('src/'))
    .flatMap((s) => [...s.strings.map((t) => t.value), ...s.templates.map((t) => t.pieces[0] ?? '')])
  const named = new Set(heads.map((text) => /^([a-z][a-z0-9-]*):/.exec(text)?.[1]))
  const top = Object.values(locales)
    .flatMap((files) => Object.keys(files))
    .filter((file) => !file.includes('/'))
  return [...new Set(top)].filter((file) => !named.has(file)).map((file) => `locales/*/${file}.json is named nowhere`)
}

/** Keys that code names and no language has. A key with gaps must fit at least one text of each file that it can mean. */
export function unknownKeys(sources: readonly Source[], locales: Locales): string[] {
  const langs = Object.keys(locales)
  return sources
    .filter((s) => s.path.startsWith('src/'))
    .flatMap((s) => [
      ...s.strings.map((t) => ({ pieces: [t.value], where: at(s, t) })),
      ...s.templates.map((t) => ({ pieces: t.pieces, where: at(s, t) })),
      ...sayings(s)
        .filter((t) => t.short)
        .map((t) => ({ pieces: t.pieces, where: at(s, t) })),
    ])
    .map(({ pieces, where }) => ({ pieces, where, lacking: langs.filter((lang) => !known(locales, lang, pieces)) }))
    .filter(({ lacking }) => lacking.length > 0)
    .map(({ pieces, where, lacking }) => `${where} ${pieces.join('...')} is not in ${lacking.join(', ')}`)
}

/** Places that say a text that is none, or leave one of its gaps open. Only those are looked at where key and fillers stand side by side. */
export function openGaps(sources: readonly Source[], locales: Locales): string[] {
  return sources
    .filter((s) => s.path.startsWith('src/'))
    .flatMap((s) => sayings(s).map((saying) => ({ ...saying, where: at(s, saying) })))
    .flatMap(({ pieces: [key = '', ...gaps], given, where }) => {
      if (gaps.length > 0 || !given) return []
      const text = textOf(locales, 'vi', key)
      if (text === undefined) return [`${where} ${key} is no text`]
      const open = fillersOf(text).filter((name) => !given.includes(name))
      return open.length === 0 ? [] : [`${where} ${key} wants ${open.join(', ')}`]
    })
}

/** The text of a key, or undefined. */
export function textOf(locales: Locales, lang: string, key: string): string | undefined {
  const [file, ...rest] = key.split(':')
  return locales[lang]?.[file ?? '']?.[rest.join(':')]
}

/** The gaps of a text, each once, in order of the alphabet. */
export function fillersOf(text: string): string[] {
  return [...new Set([...text.matchAll(/\{([A-Za-z]\w*)\}/g)].map((m) => m[1] ?? ''))].sort()
}

/** Beginnings of texts that look like keys and are none. */
const schemes = new Set(['node', 'http', 'https', 'data', 'mailto', 'tel', 'urn', 'blob'])
const keyShape = /^((?:[a-z][a-z0-9-]*\/)?[a-z][a-z0-9-]*):([A-Za-z_][\w.-]*)$/

function known(locales: Locales, lang: string, pieces: readonly string[]): boolean {
  const files = locales[lang] ?? {}
  if (pieces.length === 1) {
    const [, file, key] = keyShape.exec(pieces[0] ?? '') ?? []
    if (file === undefined || key === undefined || schemes.has(file)) return true
    const keys = Object.keys(files[file] ?? {})
    return keys.includes(key) || keys.some((k) => k.startsWith(key.endsWith('.') ? key : `${key}.`))
  }
  const [fileShape, keyShapes] = gapped(pieces)
  if (!fileShape || !keyShapes) return true
  const meant = Object.keys(files).filter((file) => fileShape.test(file))
  const fits = (file: string) => Object.keys(files[file] ?? {}).some((key) => keyShapes.test(key))
  return pieces.at(-1)?.includes(':') ? meant.every(fits) : meant.length === 0 || meant.some(fits)
}

/** A template as two patterns, for the file and for the key; none where it is no key, such as `reply:${id}`. */
function gapped(pieces: readonly string[]): [RegExp?, RegExp?] {
  const gap = '~'
  const [file, key, ...more] = pieces.join(gap).split(':')
  if (file === undefined || key === undefined || more.length > 0) return []
  if (!/^[a-z][a-z0-9/~-]*$/.test(file) || !/^[\w.~-]+$/.test(key)) return []
  const pattern = (text: string) => new RegExp(`^${text.replaceAll('.', '\\.').replaceAll(gap, '[\\w./-]+')}$`)
  return [pattern(file), pattern(key)]
}

/** A place that says something: the key in pieces, and the gaps that are filled there, where they can be read off. */
interface Saying {
  pieces: string[]
  given?: string[]
  /** True where the file was left out. */
  short: boolean
  line: number
}

/** `say('key', { a, b })`, `{ key: 'key', with: { a, b } }`, and `t('key', { a, b })` where the file is understood. */
function sayings({ path, program, lineAt }: Source): Saying[] {
  const found: Saying[] = []
  const own = ownFile.find(([start]) => path.startsWith(start))?.[1]
  const add = (key: ESTree.Node | undefined, given: ESTree.Node | undefined, file?: string) => {
    for (const pieces of keysIn(key)) {
      const whole = file === undefined ? pieces : [`${file}:${pieces[0]}`, ...pieces.slice(1)]
      if (file === undefined && (pieces.length > 1 || !keyShape.test(whole[0] ?? ''))) continue
      const names = given === undefined ? [] : namesIn(given)
      found.push({
        pieces: whole,
        short: file !== undefined,
        ...(names ? { given: names } : {}),
        line: lineAt(key?.start ?? 0),
      })
    }
  }
  new Visitor({
    CallExpression: ({ callee, arguments: [key, given] }) => {
      const name = callee.type === 'MemberExpression' ? callee.property : callee
      if (name.type !== 'Identifier') return
      if (name.name === 't' && own !== undefined) add(key, given, own)
      else if (given || name.name === 'say') add(key, given)
    },
    ObjectExpression: (node) => {
      const [key, given] = ['key', 'with'].map((name) => property(node, name))
      const open = node.properties.some((p) => p.type === 'SpreadElement')
      if (key && !open) add(key, given)
    },
  }).visit(program)
  return found
}

/** The keys that an expression can come to, each in pieces with gaps between. */
function keysIn(node: ESTree.Node | undefined): string[][] {
  if (node?.type === 'Literal') return typeof node.value === 'string' ? [[node.value]] : []
  if (node?.type === 'TemplateLiteral') return [node.quasis.map((q) => q.value.cooked ?? q.value.raw)]
  return node?.type === 'ConditionalExpression' ? [...keysIn(node.consequent), ...keysIn(node.alternate)] : []
}

function property(node: ESTree.ObjectExpression, name: string): ESTree.Node | undefined {
  const found = node.properties.find((p) => p.type === 'Property' && p.key.type === 'Identifier' && p.key.name === name)
  return found?.type === 'Property' ? found.value : undefined
}

/** The names that an object literal gives, or undefined where they cannot be read off. */
function namesIn(node: ESTree.Node): string[] | undefined {
  if (node.type !== 'ObjectExpression') return undefined
  const names = node.properties.map((p) =>
    p.type === 'Property' && p.key.type === 'Identifier' ? p.key.name : undefined,
  )
  return names.every((name) => name !== undefined) ? names : undefined
}

function allKeys(locales: Locales, lang: string): string[] {
  return Object.entries(locales[lang] ?? {}).flatMap(([file, texts]) =>
    Object.keys(texts).map((key) => `${file}:${key}`),
  )
}

function flat(value: unknown, path = ''): Record<string, string> {
  if (typeof value === 'string') return { [path]: value }
  if (Array.isArray(value)) return { [path]: value.join('\n') }
  const parts = Object.entries(value as object).map(([key, inner]) => flat(inner, path === '' ? key : `${path}.${key}`))
  return Object.assign({}, ...parts)
}
