import { alsoTold, type CaseKind, type CaseRoute, type CaseSubject } from '../domain/case.ts'
import { caseDueAt } from '../domain/case-clock.ts'
import { type Held, turnByWords } from '../domain/case-held.ts'
import { dayOf } from '../domain/day.ts'
import { closingHour } from '../domain/working-calendar.ts'
import type { MoreTime } from '../ports/cases.ts'
import type { Household } from '../ports/households.ts'
import { householdOf } from './given.ts'
import { type Scene, say } from './scene.ts'
import { tellHousehold } from './tell-household.ts'

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
  /** What it is: a matter of the group that accuses somebody is a complaint. */
  kind: CaseKind
  /** True where its words accuse somebody, who does not see it. */
  accuses: boolean
  dueAt: Date
  routedTo: CaseRoute
  alsoTo?: CaseRoute
}

/**
 * Opens a case with the person who must solve it, and says by when the office promises an answer. Its own words are read before: whoever
 * they accuse does not get it, whatever it was called.
 */
export async function handOver(scene: Scene, handed: HandOver): Promise<HandedOver> {
  const { text, by, loanId, moreTime } = handed
  const held = heldBy(scene, handed)
  const { kind, route, accuses } = turnByWords(handed, held)
  const household = await householdOf(scene)
  const officeId = household?.commune.officeId ?? (await scene.tx.units.mainOffice()).id
  const { closed } = await scene.tx.applications.times(officeId)
  const dueAt = caseDueAt(kind, scene.now, closed)
  const leader = await leaderFor(scene, route, household)
  const way = { routedTo: reached(route, leader), ...besides(kind, household, held) }
  const { id, code } = await scene.tx.cases.open({
    ...{ kind, accountId: scene.account.id, officeId, text, at: scene.now, dueAt, ...way },
    ...(by ? { by } : {}),
    ...(loanId ? { loanId } : {}),
    ...(moreTime ? { moreTime } : {}),
    ...(household ? { householdId: household.id, communeId: household.commune.id } : {}),
  })
  if (leader) await tellLeader(scene, { leader, code, kind, dueAt })
  return { id, code, kind, accuses, dueAt, ...way }
}

/** What a household says is read; what Loa or a colleague begins accuses nobody. */
function heldBy({ understanding }: Scene, { by = 'household', text, moreTime }: HandOver): Held {
  const said = moreTime ? `${text}\n${moreTime.reason}` : text
  return by === 'household' ? understanding.accused(said) : { of: [], everyday: true }
}

/** The account of the leader who is to solve it; none where no leader writes to Loa, or where the leader asks for themselves. */
async function leaderFor(
  scene: Scene,
  route: CaseRoute,
  household: Household | undefined,
): Promise<string | undefined> {
  if (route !== 'group_leader' || !household?.group) return undefined
  const leader = await scene.tx.leaders.leaderAccountOf(household.group.id)
  return leader === scene.account.id ? undefined : leader
}

/** What no leader can be told of is the officer's. */
function reached(route: CaseRoute, leader: string | undefined): CaseRoute {
  return route === 'group_leader' && leader === undefined ? 'officer' : route
}

/** The leader hears that something waits and until when; what it is stands with the group, for whoever leads it. */
async function tellLeader(
  { tx, now }: Scene,
  { leader, code, kind, dueAt }: { leader: string; code: string; kind: CaseKind; dueAt: Date },
): Promise<void> {
  const about = { code, kind: { words: { key: `cases:kinds.${kind}` } } }
  const fillers = { ...about, hour: closingHour, day: { day: dayOf(dueAt) } }
  await tellHousehold(tx, { accountId: leader, message: { parts: [say('cases:told.leader', fillers)] }, at: now })
}

/** Of whom no commune is known, no commune is told; nor of what is said against it. */
function besides(kind: CaseKind, household: Household | undefined, { of }: Held): { alsoTo?: CaseRoute } {
  const alsoTo = household && !of.includes('commune') ? alsoTold(kind) : undefined
  return alsoTo ? { alsoTo } : {}
}
