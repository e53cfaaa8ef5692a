import { dataTables, longest } from './plan.ts'
import { at, type Source } from './source.ts'

/** Files that nobody reads in one sitting. */
export function longFiles(sources: readonly Source[]): string[] {
  return sources
    .filter((s) => s.path.startsWith('src/') && !dataTables.includes(s.path))
    .map((s) => ({ path: s.path, lines: s.text.trimEnd().split('\n').length }))
    .filter(({ lines }) => lines > longest.file)
    .map(({ path, lines }) => `${path} has ${lines} lines, at most ${longest.file}`)
}

/** Functions whose body is too long. */
export function longFunctions(sources: readonly Source[]): string[] {
  return sources
    .filter((s) => s.path.startsWith('src/'))
    .flatMap((s) => s.functions.filter((f) => f.lines > longest.function).map((f) => ({ s, f })))
    .map(({ s, f }) => `${at(s, f)} ${f.name ?? 'a function'} has ${f.lines} lines, at most ${longest.function}`)
}

/** How many lines half of the functions with a name have at most. 0 where there are none. */
export function medianFunction(sources: readonly Source[]): number {
  const sizes = sources
    .filter((s) => s.path.startsWith('src/'))
    .flatMap((s) => s.functions.filter((f) => f.name !== undefined).map((f) => f.lines))
    .sort((a, b) => a - b)
  return sizes[sizes.length >> 1] ?? 0
}
