import type { Day } from '../domain/day.ts'
import type { SessionCalendar } from '../domain/transaction-day.ts'

/** A transaction office of the bank. */
export interface Office {
  id: number
  code: string
  name: string
  phone: string
  address: string
  /** Mass messages leave from `quietUntil` (hour) until before `quietFrom`. */
  quietUntil: number
  quietFrom: number
  /** Announcements to one household on one day; a further one waits for the next morning. */
  announcementsPerDay: number
  /** Days after which imported figures are too old to be named. */
  figuresMaxAge: number
}

/** A commune, ward or township. `formerUnits` are the units it was made of, by their old names and kinds. */
export interface Commune {
  id: number
  officeId: number
  code: string
  name: string
  kind: UnitKind
  formerUnits: { name: string; kind: UnitKind }[]
}

/** What kind of unit the law sees. */
export type UnitKind = 'xa' | 'phuong' | 'thi_tran'

/** A savings and credit group with the place and calendar of its transaction sessions. */
export interface Group {
  id: number
  code: string
  name: string
  leaderName: string
  associationKey: string
  communeId: number
  collectionDay?: number
  point?: { name: string; address: string; opensAt: string }
  sessions: SessionCalendar
}

/** A transaction point: where and when its households pay. */
export interface Point {
  id: number
  officeId: number
  name: string
  address: string
  opensAt: string
  sessions: SessionCalendar
}

/** The units of the bank and the state, as far as an office knows them. */
export interface Units {
  office(id: number): Promise<Office | undefined>
  /** The office that answers people whose commune is not known: the first one. */
  mainOffice(): Promise<Office>
  communes(officeId?: number): Promise<Commune[]>
  commune(id: number): Promise<Commune | undefined>
  group(id: number): Promise<Group | undefined>
  /** The transaction point sessions of a commune, the first point's where it has several. */
  pointOfCommune(communeId: number): Promise<Point | undefined>
  /** The point at which a household pays: its group's, else the first one of its commune. */
  pointOfHousehold(householdId: string): Promise<Point | undefined>
  /** All points that may meet on one of those days, by their fixed day or by a session that was moved. */
  pointsAbout(days: readonly Day[]): Promise<Point[]>
  /** The session of that month takes place on that day instead. False when there is no such point. */
  moveSession(pointCode: string, day: Day, reason: string): Promise<boolean>
}
