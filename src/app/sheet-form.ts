import { type Day, dayOf } from '../domain/day.ts'
import type { Clock } from '../ports/clock.ts'
import type { CollectionSheetForm } from '../ports/forms.ts'
import type { StaffMember } from '../ports/staff.ts'
import type { Store, Tx } from '../ports/store.ts'
import type { Commune, Group } from '../ports/units.ts'
import { communeName, type FormDeps, formGroup, formOffice, noteOpened } from './form-parts.ts'
import { sheetOf } from './leader-bench.ts'
import { seenGroup } from './seen-group.ts'

/** The sheet of a group's next session, for an officer. Undefined when the group is not theirs to see. Who opened it is written down. */
export function openCollectionSheet(
  { store, clock }: FormDeps,
  { staff, groupId }: { staff: StaffMember; groupId: string },
): Promise<CollectionSheetForm | undefined> {
  const at = clock.now()
  return store.transaction(async (tx) => {
    const seen = await seenGroup(tx, staff, groupId)
    if (!seen || staff.role === 'commune_chair') return undefined
    await noteOpened(tx, { staff, at, subjectKind: 'group', subjectId: groupId, form: 'collection_sheet' })
    return formOf(tx, { ...seen, day: dayOf(at) })
  })
}

/** The same for the browser in which a leader opened the link. Undefined where the link is over, or the lead. */
export function openLedSheet(
  { store, clock }: { store: Pick<Store, 'transaction'>; clock: Clock },
  { token, session }: { token: string; session: string },
): Promise<CollectionSheetForm | undefined> {
  const at = clock.now()
  return store.transaction(async (tx) => {
    const link = await tx.leaderBench.linkBySession({ token, session, at })
    const group = link && (await tx.units.group(link.groupId))
    const commune = group && (await tx.units.commune(group.communeId))
    if (!link || !group || !commune) return undefined
    const subject = { subjectKind: 'group', subjectId: String(group.id), detail: { link: link.id } }
    await tx.audit.write({ at, actorKind: 'leader', actorId: link.accountId, action: 'group.sheet', ...subject })
    return formOf(tx, { group, commune, day: dayOf(at) })
  })
}

async function formOf(
  tx: Tx,
  { group, commune, day }: { group: Group; commune: Commune; day: Day },
): Promise<CollectionSheetForm> {
  const { session, lines, interest, principal, asOf } = await sheetOf({ tx, day }, group)
  return {
    form: 'collection_sheet',
    office: await formOffice(tx, commune.officeId),
    commune: communeName(commune),
    group: formGroup(group),
    ...{ session, interest, principal },
    ...(group.point ? { place: group.point.name } : {}),
    ...(asOf ? { asOf } : {}),
    lines: lines.map(({ householdId: _, ...line }) => line),
  }
}
