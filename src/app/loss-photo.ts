import { may } from '../domain/staff.ts'
import type { Clock } from '../ports/clock.ts'
import type { Losses } from '../ports/losses.ts'
import type { StaffMember } from '../ports/staff.ts'
import type { Store } from '../ports/store.ts'
import { seenLoss } from './loss-step.ts'

/** Opens one picture of a loss, and writes down who looked at which. Undefined when it is not theirs to see, or not of that report. */
export async function openLossPhoto(
  deps: { store: Pick<Store, 'transaction'>; clock: Clock },
  { staff, reportId, photoId }: { staff: StaffMember; reportId: string; photoId: string },
): Promise<Awaited<ReturnType<Losses['openPhoto']>>> {
  const at = deps.clock.now()
  return deps.store.transaction(async (tx) => {
    const seen = may(staff.role, 'disasters.verify') ? await seenLoss(tx, staff, reportId) : undefined
    const photo = seen && /^\d{1,18}$/.test(photoId) ? await tx.losses.openPhoto(reportId, photoId) : undefined
    if (!photo) return undefined
    const subject = { subjectKind: 'loss_report', subjectId: reportId, detail: { photo: photoId } }
    await tx.audit.write({ at, actorKind: 'staff', actorId: staff.id, action: 'loss.photo', ...subject })
    return photo
  })
}
