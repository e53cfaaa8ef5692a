import type { myLoan } from '../../flows/my-loan.ts'
import { whyMore } from '../explain-interest.ts'
import { say } from '../scene.ts'
import type { EndingsOf } from './ending.ts'

/** After one's own figures: why they differ, help, a correction, or the menu. */
export const myLoanEndings: EndingsOf<typeof myLoan> = {
  link_first: () => ({ parts: [say('flows/my-loan:link_first')], next: { flow: 'link-account' } }),
  difficulty: () => ({ parts: [], next: { flow: 'report-difficulty' } }),
  why_more: async ({ scene }) => ({
    parts: await whyMore(scene),
    next: { flow: 'next-step', given: { offers: ['my_loan', 'person', 'menu'] } },
  }),
  not_right: () => ({ parts: [say('flows/my-loan:not_right')], next: { flow: 'talk-to-staff' } }),
  menu: () => ({ parts: [], next: { flow: 'menu' } }),
}
