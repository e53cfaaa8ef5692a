import { afterAll, beforeAll, expect, it } from 'vitest'
import { forgetOld } from '../../src/app/forget-old.ts'
import { smallOffice, type TalkBench, talkBench } from './talk-bench.ts'

let bench: TalkBench
beforeAll(async () => {
  bench = await talkBench()
  await smallOffice(bench)
})
afterAll(() => bench.close())

const messagesGone = async () => (await forgetOld(bench.deps)).find(({ kind }) => kind === 'messages')?.gone

it('keeps what was written for the year that was promised, and deletes it on the day after', async () => {
  const { prisma } = bench.database
  await bench.person('somebody').arrives()
  const kept = async () => [await prisma.inbox.count(), await prisma.delivery.count()]
  const before = await kept()
  bench.now = new Date('2027-11-16T16:00:00Z')
  expect(await messagesGone()).toBe(0)
  expect(await kept()).toEqual(before)
  bench.now = new Date('2027-11-17T17:00:00Z')
  expect(await messagesGone()).toBeGreaterThan(0)
  expect(await kept()).toEqual([0, 0])
  expect(await prisma.consent.count()).toBe(2)
})

it('never deletes what still waits', async () => {
  const { prisma } = bench.database
  const account = await prisma.channelAccount.findFirstOrThrow()
  await prisma.inbox.create({
    data: { channel: 'web', updateId: 'old', address: account.address, body: {}, receivedAt: new Date('2020-01-01') },
  })
  await prisma.delivery.create({
    data: { accountId: account.id, channel: 'web', lane: 0, body: { parts: [] }, createdAt: new Date('2020-01-01') },
  })
  expect(await messagesGone()).toBe(0)
})
