import type pg from 'pg'
import { addDays, type Day, dayOf, daysBetween, hourOf } from '../../src/domain/day.ts'
import type { ReminderKind } from '../../src/domain/reminder-plan.ts'
import { type Expected, isQuiet } from './oracle.ts'
import type { Arrived } from './run-year.ts'
import type { KnownLoan, Town } from './town.ts'

/** One loan in a message. */
export interface Line {
  loan: number
  kind: ReminderKind
  dueDate: Day
  sessionDay: Day
  principal: number
  interest: number
}

/** A message as it arrived, with what its household is. */
export interface Told {
  household: number
  at: Date
  lines: Line[]
}

/** Looks on, and writes down every breach of what has to hold. */
export interface Judge {
  /** What the day has to speak of, or to list. */
  expect(expected: readonly Expected[]): void
  /** Everybody who pays at a point is to hear of its new day before it comes. */
  moved(session: { point: number; from: Day; to: Day }): void
  /** Messages that have just arrived, while the register is as it was when they were sent. */
  arrived(messages: readonly Arrived[]): Promise<void>
  endOfDay(day: Day): Promise<void>
  /** What arrived on the day that was ended last. */
  today(): readonly Told[]
  /** A commune stands still. */
  pause(of: { commune: number; since: string; until: string }): void
  /** A print of all that the plan has written for a day and in all. */
  ledger(day: Day): Promise<string>
  /** A print of all that was ever said, and of what became of it, without the numbers that a database draws. */
  whole(): Promise<string>
  fault(what: string): void
  figures(): { messages: number; reminders: number; notices: number; notReminded: number; faults: string[] }
}

/** Figures of an office are named for so many days. */
const figuresMaxAge = 35

/** Makes the judge of one year. */
export function makeJudge(pool: pg.Pool, town: Town): Judge {
  const faults: string[] = []
  const totals = { messages: 0, reminders: 0, notices: 0, notReminded: 0 }
  const written = new Set<number>()
  let unheard: { household: number; from: Day; to: Day }[] = []
  const counts = new Map<string, ReminderKind[]>()
  let wanted = new Map<string, Expected>()
  let told: Told[] = []
  let ended: Told[] = []
  let paused: { commune: number; since: string; until: string } | undefined
  const fault = (what: string) => void faults.push(what)

  const judgeLine = (line: Line, { day, household }: { day: Day; household: number }) => {
    const about = `${day}: loan ${line.loan}, ${line.kind}`
    const known = town.known.get(line.loan)
    if (!known) return fault(`${about}: unknown`)
    for (const what of against(line, known, day)) fault(`${about}: ${what}`)
    const loan = town.loans[line.loan - 1]!
    if (loan.household.id !== household) fault(`${about}: told to a stranger`)
    if (paused?.commune === loan.household.commune && paused.since <= day && day <= paused.until)
      fault(`${about}: paused`)
    const key = `${line.loan} ${line.dueDate}`
    const kinds = counts.get(key) ?? []
    if (kinds.includes(line.kind)) fault(`${about}: a second time`)
    kinds.push(line.kind)
    counts.set(key, kinds)
    if (kinds.filter((kind) => kind !== 'after').length > 4) fault(`${about}: too often`)
  }

  /** A change of day goes to who pays there, once, before that day. */
  const judgeNotice = ({ household, at }: Told, words: string) => {
    const heard = unheard.find((one) => one.household === household && words.includes(`{"day":"${one.to}"}`))
    if (!heard) return fault(`${dayOf(at)}: household ${household} is told of a day that does not concern it, or twice`)
    if (dayOf(at) >= heard.from || dayOf(at) >= heard.to) fault(`${dayOf(at)}: household ${household} hears too late`)
    unheard = unheard.filter((one) => one !== heard)
    totals.notices += 1
  }

  const judgeMessage = (one: Told, message: Arrived) => {
    const { household, at, lines } = one
    const day = dayOf(at)
    if (written.has(household)) fault(`${day}: household ${household} has two messages`)
    written.add(household)
    if (hourOf(at) < 7 || hourOf(at) >= 20) fault(`${day}: household ${household} in quiet hours`)
    if (lines.length === 0) return judgeNotice(one, JSON.stringify(message.message))
    for (const line of lines) judgeLine(line, { day, household })
    if (!lines.every(({ sessionDay }) => sessionDay === addDays(day, 1)) && isQuiet(day))
      fault(`${day}: on a quiet day`)
    const words = JSON.stringify(message.message)
    const named = [...words.matchAll(/"dong":(\d+)/g)].map(([, dong]) => Number(dong))
    const right = amountsOf(lines)
    for (const dong of named)
      if (!right.has(dong)) fault(`${day}: household ${household} is told ${dong}, which it does not owe`)
    for (const { loan } of lines)
      if (!words.includes(town.loans[loan - 1]!.code.slice(-4))) fault(`${day}: loan ${loan} is not named`)
  }

  return {
    expect: (expected) => {
      for (const one of expected) wanted.set(`${one.loan} ${one.kind}`, one)
    },
    moved: ({ point, from, to }) => {
      for (const household of borrowersAt(town, point)) unheard.push({ household, from, to })
    },
    arrived: async (messages) => {
      if (messages.length === 0) return
      const lines = await linesOf(pool, messages)
      for (const message of messages) {
        const household = Number(message.address.replace('nha-', ''))
        const one: Told = { household, at: message.at, lines: lines.get(message.deliveryId) ?? [] }
        judgeMessage(one, message)
        told.push(one)
        totals.messages += 1
        totals.reminders += one.lines.length
      }
    },
    endOfDay: async (day) => {
      const late = unheard.filter(({ from, to }) => from === day || to === day)
      unheard = unheard.filter((one) => !late.includes(one))
      for (const { household, to } of late)
        if (town.households[household - 1]?.linked) fault(`${day}: household ${household} never heard of ${to}`)
      totals.notReminded += await judgeDay(pool, { day, wanted: [...wanted.values()], fault })
      wanted = new Map()
      // However they overlapped on their way: what the households answer is the same every time.
      ended = told.sort((a, b) => a.household - b.household)
      told = []
      written.clear()
    },
    today: () => ended,
    pause: (of) => {
      paused = of
    },
    ledger: (day) => printOf(pool, day),
    whole: () => wholePrint(pool),
    fault,
    figures: () => ({ ...totals, faults }),
  }
}

