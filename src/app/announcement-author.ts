import { scopeOf } from '../domain/staff.ts'
import type { StaffMember } from '../ports/staff.ts'
import type { Author } from './announce.ts'

/** A member of staff as the author of what they send. */
export function authorOf(staff: StaffMember): Author {
  return { kind: 'staff', id: staff.id, role: staff.role, officeId: staff.officeId ?? 0, scope: scopeOf(staff) }
}
