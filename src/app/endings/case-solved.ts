import type { caseSolved } from '../../flows/case-solved.ts'
import { say } from '../scene.ts'
import type { EndingsOf } from './ending.ts'

/** The buttons name a case by themselves and are heard by `answer-solved`; a run of the flow that is none of these leads nowhere. */
export const caseSolvedEndings: EndingsOf<typeof caseSolved> = {
  solved: () => ({ parts: [say('common:old_button')], next: { flow: 'menu' } }),
  not_yet: () => ({ parts: [say('common:old_button')], next: { flow: 'menu' } }),
}
