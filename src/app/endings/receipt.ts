import type { receipt } from '../../flows/receipt.ts'
import { say } from '../scene.ts'
import type { EndingsOf } from './ending.ts'

/** The buttons name a receipt by themselves and are heard by `answer-receipt`; a run of the flow that is none of these leads nowhere. */
export const receiptEndings: EndingsOf<typeof receipt> = {
  right: () => ({ parts: [say('common:old_button')], next: { flow: 'menu' } }),
  wrong: () => ({ parts: [say('common:old_button')], next: { flow: 'menu' } }),
}
