import { addDays, type Day } from '../domain/day.ts'
import { lanes } from '../domain/delivery.ts'
import type { Clock } from '../ports/clock.ts'
import type { Jobs } from '../ports/jobs.ts'
import type { Asked, DueLoan } from '../ports/reminders.ts'
import type { Store, Tx } from '../ports/store.ts'
import type { Point } from '../ports/units.ts'
import { noCounts, type Page, type PlanCounts, type PlanRun, planPage } from './plan-page.ts'
import { occasionsOf, officeDays } from './reminder-occasions.ts'
import { reminderVoices, type Voices } from './reminder-voice.ts'
import type { Scene } from './scene.ts'

/** Loans planned in one transaction, with all that belongs to them: a run that dies in the middle leaves nothing half written. */
const pageSize = 500

/** Pages in work at once: while the database writes one down, another is drawn up. */
const lines = 2

/** A message that was withdrawn at the moment of sending is planned anew for so many days. */
const plannedAnewFor = 4

/** What is kept for one day and cannot leave is one of the next days, at most so many of them. */
const carriedFor = 8

/** How long it is kept what was not reminded of, and why, in days: a quarter of a year, in which an office may ask. */
const keptDays = 92

/**
 * Writes the reminders of a day, one message for each household. What an office reminds of is its own plan; the fixed transaction day and
 * the leader's collection decide when. Run again it adds only what is new: the unique keys see to that. What was to be said on days that
 * were `missed` is said now where it is still in time, and noted where it is not.
 */
export async function planReminders(
  { store, jobs, clock }: { store: Store; jobs: Jobs; clock: Clock },
  { day, missed = [], dryRun = false }: { day: Day; missed?: readonly Day[]; dryRun?: boolean },
): Promise<PlanCounts> {
  if (!dryRun) await putInOrder(store, { day, at: clock.now() })
  const paused = await store.pauses.communesPaused(day)
  const run: PlanRun = { day, missed, dryRun, counts: noCounts(), offices: new Map(), points: new Map(), paused }
  const pages = pagesOf(store, run)
  const line = async () => {
    const voicesIn = pageVoices()
    for await (const page of pages)
      await store.transaction((tx) => planPage(tx, { run, now: clock.now(), voices: voicesIn(tx) }, page))
  }
  await allOf(Array.from({ length: lines }, line))
  if (!dryRun) await store.reminders.forgetDays(addDays(day, -keptDays))
  if (run.counts.messages > 0 && !dryRun) await jobs.wake('send-batch', { lane: lanes.reminder })
  return run.counts
}

/** What has changed since the last run: messages that did not leave, or left late, and promises that were kept. */
async function putInOrder({ reminders, promises }: Store, { day, at }: { day: Day; at: Date }): Promise<void> {
  await reminders.release({ from: addDays(day, -plannedAnewFor), until: day })
  await reminders.carryOver({ from: addDays(day, -carriedFor), to: day })
  // What was paid by now is not asked after, though the loan's own figures may be older.
  await promises.settle(at)
}

/** Writes what is due today for one household: it has just linked an account, and need not wait until tomorrow. */
export async function remindHousehold({ tx, now, day }: Scene, householdId: string): Promise<void> {
  const point = await tx.units.pointOfHousehold(householdId)
  if (!point) return
  const [office] = officeDays([{ officeId: point.officeId, ...(await tx.reminders.plan(point.officeId)) }], { day })
  const asked = office ? occasionsOf(office, [point]) : []
  const due = await tx.reminders.due(asked, householdId)
  if (due.length === 0) return
  const paused = await tx.pauses.communesPaused(day)
  const of = { offices: new Map(), points: new Map([[point.id, point]]) }
  const run: PlanRun = { day, missed: [], dryRun: false, counts: noCounts(), paused, ...of }
  await planPage(tx, { run, now, voices: reminderVoices(tx) }, { asked, due })
}

/**
 * How to speak to households, page after page: what one page has looked up the next one knows, and each looks up in its own transaction. A
 * connection more than the pages have could be one that they all wait for.
 */
function pageVoices(): (tx: Tx) => Voices {
  let current: Tx | undefined
  const now = () => {
    if (!current) throw new Error('no page is open')
    return current
  }
  const voices = reminderVoices({
    get settings() {
      return now().settings
    },
    get units() {
      return now().units
    },
    get staff() {
      return now().staff
    },
    get comparisons() {
      return now().comparisons
    },
  })
  return (tx) => {
    current = tx
    return voices
  }
}

/** Office by office; the loans of one household are never in two pages. */
async function* pagesOf(store: Store, run: PlanRun): AsyncGenerator<Page> {
  const offices = officeDays(await store.reminders.plans(), run)
  const days = new Set(offices.flatMap(({ payments }) => payments.map(({ paysOn }) => paysOn)))
  const points = byOffice(await store.units.pointsAbout([...days]))
  for (const office of offices) {
    const own = points.get(office.officeId) ?? []
    for (const point of own) run.points.set(point.id, point)
    const asked = occasionsOf(office, own)
    const due = await store.reminders.due(asked)
    yield* cut(asked, due)
  }
}

function* cut(asked: readonly Asked[], due: readonly DueLoan[]): Generator<Page> {
  let from = 0
  while (from < due.length) {
    let until = Math.min(from + pageSize, due.length)
    while (until < due.length && due[until]!.householdId === due[until - 1]!.householdId) until += 1
    yield { asked, due: due.slice(from, until) }
    from = until
  }
}

function byOffice(points: readonly Point[]): Map<number, Point[]> {
  const offices = new Map<number, Point[]>()
  for (const point of points) offices.set(point.officeId, [...(offices.get(point.officeId) ?? []), point])
  return offices
}

/** Waits for all to end before it throws what one of them threw: nothing goes on behind the back of who called. */
async function allOf(works: readonly Promise<void>[]): Promise<void> {
  await Promise.allSettled(works)
  await Promise.all(works)
}
