import type { Message } from '../conversation/words.ts'
import { type Day, dayOf, readDay } from '../domain/day.ts'
import { lanes } from '../domain/delivery.ts'
import { type MoveProblem, moveProblem, moveReasons, readMonth, undoProblem } from '../domain/session-move.ts'
import { sessionIn } from '../domain/transaction-day.ts'
import { readTypedDay } from '../domain/typed-day.ts'
import { type UnfitText, unfitText } from '../domain/unfit-text.ts'
import type { ActorKind } from '../ports/applications.ts'
import type { CalendarPoint } from '../ports/calendar.ts'
import type { Clock } from '../ports/clock.ts'
import type { Jobs } from '../ports/jobs.ts'
import type { Language } from '../ports/language.ts'
import type { StaffMember } from '../ports/staff.ts'
import type { Store, Tx } from '../ports/store.ts'
import { seenPoint } from './seen-point.ts'
import { type Change, type Concerned, concernedBy, sessionMessage, tellSession } from './tell-session.ts'

/** What moving a session needs. */
export interface MoveDeps {
  store: Store
  clock: Clock
  jobs: Jobs
  language: Language
}

/** A session and the day to which it is to be moved, as it was typed. `reason`: one of `moveReasons`, or `other` with words of one's own. */
export interface Moving {
  staff: StaffMember
  pointId: string
  month: string
  day: string
  reason: string
  words: string
}

/** What stands against a move, by field. */
export interface MoveProblems {
  day?: MoveProblem
  reason?: 'none'
  words?: UnfitText
}

/** What a move would come to. `meeting`: other points of the office that meet on that day. */
export interface MovePreview {
  point: CalendarPoint
  from: Day
  to: Day
  concerned: Concerned
  /** What a household reads that has something due. */
  message: Message
  /** Reminders that are taken back and planned anew. */
  waiting: number
  meeting: string[]
}

/** How a move ended, or what it would come to. */
export type Moved<Done> =
  | { ok: true; done: Done }
  | { ok: false; problem: 'not_found' }
  | { ok: false; problem: 'fields'; problems: MoveProblems }

/** Longest words of one's own about why. */
export const longestReason = 80

/** What moving a session would come to: nothing is changed. */
export function previewMove(deps: MoveDeps, moving: Moving): Promise<Moved<MovePreview>> {
  return deps.store.transaction(async (tx) => {
    const read = await readMove(tx, deps, moving)
    if (!read.ok) return read
    const { point, session, to } = read.done
    const points = await tx.calendar.points({ officeId: point.officeId })
    const meeting = points.filter((one) => one.id !== point.id && meetsOn(one, to)).map((one) => one.commune)
    const [concerned, waiting] = [await concernedBy(tx, session), await tx.calendar.waiting(session)]
    const message = await sessionMessage(tx, read.done, { as: 'household', due: true })
    return { ok: true, done: { point, from: session.day, to, concerned, message, waiting, meeting } }
  })
}

/**
 * Moves a session: the day is written down, reminders of the old one that have not left are taken back, and everybody concerned is told,
 * all of it or nothing. Done again with the same day it is refused, so that a second click tells nobody twice.
 */
export async function moveSession(deps: MoveDeps, moving: Moving): Promise<Moved<{ told: number; to: Day }>> {
  const moved = await deps.store.transaction(async (tx): Promise<Moved<{ told: number; to: Day }>> => {
    const read = await readMove(tx, deps, moving)
    if (!read.ok) return read
    const change = read.done
    await tx.calendar.move({ ...change.session, day: change.to }, change.why)
    return {
      ok: true,
      done: { told: await carryOut(tx, change, byStaff(moving.staff, 'session.move')), to: change.to },
    }
  })
  if (moved.ok) await wake(deps)
  return moved
}

/** Gives a session its fixed day back, and tells everybody. False where there is nothing to take back any more. */
export async function undoMove(
  deps: MoveDeps,
  { staff, pointId, month }: Pick<Moving, 'staff' | 'pointId' | 'month'>,
): Promise<boolean> {
  const at = deps.clock.now()
  const undone = await deps.store.transaction(async (tx) => {
    const point = readMonth(month) ? await seenPoint(tx, staff, pointId) : undefined
    if (!point || undoProblem(point.sessions, { month, today: dayOf(at) })) return false
    const { day, fixedDay } = sessionIn(point.sessions, month)
    const session = { pointId: point.id, month, day }
    await tx.calendar.undo(session)
    const change: Change = { point, session, fixedDay, to: fixedDay, why: '', at }
    await carryOut(tx, change, byStaff(staff, 'session.undo'))
    return true
  })
  if (undone) await wake(deps)
  return undone
}

