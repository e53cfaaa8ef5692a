import type pg from 'pg'
import { moveSessionOf } from '../../src/app/move-session.ts'
import { planToday } from '../../src/app/plan-today.ts'
import type { Message } from '../../src/conversation/words.ts'
import { sendWaiting } from '../../src/delivery/send.ts'
import type { SendDeps } from '../../src/delivery/stream.ts'
import { addDays, atHour, type Day, dayOf, weekdayOf } from '../../src/domain/day.ts'
import { loadLanguage } from '../../src/i18n.ts'
import type { Store } from '../../src/ports/store.ts'
import { prismaLedger } from '../../src/store/ledger.ts'
import { prismaPace } from '../../src/store/pace.ts'
import type { Database } from '../../src/store/prisma.ts'
import { makeSeal } from '../../src/store/seal.ts'
import { prismaWays } from '../../src/store/ways.ts'
import { type Judge, makeJudge } from './judge.ts'
import { expectedOn, isHoliday, isQuiet, meetsFor, monthsAbout, sessionAt } from './oracle.ts'
import { eveOf, fillTown, importLoans, loansIn } from './register.ts'
import { makeTown, type Town, type TownLoan, type TownSize } from './town.ts'

/** Where a year is played: a database of its own, migrated and empty. */
export interface Stage {
  store: Store
  prisma: Database['prisma']
  pool: pg.Pool
  /** Told each month how many days have been played. */
  told?: (days: number) => void
}

/** What a year came to. `faults` are breaches of what has to hold, the first of them in words. */
export interface YearFigures {
  days: number
  messages: number
  reminders: number
  /** Of a session on another day. */
  notices: number
  notReminded: number
  /** Runs of the plan that were done a second time, and changed nothing. */
  runsAgain: number
  /** The same for the same year. */
  print: string
  faults: string[]
}

/** The year: from the first of December on, so that Tet 2027 lies in it. */
export const firstDay: Day = '2026-12-01'

/** One message on its way through the made-up channel. */
export interface Arrived {
  deliveryId: string
  address: string
  at: Date
  message: Message
}

interface Play extends Stage {
  town: Town
  judge: Judge
  deps: SendDeps
  clock: { at: Date }
  arrived: Arrived[]
  runsAgain: number
}

/**
 * Plays a year of an office on a clock of its own, over the real planner, store and ledger, with a channel that only takes down what
 * arrives: sessions that holidays and people move, lists of the bank once a month and after some sessions, payments, promises, people in
 * difficulty, a disaster, days on which nothing can be sent, and days on which nothing runs.
 */
export async function runYear(stage: Stage, size: TownSize & { days: number }): Promise<YearFigures> {
  const town = makeTown(size, firstDay)
  await fillTown(stage.pool, town)
  const play = { ...stage, ...stageOf(stage), town, judge: makeJudge(stage.pool, town), runsAgain: 0 }
  await moveForHolidays(play)
  for (let n = 0; n < size.days; n++) {
    await playDay(play, addDays(firstDay, n))
    if (n % 30 === 29) stage.told?.(n + 1)
  }
  return { days: size.days, runsAgain: play.runsAgain, print: await play.judge.whole(), ...play.judge.figures() }
}

function stageOf({ prisma }: Stage) {
  const arrived: Arrived[] = []
  const clock = { at: atHour(firstDay, 0) }
  const deps: SendDeps = {
    ledger: prismaLedger(prisma),
    pace: prismaPace(prisma),
    ways: prismaWays(prisma, makeSeal(Buffer.alloc(32, 7))),
    clock: { now: () => clock.at },
    channels: {
      web: {
        id: 'web',
        send: async ({ deliveryId = '', address, message }) => {
          arrived.push({ deliveryId, address, at: clock.at, message })
          return { ok: true, messageId: deliveryId }
        },
      },
    },
    rates: {},
    deadlineSeconds: 15,
    stopping: () => false,
    wait: async () => {},
    onTrouble: (error) => {
      throw error
    },
  }
  return { arrived, clock, deps }
}