/** What stands against a line that was told, by what the register knew at that moment. */
function against(line: Line, known: KnownLoan, day: Day): string[] {
  const found: string[] = []
  if (known.status !== 'normal') found.push(`it is ${known.status}`)
  if (line.principal > 0 && (known.nextDueDate !== line.dueDate || known.nextPrincipal !== line.principal))
    found.push('paid, or another amount')
  if (line.interest !== known.interest) found.push('another interest')
  if (line.principal + line.interest === 0) found.push('nothing is due')
  if (daysBetween(known.asOf, day) > figuresMaxAge) found.push('its figures are too old')
  return found
}

/** Every amount that a message of those lines may name: parts, what is due together, and what is due of the first day. */
function amountsOf(lines: readonly Line[]): Set<number> {
  const right = new Set<number>([0])
  const owed = lines.map(({ principal, interest }) => principal + interest)
  for (const { principal, interest } of lines)
    for (const dong of [principal, interest, principal + interest]) right.add(dong)
  for (let some = 1; some < 2 ** owed.length; some++)
    right.add(owed.reduce((sum, dong, n) => sum + (some & (1 << n) ? dong : 0), 0))
  return right
}

async function linesOf(pool: pg.Pool, messages: readonly Arrived[]): Promise<Map<string, Line[]>> {
  const { rows } = await pool.query(
    `SELECT r.delivery_id::text AS delivery, right(l.loan_code, 14)::int AS loan, r.kind, r.due_date::text AS "dueDate",
       r.session_day::text AS "sessionDay", r.named_principal::float8 AS principal, r.named_interest::float8 AS interest
     FROM reminder r JOIN loan l ON l.id = r.loan_id WHERE r.delivery_id = ANY($1::bigint[])`,
    [messages.map(({ deliveryId }) => deliveryId)],
  )
  const lines = new Map<string, Line[]>()
  for (const { delivery, ...line } of rows) lines.set(delivery, [...(lines.get(delivery) ?? []), line])
  return lines
}

/** Every loan that the day had to speak of was spoken of, before or on that day, or stands in the list with a reason. Gives how many do. */
async function judgeDay(
  pool: pg.Pool,
  { day, wanted, fault }: { day: Day; wanted: readonly Expected[]; fault: (what: string) => void },
): Promise<number> {
  const { rows } = await pool.query(
    `SELECT w.loan, w.kind,
       EXISTS (SELECT FROM reminder r WHERE r.loan_id = l.id AND (r.day = $2::date OR (r.kind = w.kind AND r.day < $2::date))) AS told,
       EXISTS (SELECT FROM reminder_skip s WHERE s.loan_id = l.id AND s.day = $2::date) AS listed
     FROM jsonb_to_recordset($1) AS w(loan int, kind text) JOIN loan l ON l.loan_code = '66' || lpad(w.loan::text, 14, '0')`,
    [JSON.stringify(wanted), day],
  )
  for (const { loan, kind, told, listed } of rows)
    if (!told && !listed) fault(`${day}: loan ${loan}, ${kind}: neither told nor listed`)
  return rows.filter(({ told, listed }) => !told && listed).length
}

async function printOf(pool: pg.Pool, day: Day): Promise<string> {
  const { rows } = await pool.query(
    `SELECT md5(concat(
       (SELECT string_agg(concat_ws(' ', loan_id, due_date, kind, delivery_id, account_id), ',' ORDER BY id) FROM reminder WHERE day = $1),
       (SELECT string_agg(concat_ws(' ', household_id, delivery_id), ',' ORDER BY household_id) FROM reminder_day WHERE day = $1),
       (SELECT string_agg(concat_ws(' ', loan_id, kind, due_date, reason), ',' ORDER BY loan_id, kind) FROM reminder_skip WHERE day = $1),
       (SELECT count(*) FROM reminder), ' ', (SELECT count(*) FROM delivery), ' ', (SELECT count(*) FROM mailing))) AS print`,
    [day],
  )
  return String(rows[0].print)
}

async function wholePrint(pool: pg.Pool): Promise<string> {
  const { rows } = await pool.query(
    `SELECT md5(concat(
       (SELECT string_agg(concat_ws(' ', r.loan_id, r.due_date, r.kind, r.day, d.state, d.error_code), ',' ORDER BY r.day, r.loan_id, r.kind)
        FROM reminder r JOIN delivery d ON d.id = r.delivery_id),
       (SELECT string_agg(concat_ws(' ', day, loan_id, kind, due_date, reason), ',' ORDER BY day, loan_id, kind) FROM reminder_skip))) AS print`,
  )
  return String(rows[0].print)
}

/** Linked households of a point that are known to have a loan which is not closed. */
function borrowersAt({ loans, known }: Town, point: number): Set<number> {
  const open = loans.filter(({ id, household }) => {
    const status = known.get(id)?.status
    return household.linked && household.point === point && status !== undefined && status !== 'closed'
  })
  return new Set(open.map(({ household }) => household.id))
}
