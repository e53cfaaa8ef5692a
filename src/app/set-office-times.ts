import { aimedStates, isAim, type OfficeTimes } from '../domain/application-deadline.ts'
import { type Day, readDay } from '../domain/day.ts'
import type { Clock } from '../ports/clock.ts'
import type { StaffMember } from '../ports/staff.ts'
import type { Store, Tx } from '../ports/store.ts'

/** The aims of an office by state, and under `closed` its further closed days, one a line: as they were typed. */
export interface TypedTimes {
  staff: StaffMember
  typed: Record<string, string>
}

/** What was wrong, by field: what could not be read. */
export type TimesProblems = Record<string, string>

/** How it ended. `not_yours`: only the director of an office sets its times. */
export type TimesSet =
  | { ok: true }
  | { ok: false; problem: 'not_yours' }
  | { ok: false; problem: 'fields'; problems: TimesProblems }

/** Sets the aims and the closed days of an office. What is on its way keeps the deadline that it has. */
export async function setOfficeTimes(
  { store, clock }: { store: Pick<Store, 'transaction'>; clock: Clock },
  { staff, typed }: TypedTimes,
): Promise<TimesSet> {
  const { role, officeId } = staff
  if (role !== 'director' || officeId === undefined) return { ok: false, problem: 'not_yours' }
  const { times, problems } = read(typed)
  if (Object.keys(problems).length > 0) return { ok: false, problem: 'fields', problems }
  await store.transaction(async (tx) => {
    await tx.applications.setTimes(officeId, times)
    await write(tx, { staff, officeId, times, at: clock.now() })
  })
  return { ok: true }
}

function read(typed: Record<string, string>): { times: OfficeTimes; problems: TimesProblems } {
  const problems: TimesProblems = {}
  const aims: OfficeTimes['aims'] = {}
  for (const state of aimedStates) {
    const days = Number((typed[state] ?? '').trim())
    if (isAim(days)) aims[state] = days
    else problems[state] = typed[state] ?? ''
  }
  const closed = new Set<Day>()
  for (const line of (typed.closed ?? '').split(/[\n,;]/).filter((each) => each.trim())) {
    const day = readLine(line.trim())
    if (day) closed.add(day)
    else problems.closed ??= line.trim()
  }
  return { times: { aims, closed }, problems }
}

/** A day as people write it here, 25/12/2026, or as machines do. */
function readLine(line: string): Day | undefined {
  const [, day, month, year] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(line) ?? []
  return readDay(year ? `${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}` : line)
}

async function write(
  tx: Tx,
  { staff, officeId, times, at }: { staff: StaffMember; officeId: number; times: OfficeTimes; at: Date },
): Promise<void> {
  await tx.audit.write({
    ...{ at, actorKind: 'staff', actorId: staff.id, action: 'office.times' },
    ...{ subjectKind: 'office', subjectId: String(officeId) },
    detail: { ...times.aims, closed: [...times.closed].sort().join(' ') },
  })
}
