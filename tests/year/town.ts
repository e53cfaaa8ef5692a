import { addMonths, type Day, dayInMonth, monthOf, yearOf } from '../../src/domain/day.ts'
import type { LoanStatus } from '../../src/domain/loan.ts'
import { type Dice, makeDice } from './dice.ts'

/** How large an office is. */
export interface TownSize {
  customers: number
  loans: number
  groups: number
  seed: number
}

/** A transaction point, counted from 1. `moved`: its sessions by month that are held on another day. */
export interface TownPoint {
  id: number
  code: string
  commune: number
  dayOfMonth: number
  moved: Map<string, Day>
}

/** A group, counted from 1. */
export interface TownGroup {
  id: number
  commune: number
  point: number
  collectionDay?: number
}

/** A household, counted from 1, and its account where it has one: the same number. */
export interface TownHousehold {
  id: number
  commune: number
  point: number
  /** Absent for one that borrows without a group. */
  group?: number
  linked: boolean
}

/** A loan as it truly stands. What the register knows of it comes by imports. */
export interface TownLoan {
  id: number
  code: string
  household: TownHousehold
  /** Days of the instalments that are left. */
  dues: Day[]
  principal: number
  outstanding: number
  interest: number
  status: LoanStatus
  /** The day on which a request for more time is decided. */
  decidedOn?: Day
}

/** What the register knows of a loan since the last import. */
export interface KnownLoan {
  nextDueDate?: Day
  nextPrincipal: number
  interest: number
  status: LoanStatus
  asOf: Day
}

/** An office with all its people and loans, as they truly are, and what the register knows. */
export interface Town {
  dice: Dice
  points: TownPoint[]
  groups: TownGroup[]
  households: TownHousehold[]
  loans: TownLoan[]
  known: Map<number, KnownLoan>
}

/** Fixed days of the points: through the month, with its first days and its last one. */
const fixedDays = [2, 4, 5, 8, 10, 12, 14, 16, 19, 22, 25, 31]
const communes = 5

/**
 * Makes an office up: five communes, twelve points, groups whose leaders collect on a day of their own (three in five) or at the session,
 * households of which four in five are linked, and loans with an instalment every twelve or twenty-four months. The same seed gives the same.
 */
export function makeTown({ customers, loans, groups, seed }: TownSize, firstDay: Day): Town {
  const dice = makeDice(seed)
  const points = fixedDays.map(
    (dayOfMonth, n): TownPoint => ({
      id: n + 1,
      code: `TXN${n + 1}`,
      commune: (n % communes) + 1,
      dayOfMonth,
      moved: new Map(),
    }),
  )
  const allGroups = Array.from({ length: groups }, (_, n): TownGroup => {
    const { id, commune } = points[n % points.length]!
    return { id: n + 1, commune, point: id, ...(dice.of(5) < 3 ? { collectionDay: 1 + dice.of(28) } : {}) }
  })
  const households = Array.from({ length: customers }, (_, n): TownHousehold => {
    const { id: group, commune, point } = allGroups[n % groups]!
    const alone = dice.of(50) === 0
    const first = points.find((one) => one.commune === commune)!
    return { id: n + 1, commune, point: alone ? first.id : point, linked: dice.of(5) < 4, ...(alone ? {} : { group }) }
  })
  const all = Array.from({ length: loans }, (_, n) =>
    loanOf(n, { dice, household: households[n % customers]!, firstDay }),
  )
  return { dice, points, groups: allGroups, households, loans: all, known: new Map() }
}

function loanOf(
  n: number,
  { dice, household, firstDay }: { dice: Dice; household: TownHousehold; firstDay: Day },
): TownLoan {
  const every = dice.of(2) === 0 ? 12 : 24
  const first = addMonths(firstDay, dice.of(every))
  const day = 1 + dice.of(28)
  const dues = Array.from({ length: 4 }, (_, turn) => {
    const month = addMonths(first, turn * every)
    return dayInMonth(yearOf(month), monthOf(month), day)
  })
  const principal = 1_000_000 * (1 + dice.of(20))
  const trouble = dice.of(100)
  const status = trouble === 0 ? 'risk_pending' : trouble < 3 ? 'frozen' : 'normal'
  return {
    ...{ id: n + 1, code: `66${String(n + 1).padStart(14, '0')}`, household, dues, principal, status },
    ...{ outstanding: principal * 4, interest: 0 },
  }
}
