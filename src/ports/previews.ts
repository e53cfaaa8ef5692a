import type { Message } from '../conversation/words.ts'
import type { View } from './web-channel.ts'

/**
 * A message as it leaves for one channel, drawn by the channel itself: the texts in their order (those of Telegram with its marks), or
 * what the page of the web chat is given. With a problem it cannot be sent there at all.
 */
export type Preview =
  | { channel: 'zalo' | 'telegram'; texts: string[] }
  | { channel: 'web'; view: View }
  | { channel: 'zalo' | 'telegram'; problem: string }

/** Draws a message for a reader of a language as each channel would send it. Nothing is sent. */
export type Previews = (message: Message, lang: string) => Preview[]
