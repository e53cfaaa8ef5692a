import { setTimeout as pause } from 'node:timers/promises'
import { type LoaProcess, startLoa } from '../../support/loa-process.ts'

/** A process that ended though nobody ended it. `ran`: it had said that it runs. */
export interface Fall {
  name: string
  at: number
  ran: boolean
  code: number | string
  lastWords: string
}

/** The processes of the product under a supervisor, which starts again what ended by itself. */
export interface Crew {
  /** Puts a process to work. Resolves when it runs. */
  start(name: string, ...args: string[]): Promise<void>
  /** Ends it with SIGKILL and leaves it dead. Resolves when it is; false when it was dead before. */
  kill(name: string): Promise<boolean>
  /** Tells it to end in good order. Resolves when it has; false when it did not run. What it ends with must be 0. */
  retire(name: string): Promise<boolean>
  /** Starts it again after a `kill` or `retire`. Resolves when it runs. */
  revive(name: string): Promise<void>
  /** Tells all to end in good order. */
  dismiss(): Promise<void>
  /** Ends all at once. */
  abandon(): Promise<void>
  falls: Fall[]
  /** What was told to end and did not end with 0. */
  stubborn: string[]
  /** All that they wrote, process by process. */
  logs(): Record<string, string>
}

/** How long a process that was told to end may take before it is killed. */
const patienceMs = 20_000
/** What a supervisor waits before it starts a process again. */
const againMs = 200

/** A crew with one environment, run from the file that `builtLoa` made. The database knows the connections of each by its name. */
export function makeCrew(env: Record<string, string>, built: string): Crew {
  const posts = new Map<string, Post>()
  const falls: Fall[] = []
  const stubborn: string[] = []
  const postOf = (name: string) => {
    const post = posts.get(name)
    if (!post) throw new Error(`nobody is called ${name}`)
    return post
  }
  const end = async (name: string, signal: NodeJS.Signals) => {
    if (!postOf(name).wanted()) return false
    const code = await postOf(name).end(signal)
    if (signal === 'SIGTERM' && code !== 0) stubborn.push(`${name} was told to end and ended with ${code}`)
    return true
  }
  const lastWord = () => {
    for (const post of posts.values()) void post.end('SIGKILL')
  }
  process.once('exit', lastWord)
  const endAll = async (signal: NodeJS.Signals) => {
    await Promise.all([...posts.keys()].map((name) => end(name, signal)))
  }
  return {
    falls,
    stubborn,
    start: (name, ...args) => {
      const url = new URL(env.DATABASE_URL ?? '')
      url.searchParams.set('application_name', name)
      const launch = () => startLoa(['start', ...args], { ...env, DATABASE_URL: url.href }, { built })
      posts.set(
        name,
        makePost(launch, (fall) => void falls.push({ name, ...fall })),
      )
      return postOf(name).begin()
    },
    kill: (name) => end(name, 'SIGKILL'),
    retire: async (name) => postOf(name).runs() && end(name, 'SIGTERM'),
    revive: (name) => postOf(name).begin(),
    dismiss: () => endAll('SIGTERM'),
    abandon: async () => {
      await endAll('SIGKILL')
      process.off('exit', lastWord)
    },
    logs: () => Object.fromEntries([...posts].map(([name, post]) => [name, post.log()])),
  }
}

/** One place in the crew: a process, and the next one after its end. */
interface Post {
  wanted(): boolean
  /** True once it has said that it runs. */
  runs(): boolean
  begin(): Promise<void>
  end(signal: NodeJS.Signals): Promise<number | string>
  log(): string
}

function makePost(launch: () => LoaProcess, onFall: (fall: Omit<Fall, 'name'>) => void): Post {
  const all: LoaProcess[] = []
  let current: LoaProcess | undefined
  let running: LoaProcess | undefined
  const run = async (): Promise<void> => {
    const loa = launch()
    all.push(loa)
    current = loa
    const ran = await Promise.race([loa.says('Loa is running').then(() => true), loa.ended.then(() => false)])
    if (ran) running = loa
    const after = loa.ended.then(async (code) => {
      if (current !== loa) return
      onFall({ at: Date.now(), ran, code, lastWords: loa.log().slice(-2_000) })
      await pause(againMs)
      if (current === loa) await run()
    })
    if (!ran) await after
  }
  return {
    wanted: () => current !== undefined,
    runs: () => current !== undefined && current === running,
    begin: run,
    end: async (signal) => {
      const loa = current
      current = undefined
      if (!loa) return 'was dead'
      loa.kill(signal)
      const late = setTimeout(() => loa.kill('SIGKILL'), patienceMs)
      return loa.ended.finally(() => clearTimeout(late))
    },
    log: () => all.map((loa) => loa.log()).join('\n----\n'),
  }
}
