import { flow } from '../conversation/flow.ts'
import { filled, type Place, pick } from '../conversation/question.ts'
import type { Words } from '../conversation/words.ts'

/** Where does the household want to get messages first? Of the channels that it has; with one there is nothing to choose. */
export const channelOrder = flow({
  id: 'channel-order',
  first: [
    { when: (_, given) => given.linked !== true, go: 'link_first' },
    { when: (_, given) => channels(given.channels).length < 2, go: 'only_one' },
    { go: 'first' },
  ],
  questions: {
    first: filled(
      pick(({ given }) => channels(given.channels).map((id) => ({ id, words: name(id) }))),
      ({ given }: Place) => ({ now: { words: name(channels(given.channels)[0] ?? '') } }),
    ),
  },
  outcomes: ['link_first', 'only_one', 'put_first'],
  route: { first: 'put_first' },
})

function channels(given: unknown): string[] {
  return Array.isArray(given) ? given.map(String) : []
}

function name(channel: string): Words {
  return { key: `flows/channel-order:names.${channel}` }
}
