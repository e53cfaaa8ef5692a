import { fileHours } from '../domain/import-limits.ts'
import { type StaffUnit, scopeOf, sees } from '../domain/staff.ts'
import type { Clock } from '../ports/clock.ts'
import type { ImportChoice, ImportFile } from '../ports/import-files.ts'
import type { Jobs } from '../ports/jobs.ts'
import type { Store } from '../ports/store.ts'
import type { ImportFound } from './import-work.ts'

/** What deciding needs. */
export interface DecideImportDeps {
  store: Pick<Store, 'importFiles' | 'audit'>
  jobs: Jobs
  clock: Clock
}

/** Who decides, and on which file. */
export interface ImportDecision {
  staff: StaffUnit & { id: string }
  id: string
}

/** A file that somebody may see; undefined where it is another unit's, or its time is over. */
export async function importFileFor(
  { store, clock }: Pick<DecideImportDeps, 'clock'> & { store: Pick<Store, 'importFiles'> },
  { staff, id }: ImportDecision,
): Promise<ImportFile | undefined> {
  const file = await store.importFiles.find(id)
  if (!file || !sees(scopeOf(staff), file.scope)) return undefined
  return clock.now().getTime() - file.at.getTime() > fileHours * 3_600_000 ? undefined : file
}

/** Has a file applied as it was compared. `unconfirmed`: it looks like a mistake, and nobody said that it is none. */
export async function applyImportFile(
  deps: DecideImportDeps,
  decision: ImportDecision & Pick<ImportChoice, 'acceptJumps' | 'closeGone'>,
): Promise<'ok' | 'missing' | 'unconfirmed'> {
  const file = await importFileFor(deps, decision)
  const difference = (file?.found as ImportFound | undefined)?.compared?.difference
  if (!file || !difference || file.state !== 'compared') return 'missing'
  if (difference.jumps.length > 0 && !decision.acceptJumps) return 'unconfirmed'
  const { acceptJumps, closeGone, staff } = decision
  const choice = { acceptJumps, closeGone, skipBadRows: file.choice?.skipBadRows ?? false, by: staff.id }
  return (await moveOn(deps, file, { from: 'compared', to: 'applying', choice })) ? 'ok' : 'missing'
}

/** Has a file with bad rows compared once more without them. */
export async function skipBadRows(deps: DecideImportDeps, decision: ImportDecision): Promise<boolean> {
  const file = await importFileFor(deps, decision)
  const bad = (file?.found as ImportFound | undefined)?.badRows
  if (!file || !bad || bad.broken) return false
  const choice = { acceptJumps: false, closeGone: false, skipBadRows: true, by: decision.staff.id }
  return moveOn(deps, file, { from: 'refused', to: 'waiting', choice })
}

/** Takes a file away. One that is being applied is not stopped. */
export async function dropImportFile(deps: DecideImportDeps, decision: ImportDecision): Promise<boolean> {
  const file = await importFileFor(deps, decision)
  if (!file || file.state === 'applying' || file.state === 'applied') return false
  await deps.store.importFiles.drop(file.id)
  await deps.store.audit.write({
    at: deps.clock.now(),
    actorKind: 'staff',
    actorId: decision.staff.id,
    action: 'import.drop',
    subjectKind: 'import_file',
    subjectId: file.id,
    detail: { kind: file.kind },
  })
  return true
}

/** Wakes the work on a file once more: its page is looked at, and a wake-up may have been lost. */
export async function remindOfFile({ jobs }: Pick<DecideImportDeps, 'jobs'>, { id, state }: ImportFile): Promise<void> {
  if (state === 'waiting' || state === 'comparing' || state === 'applying')
    await jobs.wake('work-imports', { fileId: id })
}

async function moveOn(
  { store, jobs, clock }: DecideImportDeps,
  { id }: ImportFile,
  step: { from: 'compared' | 'refused'; to: 'applying' | 'waiting'; choice: ImportChoice },
): Promise<boolean> {
  const { from, to, choice } = step
  const moved = await store.importFiles.move(id, { from: [from], to, at: clock.now(), choice })
  if (moved) await jobs.wake('work-imports', { fileId: id })
  return moved
}
