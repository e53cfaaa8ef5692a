import { may, type StaffUnit } from '../domain/staff.ts'
import type { ChairLink } from '../ports/chair-links.ts'
import type { StaffMember } from '../ports/staff.ts'
import type { Store } from '../ports/store.ts'
import { seenCommune } from './chair-issue.ts'
import type { IssueDeps } from './issue-link-code.ts'
import { linkPin } from './link-pin.ts'

/** What reading out a PIN needs. */
export interface PinDeps extends Omit<IssueDeps, 'store'> {
  store: Pick<Store, 'transaction' | 'chairLinks' | 'staff'>
}

/** How it ended. `other_person`: whoever sent the link does not read out its PIN while a colleague can. */
export type PinRead = { ok: true; link: ChairLink; pin: string } | { ok: false; problem: 'not_found' | 'other_person' }

/**
 * Makes the PIN of a link, for whoever reads it out to the chair by telephone: it is shown this once. Link and PIN pass through two people
 * and two ways, so that neither an officer alone nor a stolen message confirms anything. In an office where one person works alone that
 * person may; the log names both in any case. An earlier PIN ends, and with it whatever browser it had let in.
 */
export async function readChairPin(
  deps: PinDeps,
  { staff, linkId }: { staff: StaffMember; linkId: string },
): Promise<PinRead> {
  const at = deps.clock.now()
  const link = /^\d{1,18}$/.test(linkId) ? await deps.store.chairLinks.find(linkId) : undefined
  if (!link) return { ok: false, problem: 'not_found' }
  const alone = link.issuedBy === staff.id ? !(await hasColleague(deps, { link, staff })) : undefined
  const pin = linkPin(deps.randomBytes)
  return deps.store.transaction(async (tx) => {
    const commune = await seenCommune(tx, staff, String(link.communeId))
    if (!commune) return { ok: false, problem: 'not_found' }
    if (alone === false) return { ok: false, problem: 'other_person' }
    if (!(await tx.chairLinks.setPin({ linkId, pin, by: staff.id, at }))) return { ok: false, problem: 'not_found' }
    const detail = { link: linkId, link_by: link.issuedBy, ...(alone ? { alone } : {}) }
    const subject = { subjectKind: 'commune', subjectId: String(commune.id), detail }
    await tx.audit.write({ at, actorKind: 'staff', actorId: staff.id, action: 'chair.pin', ...subject })
    return { ok: true, link, pin }
  })
}

/** Whether somebody else of the office could read it out. */
async function hasColleague(
  { store }: Pick<PinDeps, 'store'>,
  { link, staff }: { link: ChairLink; staff: StaffMember },
): Promise<boolean> {
  const all = await store.staff.list({ officeId: link.officeId })
  const could = ({ role, disabledAt }: StaffUnit & { disabledAt?: Date }) =>
    !disabledAt && may(role, 'applications.complete')
  return all.some((one) => one.id !== staff.id && could(one))
}
