import { flow } from '../conversation/flow.ts'
import { type Entry, type Given, pick } from '../conversation/question.ts'

/** Below the list of one's own cases: one of them is gone on with. With a single one, it is that. */
export const myCases = flow({
  id: 'my-cases',
  closes: ['done'],
  first: [{ when: (_, given) => casesOf(given).length === 1, go: 'what' }, { go: 'which' }],
  questions: {
    which: pick(({ given }) => [...casesOf(given), 'menu']),
    what: pick(() => ['write', 'done', 'menu']),
  },
  outcomes: ['write', 'done', 'menu'],
  route: {
    which: [{ when: (a) => a.which === 'menu', go: 'menu' }, { go: 'what' }],
    what: [
      { when: (a) => a.what === 'write', go: 'write' },
      { when: (a) => a.what === 'done', go: 'done' },
      { go: 'menu' },
    ],
  },
})

/** The case that was chosen, or the only one there is. */
export function chosenCase(given: Given, { which }: { which?: string }): string | undefined {
  const first = casesOf(given)[0]
  return which ?? (typeof first === 'object' ? first.id : undefined)
}

function casesOf(given: Given): Entry[] {
  return Array.isArray(given.cases) ? (given.cases as unknown as Entry[]) : []
}
