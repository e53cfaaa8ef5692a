import { flow } from '../conversation/flow.ts'
import { choice, filled } from '../conversation/question.ts'
import { messageMonths } from '../domain/retention.ts'
import { filler } from './filler.ts'

/** The first meeting: says that it is a bot, asks whether the talk may be kept, and whether news is wanted. Nothing is ticked beforehand. */
export const welcome = flow({
  id: 'welcome',
  first: [{ when: (_, given) => given.language === 'ask', go: 'language' }, { go: 'consent' }],
  questions: {
    language: choice('vi', 'en'),
    consent: filled(choice('agree', 'not_now'), ({ given }) => ({
      office: filler(given, 'office'),
      phone: filler(given, 'phone'),
      months: messageMonths,
    })),
    news: choice('yes', 'no'),
  },
  outcomes: ['language_chosen', 'agreed', 'declined'],
  route: {
    language: 'language_chosen',
    consent: [{ when: (a) => a.consent === 'agree', go: 'news' }, { go: 'declined' }],
    news: 'agreed',
  },
})
