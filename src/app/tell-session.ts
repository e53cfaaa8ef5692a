import type { Message } from '../conversation/words.ts'
import { atHour, type Day, dayOf } from '../domain/day.ts'
import { lanes } from '../domain/delivery.ts'
import { noticeKey } from '../domain/session-move.ts'
import type { CalendarPoint, HeldSession, ToldAccount } from '../ports/calendar.ts'
import type { Tx } from '../ports/store.ts'
import type { Office } from '../ports/units.ts'
import { noticeDays } from './notice-days.ts'
import { type MovedSession, movedMessage } from './session-words.ts'

/** Whom a session concerns: how many households are told because something of theirs falls due, how many because they pay there. */
export interface Concerned {
  due: number
  others: number
  /** People whose money is paid at that session. */
  appointments: number
  leaders: number
  /** Households with something due who have no account that may be written to: somebody has to tell them. */
  unreached: number
}

/** A session that takes place on another day. `why`: one of `moveReasons`, or words. */
export interface Change {
  point: CalendarPoint
  session: HeldSession
  fixedDay: Day
  to: Day
  why: string
  at: Date
}

/** Counts who would be told of a change. */
export async function concernedBy(tx: Tx, session: HeldSession): Promise<Concerned> {
  return (await listenersOf(tx, session)).counts
}

/**
 * Tells everybody whom a change of day concerns, each account once, within the hours of the office. It is the one message that a household
 * gets that day. Which of them still allows it is asked once more at the moment of sending. Gives how many are written to.
 */
export async function tellSession(tx: Tx, change: Change): Promise<number> {
  const { session, to, at } = change
  const office = await officeOf(tx, change)
  const { listeners } = await listenersOf(tx, session)
  const householdIds = listeners.flatMap(({ householdId }) => householdId ?? [])
  const { closed } = await tx.applications.times(office.id)
  const [on = to] = [to, session.day].sort()
  const days = await noticeDays(tx, { householdIds, on, office, closed, at })
  const kept = (one: Listener) => (one.householdId === undefined ? undefined : days.get(one.householdId))
  for (const those of mailingsOf(listeners, (one) => kept(one)?.day)) {
    const mailingId = await openMailing(tx, { kind: kindOf(those[0]!), officeId: office.id, to, at })
    for (const one of those) await write(tx, change, { ...one, office, mailingId, deliveryId: kept(one)?.deliveryId })
    const day = kept(those[0]!)?.day
    await tx.outbox.seal(mailingId, day && day > dayOf(at) ? atHour(day, 0) : undefined)
  }
  return listeners.length
}

/** The day is kept with a delivery; who is told at once although the day had its message gets one that is not. */
async function write(
  tx: Tx,
  change: Change,
  { account, as, due, office, mailingId, deliveryId }: Listener & Written,
): Promise<void> {
  const { point, session, to, at } = change
  // A day may be taken back and set anew: the moment of the decision belongs to the key.
  const key = `${noticeKey(point.id, session.month)}${to}:${at.getTime()}:${account.id}`
  const message = movedMessage({ ...saidOf(change), office, as, due })
  const how = { lane: lanes.reminder, at }
  if (deliveryId === undefined) await tx.outbox.write(account, message, { ...how, key, mailingId })
  else await tx.outbox.writeAll([{ deliveryId, to: account, message, mailingId, key }], how)
}

interface Written {
  office: Office
  mailingId: string
  deliveryId: string | undefined
}

/** One mailing for each kind and day. */
function mailingsOf(listeners: readonly Listener[], dayOf: (one: Listener) => Day | undefined): Listener[][] {
  const mailings = new Map<string, Listener[]>()
  for (const one of listeners) {
    const name = `${kindOf(one)} ${dayOf(one)}`
    mailings.set(name, [...(mailings.get(name) ?? []), one])
  }
  return [...mailings.values()]
}

/** What somebody reads of a change. */
export async function sessionMessage(
  tx: Tx,
  change: Change,
  reader: Pick<MovedSession, 'as' | 'due'>,
): Promise<Message> {
  return movedMessage({ ...saidOf(change), office: await officeOf(tx, change), ...reader })
}

async function officeOf(tx: Tx, { point }: Change): Promise<Office> {
  const office = await tx.units.office(point.officeId)
  if (!office) throw new Error(`no office ${point.officeId}`)
  return office
}

/** `request` rests on what was allowed for a request, `session` on what was allowed for reminders, or on leading a group. */
type Mailing = 'request' | 'session'

function kindOf({ as }: Listener): Mailing {
  return as === 'appointment' ? 'request' : 'session'
}

function openMailing(tx: Tx, { kind, officeId, to, at }: { kind: Mailing; officeId: number; to: Day; at: Date }) {
  const notAfter = atHour(to, 24)
  return tx.outbox.openMailing({ kind, lane: lanes.reminder, onUncertain: 'resend', officeId, notAfter, at })
}

function saidOf({ point, session, fixedDay, to, why }: Change): Omit<MovedSession, 'office' | 'as' | 'due'> {
  return { month: session.month, from: session.day, to, why, fixedDay, place: point }
}

interface Listener {
  account: ToldAccount
  /** Where it concerns what a household pays. */
  householdId?: string
  as: MovedSession['as']
  due: boolean
}

/** One message to an account, whatever it is concerned by: a leader who pays there as well reads as a leader. */
async function listenersOf(tx: Tx, session: HeldSession): Promise<{ listeners: Listener[]; counts: Concerned }> {
  const households = await tx.calendar.paying(session)
  const accounts = await tx.reminders.recipients(households.map(({ householdId }) => householdId))
  const listeners = new Map<string, Listener>()
  const counts: Concerned = { due: 0, others: 0, appointments: 0, leaders: 0, unreached: 0 }
  for (const { householdId, due } of households) {
    const account = accounts.get(householdId)
    if (account) listeners.set(account.id, { account, householdId, as: 'household', due })
    if (account) counts[due ? 'due' : 'others'] += 1
    else if (due) counts.unreached += 1
  }
  for (const account of await tx.calendar.appointments(session)) {
    if (!listeners.has(account.id)) listeners.set(account.id, { account, as: 'appointment', due: false })
    counts.appointments += 1
  }
  for (const account of await tx.calendar.leaders(session.pointId)) {
    listeners.set(account.id, { due: false, ...listeners.get(account.id), account, as: 'leader' })
    counts.leaders += 1
  }
  return { listeners: [...listeners.values()], counts }
}
