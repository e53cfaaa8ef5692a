import { withImport, withRow } from './edits.ts'
import type { Names } from './names.ts'
import type { Plan } from './scaffold.ts'

/** A job: a row in the port, one file, and a test that runs it. */
export function newJob({ kebab, camel, words }: Names): Plan {
  const key = camel === kebab ? kebab : `'${kebab}'`
  return {
    files: {
      [`src/jobs/${kebab}.ts`]: `import { z } from 'zod'
import { job } from './job.ts'

/** The work called ${words}. It wakes the sweep, which finds what waits. Run twice, it does no harm. */
export default job({
  name: '${kebab}',
  payload: z.record(z.string(), z.never()),
  queue: 'loa-plan',
  run: async (_, { receive }) => {
    await receive.jobs.wake('send-batch', { lane: 0 })
  },
})
`,
      [`tests/jobs/${kebab}.test.ts`]: `import { describe, expect, it } from 'vitest'
import { jobs } from '../../src/jobs/index.ts'

const job = jobs['${kebab}']

describe('${kebab}', () => {
  it('goes by its name', () => {
    expect(job.name).toBe('${kebab}')
  })

  it.each([
    ['nothing', {}, true],
    ['a name', { name: 'Mơ' }, false],
  ])('is told %s', (_, payload, taken) => {
    expect(job.payload.safeParse(payload).success).toBe(taken)
  })

  it('wakes the sweep', async () => {
    const woken: string[] = []
    const wake = async (name: string) => void woken.push(name)
    await job.run({}, { receive: { jobs: { wake } } } as never)
    expect(woken).toEqual(['send-batch'])
  })
})
`,
    },
    changes: {
      'src/ports/jobs.ts': (text) =>
        withRow(text, { table: 'export interface JobPayloads', row: `  ${key}: Record<string, never>` }),
      'src/jobs/index.ts': (text) =>
        withRow(withImport(text, `import ${camel} from './${kebab}.ts'`), {
          table: 'export const jobs',
          row: camel === kebab ? `  ${camel},` : `  ${key}: ${camel},`,
        }),
    },
    next: [
      `Say in src/ports/jobs.ts what it is told (ids only), and do the work in src/jobs/${kebab}.ts with a use case of src/app.`,
      'Give it an hour of the day (daily: 7, in the zone of Viet Nam) or wake it from a use case.',
    ],
  }
}
