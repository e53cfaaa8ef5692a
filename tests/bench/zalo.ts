import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { useOf } from './processes.ts'

/** The emulated Zalo in its own process, as a bench asks it. */
export interface Zalo {
  /** The variables with which Loa is started against it. */
  env: Record<string, string>
  oaId: string
  /** The id of the nth person, from 0 on. */
  userId(n: number): string
  /** Makes so many people who have just written, so that they may be answered. */
  people(count: number): Promise<void>
  /** Seconds of processor time so far. */
  cpuSeconds(): number
  stop(): Promise<void>
}

const program = fileURLToPath(new URL('../emulators/main.ts', import.meta.url))
const firstUser = 2_468_458_835_296_190_000n
const userId = (n: number) => String(firstUser + BigInt(n))

/** Starts it: without a limit of calls, and without events of its own. It ends with this process, however that ends. */
export async function startZalo(): Promise<Zalo> {
  const child = spawn(process.execPath, ['--import', 'tsx', program, 'zalo', '--port', '0', '--json'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  process.once('exit', () => child.kill('SIGKILL'))
  const { control, env } = JSON.parse(await firstLine(child)) as { control: string; env: Record<string, string> }
  const tell = async (what: string, body: object) => {
    const answer = await fetch(`${control}/${what}`, { method: 'POST', body: JSON.stringify(body) })
    if (!answer.ok) throw new Error(`the emulated Zalo refused ${what}: ${await answer.text()}`)
  }
  const oaId = '3886132808788086453'
  await tell('settings', { perMinute: 1e9, receipts: false, events: [], oaId })
  return {
    env,
    oaId,
    userId,
    people: async (count) => {
      for (let n = 0; n < count; n++) {
        await tell('users', { user: userId(n) })
        await tell(`users/${userId(n)}/wrote`, {})
      }
    },
    cpuSeconds: () => useOf(child.pid!).cpuSeconds ?? 0,
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return
      const ended = once(child, 'exit')
      child.kill('SIGKILL')
      await ended
    },
  }
}

async function firstLine(child: ChildProcess): Promise<string> {
  const ended = once(child, 'exit').then(() => Promise.reject(new Error('the emulated Zalo ended at once')))
  ended.catch(() => {})
  const [bytes] = (await Promise.race([once(child.stdout!, 'data'), ended])) as [Buffer]
  return bytes.toString().trim()
}
