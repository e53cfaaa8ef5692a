import type { disasterNotice } from '../../flows/disaster-notice.ts'
import { reportHurt } from '../loss-hurt.ts'
import { openLoss } from '../loss-open.ts'
import { say } from '../scene.ts'
import type { EndingsOf } from './ending.ts'

/** The buttons below the letter: to the report, to a person at once, or a kind word. */
export const disasterNoticeEndings: EndingsOf<typeof disasterNotice> = {
  report: ({ scene, talk }) => openLoss(scene, talk),
  hurt: ({ scene }) => reportHurt(scene),
  safe: () => ({ parts: [say('flows/disaster-notice:safe')], next: { flow: 'menu' } }),
}
