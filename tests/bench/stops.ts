/** What has to be stopped at the end, in the order in which it was started. */
export type Stops = (() => Promise<unknown>)[]

/** Runs something, then stops what it started, last first: also when it fails, and when somebody stops the bench. */
export async function withStops<T>(run: (stops: Stops) => Promise<T>): Promise<T> {
  const stops: Stops = []
  let ending: Promise<void> | undefined
  const stopAll = () => {
    ending ??= lastFirst(stops)
    return ending
  }
  const onSignal = () => void stopAll().finally(() => process.exit(130))
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
  for (const signal of signals) process.once(signal, onSignal)
  try {
    return await run(stops)
  } finally {
    await stopAll()
    for (const signal of signals) process.off(signal, onSignal)
  }
}

async function lastFirst(stops: Stops): Promise<void> {
  for (let stop = stops.pop(); stop; stop = stops.pop())
    await stop().catch((error) => tell(`could not be stopped: ${error}`))
}

/** Says where the bench stands; the figures alone go to standard output. */
export function tell(line: string): void {
  process.stderr.write(`${line}\n`)
}
