import type { Say } from '../../ports/channel.ts'
import type { Feed } from '../../ports/feed.ts'
import type { WebChannel } from '../../ports/web-channel.ts'
import { render } from './render.ts'
import { makeSend } from './send.ts'

/** One way to a person: the chat on our own page. What comes in is read by the page itself, `http/chat`. */
export function makeWeb({ feed, say }: { feed: Feed; say: Say }): WebChannel {
  return {
    id: 'web',
    send: makeSend(feed),
    draw: (message, lang) => render(message, (words) => say(words, lang)),
  }
}
