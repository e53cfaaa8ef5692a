import type { Store } from '../ports/store.ts'
import type { ZaloDesk } from '../ports/zalo-desk.ts'

/**
 * Keeps how many messages the package of Zalo still holds: the choice of a way rests on it. Asks only where the account is connected;
 * what Zalo does not say leaves what was known,
 * and a package of which it names nothing counts as empty: then messages need a budget, and none is spent by mistake. True where something was kept.
 */
export async function keepPackage({
  store,
  zalo,
}: {
  store: { ways: Pick<Store['ways'], 'setPackageLeft'> }
  zalo: Pick<ZaloDesk, 'standing' | 'ask'>
}): Promise<boolean> {
  if ((await zalo.standing()).state !== 'good') return false
  const { quotas } = await zalo.ask()
  if (!quotas) return false
  const left = quotas.reduce((sum, quota) => sum + Math.max(0, quota.left), 0)
  await store.ways.setPackageLeft('zalo', left)
  return true
}
