import { afterAll, beforeAll, expect, it } from 'vitest'
import { acceptInbound } from '../../src/app/accept-inbound.ts'
import { sweep } from '../../src/jobs/sweep.ts'
import type { Store } from '../../src/ports/store.ts'
import { smallOffice, type TalkBench, talkBench } from '../app/talk-bench.ts'

let bench: TalkBench
beforeAll(async () => {
  bench = await talkBench()
  await smallOffice(bench)
})
afterAll(() => bench.close())

it('answers who waits, though somebody before them cannot be answered', async () => {
  const addresses = ['first', 'second', 'third']
  const inbound = addresses.map((address) => {
    return { channel: 'web', address, updateId: address, at: bench.now, what: { kind: 'start' } } as const
  })
  await acceptInbound({ ...bench.deps }, inbound)
  bench.now = new Date(bench.now.getTime() + 10_000)
  // The database breaks off the first transaction before anything could be read.
  let transactions = 0
  const store: Store = {
    ...bench.store,
    transaction: (run) => {
      transactions += 1
      return transactions === 1 ? Promise.reject(new Error('broken off')) : bench.store.transaction(run)
    },
  }
  const heard: string[] = []
  const receive = { ...bench.deps, store }
  const deps = { receive, pumps: { wake: () => {}, idle: async () => {} } }
  await sweep(deps, (error) => void heard.push(error.message))
  expect(heard).toEqual(['broken off'])
  const waiting = () => bench.database.prisma.inbox.count({ where: { processedAt: null } })
  expect(await waiting()).toBe(1)
  await sweep(deps, (error) => void heard.push(error.message))
  expect([heard.length, await waiting()]).toEqual([1, 0])
})
