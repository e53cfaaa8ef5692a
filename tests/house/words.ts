import { bannedNames, bannedWords, namesInVietnamese } from './plan.ts'
import { at, type Files, type Source } from './source.ts'

/** Exported things that nobody explained. */
export function undocumented(sources: readonly Source[]): string[] {
  return sources
    .filter((s) => s.path.startsWith('src/'))
    .flatMap((s) => s.exported.filter((e) => !e.documented).map((e) => `${at(s, e)} ${e.name} has no docstring`))
}

/** Text for people in code: Vietnamese anywhere, or words between tags. It belongs into locales. */
export function spokenText(sources: readonly Source[]): string[] {
  return sources
    .filter((s) => s.path.startsWith('src/') && !namesInVietnamese.includes(s.path))
    .flatMap((s) => [
      ...s.strings.filter(isSpoken).map((t) => `${at(s, t)} ${shown(t.value)}`),
      ...s.templates
        .filter((t) => isVietnamese(t.pieces.join(' ')))
        .map((t) => `${at(s, t)} ${shown(t.pieces.join('...'))}`),
    ])
}

/** Names that are not kebab-case, or say nothing. Folders count as well. */
export function poorNames(files: Files): string[] {
  const paths = Object.keys(files).filter(
    (path) => /^(src|tests|prisma|locales)\//.test(path) && !/^prisma\/migrations\//.test(path),
  )
  const parts = new Set(paths.flatMap((path) => path.split('/').map((_, i, all) => all.slice(0, i + 1).join('/'))))
  return [...parts].filter((path) => isPoor(path)).sort()
}

function isSpoken({ value, markup }: { value: string; markup: boolean }): boolean {
  return isVietnamese(value) || (markup && /\p{L}{2}/u.test(value))
}

/** A single letter is a sign that code works with, not text. */
function isVietnamese(text: string): boolean {
  return [...text.normalize('NFC')].length > 1 && /\p{L}\p{M}|[đĐ]/u.test(text.normalize('NFD'))
}

function isPoor(path: string): boolean {
  const name = path.split('/').at(-1) ?? ''
  const stem = name.replace(/(\.(test|config|d))?\.[a-z0-9]+$/, '')
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(stem)) return true
  return (
    stem.split('-').some((word) => bannedWords.includes(word)) ||
    (bannedNames.includes(stem) && !path.startsWith('locales/'))
  )
}

function shown(text: string): string {
  return JSON.stringify(text.trim().slice(0, 60))
}
