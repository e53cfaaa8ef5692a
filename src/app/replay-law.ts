import type { Day } from '../domain/day.ts'
import type { Scope } from '../domain/staff.ts'
import { type Difference, type Recorded, type Replayed, readRecorded, replay } from '../policy/index.ts'
import type { RecordedVerdict } from '../ports/applications.ts'
import type { Store } from '../ports/store.ts'

/** A request whose answer reads differently by the law of the later day. */
export interface Concerned extends Omit<RecordedVerdict, 'verdict'> {
  differences: Difference[]
  before: Replayed<Recorded>['before']
  after: Replayed<Recorded>['after']
}

/** What a change of the law means for the verdicts that were given before it. */
export interface LawReplay {
  /** How many were weighed again. */
  weighed: number
  /** How many could not be, because what was known at the time was not kept or is written in another way. */
  unread: number
  /** Newest request first. */
  concerned: Concerned[]
}

/** So many requests are in memory at once. */
const atOnce = 500

/**
 * Weighs every recorded verdict of a unit by the law of two days, and names those that differ. Verdicts that were given by the law
 * of `to` or of a later day knew the change already, and are left out.
 */
export async function replayLaw(
  store: Pick<Store, 'applications'>,
  { scope, from, to }: { scope: Scope; from: Day; to: Day },
): Promise<LawReplay> {
  const found: LawReplay = { weighed: 0, unread: 0, concerned: [] }
  let beforeId: string | undefined
  do {
    const page = { scope, beforeDay: to, limit: atOnce, ...(beforeId === undefined ? {} : { beforeId }) }
    const rows = await store.applications.verdicts(page)
    for (const row of rows) add(found, row, { from, to })
    beforeId = rows.length < atOnce ? undefined : rows.at(-1)?.id
  } while (beforeId !== undefined)
  return found
}

function add(found: LawReplay, { verdict, ...row }: RecordedVerdict, span: { from: Day; to: Day }): void {
  const recorded = readRecorded({ programme: row.programme, verdict, lawDay: row.lawDay })
  const [replayed] = recorded === undefined ? [] : replay([recorded], span)
  if (replayed === undefined) {
    found.unread += 1
    return
  }
  found.weighed += 1
  const { before, after, differences } = replayed
  if (differences.length > 0) found.concerned.push({ ...row, before, after, differences })
}
