import { posix } from 'node:path'
import { circlesLetBe, knownOnlyBy, mayImport, type Strangers, strangers, typesOnly } from './plan.ts'
import { at, type Source } from './source.ts'

/** One step from a file of src to another, both relative to src. */
interface Step {
  source: Source
  from: string
  to: string
  line: number
  typeOnly: boolean
}

/** The storey that a file of src belongs to: its folder, or its own name on top. */
export function storeyOf(path: string): string {
  return path.includes('/') ? (path.split('/')[0] ?? '') : path.replace(/\.tsx?$/, '')
}

/** Imports that run up, or to a storey that is not for them. */
export function wrongWay(sources: readonly Source[]): string[] {
  return stepsOf(sources)
    .filter(({ from, to }) => storeyOf(from) !== storeyOf(to) && !allowed(storeyOf(from), storeyOf(to)))
    .map((step) => `${at(step.source, step)} ${storeyOf(step.from)} may not import ${step.to}`)
}

/** Storeys that the plan does not know. */
export function unknownStoreys(sources: readonly Source[]): string[] {
  const seen = sources.filter((s) => s.path.startsWith('src/')).map((s) => storeyOf(s.path.slice(4)))
  return [...new Set(seen)].filter((storey) => !(storey in mayImport))
}

/** Imports that run, in a storey that only describes. */
export function runningImports(sources: readonly Source[]): string[] {
  return stepsOf(sources)
    .filter((step) => typesOnly.includes(storeyOf(step.from)) && storeyOf(step.to) !== storeyOf(step.from))
    .filter((step) => !step.typeOnly)
    .map((step) => `${at(step.source, step)} takes more than types from ${step.to}`)
}

/** Siblings that know each other. */
export function acquainted(sources: readonly Source[]): string[] {
  return Object.entries(strangers).flatMap(([folder, rule]) =>
    stepsOf(sources)
      .filter((step) => betweenSiblings(step, folder, rule))
      .map((step) => `${at(step.source, step)} knows its sibling ${step.to}`),
  )
}

/** Circles among the files of src, each as the files in it. */
export function circles(sources: readonly Source[]): string[] {
  const next = new Map<string, string[]>()
  for (const { from, to } of stepsOf(sources)) next.set(from, [...(next.get(from) ?? []), to])
  return componentsOf(next)
    .map((files) => files.sort().join(' <-> '))
    .filter((circle) => !circlesLetBe.includes(circle))
}

function allowed(from: string, to: string): boolean {
  const few = knownOnlyBy[to]
  if (few) return few.includes(from)
  const may = mayImport[from] ?? []
  return may.includes('*') || may.includes(to)
}

function stepsOf(sources: readonly Source[]): Step[] {
  return sources
    .filter((source) => source.path.startsWith('src/'))
    .flatMap((source) =>
      source.imports
        .filter((i) => i.from.startsWith('.'))
        .map(({ from, line, typeOnly }) => ({
          source,
          from: source.path.slice(4),
          to: posix.relative('src', posix.join(posix.dirname(source.path), from)),
          line,
          typeOnly,
        })),
    )
}

function betweenSiblings({ from, to }: Step, folder: string, { shared, knowsAll }: Strangers): boolean {
  const entry = (path: string) =>
    path.startsWith(`${folder}/`) ? path.slice(folder.length + 1).split('/')[0] : undefined
  const [here, there] = [entry(from), entry(to)]
  if (here === undefined || there === undefined || here === there) return false
  return !shared.includes(there) && !knowsAll.includes(here)
}

/** Tarjan's strongly connected components of more than one file, and files that import themselves. */
function componentsOf(next: ReadonlyMap<string, readonly string[]>): string[][] {
  const index = new Map<string, number>()
  const low = new Map<string, number>()
  const stack: string[] = []
  const found: string[][] = []
  const visit = (file: string): void => {
    index.set(file, index.size)
    low.set(file, index.get(file) ?? 0)
    stack.push(file)
    for (const to of next.get(file) ?? []) {
      if (!index.has(to)) visit(to)
      if (stack.includes(to)) low.set(file, Math.min(low.get(file) ?? 0, low.get(to) ?? 0))
    }
    if (low.get(file) !== index.get(file)) return
    const circle = stack.splice(stack.indexOf(file))
    if (circle.length > 1 || next.get(file)?.includes(file)) found.push(circle)
  }
  for (const file of next.keys()) if (!index.has(file)) visit(file)
  return found
}
