import { flow } from '../conversation/flow.ts'
import { choice, filled, type Question } from '../conversation/question.ts'
import type { Filler } from '../conversation/words.ts'
import { codeWordLetters, readCodeWord } from '../domain/code-word.ts'
import { fold } from '../domain/fold.ts'
import { filler } from './filler.ts'

/**
 * What the person may decide: news, reminders and word of payments, where they come, language, the word that our messages carry, and their own
 * data. Before erasing it is said on how many accounts.
 */
export const settings = flow({
  id: 'settings',
  first: [
    { when: (_, given) => given.open === 'language', go: 'language' },
    { when: (_, given) => given.open === 'my_data', go: 'my_data' },
    { when: (_, given) => given.open === 'erase', go: 'erase' },
    { when: (_, given) => given.open === 'code_word', go: 'code_word' },
    { go: 'what' },
  ],
  questions: {
    what: filled(choice('news', 'reminders', 'language', 'my_data'), ({ given }) => ({
      news: { words: { key: `flows/settings:state.${String(filler(given, 'news'))}` } },
      reminders: { words: { key: `flows/settings:state.${String(filler(given, 'reminders'))}` } },
      receipts: { words: { key: `flows/settings:state.${String(filler(given, 'receipts'))}` } },
    })),
    news: choice('on', 'off', 'where'),
    reminders: choice('on', 'off', 'receipts', 'where'),
    receipts: choice('on', 'off'),
    language: choice('vi', 'en'),
    my_data: choice('see', 'code_word', 'unlink', 'erase'),
    code_word: filled(codeWord(), () => ({ min: codeWordLetters.min, max: codeWordLetters.max })),
    erase: filled(choice('no', 'yes'), ({ given }) => ({ accounts: linkedToo(given.channels) })),
  },
  outcomes: [
    'turned',
    'receipts_turned',
    'order',
    'language_set',
    'see',
    'code_word_set',
    'unlinked',
    'erase_asked',
    'kept',
    'erased',
  ],
  route: {
    what: [
      { when: (a) => a.what === 'news', go: 'news' },
      { when: (a) => a.what === 'reminders', go: 'reminders' },
      { when: (a) => a.what === 'language', go: 'language' },
      { go: 'my_data' },
    ],
    news: [{ when: (a) => a.news === 'where', go: 'order' }, { go: 'turned' }],
    reminders: [
      { when: (a) => a.reminders === 'where', go: 'order' },
      { when: (a) => a.reminders === 'receipts', go: 'receipts' },
      { go: 'turned' },
    ],
    receipts: 'receipts_turned',
    language: 'language_set',
    my_data: [
      { when: (a) => a.my_data === 'see', go: 'see' },
      { when: (a) => a.my_data === 'code_word', go: 'code_word' },
      { when: (a) => a.my_data === 'unlink', go: 'unlinked' },
      { go: 'erase_asked' },
    ],
    code_word: 'code_word_set',
    erase: [{ when: (a) => a.erase === 'yes', go: 'erased' }, { go: 'kept' }],
  },
})

/** What is erased besides, where other accounts are linked as the same person: on the channels that are given. */
function linkedToo(channels: unknown): Filler {
  if (!Array.isArray(channels) || channels.length === 0) return ''
  const list = channels.map((id): Filler => ({ words: { key: `flows/channel-order:names.${String(id)}` } }))
  return { words: { key: 'flows/settings:erase_linked', with: { channels: { list } } } }
}

/** A code word, or an empty text where the one that is there is to go. */
function codeWord(): Question<string> {
  return {
    prompt: ({ flow: id, ref, node }) => ({
      flow: id,
      ref,
      node,
      ask: { key: `flows/${id}:${node}.ask` },
      kind: 'text',
    }),
    read: (reply) => {
      if (!('text' in reply)) return undefined
      return none.test(fold(reply.text)) ? '' : readCodeWord(reply.text)
    },
  }
}

const none = /^(?:khong|khong can|khong dat|bo|bo di|xoa|xoa di|none|no|remove)$/
