import type { Day } from '../domain/day.ts'
import type { Scope } from '../domain/staff.ts'
import type { ChannelId } from './channel.ts'
import type { Point } from './units.ts'

/** A transaction point as the calendar of its office shows it. */
export interface CalendarPoint extends Point {
  communeId: number
  commune: string
}

/** What may be changed of a point: where it meets, from what time on (`HH:MM`), and its fixed day (1 to 31). */
export interface PointPlace {
  address: string
  opensAt: string
  dayOfMonth: number
}

/** A group that meets at a point, and the day of the month on which its leader collects interest. */
export interface CalendarGroup {
  id: number
  code: string
  name: string
  leaderName: string
  collectionDay?: number
}

/** The session of one month of a point: which point, which month (`YYYY-MM`), and the day on which it is so far. */
export interface HeldSession {
  pointId: number
  month: string
  day: Day
}

/** A household that pays at a point and has an open loan. `due`: an instalment falls due in that month. */
export interface PayingHousehold {
  householdId: string
  due: boolean
}

/** An account that may be written to. */
export interface ToldAccount {
  id: string
  channel: ChannelId
}

/** How many reminders were stopped, and on which days they were to be said. */
export interface Withdrawn {
  count: number
  days?: { from: Day; until: Day }
}

/** Where and when an office meets its households, and whom it concerns when that changes. */
export interface Calendar {
  /** The points of a unit, by the name of their commune. */
  points(scope: Scope): Promise<CalendarPoint[]>
  /** A point. Inside a transaction nobody else changes its calendar until the end of that. */
  hold(pointId: number): Promise<CalendarPoint | undefined>
  /** The id of the point with that code. */
  idOf(code: string): Promise<number | undefined>
  /** The groups that meet at a point, by name. */
  groups(pointId: number): Promise<CalendarGroup[]>
  /** Gives a point its place. Its groups have its day as well. */
  setPlace(pointId: number, place: PointPlace): Promise<void>
  /** Sets or takes away the day on which the leader of a group collects. */
  setCollectionDay(groupId: number, day: number | undefined): Promise<void>
  /** The session of that month takes place on that day. `reason`: one of `moveReasons`, or words. */
  move(session: HeldSession, reason: string): Promise<void>
  /** The session of that month takes place on the fixed day again. */
  undo(session: Omit<HeldSession, 'day'>): Promise<void>
  /** The households that pay at a point, with whether an instalment of theirs falls due in the month. */
  paying(session: HeldSession): Promise<PayingHousehold[]>
  /** The accounts of requests whose money is paid at that session. */
  appointments(session: HeldSession): Promise<ToldAccount[]>
  /** The accounts that lead a group which meets there. */
  leaders(pointId: number): Promise<ToldAccount[]>
  /** How many reminders of that session have not left yet. */
  waiting(session: HeldSession): Promise<number>
  /** Stops them: `release` of the reminders gives them free, so that they are planned anew for another day. So are notices of an earlier move. */
  withdraw(session: HeldSession): Promise<Withdrawn>
}
