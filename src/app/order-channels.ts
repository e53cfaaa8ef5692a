import type { Given } from '../conversation/question.ts'
import type { ChannelId } from '../ports/channel.ts'
import type { Scene } from './scene.ts'

/** The conversation in which a household chooses where it hears from us first, with the channels that it has. */
export async function channelOrderOpening(scene: Scene): Promise<{ flow: 'channel-order'; given: Given }> {
  const { householdId } = scene.account
  const channels = householdId === undefined ? [] : await channelsOf(scene, householdId)
  return { flow: 'channel-order', given: { linked: householdId !== undefined, channels } }
}

/** Puts a channel first; the others keep their order. False where the household has no account there any more. */
export async function putFirst(scene: Scene, channel: string): Promise<boolean> {
  const { tx, account, now } = scene
  const { householdId } = account
  if (householdId === undefined) return false
  const chosen = (await channelsOf(scene, householdId)).find((one) => one === channel)
  if (chosen === undefined) return false
  const before = await tx.accounts.channelOrder(householdId)
  const order = [chosen, ...before.filter((one) => one !== chosen)]
  await tx.accounts.setChannelOrder(householdId, order)
  await tx.audit.write({
    at: now,
    actorKind: 'household',
    actorId: account.id,
    action: 'household.channel_order',
    subjectKind: 'household',
    subjectId: householdId,
    detail: { order },
  })
  return true
}

/** The channels on which a household can be written to unasked, in the order in which it is: nobody sits at a terminal all day, and a phone number alone is no place to choose. */
async function channelsOf({ tx }: Pick<Scene, 'tx'>, householdId: string): Promise<ChannelId[]> {
  const accounts = await tx.accounts.ofHousehold(householdId)
  const open = accounts.filter((a) => a.status === 'active' && !a.byPhone && a.channel !== 'terminal')
  const chosen = await tx.accounts.channelOrder(householdId)
  const place = (channel: ChannelId) => chosen.indexOf(channel) + 1 || chosen.length + 1
  return [...new Set(open.map(({ channel }) => channel))].toSorted((a, b) => place(a) - place(b))
}
