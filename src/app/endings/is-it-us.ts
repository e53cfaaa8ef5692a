import { dayOf } from '../../domain/day.ts'
import { closingHour } from '../../domain/working-calendar.ts'
import type { isItUs } from '../../flows/is-it-us.ts'
import { caseOwners } from '../case-words.ts'
import { handOver } from '../hand-over.ts'
import { lookedUp } from '../look-up-doubted.ts'
import { say } from '../scene.ts'
import type { EndingsOf } from './ending.ts'

/** What was doubted is looked up; what we do not know is reported as it was sent, with one tap. */
export const isItUsEndings: EndingsOf<typeof isItUs> = {
  checked: ({ scene, turn }) => lookedUp(scene, turn.answers.what ?? ''),
  report: async ({ scene, turn }) => {
    const { id, code, dueAt, ...handed } = await handOver(scene, {
      kind: 'fraud',
      text: String(turn.saved.given.doubted),
    })
    const fillers = { code, hour: closingHour, day: { day: dayOf(dueAt) }, to: caseOwners({ ...handed, level: 0 }) }
    return {
      parts: [say('flows/is-it-us:reported', fillers)],
      note: { key: 'flows/is-it-us:note', with: { code } },
      change: (talk) => ({ ...talk, caseId: id }),
    }
  },
  another: () => ({ parts: [], next: { flow: 'is-it-us' } }),
}
