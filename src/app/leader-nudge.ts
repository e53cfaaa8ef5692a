import type { Json } from '../conversation/question.ts'
import type { Filler, Words } from '../conversation/words.ts'
import { mayNudge, type NudgeTimes, nextNudgeDay } from '../domain/nudge-day.ts'
import { nextSession } from '../domain/transaction-day.ts'
import type { LeftOut } from '../ports/leader-bench.ts'
import type { GroupLead } from '../ports/leaders.ts'
import type { Group, Office } from '../ports/units.ts'
import type { Ended } from './endings/ending.ts'
import { showBench } from './leader-bench.ts'
import { nothingLed } from './leader-group.ts'
import { ledGroup } from './led-groups.ts'
import { type Candidates, nudgeCandidates } from './nudge-candidates.ts'
import { type Scene, say } from './scene.ts'

/** Names on one page: with "all" and the button that leads on they are four. */
const perPage = 2

/** Asks whom a leader wants to write to, and says how many get it and who does not, and why, before anything goes. */
export async function askNudge(
  scene: Scene,
  { groupId, page = 0 }: { groupId: unknown; page?: number },
): Promise<Ended> {
  const bench = await benchOf(scene, groupId)
  if (!bench) return nothingLed
  const { group, times } = bench
  if (!mayNudge(times, scene.now)) {
    const next = { ...times.hours, day: { day: nextNudgeDay(times, scene.now) } }
    return back(scene, { groupId, part: say('flows/leader-nudge:closed', next) })
  }
  const candidates = await nudgeCandidates(scene, group)
  const parts = page > 0 ? [] : [say('flows/leader-nudge:reach', reachOf(candidates))]
  if (candidates.to.length === 0) return { ...(await showBench(scene, { groupId })), parts }
  return { parts, next: { flow: 'leader-nudge', given: await givenOf(scene, { ...bench, candidates, page }) } }
}

/** A group that somebody leads now, with its office, when that lets words to members leave, and as what they lead it. */
export interface Bench {
  group: Group
  office: Office
  times: NudgeTimes
  lead: GroupLead
}

/** What is led, or undefined when it is not, or not any more. */
export async function benchOf(scene: Scene, groupId: unknown): Promise<Bench | undefined> {
  const { tx, account } = scene
  const led = await ledGroup(scene, groupId)
  const group = led && (await tx.units.group(led.id))
  const commune = group && (await tx.units.commune(group.communeId))
  const office = commune && (await tx.units.office(commune.officeId))
  const lead = led && (await tx.leaders.ofGroup(led.id)).find(({ accountId }) => accountId === account.id)
  if (!group || !office || !lead) return undefined
  // The days and hours of the reminders of payments. What came too late is not put off: the leader is told the next day and decides anew.
  const { closed } = await tx.reminders.plan(office.id)
  return { group, office, lead, times: { hours: { from: office.quietUntil, until: office.quietFrom }, closed } }
}

/** Who signs: the leader by the name that the bank has, a deputy as the group's. */
export function signatureOf({ group, lead }: Pick<Bench, 'group' | 'lead'>): Words {
  return lead.role === 'leader'
    ? { key: 'flows/leader-nudge:signed.leader', with: { leader: group.leaderName } }
    : { key: 'flows/leader-nudge:signed.deputy', with: { group: group.name } }
}

async function back(
  scene: Scene,
  { groupId, part }: { groupId: unknown; part: ReturnType<typeof say> },
): Promise<Ended> {
  const shown = await showBench(scene, { groupId })
  return { ...shown, parts: [part] }
}

interface Asking extends Bench {
  candidates: Candidates
  page: number
}

async function givenOf(scene: Scene, { candidates: { to }, page, ...bench }: Asking) {
  const { group } = bench
  const first = page * perPage < to.length ? page * perPage : 0
  const shown = to.slice(first, first + perPage).map(({ householdId, name }) => ({ id: `h${householdId}`, name }))
  const more = first + perPage < to.length ? ['next'] : []
  const members = await scene.tx.leaderBench.members(group.id)
  const people = members.map(({ householdId: id, name }) => ({ id, name }))
  const session = nextSession(group.sessions, scene.day)
  const about = { day: { day: session }, place: placeOf(group) }
  return {
    ...{ group: String(group.id), session, page, count: to.length, people, about: about as unknown as Json },
    items: ['all', ...shown, ...more] as Json,
    signature: signatureOf(bench) as unknown as Json,
  }
}

function placeOf({ point }: Group): Filler {
  return point?.name ?? { words: { key: 'flows/leader-nudge:usual_place' } }
}

const reasons: readonly LeftOut[] = ['nothing_due', 'answered', 'today', 'this_month', 'no_account', 'paused']

function reachOf({ to, left }: Candidates): Record<string, Filler> {
  const lines = reasons.flatMap((why): Filler[] => {
    const count = left.get(why)
    return count ? [{ words: { key: `flows/leader-nudge:left.${why}`, with: { count } } }] : []
  })
  const nobody: Filler = { words: { key: 'flows/leader-nudge:left.nobody' } }
  return { count: to.length, left: lines.length > 0 ? { lines } : nobody }
}
