import { describe, expect, it } from 'vitest'
import type { JobDeps } from '../../src/jobs/job.ts'
import planReminders from '../../src/jobs/plan-reminders.ts'

/** What the plan asks first, on a day that it plans; nothing where it does not. */
async function asked(at: string, payload: { day?: string } = {}): Promise<unknown> {
  let released: unknown
  const stop = new Error('enough seen')
  const reminders = {
    release: async (days: unknown) => {
      released = days
      throw stop
    },
  }
  const receive = {
    store: { reminders, settings: { get: async () => null } },
    clock: { now: () => new Date(`${at}+07:00`) },
    jobs: { wake: async () => {} },
  }
  await planReminders.run(payload, { receive } as unknown as JobDeps).catch((error) => {
    if (error !== stop) throw error
  })
  return released
}

describe('plan-reminders', () => {
  it.each<[string, object | undefined]>([
    ['2026-12-14T06:59:59', undefined],
    ['2026-12-14T07:00:00', { from: '2026-12-10', until: '2026-12-14' }],
    ['2026-12-14T19:00:00', { from: '2026-12-10', until: '2026-12-14' }],
    ['2026-12-15T00:00:00', undefined],
  ])('plans the day from seven in the morning on: at %s', async (at, days) => expect(await asked(at)).toEqual(days))

  it('plans a day that is named at any hour', async () => {
    expect(await asked('2026-12-14T03:00:00', { day: '2026-12-20' })).toEqual({
      from: '2026-12-16',
      until: '2026-12-20',
    })
  })

  it('takes what cannot be read as a day for none', async () => {
    expect(await asked('2026-12-14T08:00:00', { day: 'x' })).toEqual({ from: '2026-12-10', until: '2026-12-14' })
  })

  it('runs every hour, beside the other plans', () => {
    expect([planReminders.hourly, planReminders.queue]).toEqual([0, 'loa-plan'])
  })
})
