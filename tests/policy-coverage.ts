import { readFileSync } from 'node:fs'
import { programmes } from '../src/policy/catalogue.ts'
import { programmeIds } from '../src/policy/index.ts'

// Prints how well each programme is founded: dated values, how many name a document, how many of those were read on a page,
// how many are uncertain, and how many named cases are weighed in its table. Run with `npx tsx tests/policy-coverage.ts`.

interface Value {
  from: string
  confidence: string
  cite: { text: string; url?: string; checked: string }
}

/** Every dated value below a thing, wherever it stands. */
function valuesOf(tree: unknown, seen = new Set<unknown>()): Value[] {
  if (typeof tree !== 'object' || tree === null || seen.has(tree)) return []
  seen.add(tree)
  if ('from' in tree && 'cite' in tree) return [tree as Value]
  return Object.values(tree).flatMap((branch) => valuesOf(branch, seen))
}

function namedCases(id: string): number {
  const table = readFileSync(new URL(`./policy/${id.replaceAll('_', '-')}.test.ts`, import.meta.url), 'utf8')
  return [...table.matchAll(/^ {2}\[(?:\n {4})?'/gm)].length
}

function share(part: number, whole: number): string {
  return `${((100 * part) / whole).toFixed(0)} %`
}

const rows = programmeIds.map((id) => {
  const values = valuesOf(programmes[id])
  const cited = values.filter((v) => v.cite.text !== '')
  return {
    programme: id,
    values: values.length,
    cited: share(cited.length, values.length),
    checked: share(values.filter((v) => v.cite.checked !== undefined).length, values.length),
    'on a page': share(values.filter((v) => v.cite.url !== undefined).length, values.length),
    uncertain: values.filter((v) => v.confidence === 'uncertain').length,
    rules: programmes[id].rules.length,
    cases: namedCases(id),
  }
})

const width = (name: keyof (typeof rows)[number]) => Math.max(name.length, ...rows.map((r) => `${r[name]}`.length))
const names = Object.keys(rows[0] ?? {}) as (keyof (typeof rows)[number])[]
const print = (cells: string[]) => process.stdout.write(`${cells.join('  ').trimEnd()}\n`)
print(names.map((name) => name.padEnd(width(name))))
for (const row of rows) print(names.map((name) => `${row[name]}`.padEnd(width(name))))
print([
  '',
  `${rows.reduce((sum, r) => sum + r.values, 0)} values, ${rows.reduce((sum, r) => sum + r.cases, 0)} named cases`,
])