/** How it ended at the command line: there is no such point, or the reason is nothing to tell a household. */
export type MovedByCode = 'moved' | 'unknown' | 'unfit'

/**
 * Moves the session of the month that a day lies in onto that day, for whoever works at the command line: what a calendar has against it
 * is theirs to judge. Everybody is told as they are from the console; a session that is on that day already is left as it is.
 */
export async function moveSessionOf(
  deps: MoveDeps,
  { code, day, reason }: { code: string; day: Day; reason: string },
): Promise<MovedByCode> {
  const known = reason === '' || moveReasons.some((one) => one === reason)
  const read = readReason(deps.language, { reason: 'other', words: reason })
  if (!known && read.words) return 'unfit'
  const at = deps.clock.now()
  const moved = await deps.store.transaction(async (tx): Promise<MovedByCode> => {
    const id = await tx.calendar.idOf(code)
    const point = id === undefined ? undefined : await tx.calendar.hold(id)
    if (!point) return 'unknown'
    const { month, day: from, fixedDay } = sessionIn(point.sessions, day.slice(0, 7))
    if (from === day) return 'moved'
    const session = { pointId: point.id, month, day: from }
    await tx.calendar.move({ ...session, day }, known ? reason : read.why)
    const change: Change = { point, session, fixedDay, to: day, why: known ? reason : read.why, at }
    await carryOut(tx, change, { actorKind: 'system', actorId: 'command line', action: 'session.move' })
    return 'moved'
  })
  if (moved === 'moved') await wake(deps)
  return moved
}

/** Takes back what speaks of the old day, tells of the new one, and writes down who did it. Gives how many were told. */
export async function carryOut(
  tx: Tx,
  change: Change,
  by: { actorKind: ActorKind; actorId: string; action: string },
): Promise<number> {
  const { point, session, to, why, at } = change
  const withdrawn = await tx.calendar.withdraw(session)
  if (withdrawn.days) await tx.reminders.release(withdrawn.days)
  const told = await tellSession(tx, change)
  await tx.audit.write({
    ...{ at, ...by, subjectKind: 'point', subjectId: String(point.id) },
    detail: { month: session.month, from: session.day, to, why, told, withdrawn: withdrawn.count },
  })
  return told
}

/** How the log names a member of staff who did something. */
export function byStaff({ id }: StaffMember, action: string): Parameters<typeof carryOut>[2] {
  return { actorKind: 'staff', actorId: id, action }
}

/** Senders for the notices, and the plan of the day anew: the new day may be one that is reminded of today. */
export async function wake({ jobs }: Pick<MoveDeps, 'jobs'>): Promise<void> {
  await jobs.wake('send-batch', { lane: lanes.reminder })
  await jobs.wake('plan-reminders', {})
}

async function readMove(tx: Tx, deps: MoveDeps, moving: Moving): Promise<Moved<Change>> {
  const at = deps.clock.now()
  const point = readMonth(moving.month) ? await seenPoint(tx, moving.staff, moving.pointId) : undefined
  if (!point) return { ok: false, problem: 'not_found' }
  const { month } = moving
  const day = readTyped(moving.day, dayOf(at))
  const { closed } = await tx.applications.times(point.officeId)
  const dayProblem = moveProblem(point.sessions, { month, day, today: dayOf(at) }, closed)
  const { why, ...problems } = readReason(deps.language, moving)
  const all: MoveProblems = { ...(dayProblem ? { day: dayProblem } : {}), ...problems }
  if (!day || Object.keys(all).length > 0) return { ok: false, problem: 'fields', problems: all }
  const session = sessionIn(point.sessions, month)
  const held = { pointId: point.id, month, day: session.day }
  return { ok: true, done: { point, session: held, fixedDay: session.fixedDay, to: day, why, at } }
}

function readReason(
  language: Language,
  { reason, words }: Pick<Moving, 'reason' | 'words'>,
): { why: string } & Pick<MoveProblems, 'reason' | 'words'> {
  if (moveReasons.some((one) => one === reason)) return { why: reason }
  if (reason !== 'other') return { why: '', reason: 'none' }
  const unfit = unfitText(words, { longest: longestReason, threats: language.lists('unfit:threats') })
  return unfit ? { why: '', words: unfit } : { why: words.normalize('NFC').replace(/\s+/g, ' ').trim() }
}

function meetsOn({ sessions }: CalendarPoint, day: Day): boolean {
  return [day.slice(0, 7), ...Object.keys(sessions.moved)].some((month) => sessionIn(sessions, month).day === day)
}

/** As the field of a browser sends it, or as people write it. */
function readTyped(text: string, today: Day): Day | undefined {
  return readDay(text.trim()) ?? readTypedDay(text, { today, min: today })
}
