import { ask } from './ask.ts'
import { check } from './check.ts'
import { deliver } from './deliver.ts'

// npm run bench -- deliver|ask|check [--name value ...]: prints what it does, and as its last line the figures as JSON.
const benches: Record<string, (options: Record<string, string>) => Promise<object> | object> = { deliver, ask, check }

const [name = '', ...rest] = process.argv.slice(2)
const bench = benches[name]
if (!bench) {
  process.stderr.write(`bench takes one of: ${Object.keys(benches).join(', ')}\n`)
  process.exit(1)
}
const options = Object.fromEntries(
  rest.flatMap((word, i) => (word.startsWith('--') ? [[word.slice(2), rest[i + 1] ?? '']] : [])),
)
process.stdout.write(`${JSON.stringify({ bench: name, ...(await bench(options)) })}\n`)
