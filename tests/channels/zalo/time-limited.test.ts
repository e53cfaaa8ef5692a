import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import { timeLimited } from '../../../src/channels/zalo/time-limited.ts'

setFlagsFromString('--expose-gc')
const clearMemory = runInNewContext('gc') as () => void

/** Ends when it is told to, as a request does, and says why. Memory is cleared all the while. */
function request(signal: AbortSignal): Promise<unknown> {
  return new Promise((resolve) => {
    const clearing = setInterval(clearMemory, 10)
    const ended = () => {
      clearInterval(clearing)
      resolve(signal.reason?.name)
    }
    if (signal.aborted) ended()
    signal.addEventListener('abort', ended, { once: true })
  })
}

describe('a request with a limit', () => {
  it.each<[string, () => AbortSignal, number]>([
    ['ends at its limit', () => AbortSignal.timeout(60_000), 0.1],
    ['ends at the deadline', () => AbortSignal.timeout(100), 60],
    ['ends at once where the deadline is over', () => AbortSignal.abort(new DOMException('', 'TimeoutError')), 60],
  ])('%s', async (_, deadline, seconds) => {
    expect(await timeLimited({ deadline: deadline(), seconds }, request)).toBe('TimeoutError')
  })

  it('gives what came in time', async () => {
    expect(await timeLimited({ deadline: AbortSignal.timeout(60_000), seconds: 60 }, async () => 'came')).toBe('came')
  })
})
