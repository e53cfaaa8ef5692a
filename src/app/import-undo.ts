import { undoDays } from '../domain/import-limits.ts'
import type { StaffUnit } from '../domain/staff.ts'
import type { Clock } from '../ports/clock.ts'
import type { ImportRunRow, UndoneImport } from '../ports/import-runs.ts'
import type { Store, Tx } from '../ports/store.ts'

/** Who undoes a list. */
export type Undoer = StaffUnit & { id: string }

/** Whether somebody may undo a list now: one of their own office whose rows are still kept as they were. Who works in one commune undoes only their own. */
export function mayUndo(run: ImportRunRow, staff: Undoer, now: Date): boolean {
  const own = run.officeId !== undefined && run.officeId === staff.officeId
  const all = staff.communeId === undefined || run.by === staff.id
  return own && all && run.undoable && !run.undoneAt && now.getTime() - run.at.getTime() <= undoDays * 86_400_000
}

/** Carries why a list was not undone out of the transaction, which takes back what was done so far. */
class NotUndone extends Error {
  readonly undone: UndoneImport
  constructor(undone: UndoneImport) {
    super('nothing was undone')
    this.undone = undone
  }
}

/** Undoes a list as a whole or not at all, and writes down who did. `missing`: there is no such list, or it is not theirs to undo. */
export async function undoImport(
  { store, clock }: { store: Pick<Store, 'importRuns' | 'transaction'>; clock: Clock },
  { runId, staff }: { runId: string; staff: Undoer },
): Promise<UndoneImport | 'missing'> {
  const at = clock.now()
  try {
    return await store.transaction(async (tx: Tx) => {
      const run = await tx.importRuns.find(runId)
      if (!run || !mayUndo(run, staff, at)) return 'missing'
      const undone = await tx.importRuns.undo(runId, { by: staff.id, at })
      if (!undone.ok) throw new NotUndone(undone)
      const { restored, removed } = undone
      await tx.audit.write({
        at,
        actorKind: 'staff',
        actorId: staff.id,
        action: 'import.undo',
        subjectKind: 'import_run',
        subjectId: runId,
        detail: { kind: run.kind, restored, removed },
      })
      return undone
    })
  } catch (error) {
    if (error instanceof NotUndone) return error.undone
    throw error
  }
}
