import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

/** As the scripts in package.json say it: what is done with is given back soon. */
const memory = ['--max-semi-space-size=4', '--heap-growing-percent=30']
const root = fileURLToPath(new URL('../..', import.meta.url))

/** The product as its own process, as an operator runs it. */
export interface LoaProcess {
  child: ChildProcess
  /** Everything it wrote to standard error so far: its log. */
  log(): string
  /** Everything it wrote to standard output so far. */
  output(): string
  /** Resolves with the code (or the signal) when it has ended. */
  ended: Promise<number | string>
  /** Resolves once standard output or the log holds the words; rejects when the process ends before. */
  says(words: string): Promise<void>
  kill(signal?: NodeJS.Signals): void
}

/** Starts `loa <args>` with an environment of its own; from the source, or from the file that `builtLoa` made. */
export function startLoa(
  args: string[],
  env: Record<string, string>,
  { cwd = root, input = 'ignore' as 'ignore' | 'pipe', built = '' } = {},
): LoaProcess {
  const program = built === '' ? ['--import', 'tsx', `${root}/src/main.ts`] : [built]
  const child = spawn(process.execPath, [...memory, ...program, ...args], {
    cwd,
    env: {
      PATH: process.env.PATH ?? '',
      HOME: process.env.HOME ?? '',
      TSX_TSCONFIG_PATH: `${root}/tsconfig.json`,
      ...env,
    },
    stdio: [input, 'pipe', 'pipe'],
  })
  const written = { out: '', err: '' }
  const heard = new Set<() => void>()
  const hear = (stream: 'out' | 'err') => (bytes: Buffer) => {
    written[stream] += bytes.toString('utf8')
    for (const listener of heard) listener()
  }
  child.stdout?.on('data', hear('out'))
  child.stderr?.on('data', hear('err'))
  const ended = once(child, 'close').then(([code, signal]) => (code ?? signal) as number | string)
  return {
    child,
    log: () => written.err,
    output: () => written.out,
    ended,
    kill: (signal = 'SIGTERM') => void child.kill(signal),
    says: (words) =>
      new Promise((resolve, reject) => {
        const look = () => {
          if (`${written.out}${written.err}`.includes(words)) resolve()
        }
        heard.add(look)
        look()
        void ended.then((code) =>
          reject(new Error(`ended (${code}) before it said "${words}":\n${written.out}\n${written.err}`)),
        )
      }),
  }
}

/** Runs a command to its end. */
export async function runLoa(
  args: string[],
  env: Record<string, string>,
  options: { cwd?: string } = {},
): Promise<{ code: number | string; output: string; log: string }> {
  const loa = startLoa(args, env, options)
  const code = await loa.ended
  return { code, output: loa.output(), log: loa.log() }
}
