import { describe, expect, it } from 'vitest'
import { jobs } from '../../src/jobs/index.ts'
import type { JobDeps } from '../../src/jobs/job.ts'

/** What the job finds and what it keeps. */
function bench(zalo?: JobDeps['zalo']) {
  const kept: [string, number][] = []
  const ways = { setPackageLeft: async (channel: string, messages: number) => void kept.push([channel, messages]) }
  const deps = { receive: { store: { ways } }, ...(zalo ? { zalo } : {}) } as unknown as JobDeps
  return { kept, run: () => jobs['keep-package'].run({}, deps) }
}

const desk = (state: 'good' | 'none'): JobDeps['zalo'] => ({
  standing: async () => ({ state }),
  ask: async () => ({ quotas: [{ left: 300, total: 500, until: '' }] }),
})

describe('keep-package', () => {
  it.each<[string, JobDeps['zalo'], [string, number][]]>([
    ['keeps what Zalo says', desk('good'), [['zalo', 300]]],
    ['does nothing before Zalo is connected', desk('none'), []],
    ['does nothing where Zalo is not open', undefined, []],
  ])('%s', async (_, zalo, kept) => {
    const here = bench(zalo)
    await here.run()
    expect(here.kept).toEqual(kept)
  })
})
