import { type Day, dayOf, readDay } from '../domain/day.ts'
import { reachedSince, type VisitOutcome, visitDayProblem } from '../domain/reach.ts'
import { may, scopeOf, sees } from '../domain/staff.ts'
import type { Clock } from '../ports/clock.ts'
import type { VisitListForm } from '../ports/forms.ts'
import type { ReachPlace, ToVisit } from '../ports/reach.ts'
import type { StaffMember } from '../ports/staff.ts'
import type { Store, Tx } from '../ports/store.ts'
import type { Commune, Group } from '../ports/units.ts'
import { communeName, formGroup, formOffice, noteOpened } from './form-parts.ts'

/** What the list of visits needs. */
export interface VisitDeps {
  store: Pick<Store, 'transaction'>
  clock: Clock
}

/** A place whose households are visited, with those that nothing has reached. */
export interface VisitList {
  place: ReachPlace
  /** Absent for those who borrow without a group. */
  group?: Group
  commune: Commune
  households: ToVisit[]
}

/** Whose list is asked for. */
export interface WantedList {
  staff: StaffMember
  place: ReachPlace
}

/** The list of a place of the reader's unit, or undefined: a place of another unit does not exist for them. */
export async function seenVisitList(tx: Pick<Tx, 'units' | 'reach'>, { staff, place }: WantedList, today: Day) {
  const group = 'groupId' in place ? await tx.units.group(place.groupId) : undefined
  if ('groupId' in place && !group) return undefined
  const commune = await tx.units.commune(group?.communeId ?? ('communeId' in place ? place.communeId : 0))
  if (!commune || !may(staff.role, 'people.see')) return undefined
  if (!sees(scopeOf(staff), { officeId: commune.officeId, communeId: commune.id })) return undefined
  const households = await tx.reach.toVisit({ place, since: reachedSince(today) })
  return { place, ...(group ? { group } : {}), commune, households } satisfies VisitList
}

/** The list as a paper to go by. Undefined when the place is not theirs to see. Who opened it is written down. */
export function openVisitList({ store, clock }: VisitDeps, wanted: WantedList): Promise<VisitListForm | undefined> {
  const at = clock.now()
  return store.transaction(async (tx) => {
    const list = await seenVisitList(tx, wanted, dayOf(at))
    if (!list) return undefined
    const { group, commune, households } = list
    const subject = group
      ? { subjectKind: 'group', subjectId: String(group.id) }
      : { subjectKind: 'commune', subjectId: String(commune.id) }
    await noteOpened(tx, { staff: wanted.staff, at, ...subject, form: 'visits' })
    return {
      form: 'visit_list',
      code: group?.code ?? commune.code,
      office: await formOffice(tx, commune.officeId),
      commune: communeName(commune),
      ...(group ? { group: formGroup(group) } : {}),
      day: dayOf(at),
      households: households.map(({ headName, hamlet, why, missed }) => {
        return { name: headName, hamlet, why: { key: `reach:why.${why}` }, ...(missed ? { missed: missed.day } : {}) }
      }),
    }
  })
}

/** What became of visits that were noted. */
export type Noted =
  | { ok: true; count: number }
  | { ok: false; problem: 'not_found' | 'no_day' | 'ahead' | 'long_ago' | 'nobody' }

/** Notes what visits came to, on a day as it was typed. Only households that are on the list are taken. */
export function noteVisits(
  { store, clock }: VisitDeps,
  { said, typedDay, ...wanted }: WantedList & { typedDay: string; said: ReadonlyMap<string, VisitOutcome> },
): Promise<Noted> {
  const at = clock.now()
  const today = dayOf(at)
  return store.transaction(async (tx): Promise<Noted> => {
    const list = await seenVisitList(tx, wanted, today)
    if (!list) return { ok: false, problem: 'not_found' }
    const day = readDay(typedDay)
    const problem = visitDayProblem(day, today)
    if (!day || problem) return { ok: false, problem: problem ?? 'no_day' }
    const of = { day, notedBy: wanted.staff.id, notedAt: at }
    const visits = list.households.flatMap(({ householdId }) => {
      const outcome = said.get(householdId)
      return outcome ? [{ householdId, outcome, ...of }] : []
    })
    if (visits.length === 0) return { ok: false, problem: 'nobody' }
    await tx.reach.note(visits)
    const by = { actorKind: 'staff', actorId: wanted.staff.id } as const
    for (const { householdId, outcome } of visits)
      await tx.audit.write({
        ...{ at, ...by, action: 'household.visit', subjectKind: 'household', subjectId: householdId },
        detail: { day, outcome },
      })
    return { ok: true, count: visits.length }
  })
}
