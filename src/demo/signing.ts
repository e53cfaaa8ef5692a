import { signingSetting } from '../domain/signing.ts'
import type { Store } from '../ports/store.ts'
import { demoStaff } from './demo-staff.ts'

/** The officer of the sample office is the one whom the households of all its communes know: reminders go out in that name. */
export async function seedSigning(store: Pick<Store, 'units' | 'settings'>, staffId: string): Promise<void> {
  const name = demoStaff.find(({ role }) => role === 'officer')?.name ?? ''
  const { id } = await store.units.mainOffice()
  const communes = await store.units.communes(id)
  const officers = Object.fromEntries(communes.map((commune) => [commune.id, { staffId, name }]))
  await store.settings.set(signingSetting(id), { by: 'officer', officers })
}
