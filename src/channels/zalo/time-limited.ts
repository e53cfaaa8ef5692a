/** How long something may take: until the deadline, and no longer than so many seconds. */
export interface Limits {
  deadline: AbortSignal
  seconds: number
}

/**
 * Runs something with a signal that ends it in time. `AbortSignal.any` over `AbortSignal.timeout` would not: Node holds that timer weakly,
 * and it is gone with the next clearing of memory (https://github.com/nodejs/node/issues/57736).
 */
export async function timeLimited<T>(
  { deadline, seconds }: Limits,
  run: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const stop = new AbortController()
  const end = () => stop.abort(deadline.reason)
  const timer = setTimeout(
    () => stop.abort(new DOMException(`no answer within ${seconds} s`, 'TimeoutError')),
    seconds * 1000,
  )
  deadline.addEventListener('abort', end, { once: true })
  if (deadline.aborted) end()
  try {
    return await run(stop.signal)
  } finally {
    clearTimeout(timer)
    deadline.removeEventListener('abort', end)
  }
}
