import type { Entrance } from '../http/console/deps.ts'
import type { Channels } from './channels.ts'

/** The ways into the talk for a code on paper, or without one for an empty code: Zalo, which is on every phone, and Telegram where they are open; the web chat always. */
export function entrancesOf(
  channels: Pick<Channels['channels'], 'zalo' | 'telegram'>,
  publicUrl: string,
): (code: string) => Entrance[] {
  return (code) => {
    const written = encodeURIComponent(code)
    const ways = (['zalo', 'telegram'] as const).flatMap((channel): Entrance[] => {
      const url = channels[channel]?.entrance?.(code)
      if (url === undefined) return []
      return [url.includes(written) ? { channel, url } : { channel, url, byHand: true }]
    })
    return [...ways, { channel: 'web', url: `${publicUrl}/chat${code === '' ? '' : `?start=${written}`}` }]
  }
}
