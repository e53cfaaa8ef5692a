import type { oldAccount } from '../../flows/old-account.ts'
import { olderAccounts, replaceAccounts } from '../replace-accounts.ts'
import { say } from '../scene.ts'
import type { EndingsOf } from './ending.ts'

/** What is no longer used is taken off; who still uses both keeps both, and gets messages where they wrote last. */
export const oldAccountEndings: EndingsOf<typeof oldAccount> = {
  taken_off: async ({ scene, turn }) => {
    const asked = turn.saved.given.old as string[]
    const old = (await olderAccounts(scene)).filter(({ id }) => asked.includes(id))
    await replaceAccounts(scene, old)
    return { parts: [say('flows/old-account:taken_off')], next: { flow: 'my-loan' } }
  },
  kept: () => ({ parts: [say('flows/old-account:kept')], next: { flow: 'my-loan' } }),
}
