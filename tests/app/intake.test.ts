import { describe, expect, it } from 'vitest'
import { makeIntake } from '../../src/app/intake.ts'
import type { Inbound } from '../../src/ports/channel.ts'
import type { Jobs } from '../../src/ports/jobs.ts'
import type { Store } from '../../src/ports/store.ts'

/** An inbox that stores when it is let, and remembers what came together. */
function slowInbox(refuses: (ids: string[]) => boolean = () => false, waking: Promise<void> = Promise.resolve()) {
  const stored: string[][] = []
  const waiting: (() => void)[] = []
  const woken: unknown[] = []
  const store = {
    inbox: {
      store: async (inbound: Inbound[]) => {
        await new Promise<void>((resolve) => waiting.push(resolve))
        const ids = inbound.map((i) => i.updateId)
        if (refuses(ids)) throw new Error(`refused ${ids}`)
        stored.push(ids)
        return inbound.map(({ channel, address }) => ({ channel, address }))
      },
    },
  } as unknown as Store
  const jobs: Jobs = {
    wake: async (name, ...payloads) => {
      woken.push([name, payloads.length])
      await waking
    },
  }
  const intake = makeIntake({ store, jobs, clock: { now: () => new Date(0) } })
  /** Lets statements end until nothing waits. */
  const settle = async () => {
    for (let idle = 0; idle < 3; idle++) {
      await new Promise((resolve) => setImmediate(resolve))
      if (waiting.length > 0) idle = 0
      waiting.shift()?.()
    }
  }
  return { intake, stored, woken, settle }
}

const update = (updateId: string, address = `from-${updateId}`): Inbound => {
  return { channel: 'web', address, updateId, at: new Date(0), what: { kind: 'start' } }
}

describe('an intake', () => {
  it('stores a single request at once, and what comes meanwhile together, in order', async () => {
    const { intake, stored, woken, settle } = slowInbox()
    const all = ['1', '2', '3', '4'].map((id) => intake([update(id)]))
    await settle()
    await Promise.all(all)
    expect(stored).toEqual([['1'], ['2', '3', '4']])
    expect(woken).toEqual([
      ['receive-message', 1],
      ['receive-message', 3],
    ])
  })

  it('wakes once for a sender who wrote several times while the last wake-up was on its way', async () => {
    let woke = () => {}
    const waking = new Promise<void>((resolve) => {
      woke = resolve
    })
    const { intake, woken, settle } = slowInbox(undefined, waking)
    for (const [id, address] of Object.entries({ 1: 'a', 2: 'b', 3: 'b', 4: 'c' })) {
      const stored = intake([update(id, address)])
      await settle()
      await stored
    }
    woke()
    await settle()
    expect(woken).toEqual([
      ['receive-message', 1],
      ['receive-message', 2],
    ])
  })

  it('refuses only the request that cannot be stored', async () => {
    const { intake, stored, settle } = slowInbox((ids) => ids.includes('bad'))
    const all = ['1', '2', 'bad', '4'].map((id) => intake([update(id)]))
    const ended = Promise.allSettled(all)
    await settle()
    expect((await ended).map((e) => e.status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled'])
    expect(stored).toEqual([['1'], ['2'], ['4']])
    const next = intake([update('5')])
    await settle()
    await next
    expect(stored.at(-1)).toEqual(['5'])
  })
})
