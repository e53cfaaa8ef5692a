import type { ZaloChannel } from '../../src/channels/zalo/index.ts'
import { makeZalo, type ZaloOptions } from '../../src/channels/zalo/index.ts'
import { channelFigures } from '../../src/store/channel-figures.ts'
import { zaloCredentials } from '../../src/store/zalo-credentials.ts'
import { zaloSent } from '../../src/store/zalo-sent.ts'
import { say } from '../channels/say.ts'
import { startZaloEmulator, type ZaloEmulator } from '../emulators/zalo/emulator.ts'
import { type ConsoleWorld, consoleWorld } from '../support/console-world.ts'
import { now, seal } from '../support/staff-world.ts'

/** The console beside an emulated Zalo, which nobody has connected yet. */
export interface ZaloOffice {
  world: ConsoleWorld
  emulator: ZaloEmulator
  zalo: ZaloChannel
  close(): Promise<void>
}

/** Opens it. Both go by the clock of the world. */
export async function zaloOffice(more: Partial<ZaloOptions> = {}): Promise<ZaloOffice> {
  const clock = { at: now }
  const redirectUri = 'http://loa.test/console/channels/zalo/callback'
  const emulator = await startZaloEmulator({ now: () => clock.at.getTime(), settings: { redirectUri } })
  const { appId, appSecret, secretKey: oaSecretKey } = emulator.settings
  const made: { zalo?: ZaloChannel } = {}
  const world = await consoleWorld(({ database, store, clock: own }) => {
    const zalo = makeZalo({
      ...{ appId, appSecret, oaSecretKey, roots: emulator.roots, say, clock: own },
      log: { info: () => {}, warn: () => {}, error: () => {} },
      verifier: 'per_request',
      proof: false,
      credentials: zaloCredentials(database, { seal, appId }),
      sent: zaloSent(database.prisma, seal),
      settings: store.settings,
      times: { askSeconds: 1, againMs: 1, lookAfterMs: 1 },
      ...more,
    })
    made.zalo = zalo
    const figures = channelFigures(database.prisma)
    return { channels: { zalo }, channelDesk: { figures, rates: { zalo: 1.5, telegram: 25 }, zalo: zalo.desk } }
  })
  const { zalo } = made
  if (!zalo) throw new Error('no channel was made')
  return {
    ...{ world, emulator, zalo },
    close: async () => {
      await emulator.close()
      await world.close()
    },
  }
}
