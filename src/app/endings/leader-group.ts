import type { leaderGroup } from '../../flows/leader-group.ts'
import { showBench } from '../leader-bench.ts'
import { ledCase, ledRequest, requestParts, showGroup } from '../leader-group.ts'
import { type Scene, say } from '../scene.ts'
import type { Ended, EndingsOf, EndPlace } from './ending.ts'

/** What was picked is looked up anew: a button may be old, or made up. */
export const leaderGroupEndings: EndingsOf<typeof leaderGroup> = { picked }

async function picked({ scene, turn }: EndPlace<{ what: string }>): Promise<Ended> {
  const [, kind, id = ''] = /^([gac])(\d{1,18})$/.exec(turn.answers.what ?? '') ?? []
  if (kind === 'a') return openRequest(scene, id)
  if (kind === 'c') return openCase(scene, id)
  if (kind === 'g') return showGroup(scene, { groupId: Number(id) })
  const { group, page } = turn.saved.given
  if (turn.answers.what === 'bench') return showBench(scene, { groupId: group })
  return showGroup(scene, { ...(group === undefined ? {} : { groupId: Number(group) }), page: Number(page ?? 0) + 1 })
}

async function openRequest(scene: Scene, id: string): Promise<Ended> {
  const led = await ledRequest(scene, id)
  if (!led) return gone(scene)
  const { name, amount, termMonths } = led.request
  const members = await scene.tx.leaders.members(led.group.id)
  return {
    parts: requestParts(led),
    next: {
      flow: 'leader-request',
      given: {
        ...{ id, name, amountDong: amount, members, day: scene.day, group: led.group.id },
        ...(termMonths ? { termMonths } : {}),
      },
    },
  }
}

async function openCase(scene: Scene, id: string): Promise<Ended> {
  const found = await ledCase(scene, id)
  if (!found) return gone(scene)
  const { code, name, last } = found
  return {
    parts: [say('flows/leader-answer:about', { code, name, text: last })],
    next: { flow: 'leader-answer', given: { id, name, group: found.groupId } },
  }
}

/** It is with somebody else by now, or never was theirs. */
async function gone(scene: Scene): Promise<Ended> {
  const shown = await showGroup(scene)
  return { ...shown, parts: [say('flows/leader-group:gone'), ...shown.parts] }
}
