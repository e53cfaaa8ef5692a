import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Stretch, Summary } from './arrivals.ts'

/** The fake platform in its own process, as a bench asks it. */
export interface Fake {
  /** Where the Bot API is, for TELEGRAM_API_ROOT. */
  root: string
  token: string
  pid: number
  /** What arrived since the last reset, and how many requests stood open at most. */
  summary(stretch: Stretch): Promise<Summary & { inFlightPeak: number }>
  /** Arrivals in the chats of people who talk, as pairs of chat and moment. */
  arrivals(): Promise<[chat: number, at: number][]>
  /** The newest message in the chat of somebody who talks. */
  latest(chat: number): Promise<{ at: number; body: string } | null>
  /** The body of the newest message of all, to send the like of it. */
  last(): Promise<string>
  reset(): Promise<void>
  stop(): Promise<void>
}

/** People who talk have chats from here on; announcements go to the chats from 1 on. */
export const firstPerson = 1_000_000_000

const program = fileURLToPath(new URL('fake-telegram.ts', import.meta.url))

/** Starts the fake. It ends with this process, however that ends. */
export async function startFake(latencyMs: number): Promise<Fake> {
  const child = spawn(process.execPath, ['--import', 'tsx', program, String(latencyMs)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const port = await firstLine(child)
  const root = `http://127.0.0.1:${port}`
  const ask = async (question: string) => (await fetch(`${root}/bench/${question}`)).json() as Promise<never>
  return {
    root,
    token: '100:abcdefghijklmnopqrstuvwx',
    pid: child.pid!,
    summary: (stretch) => ask(`summary?${new URLSearchParams(stretch as never)}`),
    arrivals: () => ask(`arrivals?from=${firstPerson}`),
    latest: (chat) => ask(`latest?chat=${chat}`),
    last: () => ask('last'),
    reset: () => ask('reset'),
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return
      const ended = once(child, 'exit')
      child.kill()
      await ended
    },
  }
}

async function firstLine(child: ChildProcess): Promise<string> {
  const ended = once(child, 'exit').then(() => Promise.reject(new Error('the fake platform ended at once')))
  ended.catch(() => {})
  const [bytes] = (await Promise.race([once(child.stdout!, 'data'), ended])) as [Buffer]
  return bytes.toString().trim()
}
