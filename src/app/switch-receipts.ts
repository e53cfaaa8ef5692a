import type { Clock } from '../ports/clock.ts'
import type { StaffMember } from '../ports/staff.ts'
import type { Store } from '../ports/store.ts'

/** Switches the word about booked payments on or off for all households of an office. False for everybody but its director. */
export async function switchReceipts(
  { store, clock }: { store: Pick<Store, 'transaction'>; clock: Clock },
  { staff, on }: { staff: StaffMember; on: boolean },
): Promise<boolean> {
  const { role, officeId } = staff
  if (role !== 'director' || officeId === undefined) return false
  await store.transaction(async (tx) => {
    await tx.receipts.setOn(officeId, on)
    await tx.audit.write({
      ...{ at: clock.now(), actorKind: 'staff', actorId: staff.id, action: 'office.receipts' },
      ...{ subjectKind: 'office', subjectId: String(officeId), detail: { to: on ? 'on' : 'off' } },
    })
  })
  return true
}