/** What is known of the year beforehand: no session is on a holiday. */
async function moveForHolidays({ town, store }: Play): Promise<void> {
  for (const point of town.points)
    for (let n = 0; n < 14; n++) {
      const month = monthsAbout(addDays(firstDay, n * 30 + 15))[1]!
      const fixed = sessionAt(point, month)
      if (!isHoliday(fixed)) continue
      let day = fixed
      while (isQuiet(day)) day = addDays(day, 1)
      if (!day.startsWith(month)) for (day = fixed; isQuiet(day); ) day = addDays(day, -1)
      point.moved.set(month, day)
      await store.units.moveSession(point.code, day, 'holiday')
    }
}

/** On this day, and four months later, nothing can be sent before the night. */
const darkDays: readonly string[] = ['2027-01-13', '2027-05-14']
/** A Wednesday, and a Saturday before a quiet day: the machine stands still. */
const offDays: readonly Day[] = ['2026-12-16', '2027-03-20']
/** Of one commune no list comes in June; another stands still in September. */
const listedInJune = [1, 2, 4, 5] as const
const struck = { commune: 2, since: '2027-09-06', until: '2027-09-26' }

async function playDay(play: Play, day: Day): Promise<void> {
  const { town, clock, judge } = play
  clock.at = atHour(day, 6)
  await moveByHand(play, day)
  await takeLists(play, day)
  if (day === struck.since) await pause(play)
  if (offDays.includes(day)) return live(town, day)
  const isDark = darkDays.includes(day)
  if (isDark || darkDays.includes(eveOf(day))) await tryToSend(play, atHour(day, 6, 59))
  await plan(play, atHour(day, 7))
  for (const one of [day, ...madeUpOn(day)]) judge.expect(expectedOn(town, one))
  const overtaken = weekdayOf(day) === 3 || weekdayOf(day) === 6
  if (overtaken && !isDark) await overtake(play, day)
  if (!isDark) await tryToSend(play, atHour(day, 7, 10))
  if (overtaken && !isDark) {
    await plan(play, atHour(day, 8))
    judge.expect(expectedOn(town, day))
    await tryToSend(play, atHour(day, 8, 5))
  }
  if (isDark) await tryToSend(play, atHour(day, 20))
  await judge.endOfDay(day)
  await answer(play, day)
  live(town, day)
}

/** The days on which nothing ran, where this is the first day since then that is not quiet. */
function madeUpOn(day: Day): Day[] {
  let before = addDays(day, -1)
  while (isQuiet(before)) before = addDays(before, -1)
  return !isQuiet(day) && offDays.includes(before) ? [before] : []
}

/** Every so often the plan is run once more: it has to leave everything as it was. */
async function plan(play: Play, at: Date): Promise<void> {
  const { store, clock, town, judge } = play
  clock.at = at
  const day = dayOf(at)
  const run = () => planToday({ store, ...about(clock) })
  await run()
  if (town.dice.of(6) > 0) return
  const before = await judge.ledger(day)
  const { planned } = await run()
  const after = await judge.ledger(day)
  if (planned > 0 || before !== after) judge.fault(`${day}: a second run changed the ledger`)
  play.runsAgain += 1
}

async function tryToSend(
  { clock, deps, arrived, judge }: Pick<Play, 'clock' | 'deps' | 'arrived' | 'judge'>,
  at: Date,
) {
  clock.at = at
  await sendWaiting(deps, [1])
  await judge.arrived(arrived.splice(0))
}

function about(clock: { at: Date }) {
  return { clock: { now: () => clock.at }, jobs: { wake: async () => {} } }
}

/** On the fourteenth, the session of some point is moved by a few days, five days ahead or more; who pays there is told. */
async function moveByHand({ town, store, clock, judge }: Play, day: Day): Promise<void> {
  if (!day.endsWith('-14')) return
  const [point] = town.points.filter((one) => sessionAt(one, day.slice(0, 7)) > addDays(day, 4)).slice(town.dice.of(3))
  if (!point) return
  const month = day.slice(0, 7)
  let moved = addDays(sessionAt(point, month), -1 - town.dice.of(3))
  while (isQuiet(moved)) moved = addDays(moved, -1)
  if (moved <= day || !moved.startsWith(month)) return
  const from = sessionAt(point, month)
  point.moved.set(month, moved)
  await moveSessionOf({ store, language, ...about(clock) }, { code: point.code, day: moved, reason: 'venue' })
  judge.moved({ point: point.id, from, to: moved })
}

