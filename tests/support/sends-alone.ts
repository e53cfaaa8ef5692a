import { setApprovalRule, trialSetting } from '../../src/app/announcement-rules.ts'
import type { StaffWorld } from './staff-world.ts'

/** Whoever writes an announcement here may send it, and to all at once: for tests of what comes after. */
export async function sendsAlone({ store }: Pick<StaffWorld, 'store'>): Promise<void> {
  await setApprovalRule(store.settings, { rule: 'none' })
  await store.settings.set(trialSetting, 0)
}
