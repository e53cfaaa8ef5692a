import { addDays, atHour, dayOf } from '../domain/day.ts'
import { may, scopeOf, sees } from '../domain/staff.ts'
import type { StaffMember } from '../ports/staff.ts'
import type { Tx } from '../ports/store.ts'
import type { Commune } from '../ports/units.ts'
import type { IssueDeps } from './issue-link-code.ts'

/** A link for the chair of a commune. The token is known this once: only its hash is kept. It opens for nobody until it has a PIN. */
export interface IssuedChairLink {
  commune: Commune
  token: string
  expiresAt: Date
}

/** How long a link is good: until so many days have begun. A list is signed within days; the next one gets a link of its own. */
const validDays = 7

/** Issues a link for a commune; an earlier one ends. Undefined when the commune is not theirs. */
export async function issueChairLink(
  deps: IssueDeps,
  { staff, communeId }: { staff: StaffMember; communeId: string },
): Promise<IssuedChairLink | undefined> {
  const at = deps.clock.now()
  const expiresAt = atHour(addDays(dayOf(at), validDays), 0)
  const token = Buffer.from(deps.randomBytes(32)).toString('base64url')
  return deps.store.transaction(async (tx) => {
    const commune = await seenCommune(tx, staff, communeId)
    if (!commune) return undefined
    const link = await tx.chairLinks.issue({ communeId: commune.id, token, by: staff.id, at, expiresAt })
    const subject = { subjectKind: 'commune', subjectId: communeId, detail: { link } }
    await tx.audit.write({ at, actorKind: 'staff', actorId: staff.id, action: 'chair.link', ...subject })
    return { commune, token, expiresAt }
  })
}

/** Takes a link back before its time. False when there is none, or it is none of theirs. */
export async function revokeChairLink(
  deps: Pick<IssueDeps, 'store' | 'clock'>,
  { staff, linkId }: { staff: StaffMember; linkId: string },
): Promise<boolean> {
  const at = deps.clock.now()
  return deps.store.transaction(async (tx) => {
    const link = /^\d{1,18}$/.test(linkId) ? await tx.chairLinks.find(linkId) : undefined
    const commune = link && (await seenCommune(tx, staff, String(link.communeId)))
    if (!link || !commune || !(await tx.chairLinks.revoke(linkId, at))) return false
    const subject = { subjectKind: 'commune', subjectId: String(commune.id), detail: { link: linkId } }
    await tx.audit.write({ at, actorKind: 'staff', actorId: staff.id, action: 'chair.revoke', ...subject })
    return true
  })
}

/** A commune that this member of staff may issue links for, or undefined. */
export async function seenCommune(tx: Pick<Tx, 'units'>, staff: StaffMember, id: string): Promise<Commune | undefined> {
  const commune = /^\d{1,9}$/.test(id) ? await tx.units.commune(Number(id)) : undefined
  if (!commune || !may(staff.role, 'applications.complete')) return undefined
  return sees(scopeOf(staff), { officeId: commune.officeId, communeId: commune.id }) ? commune : undefined
}
