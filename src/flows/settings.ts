import { flow } from '../conversation/flow.ts'
import { choice, filled } from '../conversation/question.ts'
import { filler } from './filler.ts'

/** What the person may decide: news, reminders, language, and their own data. */
export const settings = flow({
  id: 'settings',
  first: [
    { when: (_, given) => given.open === 'language', go: 'language' },
    { when: (_, given) => given.open === 'my_data', go: 'my_data' },
    { go: 'what' },
  ],
  questions: {
    what: filled(choice('news', 'reminders', 'language', 'my_data'), ({ given }) => ({
      news: { words: { key: `flows/settings:state.${String(filler(given, 'news'))}` } },
      reminders: { words: { key: `flows/settings:state.${String(filler(given, 'reminders'))}` } },
    })),
    news: choice('on', 'off'),
    reminders: choice('on', 'off'),
    language: choice('vi', 'en'),
    my_data: choice('see', 'unlink', 'erase'),
    erase: choice('no', 'yes'),
  },
  outcomes: ['turned', 'language_set', 'see', 'unlinked', 'kept', 'erased'],
  route: {
    what: [
      { when: (a) => a.what === 'news', go: 'news' },
      { when: (a) => a.what === 'reminders', go: 'reminders' },
      { when: (a) => a.what === 'language', go: 'language' },
      { go: 'my_data' },
    ],
    news: 'turned',
    reminders: 'turned',
    language: 'language_set',
    my_data: [
      { when: (a) => a.my_data === 'see', go: 'see' },
      { when: (a) => a.my_data === 'unlink', go: 'unlinked' },
      { go: 'erase' },
    ],
    erase: [{ when: (a) => a.erase === 'yes', go: 'erased' }, { go: 'kept' }],
  },
})
