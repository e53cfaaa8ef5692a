import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { acceptInbound } from '../../src/app/accept-inbound.ts'
import { receiveMessages } from '../../src/app/receive-messages.ts'
import type { Understanding } from '../../src/understanding/index.ts'
import { smallOffice, type TalkBench, talkBench } from './talk-bench.ts'

let bench: TalkBench
beforeAll(async () => {
  bench = await talkBench()
  await smallOffice(bench)
})
afterAll(() => bench.close())

/** A reader that always fails on one word, as a fault of ours would. */
const faulty = (real: Understanding): Understanding => ({
  ...real,
  read: (text, context) => {
    if (text === 'nổ') throw new Error('a fault of ours')
    return real.read(text, context)
  },
})

describe('an update that always fails', () => {
  it('is set aside at the fifth try with a kind word, and what its sender said next is answered, once', async () => {
    const person = bench.person('unlucky')
    await person.arrives()
    const sender = { channel: 'web', address: 'unlucky' } as const
    const said = (updateId: string, text: string) =>
      ({ ...sender, updateId, at: bench.now, what: { kind: 'text', text } }) as const
    await acceptInbound({ ...bench.deps }, [said('x1', 'nổ'), said('x2', 'hộ nghèo vay được bao nhiêu')])
    const failed: boolean[] = []
    const deps = {
      ...bench.deps,
      understanding: faulty(bench.deps.understanding),
      onFailure: (_: unknown, { gaveUp }: { gaveUp: boolean }) => void failed.push(gaveUp),
    }
    for (let tries = 1; tries <= 6; tries += 1) await receiveMessages(deps, sender)
    expect(failed).toEqual([false, false, false, false, true])
    const rows = await bench.database.prisma.delivery.findMany({
      where: { account: { address: 'unlucky' }, state: 'pending' },
      orderBy: { id: 'asc' },
    })
    expect(rows.map(({ dedupeKey }) => dedupeKey?.split(':')[0])).toEqual(['sorry', 'reply'])
    expect(JSON.stringify(rows[0]?.body)).toContain('common:our_fault')
    expect(await bench.database.prisma.inbox.count({ where: { ...sender, processedAt: null } })).toBe(0)
  })
})

describe('two processes', () => {
  it('that answer the same sender at once say everything once and in order', async () => {
    const person = bench.person('twice')
    await person.arrives()
    const sender = { channel: 'web', address: 'twice' } as const
    const texts = ['menu', 'Tôi muốn vay vốn', 'menu', 'Tôi cần giúp', 'menu']
    const inbound = texts.map((text, i) => {
      return { ...sender, updateId: `twice-${i}`, at: bench.now, what: { kind: 'text', text } } as const
    })
    await acceptInbound({ ...bench.deps }, inbound)
    await Promise.all([1, 2, 3].map(() => receiveMessages(bench.deps, sender)))
    const rows = await bench.database.prisma.delivery.findMany({
      where: { account: { address: 'twice' }, state: 'pending' },
      orderBy: { id: 'asc' },
    })
    const asked = rows.map(({ body }) => (body as unknown as { prompt: { flow: string; node: string } }).prompt)
    expect(asked.map(({ flow, node }) => `${flow}/${node}`)).toEqual([
      'menu/what',
      'check-eligibility/purpose',
      'menu/what',
      'menu/help',
      'menu/what',
    ])
  })
})
