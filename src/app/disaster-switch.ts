import { addDays, type Day, dayOf, hourOf } from '../domain/day.ts'
import { lanes } from '../domain/delivery.ts'
import { type DisasterDraft, type DisasterField, disasterProblems } from '../domain/disaster.ts'
import { may, scopeOf, sees } from '../domain/staff.ts'
import type { Clock } from '../ports/clock.ts'
import type { DisasterFigures } from '../ports/disasters.ts'
import type { Jobs } from '../ports/jobs.ts'
import type { StaffMember } from '../ports/staff.ts'
import type { Store, Tx } from '../ports/store.ts'
import type { Commune, Office } from '../ports/units.ts'
import { disasterLetter } from './disaster-letter.ts'

/** What switching needs. */
export interface DisasterDeps {
  store: Pick<Store, 'transaction'>
  clock: Clock
  jobs: Jobs
}

/** What was filled in, and by whom. */
export interface SwitchWish {
  staff: StaffMember
  draft: Partial<DisasterDraft>
}

/** What it would come to; or what is wrong with it. `struck`: communes in which a disaster is on already; `offices`: they are of several. */
export type Weighed = { ok: true; ready: ReadyDisaster } | Refused

/** Why it is not done. `not_found`: a commune that is not theirs, which does not exist for them. */
export type Refused =
  | { ok: false; problem: 'not_found' }
  | { ok: false; problem: 'fields'; fields: DisasterField[] }
  | { ok: false; problem: 'struck'; communes: string[] }
  | { ok: false; problem: 'offices' }

/** Communes that may be switched on, with the figures for whoever confirms it. */
export interface ReadyDisaster {
  draft: DisasterDraft
  officeId: number
  communes: Commune[]
  figures: DisasterFigures
}

/** Works out what switching communes on comes to. Nothing is changed by it. */
export function weighDisaster({ store, clock }: DisasterDeps, wish: SwitchWish): Promise<Weighed> {
  return store.transaction((tx) => weigh(tx, wish, clock.now()))
}

/**
 * Switches communes on: ordinary reminders stand still there, what waits is withdrawn, and each household that is linked and allowed it gets
 * the letter, once. All of it happens or none.
 */
export async function startDisaster(
  deps: DisasterDeps,
  wish: SwitchWish,
): Promise<{ ok: true; id: string; withdrawn: number; written: number } | Refused> {
  const at = deps.clock.now()
  const done = await deps.store.transaction(async (tx) => {
    const weighed = await weigh(tx, wish, at)
    return weighed.ok
      ? ({ ok: true, ...(await start(tx, { ...weighed.ready, staff: wish.staff, at })) } as const)
      : weighed
  })
  if (done.ok) await deps.jobs.wake('send-batch', { lane: lanes.reminder })
  return done
}

/** The communes that a member of staff may switch, by name. */
export async function switchable(tx: Pick<Tx, 'units'>, staff: StaffMember): Promise<Commune[]> {
  if (!may(staff.role, 'disasters.switch')) return []
  const { officeId, communeId } = scopeOf(staff)
  const communes = await tx.units.communes(officeId)
  return communes.filter(({ id }) => communeId === undefined || id === communeId)
}

async function weigh(tx: Tx, { staff, draft }: SwitchWish, at: Date): Promise<Weighed> {
  const communes = await chosen(tx, staff, draft.communeIds ?? [])
  if (!communes || !may(staff.role, 'disasters.switch')) return { ok: false, problem: 'not_found' }
  const fields = disasterProblems(draft, dayOf(at))
  if (new Set(communes.map(({ officeId }) => officeId)).size > 1) return { ok: false, problem: 'offices' }
  const [first] = communes
  if (fields.length > 0 || !first) return { ok: false, problem: 'fields', fields }
  const struck = await tx.disasters.struck(communes.map(({ id }) => id))
  if (struck.length > 0) return { ok: false, problem: 'struck', communes: namesOf(communes, struck) }
  const figures = await tx.disasters.figures(communes.map(({ id }) => id))
  return { ok: true, ready: { draft: draft as DisasterDraft, officeId: first.officeId, communes, figures } }
}

/** The communes of a draft; undefined where one is not theirs. */
async function chosen(tx: Tx, staff: StaffMember, ids: readonly number[]): Promise<Commune[] | undefined> {
  const found = await Promise.all([...new Set(ids)].map((id) => tx.units.commune(id)))
  const communes = found.flatMap((commune) => commune ?? [])
  const own = communes.filter(({ officeId, id }) => sees(scopeOf(staff), { officeId, communeId: id }))
  return own.length === found.length ? own : undefined
}

function namesOf(communes: readonly Commune[], ids: readonly number[]): string[] {
  return communes.filter(({ id }) => ids.includes(id)).map(({ name }) => name)
}

interface Starting extends ReadyDisaster {
  staff: StaffMember
  at: Date
}

async function start(tx: Tx, { draft, officeId, communes, staff, at, figures }: Starting) {
  const communeIds = communes.map(({ id }) => id)
  const id = await tx.disasters.start({ ...draft, communeIds, officeId, by: staff.id, at })
  const withdrawn = await tx.disasters.withdrawReminders(communeIds)
  const office = await tx.units.office(officeId)
  const mailingId = await tx.outbox.openMailing({
    ...{ kind: 'reminder', lane: lanes.reminder, onUncertain: 'hold', officeId, at },
    body: disasterLetter(id, { name: office?.name ?? '', phone: office?.phone ?? '' }),
  })
  const written = await tx.disasters.writeLetters({ id, communeIds, mailingId, day: leavesOn(office, at), at })
  await tx.outbox.seal(mailingId)
  const detail = { kind: draft.kind, communes: communeIds, households: figures.households, withdrawn, written }
  const subject = { subjectKind: 'disaster', subjectId: id, detail }
  await tx.audit.write({ at, actorKind: 'staff', actorId: staff.id, action: 'disaster.start', ...subject })
  return { id, withdrawn, written }
}

/** The day on which a letter leaves: tomorrow where the office writes to many no more tonight. */
function leavesOn(office: Office | undefined, at: Date): Day {
  return office && hourOf(at) >= office.quietFrom ? addDays(dayOf(at), 1) : dayOf(at)
}
