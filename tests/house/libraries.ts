import { storeyOf } from './imports.ts'
import { bare, homes, neverImported } from './plan.ts'
import { at, type Source } from './source.ts'

/** Libraries outside their home, and libraries that have none. */
export function strayLibraries(sources: readonly Source[]): string[] {
  return usesOf(sources)
    .filter(({ name, from }) => !homes[name]?.some((home) => from === home || from.startsWith(`${home}/`)))
    .map(
      ({ name, where }) =>
        `${where} ${name} lives in ${homes[name]?.join(', ') ?? 'no folder: name its home in the plan'}`,
    )
}

/** Libraries and Node modules in a storey that uses none. */
export function crowded(sources: readonly Source[]): string[] {
  return [...usesOf(sources), ...nodeModulesOf(sources)]
    .filter(({ from }) => bare.includes(storeyOf(from)))
    .map(({ name, where }) => `${where} ${name}: this storey uses none`)
}

/** Homes that nobody lives in: the table would say more than is true. */
export function emptyHomes(sources: readonly Source[]): string[] {
  const uses = usesOf(sources)
  return Object.entries(homes).flatMap(([name, places]) =>
    places
      .filter((home) => !uses.some((u) => u.name === name && (u.from === home || u.from.startsWith(`${home}/`))))
      .map((home) => `${name} is not used in ${home}`),
  )
}

/** Libraries that are installed for the service and have neither a home nor a reason, and the other way round. */
export function unlikePackages(packageJson: string): string[] {
  const installed = Object.keys((JSON.parse(packageJson) as { dependencies: object }).dependencies)
  const planned = [...Object.keys(homes), ...Object.keys(neverImported)]
  return [
    ...installed.filter((name) => !planned.includes(name)).map((name) => `${name} is installed and has no home`),
    ...planned.filter((name) => !installed.includes(name)).map((name) => `${name} has a home and is not installed`),
  ]
}

interface Use {
  name: string
  from: string
  where: string
}

function usesOf(sources: readonly Source[]): Use[] {
  return outside(sources).filter(({ name }) => !name.startsWith('node:'))
}

function nodeModulesOf(sources: readonly Source[]): Use[] {
  return outside(sources).filter(({ name }) => name.startsWith('node:'))
}

function outside(sources: readonly Source[]): Use[] {
  return sources
    .filter((source) => source.path.startsWith('src/'))
    .flatMap((source) =>
      source.imports
        .filter((i) => !i.from.startsWith('.'))
        .map((i) => ({ name: packageOf(i.from), from: source.path.slice(4), where: at(source, i) })),
    )
}

function packageOf(from: string): string {
  if (from.startsWith('node:')) return from
  return from
    .split('/')
    .slice(0, from.startsWith('@') ? 2 : 1)
    .join('/')
}
