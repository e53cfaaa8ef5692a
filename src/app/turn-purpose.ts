import type { Purpose } from '../ports/consents.ts'
import type { Scene } from './scene.ts'

/** Gives or takes back one purpose. */
export async function turnPurpose({ tx, account, now }: Scene, purpose: Purpose, to: 'on' | 'off'): Promise<void> {
  if (to === 'off') return tx.consents.withdraw(account.id, [purpose], now)
  const wording = `flows/settings:${purpose}`
  return tx.consents.give({ accountId: account.id, purposes: [purpose], wording, lang: account.lang, at: now })
}
