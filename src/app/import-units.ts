import { fold } from '../domain/fold.ts'
import type { ActorKind } from '../ports/applications.ts'
import type { Clock } from '../ports/clock.ts'
import type { CommuneRow, UnitRows } from '../ports/imports.ts'
import type { Tx } from '../ports/store.ts'

/** An office with all that is in its care, by names as people write them. */
export type Units = Omit<UnitRows, 'communes'> & {
  communes: (Omit<CommuneRow, 'formerUnits'> & { formerUnits: Omit<CommuneRow['formerUnits'][number], 'folded'>[] })[]
}

/** What taking units in needs. */
export interface ImportUnitsDeps {
  store: { transaction<T>(run: (tx: Pick<Tx, 'imports' | 'audit'>) => Promise<T>): Promise<T> }
  clock: Clock
}

/** Takes an office, its communes and transaction points into the register, or what has changed of them. */
export async function importUnits(
  { store, clock }: ImportUnitsDeps,
  { units, by }: { units: Units; by: { kind: ActorKind; id: string } },
): Promise<void> {
  const communes = units.communes.map((commune) => ({
    ...commune,
    formerUnits: commune.formerUnits.map((unit) => ({ ...unit, folded: fold(unit.name) })),
  }))
  await store.transaction(async (tx) => {
    await tx.imports.putUnits({ ...units, communes })
    await tx.audit.write({
      at: clock.now(),
      actorKind: by.kind,
      actorId: by.id,
      action: 'import.units',
      subjectKind: 'office',
      subjectId: units.office.code,
      detail: { communes: communes.length, points: units.points.length },
    })
  })
}
