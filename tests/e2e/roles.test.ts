import { afterEach, describe, expect, it, vi } from 'vitest'
import { runLoa } from '../support/loa-process.ts'
import { openLedger } from './announced.ts'

const stops: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop()
})

describe('a process for each role', () => {
  it('web and two workers share the work; a worker that is told to stop finishes what it holds', async () => {
    const bench = await openLedger(stops, { people: 600, perSecond: 300, queue: 'PostgreSQL' })
    const web = await bench.start('--roles', 'web')
    const first = await bench.start('--roles', 'worker')
    await bench.start('--roles', 'worker')
    const announced = await runLoa(
      ['announce', '--text', 'Thông báo thử', '--audience', 'all', '--yes', '--json'],
      bench.env,
    )
    expect(announced.code, announced.log).toBe(0)
    await bench.emulator.until(() => bench.emulator.delivered().size >= 100, 60_000)
    first.kill('SIGTERM')
    expect(await first.ended).toBe(0)
    await bench.emulator.until(() => bench.emulator.delivered().size === 600, 60_000)
    expect([...bench.emulator.delivered().values()].every((copies) => copies === 1)).toBe(true)
    await vi.waitFor(async () => expect(await bench.states()).toEqual({ sent: 600 }), { timeout: 10_000 })

    const someone = bench.emulator.user(5001, { firstName: 'Mai', lang: 'vi' })
    someone.start()
    await someone.waitFor(/máy trả lời tự động/)
    expect(web.child.exitCode).toBeNull()
    expect(bench.emulator.violations).toEqual([])
  }, 120_000)

  it.each([
    [['start'], {}, 'LOA_DATA_KEY is missing'],
    [['start'], { LOA_DATA_KEY: 'short' }, 'LOA_DATA_KEY must be 32 bytes'],
    [
      ['start', '--roles', 'cook'],
      { LOA_DATA_KEY: Buffer.alloc(32, 3).toString('base64') },
      '--roles takes web and worker',
    ],
    [
      ['start'],
      { LOA_DATA_KEY: Buffer.alloc(32, 3).toString('base64'), LOA_SECOND_FACTOR: 'offered' },
      'LOA_SECOND_FACTOR=offered is for the demo',
    ],
    [['start'], { PORT: 'eighty' }, 'PORT must be a number'],
    [['start'], { DATABASE_URL: 'mysql://x' }, 'DATABASE_URL must be an address'],
    [['start'], { LOA_DATA_KEY_FILE: '/nowhere' }, 'LOA_DATA_KEY_FILE names a file that cannot be read'],
    [['start'], { TELEGRAM_BOT_TOKEN: 'secret-of-mine' }, 'TELEGRAM_BOT_TOKEN must look like'],
  ])(
    '%j with %j stops at once with a sentence that names it',
    async (args, env, words) => {
      const { code, log, output } = await runLoa(args, env)
      expect(code).toBe(1)
      expect(output).toBe('')
      expect(log.trim().split('\n')).toHaveLength(1)
      expect(log).toContain(words)
      expect(log).not.toContain('secret-of-mine')
    },
    30_000,
  )
})
