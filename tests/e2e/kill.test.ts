import { describe, expect, it, vi } from 'vitest'
import { runLoa } from '../support/loa-process.ts'
import { hasRedis } from '../support/redis.ts'
import { openLedger } from './announced.ts'

const people = 2000

/** Opens a ledger of its own for a story, and closes all of it behind it. */
async function withLedger(queue: 'PostgreSQL' | 'Redis', story: (bench: Bench) => Promise<void>): Promise<void> {
  const stops: (() => Promise<unknown>)[] = []
  try {
    await story(await openLedger(stops, { people, perSecond: 400, queue }))
  } finally {
    for (const stop of stops.reverse()) await stop()
  }
}

type Bench = Awaited<ReturnType<typeof openLedger>>

// Both at once: most of each is waiting for what a dead process held.
describe.concurrent.each(['PostgreSQL', 'Redis'] as const)(
  'kill -9 in the middle of an announcement, queue on %s',
  (queue) => {
    it.skipIf(queue === 'Redis' && !hasRedis())(
      'after the next start nobody has it twice, and who may lack it was in flight and is shown',
      () =>
        withLedger(queue, async (bench) => {
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
        }),
      240_000,
    )
  },
)
