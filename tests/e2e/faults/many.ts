/**
 * Runs the fault test for many seeds, one after the other, on both backends in turns:
 *   node --import tsx tests/e2e/faults/many.ts --runs 200 --from 1 [--backend redis|pg] [--platform telegram|zalo] [--logs FOLDER]
 * Prints one line for each run, the violations of those that failed, and at the end how many there were and which seeds failed.
 * With `--logs` what the processes of a failed run wrote is kept in that folder. Ends with 1 when a run failed.
 * `LOA_FAULT_SEED=n npx vitest run --config tests/vitest.config.ts tests/e2e/faults.test.ts` repeats one as a test.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { openGrounds } from './grounds.ts'
import { lineOf } from './line.ts'
import { type Backend, type Platform, planOf } from './plan.ts'
import { runFaults } from './run.ts'

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '200' },
    from: { type: 'string', default: '1' },
    backend: { type: 'string' },
    platform: { type: 'string', default: 'telegram' },
    logs: { type: 'string' },
  },
})
const print = (line: string) => void process.stdout.write(`${line}\n`)
const chosen: Record<string, Backend[]> = { redis: ['Redis'], pg: ['PostgreSQL'] }
const backends = chosen[values.backend ?? ''] ?? (['PostgreSQL', 'Redis'] as const)
const platform: Platform = values.platform === 'zalo' ? 'zalo' : 'telegram'
const first = Number(values.from)
const last = first + Number(values.runs) - 1
const failed: string[] = []
const began = Date.now()

// Whoever ends this early ends what it started as well.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130))
const grounds = await openGrounds()
for (let seed = first; seed <= last; seed++) {
  const backend = backends[seed % backends.length] ?? 'PostgreSQL'
  try {
    const report = await runFaults(grounds, planOf(seed, backend, platform))
    print(lineOf(report))
    for (const violation of report.violations) print(`  ${violation}`)
    if (report.violations.length > 0) {
      failed.push(`${seed} ${backend}`)
      keep(seed, report.logs)
    }
  } catch (error) {
    print(`FAIL | seed ${seed} ${backend} | ${error instanceof Error ? error.stack : error}`)
    failed.push(`${seed} ${backend}`)
  }
}
await grounds.close()
const minutes = ((Date.now() - began) / 60_000).toFixed(1)
print(
  `${last - first + 1} runs in ${minutes} minutes, ${failed.length} failed${failed.length > 0 ? `: ${failed.join(', ')}` : ''}`,
)
process.exit(failed.length > 0 ? 1 : 0)

function keep(seed: number, logs: Record<string, string>): void {
  if (values.logs === undefined) return
  mkdirSync(values.logs, { recursive: true })
  for (const [name, text] of Object.entries(logs)) writeFileSync(join(values.logs, `${seed}-${name}.log`), text)
}
