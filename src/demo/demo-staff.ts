import { acceptInvitation } from '../app/accept-invitation.ts'
import { addDays, atHour, type Day } from '../domain/day.ts'
import type { Role } from '../domain/staff.ts'
import type { Store } from '../ports/store.ts'
import staff from './staff.json' with { type: 'json' }
import { visitor } from './visitor.ts'

/** A staff account of the demo. The passwords are public: they are printed and shown on the start page. */
export interface DemoStaff {
  email: string
  password: string
  role: Role
  name: string
}

/** The staff accounts of the demo: one of each role. */
export const demoStaff: readonly DemoStaff[] = staff as DemoStaff[]

/** Makes the staff accounts as real ones are made, by invitation. The chair is that of the visitor's ward. Returns ids by role. */
export async function seedStaff(
  { store, hashPassword }: { store: Store; hashPassword: (password: string) => Promise<string> },
  day: Day,
): Promise<Record<Role, string>> {
  const at = atHour(addDays(day, -30), 8)
  const { id: officeId } = await store.units.mainOffice()
  const communeId = (await store.households.byCustomerId(visitor.customerId))?.commune.id
  const ids: Partial<Record<Role, string>> = {}
  for (const { email, password, role, name } of demoStaff) {
    const token = globalThis.crypto.randomUUID()
    const unit = role === 'commune_chair' && communeId !== undefined ? { officeId, communeId } : { officeId }
    await store.staff.invite({ email, role, ...unit, token, expiresAt: addDaysTo(at, 1) })
    const deps = { store, hashPassword, clock: { now: () => at } }
    const accepted = await acceptInvitation(deps, { token, name, password, lang: 'vi' })
    const member = accepted.ok ? accepted.staff : await store.staff.byEmail(email)
    if (!member) throw new Error(`no account for ${email}`)
    ids[role] = member.id
  }
  return ids as Record<Role, string>
}

function addDaysTo(at: Date, days: number): Date {
  return new Date(at.getTime() + days * 86_400_000)
}
