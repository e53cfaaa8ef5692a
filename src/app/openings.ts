import type { Part } from '../conversation/words.ts'
import type { FlowId } from '../flows/index.ts'
import { householdOf } from './given.ts'
import { loanParts } from './loan-parts.ts'
import type { Scene } from './scene.ts'

/** What is said before the first question of a flow, where a flow begins with an answer. */
export async function openingParts(scene: Scene, flow: FlowId): Promise<Part[]> {
  if (flow !== 'my-loan') return []
  const household = await householdOf(scene)
  return household ? loanParts(scene, household) : []
}
