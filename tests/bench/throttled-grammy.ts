import { apiThrottler } from '@grammyjs/transformer-throttler'
import { Api } from 'grammy'
import type { Fake } from './fake.ts'

/** What grammY reaches with its throttler plugin as it comes: 30 messages a second, all handed over at once. */
export async function throttledGrammy(
  fake: Fake,
  seconds: number,
): Promise<{ achievedPerSecond: number; peakSecond: number; peakSlidingSecond: number; peak100ms: number }> {
  await fake.reset()
  const api = new Api(fake.token, { apiRoot: fake.root })
  api.config.use(apiThrottler() as never)
  const count = 30 * seconds
  await Promise.all(Array.from({ length: count }, (_, i) => api.sendMessage(i + 1, 'x')))
  const { perSecond, peakSecond, peakSlidingSecond, peak100ms } = await fake.summary({ chats: count })
  return { achievedPerSecond: Math.round(perSecond * 10) / 10, peakSecond, peakSlidingSecond, peak100ms }
}
