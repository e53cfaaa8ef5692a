import { expect, it } from 'vitest'
import type { Channel } from '../../src/ports/channel.ts'
import { entrancesOf } from '../../src/wire/entrances.ts'

const channelWith = (entrance?: Channel['entrance']) => ({ entrance }) as never
const telegram = channelWith((code) => `https://t.me/loa_bot?start=${code}`)
const zalo = channelWith(() => 'https://zalo.me/2468458835296197922')
const web = { channel: 'web', url: 'https://loa.example/chat?start=ABCD2345' }
const byHand = { channel: 'zalo', url: 'https://zalo.me/2468458835296197922', byHand: true }
const byLink = { channel: 'telegram', url: 'https://t.me/loa_bot?start=ABCD2345' }

it.each([
  ['nothing but the web chat', {}, [web]],
  ['Telegram', { telegram }, [byLink, web]],
  ['Zalo, whose address carries no code', { zalo }, [byHand, web]],
  ['both', { telegram, zalo }, [byHand, byLink, web]],
  ['Zalo that does not know its name yet', { telegram, zalo: channelWith(() => undefined) }, [byLink, web]],
  ['a channel that has none', { zalo: channelWith(), telegram }, [byLink, web]],
])('where %s is open, paper names these ways, the best first', (_, channels, entrances) => {
  expect(entrancesOf(channels, 'https://loa.example')('ABCD2345')).toEqual(entrances)
})
