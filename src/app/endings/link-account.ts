import { back } from '../../conversation/engine.ts'
import { linkAccount } from '../../flows/link-account.ts'
import type { PersonRole } from '../../ports/accounts.ts'
import { linkHousehold } from '../link-household.ts'
import { remindHousehold } from '../plan-reminders.ts'
import { olderAccounts } from '../replace-accounts.ts'
import { type Scene, say } from '../scene.ts'
import type { Ended, EndingsOf, EndPlace } from './ending.ts'

/** Linking ends with the household's own figures, or with a plain word on what to do instead. */
export const linkAccountEndings: EndingsOf<typeof linkAccount> = {
  prove,
  leader: () => ({ parts: [], next: { flow: 'leader-link' } }),
  nothing: async ({ scene }) => {
    const { phone } = await scene.tx.units.mainOffice()
    return {
      parts: [say('flows/link-account:nothing', { phone })],
      next: { flow: 'next-step', given: { offers: ['person', 'menu'] } },
    }
  },
  declined: () => ({ parts: [say('flows/link-account:declined')], next: { flow: 'menu' } }),
}

type Proof = { code: string; contact: string; consent: 'both' | 'loans_only' | 'no'; who: PersonRole; proof: string }

async function prove({ scene, turn }: EndPlace<Proof & { way: string }>): Promise<Ended> {
  const { code, contact, consent, who, proof } = turn.answers
  const given = turn.saved.given.code
  const result = await linkHousehold(scene, {
    proof: proof ?? '',
    role: who ?? 'other',
    purposes: consent === 'both' ? ['loans', 'reminders'] : ['loans'],
    ...(contact === undefined ? { code: code ?? String(given) } : { phone: contact }),
  })
  if (result.kind === 'locked') return { parts: [say('flows/link-account:locked')], next: { flow: 'menu' } }
  if (result.kind === 'failed') {
    const again = back(linkAccount as never, turn.saved)
    return {
      parts: [say('flows/link-account:failed', { left: result.left })],
      next: again ? { turn: again } : { flow: 'menu' },
    }
  }
  await remindHousehold(scene, result.household.id)
  return {
    parts: [say('flows/link-account:linked', { name: result.household.headName })],
    next: await afterwards(scene),
  }
}

/** Who has another account on the same channel is asked about it once; then come the household's figures. */
async function afterwards(scene: Scene): Promise<NonNullable<Ended['next']>> {
  const old = (await olderAccounts(scene)).map(({ id }) => id)
  return old.length === 0
    ? { flow: 'my-loan' }
    : { flow: 'old-account', given: { old, channel: scene.account.channel } }
}