const language = loadLanguage()

/** The whole list on the first of a month; two communes send theirs on the morning after each session as well. */
async function takeLists({ town, store, clock }: Play, day: Day): Promise<void> {
  const lists: TownLoan[][] = []
  if (day.endsWith('-01')) {
    accrue(town)
    lists.push(day.startsWith('2027-06') ? loansIn(town, listedInJune) : town.loans)
  }
  const eager = town.points.filter(({ commune }) => commune === 1 || commune === 4)
  for (const point of eager)
    if (monthsAbout(day).some((month) => sessionAt(point, month) === eveOf(day)))
      lists.push(town.loans.filter(({ household }) => household.point === point.id))
  for (const loans of lists) await importLoans(store, town, { loans, asOf: eveOf(day), at: clock.at })
}

function accrue({ loans }: Town): void {
  for (const loan of loans) loan.interest += Math.round((loan.outstanding * 0.066) / 12)
}

/** Between planning and sending comes a list in which some have paid, and some owe another amount. */
async function overtake({ town, store, clock }: Play, day: Day): Promise<void> {
  clock.at = atHour(day, 7, 5)
  const some = town.loans.filter(() => town.dice.of(20) === 0)
  for (const loan of some) {
    if (loan.dues[0] && loan.dues[0] <= addDays(day, 40) && town.dice.of(2) === 0) payPrincipal(loan)
    else if (town.dice.of(2) === 0) loan.interest = town.dice.of(2) * (loan.interest + 1_000)
  }
  await importLoans(store, town, { loans: some, asOf: day, at: clock.at })
}

async function pause({ pool, judge }: Play): Promise<void> {
  const { commune, since, until } = struck
  await pool.query(`INSERT INTO reminder_pause (commune_id, since, until, reason) VALUES ($1, $2, $3, 'bão')`, [
    ...[commune, since, until],
  ])
  judge.pause(struck)
}

/** Some promise, some are in difficulty, some say that it is not theirs. */
async function answer({ town, store, judge }: Play, day: Day): Promise<void> {
  const at = atHour(day, 21)
  for (const { household, lines } of judge.today()) {
    const what = town.dice.of(200)
    const [line] = lines
    if (!line) continue
    if (what < 10) {
      const promise = {
        loanId: String(line.loan),
        dueDate: line.dueDate,
        kind: line.kind,
        day: addDays(day, 1 + town.dice.of(6)),
      }
      await store.promises.keep([{ ...promise, accountId: String(household), named: true, at }])
    } else if (what < 12) town.loans[line.loan - 1]!.decidedOn = addDays(day, 20)
    else if (what === 12) {
      await store.accounts.unlink(String(household))
      town.households[household - 1]!.linked = false
    }
  }
}

/** What happens in the town on a day: people pay, or do not, and requests are decided. */
function live(town: Town, day: Day): void {
  for (const loan of town.loans) {
    const { group, point } = loan.household
    const leader = group === undefined ? undefined : town.groups[group - 1]?.collectionDay
    const session = monthsAbout(day).some((month) => sessionAt(town.points[point - 1]!, month) === day)
    const collects = leader === undefined ? session : Number(day.slice(8)) === leader
    if (collects && loan.status !== 'frozen' && town.dice.of(100) < 93) loan.interest = 0
    if (loan.decidedOn) decide(loan, day)
    else if (meetsFor(town, loan, day) && loan.status === 'normal') {
      if (town.dice.of(100) < 90) payPrincipal(loan)
      else if (town.dice.of(3) === 0) loan.status = 'overdue'
    } else if (loan.status === 'overdue' && town.dice.of(60) === 0) payPrincipal(loan)
  }
}

function payPrincipal(loan: TownLoan): void {
  loan.dues.shift()
  loan.outstanding -= loan.principal
  loan.status = loan.dues.length === 0 ? 'closed' : loan.status === 'overdue' ? 'normal' : loan.status
}

function decide(loan: TownLoan, day: Day): void {
  if (loan.status === 'normal') loan.status = 'adjustment_pending'
  if (loan.decidedOn! > day) return
  delete loan.decidedOn
  if (loan.status === 'adjustment_pending') loan.status = 'normal'
}
