import { atHour, type Day, dayOf, readDay } from '../domain/day.ts'
import { longestPaper, type PaperPurpose, paperPurposes, paperStanding, wordingOf } from '../domain/paper-consent.ts'
import { may } from '../domain/staff.ts'
import type { Clock } from '../ports/clock.ts'
import type { StaffMember } from '../ports/staff.ts'
import type { Store, Tx } from '../ports/store.ts'
import { seenHousehold } from './search-people.ts'

/** What recording needs. */
export interface PaperDeps {
  store: Pick<Store, 'transaction'>
  clock: Clock
}

/** A consent on paper, as it was typed. `day` is ISO text. */
export interface TypedPaper {
  purposes: readonly string[]
  day: string
  paper: string
}

/** What is wrong with it, by the field: `purposes`, `day` or `paper`. */
export type PaperProblem = readonly [
  field: 'purposes' | 'day' | 'paper',
  why: 'none' | 'stands' | 'withdrawn' | 'no_day' | 'ahead' | 'too_old' | 'empty' | 'too_long',
]

/** How recording ended. `no_phone`: the bank's list has no number of the household, so that nothing can go there. */
export type PaperRecorded =
  | { ok: true }
  | { ok: false; why: 'not_found' | 'no_phone' }
  | { ok: false; why: 'problems'; problems: PaperProblem[] }

/** A paper from before this day is a slip: the bank was founded in 2002. */
const firstDay: Day = '2002-10-04'

/**
 * Records that a household allowed messages on paper: makes the account that stands for its phone number where there is none, and
 * writes the consent from the beginning of that day. Who recorded it is on record, with the purposes and the day.
 */
export function recordPaperConsent(
  { store, clock }: PaperDeps,
  { staff, householdId, ...typed }: TypedPaper & { staff: StaffMember; householdId: string },
): Promise<PaperRecorded> {
  const now = clock.now()
  return store.transaction(async (tx) => {
    const household = may(staff.role, 'people.link') ? await seenHousehold(tx, staff, householdId) : undefined
    if (!household) return { ok: false, why: 'not_found' }
    if (!household.phone) return { ok: false, why: 'no_phone' }
    const read = readPaper(typed, now)
    const known = await tx.phoneAccounts.papers(householdId)
    const problems = [...read.problems, ...takenBefore(read, known)]
    if (problems.length > 0 || read.day === undefined) return { ok: false, why: 'problems', problems }
    const { purposes, paper, day } = read
    await givePaperConsent(tx, { householdId, purposes, paper, day, at: now })
    await audit(tx, {
      staff,
      householdId,
      at: now,
      action: 'people.paper_consent',
      detail: { purposes: [...purposes], day },
    })
    return { ok: true }
  })
}

/** Takes one purpose back. False where the household is not theirs, or no paper allows it. */
export function withdrawPaperConsent(
  { store, clock }: PaperDeps,
  { staff, householdId, purpose }: { staff: StaffMember; householdId: string; purpose: string },
): Promise<boolean> {
  const at = clock.now()
  return store.transaction(async (tx) => {
    const household = may(staff.role, 'people.link') ? await seenHousehold(tx, staff, householdId) : undefined
    const standing = household ? await tx.phoneAccounts.standing(householdId) : []
    const found = standing.find((paper) => paper.purpose === purpose)
    const accountId = await tx.phoneAccounts.find(householdId)
    if (!found || accountId === undefined) return false
    await tx.consents.withdraw(accountId, [found.purpose], at)
    const detail = { purposes: [found.purpose] }
    await audit(tx, { staff, householdId, at, action: 'people.paper_withdraw', detail })
    return true
  })
}

/** Writes a consent that was looked at: the account, and what it allows since the beginning of that day. */
export async function givePaperConsent(
  tx: Pick<Tx, 'phoneAccounts' | 'consents'>,
  given: { householdId: string; purposes: readonly PaperPurpose[]; paper: string; day: Day; at: Date },
): Promise<void> {
  const accountId = await tx.phoneAccounts.ensure(given.householdId, given.at)
  const words = { wording: wordingOf(given.paper), lang: 'vi' }
  await tx.consents.give({ accountId, purposes: given.purposes, ...words, at: atHour(given.day, 0) })
}

interface ReadPaper {
  purposes: PaperPurpose[]
  day: Day | undefined
  paper: string
  problems: PaperProblem[]
}

function readPaper(typed: TypedPaper, now: Date): ReadPaper {
  const purposes = paperPurposes.filter((purpose) => typed.purposes.includes(purpose))
  const day = readDay(typed.day)
  const paper = typed.paper.normalize('NFC').replace(/\s+/g, ' ').trim()
  const wrong: [boolean, PaperProblem][] = [
    [purposes.length === 0, ['purposes', 'none']],
    [day === undefined, ['day', 'no_day']],
    [day !== undefined && day > dayOf(now), ['day', 'ahead']],
    [day !== undefined && day < firstDay, ['day', 'too_old']],
    [paper === '', ['paper', 'empty']],
    [[...paper].length > longestPaper, ['paper', 'too_long']],
  ]
  return { purposes, day, paper, problems: wrong.filter(([is]) => is).map(([, problem]) => problem) }
}

/** A paper for what is allowed already, or was taken back since, is not taken: the form says so instead of doing nothing. */
function takenBefore({ purposes, day }: ReadPaper, known: Parameters<typeof paperStanding>[0]): PaperProblem[] {
  if (day === undefined) return []
  const standings = purposes.map((purpose) => paperStanding(known, { purpose, day }))
  const found = standings.find((standing) => standing !== 'new')
  return found ? [[found === 'stands' ? 'purposes' : 'day', found]] : []
}

async function audit(
  tx: Pick<Tx, 'audit'>,
  done: {
    staff: StaffMember
    householdId: string
    at: Date
    action: string
    detail: { purposes: PaperPurpose[]; day?: Day }
  },
): Promise<void> {
  const { staff, householdId, at, action, detail } = done
  const subject = { subjectKind: 'household', subjectId: householdId }
  await tx.audit.write({ at, actorKind: 'staff', actorId: staff.id, action, ...subject, detail })
}
