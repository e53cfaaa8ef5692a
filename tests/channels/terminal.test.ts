import { describe, expect, it } from 'vitest'
import { makeTerminal } from '../../src/channels/terminal/index.ts'
import { readLine } from '../../src/channels/terminal/receive.ts'
import { channelContract } from './contract.ts'
import { plain, say } from './say.ts'

const at = new Date('2026-11-16T02:00:00Z')

channelContract({
  name: 'terminal',
  lacks: ['taps', 'unknownAddress'],
  make: async () => {
    const printed: string[] = []
    let updates = 0
    return {
      channel: makeTerminal({ say, print: (text) => void printed.push(text) }),
      address: 'ba-tu',
      seen: () => printed.map((text) => ({ text, labels: [] })),
      types: async (text) => {
        updates += 1
        return [readLine(text, { address: 'ba-tu', updateId: String(updates), at })]
      },
    }
  },
})

describe('the terminal', () => {
  it('starts the talk when it is opened', () => {
    expect(readLine(undefined, { address: 'ba-tu', updateId: '1', at }).what).toEqual({ kind: 'start' })
  })

  it('says that it can be tried again when the terminal has gone', async () => {
    const gone = makeTerminal({
      say,
      print: () => {
        throw new Error('EPIPE')
      },
    })
    const message = { parts: [{ as: 'text' as const, words: plain('xin chào') }] }
    const result = await gone.send({ address: 'ba-tu', lang: 'vi', message, deliveryId: '1' })
    expect(result).toMatchObject({ ok: false, error: { code: 'unreachable', retry: 'later' } })
  })
})
