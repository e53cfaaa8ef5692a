import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openEmbedded } from '../../src/store/embedded.ts'
import { migrate } from '../../src/store/migrate.ts'
import { openPrisma } from '../../src/store/prisma.ts'
import { makeSeal } from '../../src/store/seal.ts'
import { prismaStore } from '../../src/store/store.ts'
import { runYear } from '../year/run-year.ts'
import { moment } from './moment.ts'
import { type Options, whole } from './options.ts'
import { useOf } from './processes.ts'
import { tell, withStops } from './stops.ts'

/**
 * Plays a year of an office on a clock of its own: the real planner, store and ledger, a channel that only takes down what arrives. Fails
 * where anything that has to hold did not.
 */
export async function year(options: Options): Promise<object> {
  const size = {
    customers: whole(options, 'customers', { usual: 18_000 }),
    loans: whole(options, 'loans', { usual: 21_800 }),
    groups: whole(options, 'groups', { usual: 370 }),
    days: whole(options, 'days', { usual: 365, most: 365 }),
    seed: whole(options, 'seed', { usual: 1 }),
  }
  return withStops(async (stops) => {
    const dir = mkdtempSync(join(tmpdir(), 'loa-bench-'))
    stops.push(async () => rmSync(dir, { recursive: true, force: true }))
    const embedded = await openEmbedded({ dir, log: { info: () => {}, warn: () => {} } })
    stops.push(embedded.stop)
    await migrate(embedded.url)
    const { prisma, pool, close } = openPrisma(embedded.url, { poolSize: 6 })
    stops.push(close)
    const store = prismaStore(prisma, makeSeal(Buffer.alloc(32, 7)))
    const from = moment()
    const told = (days: number) => tell(`${days} days, ${Math.round((moment() - from) / 1000)} seconds`)
    const { faults, ...played } = await runYear({ store, prisma, pool, told }, size)
    const seconds = Math.round((moment() - from) / 100) / 10
    for (const fault of faults.slice(0, 20)) tell(fault)
    if (faults.length > 0) throw new Error(`${faults.length} times something did not hold`)
    return {
      ...size,
      ...played,
      seconds,
      secondsPerDay: Math.round((seconds / size.days) * 1000) / 1000,
      ...useOf(process.pid),
    }
  })
}
