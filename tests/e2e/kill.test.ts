import { afterEach, describe, expect, it, vi } from 'vitest'
import { runLoa } from '../support/loa-process.ts'
import { hasRedis } from '../support/redis.ts'
import { openLedger } from './announced.ts'

const people = 2000
const stops: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop()
})

describe.each(['PostgreSQL', 'Redis'] as const)('kill -9 in the middle of an announcement, queue on %s', (queue) => {
  it.skipIf(queue === 'Redis' && !hasRedis())(
    'after the next start everybody has it, and nobody twice who was not in flight',
    async () => {
      const bench = await openLedger(stops, { people, perSecond: 400, queue })
      const killed = await bench.start()
      const announced = await runLoa(
        ['announce', '--text', 'Thông báo thử', '--audience', 'all', '--yes', '--json'],
        bench.env,
      )
      expect(announced.code, announced.log).toBe(0)

      const { emulator } = bench
      await emulator.until(() => emulator.delivered().size >= 400, 60_000)
      killed.kill('SIGKILL')
      await killed.ended
      const inFlight = new Set(await bench.chats('sending'))
      expect(emulator.delivered().size).toBeLessThan(people)

      const next = await bench.start()
      await emulator.until(() => emulator.delivered().size === people, 120_000)
      await vi.waitFor(async () => expect(await bench.running()).toBe(0), { timeout: 60_000, interval: 100 })

      const twice = [...emulator.delivered()].filter(([, copies]) => copies > 1)
      expect(twice.filter(([chat]) => !inFlight.has(String(chat)))).toEqual([])
      expect(twice.every(([, copies]) => copies === 2)).toBe(true)
      expect(inFlight.size).toBeLessThanOrEqual(20)
      expect(await bench.states()).toEqual({ sent: people })
      expect(emulator.violations).toEqual([])

      next.kill('SIGTERM')
      expect(await next.ended).toBe(0)
    },
    240_000,
  )
})
