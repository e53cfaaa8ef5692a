import type { Channel, Say } from '../../ports/channel.ts'
import { sendError } from '../errors.ts'
import { render } from './render.ts'

/** One way to a person: the terminal that Loa was started in. `print` shows text; what it throws is a terminal that has gone. */
export function makeTerminal({ say, print }: { say: Say; print: (text: string) => void }): Channel {
  return {
    id: 'terminal',
    send: async ({ message, lang, deliveryId }) => {
      try {
        print(render(message, (words) => say(words, lang)))
        return { ok: true, messageId: deliveryId }
      } catch (error) {
        return { ok: false, error: sendError('unreachable', { detail: String(error) }) }
      }
    },
  }
}
