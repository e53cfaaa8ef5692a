import { alsoTold, type CaseKind, type CaseRoute, type CaseSubject, routeCase } from '../domain/case.ts'
import { caseDueAt } from '../domain/case-clock.ts'
import type { MoreTime } from '../ports/cases.ts'
import type { Household } from '../ports/households.ts'
import { householdOf } from './given.ts'
import type { Scene } from './scene.ts'

/** What is handed to a person, and how it was put. */
export interface HandOver {
  kind: CaseKind
  about?: CaseSubject
  text: string
  by?: 'household' | 'bot' | 'agent'
  loanId?: string
  moreTime?: MoreTime
}

/** What it was handed over as: its number, who has it, who reads it besides, and by when the office promises an answer. */
export interface HandedOver {
  id: string
  code: string
  dueAt: Date
  routedTo: CaseRoute
  alsoTo?: CaseRoute
}

/** Opens a case with the person who must solve it, and says by when the office promises an answer. */
export async function handOver(scene: Scene, handed: HandOver): Promise<HandedOver> {
  const { kind, about, text, by, loanId, moreTime } = handed
  const household = await householdOf(scene)
  const officeId = household?.commune.officeId ?? (await scene.tx.units.mainOffice()).id
  const { closed } = await scene.tx.applications.times(officeId)
  const dueAt = caseDueAt(kind, scene.now, closed)
  const way = { routedTo: await reached(scene, routeCase(kind, about), household), ...besides(kind, household) }
  const { id, code } = await scene.tx.cases.open({
    ...{ kind, accountId: scene.account.id, officeId, text, at: scene.now, dueAt, ...way },
    ...(by ? { by } : {}),
    ...(loanId ? { loanId } : {}),
    ...(moreTime ? { moreTime } : {}),
    ...(household ? { householdId: household.id, communeId: household.commune.id } : {}),
  })
  return { id, code, dueAt, ...way }
}

/** What a leader would solve goes to the officer where no leader writes to Loa, and where the leader asks for themselves. */
async function reached(scene: Scene, route: CaseRoute, household: Household | undefined): Promise<CaseRoute> {
  if (route !== 'group_leader') return route
  const leader = household?.group && (await scene.tx.leaders.leaderAccountOf(household.group.id))
  return leader && leader !== scene.account.id ? route : 'officer'
}

/** Of whom no commune is known, no commune is told. */
function besides(kind: CaseKind, household: Household | undefined): { alsoTo?: CaseRoute } {
  const alsoTo = household ? alsoTold(kind) : undefined
  return alsoTo ? { alsoTo } : {}
}
