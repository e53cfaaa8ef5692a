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
    'after the next start nobody has it twice, and who may lack it was in flight and is shown',
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
      await vi.waitFor(async () => expect(await bench.connections()).toBe(0), { timeout: 20_000, interval: 50 })
      const inFlight = new Set(await bench.chats('sending'))
      expect(emulator.delivered().size).toBeLessThan(people)

      const next = await bench.start()
      const lacking = [...inFlight].filter((chat) => emulator.messagesOf(Number(chat)).length === 0)
      await emulator.until(() => emulator.delivered().size === people - lacking.length, 120_000)
      await vi.waitFor(async () => expect(await bench.running()).toBe(0), { timeout: 60_000, interval: 100 })

      expect([...emulator.delivered().values()].filter((copies) => copies > 1)).toEqual([])
      expect(inFlight.size).toBeLessThanOrEqual(80)
      expect((await bench.chats('uncertain')).sort()).toEqual([...inFlight].sort())
      expect(await bench.states()).toEqual({
        sent: people - inFlight.size,
        ...(inFlight.size > 0 ? { uncertain: inFlight.size } : {}),
      })
      expect(emulator.violations).toEqual([])

      next.kill('SIGTERM')
      expect(await next.ended).toBe(0)
    },
    240_000,
  )
})
