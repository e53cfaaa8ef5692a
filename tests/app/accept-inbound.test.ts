import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { acceptInbound } from '../../src/app/accept-inbound.ts'
import { receiveMessages } from '../../src/app/receive-messages.ts'
import type { Inbound, InboundKind } from '../../src/ports/channel.ts'
import { opened } from '../support/test-seal.ts'
import { smallOffice, type TalkBench, talkBench } from './talk-bench.ts'

let bench: TalkBench
beforeAll(async () => {
  bench = await talkBench()
  await smallOffice(bench)
})
afterAll(() => bench.close())

let updates = 0

/** Takes updates in as one batch, as Telegram gives them, and answers everybody. */
async function take(...batch: { address: string; what: InboundKind; name?: string }[]): Promise<void> {
  const inbound = batch.map((one): Inbound => {
    updates += 1
    return { channel: 'web', updateId: `accept-${updates}`, at: bench.now, ...one }
  })
  await acceptInbound({ store: bench.store, jobs: bench.deps.jobs, clock: bench.deps.clock }, inbound)
  for (const { address } of batch) await receiveMessages(bench.deps, { channel: 'web', address })
}

async function keptOf(address: string): Promise<{ what: unknown; answered: boolean }[]> {
  const rows = await bench.database.prisma.inbox.findMany({ where: { address }, orderBy: { id: 'asc' } })
  return rows.map((row) => ({
    what: opened.inbound(row).what,
    answered: row.processedAt !== null && row.attempts === 0,
  }))
}

describe('what no database takes', () => {
  it.each<[string, InboundKind, InboundKind]>([
    ['NUL in a text', { kind: 'text', text: 'vay\u0000 vốn' }, { kind: 'text', text: 'vay vốn' }],
    ['half an emoji in a text', { kind: 'text', text: 'vay \ud83d' }, { kind: 'text', text: 'vay ' }],
    ['a text of nothing else', { kind: 'text', text: '\u0000\ud83d ' }, { kind: 'unsupported' }],
    [
      'NUL in a button',
      { kind: 'tap', token: 'menu/what.\u0000borrow#1' },
      { kind: 'tap', token: 'menu/what.borrow#1' },
    ],
    ['half an emoji in a link', { kind: 'start', payload: '\ude00ABCD' }, { kind: 'start', payload: 'ABCD' }],
    [
      'NUL in a number',
      { kind: 'contact', phone: '0912\u0000345678', own: true },
      { kind: 'contact', phone: '0912345678', own: true },
    ],
    ['a text that turns the direction', { kind: 'text', text: '\u202enov yav' }, { kind: 'text', text: 'nov yav' }],
  ])('%s is left out, and the update is answered', async (name, what, kept) => {
    await take({ address: name, what })
    expect(await keptOf(name)).toEqual([{ what: kept, answered: true }])
  })

  it('in one update does not keep the others of its batch from being stored', async () => {
    await take(
      { address: 'good-1', what: { kind: 'text', text: 'xin chào' } },
      { address: 'bad', name: 'Bà \u0000\ud800Tám', what: { kind: 'text', text: '\u0000a\ud800' } },
      { address: 'good-2', what: { kind: 'text', text: 'xin chào' } },
    )
    for (const address of ['good-1', 'bad', 'good-2'])
      expect((await keptOf(address)).map((kept) => kept.answered)).toEqual([true])
    const { name } = await bench.database.prisma.channelAccount.findFirstOrThrow({ where: { address: 'bad' } })
    expect(name).toBe('Bà Tám')
  })
})

describe('a long first text', () => {
  it('is not cut through an emoji', async () => {
    await take({ address: 'long', what: { kind: 'text', text: `${'a'.repeat(499)}😀😀` } })
    expect((await keptOf('long')).map((kept) => kept.answered)).toEqual([true])
    expect(bench.failures).toEqual([])
  })
})
