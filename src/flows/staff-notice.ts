import { flow } from '../conversation/flow.ts'
import { choice, day, type Entry, filled, type Place, pick, type Question, text } from '../conversation/question.ts'
import type { Filler } from '../conversation/words.ts'
import { addDays, type Day } from '../domain/day.ts'

/** The longest title and text of an announcement, in characters. */
export const noticeLimits = { title: 100, body: 1500 } as const

/** Within half a year, so that a day of last week is not read as one of next year. */
const longestDays = 183

/**
 * The common cases of announcing for somebody of staff: a notice to one commune or one group of their own unit, and where their notices
 * stand. Which units there are and whom they reach is looked up anew at each end. Nothing goes to anybody from here: whoever holds the
 * phone of an officer has no second factor.
 */
export const staffNotice = flow({
  id: 'staff-notice',
  closes: ['handed'],
  first: [
    { when: (_, given) => given.to !== undefined, go: 'title' },
    { when: (_, given) => given.items !== undefined, go: 'whom' },
    { go: 'what' },
  ],
  questions: {
    what: choice('commune', 'group', 'standing'),
    whom: pick(({ given }) => entriesOf(given.items)),
    title: text({ min: 1, max: noticeLimits.title }),
    text: text({ min: 1, max: noticeLimits.body }),
    last_day: lastDay(),
    check: filled(choice('hand_over', 'again'), checkFillers),
  },
  outcomes: ['choose', 'picked', 'standing', 'handed', 'again'],
  route: {
    what: [{ when: (a) => a.what === 'standing', go: 'standing' }, { go: 'choose' }],
    whom: [{ when: (a) => a.whom === 'next', go: 'choose' }, { go: 'picked' }],
    title: 'text',
    text: 'last_day',
    last_day: 'check',
    check: [{ when: (a) => a.check === 'again', go: 'again' }, { go: 'handed' }],
  },
})

/** The entries of the list that is picked from. */
export function entriesOf(items: unknown): Entry[] {
  return Array.isArray(items) ? (items as Entry[]) : []
}

/** A day from today on, typed, or none at all. */
function lastDay(): Question<Day | 'no_end'> {
  const none = choice('no_end')
  const typed = day(({ given }) => {
    const today = given.day as Day
    return { today, min: today, max: addDays(today, longestDays) }
  })
  return { prompt: none.prompt, read: (reply, place) => none.read(reply, place) ?? typed.read(reply, place) }
}

function checkFillers({ answers, given }: Place): Record<string, Filler> {
  const last = answers.last_day as Day | 'no_end' | undefined
  const until: Filler =
    last === undefined || last === 'no_end' ? { words: { key: 'flows/staff-notice:no_end' } } : { day: last }
  const { title = '', text: body = '' } = answers as { title?: string; text?: string }
  const reach = { count: Number(given.count), households: Number(given.households) }
  return { whom: String(given.name), ...reach, title, text: body, until }
}
