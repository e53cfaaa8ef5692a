import { flow } from '../conversation/flow.ts'
import { choice, filled } from '../conversation/question.ts'
import type { Filler } from '../conversation/words.ts'
import { filler } from './filler.ts'

/** What the person may decide: news, reminders, where they come, language, and their own data. Before erasing it is said on how many accounts. */
export const settings = flow({
  id: 'settings',
  first: [
    { when: (_, given) => given.open === 'language', go: 'language' },
    { when: (_, given) => given.open === 'my_data', go: 'my_data' },
    { when: (_, given) => given.open === 'erase', go: 'erase' },
    { go: 'what' },
  ],
  questions: {
    what: filled(choice('news', 'reminders', 'language', 'my_data'), ({ given }) => ({
      news: { words: { key: `flows/settings:state.${String(filler(given, 'news'))}` } },
      reminders: { words: { key: `flows/settings:state.${String(filler(given, 'reminders'))}` } },
    })),
    news: choice('on', 'off', 'where'),
    reminders: choice('on', 'off', 'where'),
    language: choice('vi', 'en'),
    my_data: choice('see', 'unlink', 'erase'),
    erase: filled(choice('no', 'yes'), ({ given }) => ({ accounts: linkedToo(given.channels) })),
  },
  outcomes: ['turned', 'order', 'language_set', 'see', 'unlinked', 'erase_asked', 'kept', 'erased'],
  route: {
    what: [
      { when: (a) => a.what === 'news', go: 'news' },
      { when: (a) => a.what === 'reminders', go: 'reminders' },
      { when: (a) => a.what === 'language', go: 'language' },
      { go: 'my_data' },
    ],
    news: [{ when: (a) => a.news === 'where', go: 'order' }, { go: 'turned' }],
    reminders: [{ when: (a) => a.reminders === 'where', go: 'order' }, { go: 'turned' }],
    language: 'language_set',
    my_data: [
      { when: (a) => a.my_data === 'see', go: 'see' },
      { when: (a) => a.my_data === 'unlink', go: 'unlinked' },
      { go: 'erase_asked' },
    ],
    erase: [{ when: (a) => a.erase === 'yes', go: 'erased' }, { go: 'kept' }],
  },
})

/** What is erased besides, where other accounts are linked as the same person: on the channels that are given. */
function linkedToo(channels: unknown): Filler {
  if (!Array.isArray(channels) || channels.length === 0) return ''
  const list = channels.map((id): Filler => ({ words: { key: `flows/channel-order:names.${String(id)}` } }))
  return { words: { key: 'flows/settings:erase_linked', with: { channels: { list } } } }
}
