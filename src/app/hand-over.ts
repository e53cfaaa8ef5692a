import { type CaseKind, type CaseSubject, caseDueAt, routeCase } from '../domain/case.ts'
import { householdOf } from './given.ts'
import type { Scene } from './scene.ts'

/** What is handed to a person, and how it was put. */
export interface HandOver {
  kind: CaseKind
  about?: CaseSubject
  text: string
  by?: 'household' | 'bot' | 'agent'
  loanId?: string
}

/** Opens a case with the person who must solve it, and says by when the office promises an answer. */
export async function handOver(
  scene: Scene,
  { kind, about, text, by, loanId }: HandOver,
): Promise<{ id: string; code: string; dueAt: Date }> {
  const household = await householdOf(scene)
  const office = await scene.tx.units.mainOffice()
  const dueAt = caseDueAt(kind, scene.now)
  const { id, code } = await scene.tx.cases.open({
    kind,
    accountId: scene.account.id,
    officeId: household?.commune.officeId ?? office.id,
    routedTo: routeCase(kind, about),
    text,
    at: scene.now,
    dueAt,
    ...(by ? { by } : {}),
    ...(loanId ? { loanId } : {}),
    ...(household ? { householdId: household.id, communeId: household.commune.id } : {}),
  })
  return { id, code, dueAt }
}
