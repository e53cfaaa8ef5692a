import { flow } from '../conversation/flow.ts'
import { choice, type Entry, filled, type Given, type Place, pick, type Question } from '../conversation/question.ts'
import type { Filler, Words } from '../conversation/words.ts'
import { fold } from '../domain/fold.ts'
import { type NudgeProblem, nudgeProblem, nudgeVariants } from '../domain/nudge-words.ts'

/** A member who may be written to. */
export interface NudgePerson {
  id: string
  name: string
}

/** A sentence of the leader's own, and what is wrong with it. */
export interface OwnWords {
  text: string
  problem?: NudgeProblem
}

/** A word of a leader to one member or to all who have not answered: kind words to choose from, one sentence of one's own at most, and who gets it. */
export const leaderNudge = flow({
  id: 'leader-nudge',
  closes: ['sent'],
  first: 'whom',
  questions: {
    whom: pick(({ given }) => (Array.isArray(given.items) ? (given.items as Entry[]) : [])),
    variant: choice(...nudgeVariants),
    add: choice('plain', 'own'),
    own: ownWords(),
    check: filled(choice('send', 'cancel'), checkFillers),
  },
  outcomes: ['more', 'sent', 'stopped'],
  route: {
    whom: [{ when: (a) => a.whom === 'next', go: 'more' }, { go: 'variant' }],
    variant: 'add',
    add: [{ when: (a) => a.add === 'own', go: 'own' }, { go: 'check' }],
    own: 'check',
    check: [{ when: (a) => a.check === 'send', go: 'sent' }, { go: 'stopped' }],
  },
})

/** The words of a leader as they are sent: the chosen ones, and behind them the own sentence. */
export function nudgeText({ answers, given }: Pick<Place, 'answers' | 'given'>): Words {
  const { variant, own } = answers as { variant?: string; own?: OwnWords }
  const key = `flows/leader-nudge:text.${variant}`
  const session: Words = { key, with: (given.about ?? {}) as Record<string, Filler> }
  return own?.text
    ? { key: 'flows/leader-nudge:text.with_own', with: { text: { words: session }, own: own.text } }
    : session
}

/** Names, folded, of those whom the sentence does not go to. To all it goes as one: then nobody is named in it. */
export function otherNames(people: readonly NudgePerson[], whom: unknown): string[] {
  return people.filter(({ id }) => whom !== `h${id}`).map(({ name }) => fold(name))
}

function peopleOf({ people }: Given): NudgePerson[] {
  return Array.isArray(people) ? (people as unknown as NudgePerson[]) : []
}

/** Whatever is typed is read as the sentence; what is wrong with it is said, and it is asked for once more. */
function ownWords(): Question<OwnWords> {
  return {
    prompt: ({ flow: id, ref, node, answers }) => {
      const problem = (answers[node] as OwnWords | undefined)?.problem
      const why = { words: { key: `flows/leader-nudge:problem.${problem}` } }
      const ask = problem
        ? { key: 'flows/leader-nudge:own.again', with: { why } }
        : { key: 'flows/leader-nudge:own.ask' }
      return { flow: id, ref, node, kind: 'text', ask }
    },
    read: (reply, { given, answers }) => {
      if (!('text' in reply)) return undefined
      // All members stand in the list, and not only those who may be written to now.
      const problem = nudgeProblem(reply.text, { otherNames: otherNames(peopleOf(given), answers.whom) })
      return { text: reply.text.normalize('NFC').trim(), ...(problem ? { problem } : {}) }
    },
    goesOn: ({ problem }) => problem !== undefined,
  }
}

function checkFillers({ answers, given }: Place): Record<string, Filler> {
  const person = peopleOf(given).find(({ id }) => answers.whom === `h${id}`)
  const count = Number(given.count ?? 0)
  const whom: Words = person
    ? { key: 'flows/leader-nudge:whom_one', with: { name: person.name } }
    : { key: 'flows/leader-nudge:whom_all', with: { count } }
  return { whom: { words: whom }, text: { words: nudgeText({ answers, given }) }, signed: signed(given) }
}

function signed({ signature }: Given): Filler {
  return { words: (signature ?? { key: 'flows/leader-nudge:signed.leader', with: { leader: '' } }) as unknown as Words }
}
