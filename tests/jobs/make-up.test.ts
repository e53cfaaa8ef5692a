import { describe, expect, it } from 'vitest'
import type { Job, JobDeps } from '../../src/jobs/job.ts'
import { doOften, makeUp, noteDone } from '../../src/jobs/make-up.ts'
import type { JobName } from '../../src/ports/jobs.ts'

/** A day's work at seven where nothing else is said, over settings and a clock of this test. */
function morning(times: Pick<Job<JobName>, 'daily' | 'hourly'> = { daily: 7 }) {
  const kept = new Map<string, unknown>()
  const bench = { now: new Date(0), done: 0, fails: false }
  const settings = {
    get: async (key: string) => kept.get(key),
    set: async (key: string, value: unknown) => void kept.set(key, value),
  }
  const deps = { receive: { store: { settings }, clock: { now: () => bench.now } } } as unknown as JobDeps
  const run = async () => {
    if (bench.fails) throw new Error('the database is away')
    bench.done += 1
  }
  const work = { name: 'plan-reminders', ...times, run } as unknown as Job<JobName>
  const woken = { name: 'send-batch', run } as unknown as Job<JobName>
  const at = async (time: string) => {
    bench.now = new Date(`${time}+07:00`)
    await makeUp(deps, [woken, work])
    return bench.done
  }
  return { bench, deps, work, at }
}

describe('the work of a day', () => {
  it.each([
    ['2026-11-16T00:05:00', 0],
    ['2026-11-16T07:09:59', 0],
    ['2026-11-16T07:10:00', 1],
    ['2026-11-16T23:59:59', 1],
  ])('that no schedule did is done by %s: %i', async (time, times) => {
    expect(await morning().at(time)).toBe(times)
  })

  it('is done once a day', async () => {
    const { at } = morning()
    expect(await at('2026-11-16T07:10:00')).toBe(1)
    expect(await at('2026-11-16T20:00:00')).toBe(1)
    expect(await at('2026-11-17T06:00:00')).toBe(1)
    expect(await at('2026-11-17T09:00:00')).toBe(2)
  })

  it.each([
    ['2026-11-16T07:00:00', 0],
    ['2026-11-16T06:59:59', 1],
  ])('done by the schedule at %s leaves %i to do', async (time, left) => {
    const { bench, deps, work, at } = morning()
    bench.now = new Date(`${time}+07:00`)
    await noteDone(deps, work)
    expect(await at('2026-11-16T07:10:00')).toBe(left)
  })

  it('that failed is tried again', async () => {
    const { bench, at } = morning()
    bench.fails = true
    await expect(at('2026-11-16T07:10:00')).rejects.toThrow('away')
    bench.fails = false
    expect(await at('2026-11-16T07:11:00')).toBe(1)
  })
})

describe('the work of an hour', () => {
  it.each([
    ['2026-11-16T13:29:59', 0],
    ['2026-11-16T13:30:00', 1],
    ['2026-11-16T13:59:59', 1],
    ['2026-11-16T14:00:00', 0],
  ])('at twenty past that no schedule did is done by %s: %i', async (time, times) => {
    expect(await morning({ hourly: 20 }).at(time)).toBe(times)
  })

  it('is done once an hour, of every day', async () => {
    const { at } = morning({ hourly: 20 })
    expect(await at('2026-11-16T13:30:00')).toBe(1)
    expect(await at('2026-11-16T13:59:00')).toBe(1)
    expect(await at('2026-11-16T14:29:00')).toBe(1)
    expect(await at('2026-11-16T14:31:00')).toBe(2)
    expect(await at('2026-11-17T14:31:00')).toBe(3)
  })

  it.each([
    ['2026-11-16T13:20:00', 0],
    ['2026-11-16T13:19:59', 1],
  ])('done by the schedule at %s leaves %i to do', async (time, left) => {
    const { bench, deps, work, at } = morning({ hourly: 20 })
    bench.now = new Date(`${time}+07:00`)
    await noteDone(deps, work)
    expect(await at('2026-11-16T13:30:00')).toBe(left)
  })
})

describe('the work that is done again and again', () => {
  it('is done each time, whatever the hour, and nothing else is', async () => {
    const { bench, deps, work } = morning({ daily: 7 })
    const often = { ...work, daily: undefined, often: true } as unknown as Job<JobName>
    for (let n = 0; n < 3; n++) await doOften(deps, [work, often])
    expect(bench.done).toBe(3)
  })
})
