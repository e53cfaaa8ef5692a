import { createHmac } from 'node:crypto'
import { resealStaffSecret } from '../http/console/auth.ts'

/** The secret of the staff's sign-in, made of the data key: a key for one purpose, so that none is used for two. */
export function staffSecret(dataKey: Buffer): string {
  return createHmac('sha256', dataKey).update('loa/staff').digest('base64')
}

/** Encrypts a secret of a second factor anew; undefined where the newest key reads it already. Throws when no key does. */
export function secondFactorChange(
  dataKey: Buffer,
  older: readonly Buffer[],
): (sealed: string) => Promise<string | undefined> {
  const to = staffSecret(dataKey)
  const under = (from: string, sealed: string) => resealStaffSecret(sealed, { from, to }).catch(() => undefined)
  return async (sealed) => {
    if ((await under(to, sealed)) !== undefined) return undefined
    for (const key of older) {
      const changed = await under(staffSecret(key), sealed)
      if (changed !== undefined) return changed
    }
    throw new Error('a second factor is encrypted with a data key that is not known here')
  }
}
