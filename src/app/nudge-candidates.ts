import { firstOfMonth } from '../domain/day.ts'
import { isGroupChat } from '../domain/group-chat.ts'
import { remindsOrdinarily } from '../domain/loan.ts'
import type { BenchMember, LeftOut, NudgeTo } from '../ports/leader-bench.ts'
import type { Group } from '../ports/units.ts'
import { sheetOf } from './leader-bench.ts'
import type { Scene } from './scene.ts'

/** Who of a group may get a word of its leader now, and how many do not, by the reason. */
export interface Candidates {
  to: NudgeTo[]
  left: Map<LeftOut, number>
}

/**
 * Asks each member one after another: whoever has nothing to pay, is in trouble that the bank deals with, is not linked or allows no
 * reminders, has answered, had a reminder today or a word of a leader this month, is left out. The leader's own household as well.
 */
export async function nudgeCandidates(scene: Scene, group: Group): Promise<Candidates> {
  const members = (await scene.tx.leaderBench.members(group.id)).filter(
    ({ householdId }) => householdId !== scene.account.householdId,
  )
  const known = await knownOf(scene, group, members)
  const left = new Map<LeftOut, number>()
  const to = members.flatMap((member) => {
    const why = leftOut(member, known)
    const account = known.accounts.get(member.householdId)
    if (why === undefined && account) return [{ ...member, account }]
    const reason = why ?? 'no_account'
    left.set(reason, (left.get(reason) ?? 0) + 1)
    return []
  })
  return { to, left }
}

interface Known {
  due: Set<string>
  ordinary: Set<string>
  accounts: Map<string, NudgeTo['account']>
  answered: ReadonlyMap<string, unknown>
  today: Set<string>
  month: Set<string>
  toTheBank: Set<string>
  paused: boolean
}

async function knownOf(scene: Scene, group: Group, members: readonly BenchMember[]): Promise<Known> {
  const { tx, day } = scene
  const sheet = await sheetOf(scene, group)
  const due = sheet.lines.map(({ householdId }) => householdId)
  const ordinary = (await tx.leaderBench.loans(group.id)).filter(({ status }) => remindsOrdinarily(status))
  return {
    due: new Set(due),
    ordinary: new Set(ordinary.map(({ householdId }) => householdId)),
    accounts: await reachedAlone(scene, members),
    answered: await tx.leaderBench.answers(group.id, sheet.session),
    today: await tx.leaderBench.remindedOn(group.id, day),
    month: await tx.leaderBench.nudgedIn(group.id, firstOfMonth(day)),
    toTheBank: await tx.leaderBench.toTheBank(group.id, sheet.session),
    paused: (await tx.pauses.communesPaused(day)).has(group.communeId),
  }
}

function leftOut({ householdId }: BenchMember, known: Known): LeftOut | undefined {
  if (!known.due.has(householdId)) return 'nothing_due'
  if (known.paused || !known.ordinary.has(householdId) || known.toTheBank.has(householdId)) return 'paused'
  if (!known.accounts.has(householdId)) return 'no_account'
  if (known.answered.has(householdId)) return 'answered'
  if (known.month.has(householdId)) return 'this_month'
  return known.today.has(householdId) ? 'today' : undefined
}

/** The account of each household that is reminded: one that several people read is none. */
async function reachedAlone({ tx }: Scene, members: readonly BenchMember[]): Promise<Known['accounts']> {
  const found = await tx.reminders.recipients(members.map(({ householdId }) => householdId))
  for (const [householdId, { id }] of found) {
    const account = await tx.accounts.find(id)
    if (!account || isGroupChat(account)) found.delete(householdId)
  }
  return found
}
