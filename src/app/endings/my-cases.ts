import { chosenCase, type myCases } from '../../flows/my-cases.ts'
import { showMyCases } from '../my-cases.ts'
import { closeSolved, ownCase } from '../own-case.ts'
import { type Scene, say } from '../scene.ts'
import type { EndingsOf, EndPlace } from './ending.ts'

/** Something is added to a case, or it is solved. What is no longer there leads back to the list. */
export const myCasesEndings: EndingsOf<typeof myCases> = {
  write: async ({ scene, turn }) => {
    const found = await chosen(scene, turn)
    if (!found || found.state === 'closed') return showMyCases(scene)
    return {
      parts: [say('cases:own.write', { code: found.code })],
      change: (talk) => ({ ...talk, caseId: found.id }),
    }
  },
  done: async ({ scene, turn }) => {
    const found = await chosen(scene, turn)
    if (!found || !(await closeSolved(scene, found))) return showMyCases(scene)
    return {
      parts: [say('cases:own.closed', { code: found.code })],
      next: { flow: 'menu' },
      change: ({ caseId, ...talk }) => (caseId === undefined || caseId === found.id ? talk : { ...talk, caseId }),
    }
  },
  menu: () => ({ parts: [], next: { flow: 'menu' } }),
}

function chosen(scene: Scene, { saved, answers }: EndPlace<{ which: string }>['turn']) {
  return ownCase(scene, chosenCase(saved.given, answers))
}
