import type { leaderLink } from '../../flows/leader-link.ts'
import { showGroup } from '../leader-group.ts'
import { linkLeader } from '../leader-link.ts'
import { say } from '../scene.ts'
import type { Ended, EndingsOf, EndPlace } from './ending.ts'

/** Linking ends with what waits for the group, or with a plain word on what to do instead. */
export const leaderLinkEndings: EndingsOf<typeof leaderLink> = {
  prove,
  declined: () => ({ parts: [say('flows/leader-link:declined')], next: { flow: 'menu' } }),
}

async function prove({ scene, turn }: EndPlace<{ code: string; contact: string; phone: string }>): Promise<Ended> {
  const { code, contact, phone } = turn.answers
  const claim = { code: code ?? String(turn.saved.given.code), phone: contact ?? phone ?? '' }
  const result = await linkLeader(scene, claim)
  if (result.kind === 'locked') return { parts: [say('flows/link-account:locked')], next: { flow: 'menu' } }
  if (result.kind === 'failed') {
    const offers = ['person', 'menu']
    const failed = say('flows/leader-link:failed', { left: result.left })
    return { parts: [failed], next: { flow: 'next-step', given: { offers } } }
  }
  const { group, role } = result
  const shown = await showGroup(scene, { groupId: group.id })
  return { ...shown, parts: [say(`flows/leader-link:linked.${role}`, { group: group.name }), ...shown.parts] }
}
