import type { Words } from '../conversation/words.ts'
import { fileHours, mostBadShown, undoDays, workMinutes } from '../domain/import-limits.ts'
import type { Clock } from '../ports/clock.ts'
import type { ImportFile } from '../ports/import-files.ts'
import type { Language } from '../ports/language.ts'
import type { Sheets } from '../ports/sheets.ts'
import type { Store } from '../ports/store.ts'
import type { BadCell } from './import-read.ts'
import { importRegister } from './import-register.ts'
import type { Compared, ImportOutcome, ImportRequest } from './import-request.ts'

/** What working on files needs. */
export interface ImportWorkDeps {
  store: Store
  sheets: Sheets
  language: Language
  clock: Clock
}

/** What comparing a file with the register found, as it is kept with the file until somebody decides. */
export interface ImportFound {
  /** What it would change, where it can be taken. */
  compared?: Compared
  /** Why it cannot be read, where it cannot. */
  problem?: Words
  wrongColumns?: true
  badRows?: { rows: number; badRows: number; broken: boolean }
  /** The first bad cells, and how many there are in all. */
  bad: BadCell[]
  badCells: number
  /** True where the register had changed since somebody looked: this is the new difference. */
  moved?: true
}

const hourMs = 3_600_000

/**
 * Compares a file that waits with the register, or applies one that somebody said yes to. Run twice, it does nothing the second time.
 * Without an id it takes up whatever waits, and lets go of what has waited for too long.
 */
export async function workImports(deps: ImportWorkDeps, { fileId }: { fileId?: string }): Promise<void> {
  if (fileId !== undefined) return workOn(deps, fileId)
  const now = deps.clock.now().getTime()
  // Asked once an hour: what would be too old before the next time goes now.
  await deps.store.importFiles.forget(new Date(now - (fileHours - 1) * hourMs))
  await deps.store.importRuns.forgetImages(new Date(now - undoDays * 24 * hourMs))
  for (const { id } of await deps.store.importFiles.list({})) await workOn(deps, id)
}

async function workOn(deps: ImportWorkDeps, id: string): Promise<void> {
  const at = deps.clock.now()
  const since = new Date(at.getTime() - workMinutes * 60_000)
  const { importFiles } = deps.store
  const compares =
    (await importFiles.move(id, { from: ['waiting'], to: 'comparing', at })) ||
    (await importFiles.move(id, { from: ['comparing'], to: 'comparing', at, since }))
  const file = await importFiles.find(id)
  if (!file || !(compares || file.state === 'applying')) return
  try {
    await (compares ? compare(deps, file) : apply(deps, file))
  } catch (error) {
    const failed = await importFiles.move(id, { from: ['comparing', 'applying'], to: 'failed', at: deps.clock.now() })
    // Another worker was at the same file, and was faster: what it is done with is gone.
    if (failed) throw error
  }
}

async function compare(deps: ImportWorkDeps, file: ImportFile): Promise<void> {
  const skipBadRows = file.choice?.skipBadRows ?? false
  const found = await tryOut(deps, file, { dryRun: true, skipBadRows })
  await put(deps, file, { from: 'comparing', found })
}

/** Applies exactly what somebody saw. The file is `applied` in the same transaction: it is never applied twice. */
async function apply(deps: ImportWorkDeps, file: ImportFile): Promise<void> {
  const { acceptJumps = false, closeGone = false, skipBadRows = false } = file.choice ?? {}
  const expects = (file.found as ImportFound | undefined)?.compared?.difference.print ?? ''
  const within: ImportRequest['within'] = async ({ importFiles }, runId) => {
    const mine = await importFiles.move(file.id, { from: ['applying'], to: 'applied', at: deps.clock.now(), runId })
    if (!mine) throw new Error(`file ${file.id} was applied by somebody else meanwhile`)
  }
  const how = { dryRun: false, acceptJumps, closeGone, skipBadRows, expects, within }
  const found = await tryOut(deps, file, how)
  if (!found.applied) await put(deps, file, { from: 'applying', found: { ...found, moved: true } })
}

type How = Pick<ImportRequest, 'dryRun' | 'skipBadRows'> & Partial<ImportRequest>

async function tryOut(deps: ImportWorkDeps, file: ImportFile, how: How): Promise<ImportFound & { applied: boolean }> {
  const list = await deps.store.importFiles.bytes(file.id, 'list')
  const instalments = await deps.store.importFiles.bytes(file.id, 'instalments')
  if (!list) throw new Error(`nothing is kept of file ${file.id}`)
  const found: ImportFound = { bad: [], badCells: 0 }
  const outcome = await importRegister(deps, {
    kind: file.kind as ImportRequest['kind'],
    path: file.fileName,
    stored: { list, ...(instalments ? { instalments } : {}) },
    ...(instalments ? { instalmentsPath: file.second?.fileName ?? '' } : {}),
    scope: file.scope,
    by: { kind: 'staff', id: file.choice?.by ?? file.staffId },
    onBad: (bad) => {
      found.badCells += 1
      if (found.bad.length < mostBadShown) found.bad.push(bad)
    },
    ...how,
  })
  return { ...found, ...foundOf(outcome), applied: outcome.outcome === 'done' && !outcome.dryRun }
}

function foundOf(outcome: ImportOutcome): Partial<ImportFound> {
  if (outcome.outcome === 'unreadable') return { problem: outcome.problem }
  if (outcome.outcome === 'wrong_columns') return { wrongColumns: true }
  if (outcome.outcome === 'bad_rows') {
    const { rows, badRows, broken } = outcome
    return { badRows: { rows, badRows, broken } }
  }
  const { outcome: _, ...compared } = outcome
  return { compared }
}

async function put(
  { store, clock }: ImportWorkDeps,
  { id }: ImportFile,
  { from, found }: { from: 'comparing' | 'applying'; found: ImportFound },
): Promise<void> {
  const to = found.compared ? 'compared' : 'refused'
  await store.importFiles.move(id, { from: [from], to, at: clock.now(), found })
}
