import { expect, it } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { limitedRates, openChannels } from '../../src/wire/channels.ts'

const telegram = { TELEGRAM_BOT_TOKEN: '123456:aaaaaaaaaaaaaaaaaaaaaaaa' }
const zalo = { ZALO_APP_ID: '360846524940903967', ZALO_APP_SECRET: 'a', ZALO_OA_SECRET_KEY: 'b' }

it.each([
  ['nothing', {}, ['web']],
  ['Telegram', telegram, ['web', 'telegram']],
  ['Zalo', zalo, ['web', 'zalo']],
  ['both', { ...telegram, ...zalo }, ['web', 'telegram', 'zalo']],
])('a configuration with %s opens %j %j', (_, env, open) => {
  expect(openChannels(readConfig(env))).toEqual(open)
})

it('a rate that stands for no limit is shown to nobody', () => {
  expect(limitedRates({ zalo: 1.5, telegram: 100_000 })).toEqual({ zalo: 1.5 })
})
