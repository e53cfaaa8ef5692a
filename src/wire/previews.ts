import { render as drawTelegram } from '../channels/telegram/render.ts'
import { render as drawWeb } from '../channels/web/render.ts'
import { render as drawZalo } from '../channels/zalo/render.ts'
import type { Words } from '../conversation/words.ts'
import type { Say } from '../ports/channel.ts'
import type { Previews } from '../ports/previews.ts'

/** What Zalo does with buttons and cards matters to questions only. */
const learnt = { buttons: 'unknown', card: 'unknown', typed: false } as const

/** The previews of all channels, by the very functions that they send by. */
export function makePreviews(sayIn: Say): Previews {
  return (message, lang) => {
    const say = (words: Words) => sayIn(words, lang)
    const zalo = drawZalo(message, { say, learnt, payload: (token) => token })
    const telegram = drawTelegram(message, say)
    return [
      zalo.ok ? { channel: 'zalo', texts: zalo.texts } : { channel: 'zalo', problem: zalo.problem },
      telegram.ok
        ? { channel: 'telegram', texts: telegram.messages.map((part) => part.text) }
        : { channel: 'telegram', problem: telegram.problem },
      { channel: 'web', view: drawWeb(message, say) },
    ]
  }
}
