import type { Store } from '../ports/store.ts'
import type { ZaloDesk } from '../ports/zalo-desk.ts'

/**
 * What stands for a package of which Zalo names no end. A message that is charged to the wallet all the same shows that there was one:
 * from then on it counts as empty until it is asked about again.
 */
const withoutEnd = 1_000_000

/**
 * Keeps how many messages the package of Zalo still holds: the choice of a way rests on it. Asks only where the account is connected;
 * what Zalo does not say leaves what was known. True where something was kept.
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
  await store.ways.setPackageLeft('zalo', quotas.length === 0 ? withoutEnd : left)
  return true
}
