import { addMonths, type Day, dayOf } from '../domain/day.ts'
import { readDayOfMonth, readHour } from '../domain/point-place.ts'
import { keptReason } from '../domain/session-move.ts'
import { type Session, sessionIn } from '../domain/transaction-day.ts'
import type { CalendarPoint, PointPlace } from '../ports/calendar.ts'
import type { StaffMember } from '../ports/staff.ts'
import type { Tx } from '../ports/store.ts'
import { byStaff, carryOut, type MoveDeps, wake } from './move-session.ts'
import { seenGroup } from './seen-group.ts'
import { seenPoint } from './seen-point.ts'

/** The place of a point as it was typed. */
export interface TypedPlace {
  address: string
  opensAt: string
  dayOfMonth: string
}

/** What stands against it, by field. */
export type PlaceProblems = Partial<Record<keyof TypedPlace, 'unread' | 'too_long'>>

/** How it ended. `told`: how many were told of a session that falls on another day now. */
export type PlaceSet =
  | { ok: true; told: number }
  | { ok: false; problem: 'not_found' }
  | { ok: false; problem: 'fields'; problems: PlaceProblems }

/** Longest address, in characters. */
const longestAddress = 160

/**
 * Gives a point its address, its hour and its fixed day. Another fixed day holds from the next month on: the session of this month keeps
 * its day, and who has something to do at that of the next month is told at once.
 */
export async function setPoint(
  deps: MoveDeps,
  { staff, pointId, typed }: { staff: StaffMember; pointId: string; typed: TypedPlace },
): Promise<PlaceSet> {
  const { place, problems } = readPlace(typed)
  const at = deps.clock.now()
  const set = await deps.store.transaction(async (tx): Promise<PlaceSet> => {
    const point = await seenPoint(tx, staff, pointId)
    if (!point) return { ok: false, problem: 'not_found' }
    if (!place) return { ok: false, problem: 'fields', problems }
    await tx.calendar.setPlace(point.id, place)
    await note(tx, { staff, point, place, at })
    const told = place.dayOfMonth === point.sessions.dayOfMonth ? 0 : await changeDay(tx, { staff, point, place, at })
    return { ok: true, told }
  })
  if (set.ok && set.told > 0) await wake(deps)
  return set
}

/** Sets the day on which the leader of a group collects, `''` for none. False when it is no day of a month, or not theirs to set. */
export async function setCollectionDay(
  { store, clock }: Pick<MoveDeps, 'store' | 'clock'>,
  { staff, pointId, groupId, typed }: { staff: StaffMember; pointId: string; groupId: string; typed: string },
): Promise<'done' | 'not_found' | 'unread'> {
  const day = typed.trim() === '' ? undefined : readDayOfMonth(typed)
  return store.transaction(async (tx) => {
    const point = await seenPoint(tx, staff, pointId)
    const seen = point && (await seenGroup(tx, staff, groupId))
    const groups = seen ? await tx.calendar.groups(point.id) : []
    const group = groups.find(({ id }) => id === seen?.group.id)
    if (!group) return 'not_found'
    if (typed.trim() !== '' && day === undefined) return 'unread'
    await tx.calendar.setCollectionDay(group.id, day)
    await tx.audit.write({
      ...{ at: clock.now(), actorKind: 'staff', actorId: staff.id, action: 'group.collection_day' },
      ...{ subjectKind: 'group', subjectId: String(group.id) },
      detail: { from: group.collectionDay ?? '', to: day ?? '' },
    })
    return 'done'
  })
}

interface PlaceChange {
  staff: StaffMember
  point: CalendarPoint
  place: PointPlace
  at: Date
}

/** What is still ahead this month stays where it was announced to be; the next month follows the new day. */
async function changeDay(tx: Tx, { staff, point, place, at }: PlaceChange): Promise<number> {
  const today = dayOf(at)
  const [thisMonth, nextMonth] = [0, 1].map((n) => addMonths(`${today.slice(0, 7)}-01` as Day, n).slice(0, 7)) as [
    string,
    string,
  ]
  const held = sessionIn(point.sessions, thisMonth)
  await pin(tx, point, held)
  const before = sessionIn(point.sessions, nextMonth)
  const after = sessionIn({ ...point.sessions, dayOfMonth: place.dayOfMonth }, nextMonth)
  if (before.day === after.day) return 0
  const now = { ...point, ...place }
  const session = { pointId: point.id, month: nextMonth, day: before.day }
  const change = { point: now, session, fixedDay: after.fixedDay, to: after.day, why: 'fixed_day', at }
  return carryOut(tx, change, byStaff(staff, 'session.fixed_day'))
}

/** A session that was moved by hand keeps why it was. */
async function pin(tx: Tx, point: CalendarPoint, { month, day, why }: Session): Promise<void> {
  await tx.calendar.move({ pointId: point.id, month, day }, why ?? keptReason)
}

function readPlace(typed: TypedPlace): { place?: PointPlace; problems: PlaceProblems } {
  const address = typed.address.normalize('NFC').replace(/\s+/g, ' ').trim()
  const opensAt = readHour(typed.opensAt)
  const dayOfMonth = readDayOfMonth(typed.dayOfMonth)
  const problems: PlaceProblems = {
    ...(address === '' ? { address: 'unread' } : {}),
    ...([...address].length > longestAddress ? { address: 'too_long' } : {}),
    ...(opensAt === undefined ? { opensAt: 'unread' } : {}),
    ...(dayOfMonth === undefined ? { dayOfMonth: 'unread' } : {}),
  }
  if (opensAt === undefined || dayOfMonth === undefined || Object.keys(problems).length > 0) return { problems }
  return { place: { address, opensAt, dayOfMonth }, problems }
}

async function note(tx: Tx, { staff, point, place, at }: PlaceChange): Promise<void> {
  await tx.audit.write({
    ...{ at, actorKind: 'staff', actorId: staff.id, action: 'point.place' },
    ...{ subjectKind: 'point', subjectId: String(point.id) },
    detail: { ...place, before: [point.address, point.opensAt, point.sessions.dayOfMonth].join(' | ') },
  })
}
