import { afterEach, describe, expect, it, vi } from 'vitest'
import { trialLeast } from '../../src/domain/announcement-trial.ts'
import { runLoa } from '../support/loa-process.ts'
import { openLedger } from './announced.ts'

const people = 200
const stops: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop()
})

describe('kill -9 while the first ones of an announcement are looked at', () => {
  it('the rest waits for the next start, and then follows by itself', async () => {
    const bench = await openLedger(stops, { people, perSecond: 200, queue: 'PostgreSQL', trialMinutes: 0.2 })
    const { emulator } = bench
    const killed = await bench.start()
    const words = ['announce', '--text', 'Thông báo thử', '--audience', 'all', '--yes', '--json']
    const announced = await runLoa(words, bench.env)
    expect(announced.code, announced.log).toBe(0)
    await vi.waitFor(async () => expect((await bench.states()).sent).toBe(trialLeast), {
      timeout: 60_000,
      interval: 50,
    })
    killed.kill('SIGKILL')
    await killed.ended
    expect(emulator.delivered().size).toBe(trialLeast)

    await bench.start()
    await emulator.until(() => emulator.delivered().size === people, 60_000)
    expect([...emulator.delivered().values()].filter((copies) => copies > 1)).toEqual([])
    await vi.waitFor(async () => expect(await bench.states()).toEqual({ sent: people }), {
      timeout: 10_000,
      interval: 50,
    })
    expect(emulator.violations).toEqual([])
  }, 180_000)
})
