import { resolve } from 'node:path'
import { apply, inTheWay } from './scaffold/apply.ts'
import { namesOf } from './scaffold/names.ts'
import { isKind, kinds } from './scaffold/scaffold.ts'

// npm run new -- flow|programme|channel|job|page <name>: everything that a new thing of that kind needs, so that all checks pass.

const root = resolve(import.meta.dirname, '../..')
const [kind, typed = ''] = process.argv.slice(2)
const names = namesOf(typed)

if (!isKind(kind) || !names) {
  stop(`npm run new -- ${Object.keys(kinds).join('|')} <name>: a name in kebab-case, of at most 24 letters.`)
}
const plan = kinds[kind](names)
const there = inTheWay(root, plan)
if (there.length > 0) stop(`Nothing was changed. There is already: ${there.join(', ')}`)
const { made, changed } = apply(root, plan)
const lines = [
  ...made.map((path) => `new      ${path}`),
  ...changed.map((path) => `changed  ${path}`),
  '',
  ...plan.next,
]
process.stdout.write(`${lines.join('\n')}\n`)

function stop(sentence: string): never {
  process.stderr.write(`${sentence}\n`)
  process.exit(1)
}
