import type { myLoan } from '../../flows/my-loan.ts'
import { say } from '../scene.ts'
import type { EndingsOf } from './ending.ts'

/** After one's own figures: help, a correction, or the menu. */
export const myLoanEndings: EndingsOf<typeof myLoan> = {
  link_first: () => ({ parts: [say('flows/my-loan:link_first')], next: { flow: 'link-account' } }),
  difficulty: () => ({ parts: [], next: { flow: 'report-difficulty' } }),
  not_right: () => ({ parts: [say('flows/my-loan:not_right')], next: { flow: 'talk-to-staff' } }),
  menu: () => ({ parts: [], next: { flow: 'menu' } }),
}
