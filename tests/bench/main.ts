import { loadavg } from 'node:os'
import { ask } from './ask.ts'
import { check } from './check.ts'
import { consolePages } from './console.ts'
import { deliver } from './deliver.ts'
import { importLoans } from './import.ts'
import { inbox } from './inbox.ts'
import { type Options, readOptions, WrongOption } from './options.ts'
import { plan } from './plan.ts'
import { replies } from './replies.ts'
import { year } from './year.ts'
import { zaloWebhook } from './zalo-webhook.ts'

// npm run bench -- <bench> [--name value ...]: says on standard error what it does, and prints the figures as JSON in its last line.

interface Bench {
  /** The names of its options. */
  takes: readonly string[]
  run(options: Options): Promise<object> | object
}

const benches: Record<string, Bench> = {
  deliver: { takes: ['rate', 'recipients', 'backend', 'workers', 'latency', 'baselines'], run: deliver },
  replies: { takes: ['people', 'seconds', 'asks', 'rate', 'workers', 'latency', 'backend'], run: replies },
  inbox: { takes: ['seconds', 'connections', 'chats', 'patience', 'roles', 'backend'], run: inbox },
  'zalo-webhook': { takes: ['seconds', 'connections', 'people', 'patience', 'backend'], run: zaloWebhook },
  import: { takes: ['loans'], run: importLoans },
  plan: { takes: ['loans', 'due', 'rounds'], run: plan },
  year: { takes: ['customers', 'loans', 'groups', 'days', 'seed'], run: year },
  ask: { takes: ['questions'], run: ask },
  check: { takes: ['households'], run: check },
  console: { takes: ['households', 'cases', 'applications', 'rounds'], run: consolePages },
}

async function main([name = '', ...words]: readonly string[]): Promise<void> {
  const bench = Object.hasOwn(benches, name) ? benches[name] : undefined
  if (!bench) throw new WrongOption(`bench takes one of: ${Object.keys(benches).join(', ')}`)
  const options = readOptions(words, bench.takes)
  // How many processes wanted a processor in the minute before: figures of a machine that was busy are not the product's.
  const machineLoad = Math.round((loadavg()[0] ?? 0) * 10) / 10
  process.stdout.write(`${JSON.stringify({ bench: name, ...(await bench.run(options)), machineLoad })}\n`)
}

main(process.argv.slice(2)).then(
  () => process.exit(),
  (error: unknown) => {
    process.stderr.write(`${error instanceof WrongOption ? error.message : (error as Error).stack}\n`)
    process.exit(1)
  },
)
