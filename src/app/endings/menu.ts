import type { menu } from '../../flows/menu.ts'
import { showApplications } from '../application-parts.ts'
import { goOnWithRequest } from '../begun-request.ts'
import { showGroup } from '../leader-group.ts'
import { showMyCases } from '../my-cases.ts'
import { say } from '../scene.ts'
import type { EndingsOf } from './ending.ts'

/** The menu only leads on. */
export const menuEndings: EndingsOf<typeof menu> = {
  my_group: ({ scene }) => showGroup(scene),
  borrow: () => ({ parts: [], next: { flow: 'check-eligibility' } }),
  resume: ({ scene, talk }) => goOnWithRequest(scene, talk),
  my_loan: () => ({ parts: [], next: { flow: 'my-loan' } }),
  difficulty: () => ({ parts: [], next: { flow: 'report-difficulty' } }),
  my_cases: ({ scene }) => showMyCases(scene),
  talk: () => ({ parts: [], next: { flow: 'talk-to-staff' } }),
  fraud: () => ({
    parts: [say('common:fraud_warning')],
    next: { flow: 'report-difficulty', given: { kind: 'fraud' } },
  }),
  applications: showApplications,
  link: () => ({ parts: [], next: { flow: 'link-account' } }),
  settings: () => ({ parts: [], next: { flow: 'settings' } }),
  about: async ({ scene }) => {
    const { name, phone, address } = await scene.tx.units.mainOffice()
    return { parts: [say('common:about', { office: name, phone, address })], next: { flow: 'menu' } }
  },
}
