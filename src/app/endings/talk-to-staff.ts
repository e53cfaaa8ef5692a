import { dayOf } from '../../domain/day.ts'
import { closingHour } from '../../domain/working-calendar.ts'
import type { talkToStaff } from '../../flows/talk-to-staff.ts'
import { handOver } from '../hand-over.ts'
import { say } from '../scene.ts'
import type { EndingsOf } from './ending.ts'

/** A case is opened; from now on what is typed outside a question goes to the person who handles it. */
export const talkToStaffEndings: EndingsOf<typeof talkToStaff> = {
  opened: async ({ scene, turn }) => {
    const { id, code, dueAt } = await handOver(scene, { kind: 'talk', text: turn.answers.about ?? '' })
    const { phone } = await scene.tx.units.mainOffice()
    const fillers = { code, phone, hour: closingHour, day: { day: dayOf(dueAt) } }
    return {
      parts: [say('flows/talk-to-staff:opened', fillers)],
      note: { key: 'flows/talk-to-staff:note', with: fillers },
      change: (talk) => ({ ...talk, caseId: id }),
    }
  },
}
