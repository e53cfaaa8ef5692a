import { describe, expect, it } from 'vitest'
import { zaloVariants } from '../../emulators/zalo/emulator.ts'
import { type ChannelBench, channelContract } from '../contract.ts'
import { zaloBench } from './bench.ts'

// The Bot Platform is another product, which Loa does not use.
const ours = zaloVariants.filter(({ name }) => !name.startsWith('bot'))
const withoutButtons = ['buttons=reject', 'buttons=reject201', 'buttons=drop']

describe.each(ours)('$name', ({ name, variant }) => {
  channelContract({
    name: 'zalo',
    lacks: withoutButtons.includes(name) ? ['taps'] : [],
    make: async (): Promise<ChannelBench> => {
      const bench = await zaloBench({ variant })
      const { emulator, zalo, inbound } = bench
      const person = emulator.user(7)
      const heard = async (act: () => void) => {
        const before = inbound.length
        act()
        await emulator.quiet()
        return inbound.slice(before)
      }
      await heard(() => person.type('Chào'))
      return {
        channel: zalo,
        address: person.id,
        unknownAddress: '1234567890123456789',
        secrets: [emulator.settings.appSecret, emulator.settings.secretKey, emulator.tokens().access],
        seen: async () => {
          await emulator.quiet()
          return person.messages().map(({ text, labels }) => ({ text, labels }))
        },
        types: (text) => heard(() => void person.type(text)),
        taps: (label) => heard(() => void person.tap(label)),
        close: async () => {
          await emulator.quiet()
          const { violations } = emulator
          const { events } = bench
          await bench.close()
          expect(violations).toEqual([])
          // None of our own messages was taken for a colleague's.
          expect(events.filter((e) => e.what.kind === 'echo')).toEqual([])
        },
      }
    },
  })
})

it('runs over every variant of Zalo', () => {
  expect(ours.length).toBeGreaterThan(50)
})
