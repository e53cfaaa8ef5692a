import type { channelOrder } from '../../flows/channel-order.ts'
import type { ChannelId } from '../../ports/channel.ts'
import { putFirst } from '../order-channels.ts'
import { channelName } from '../own-accounts.ts'
import { say } from '../scene.ts'
import type { EndingsOf } from './ending.ts'

/** The choice holds for the whole household, and is put on record. */
export const channelOrderEndings: EndingsOf<typeof channelOrder> = {
  link_first: () => ({ parts: [say('flows/channel-order:link_first')], next: { flow: 'link-account' } }),
  only_one: ({ scene, turn }) => {
    const [only] = turn.saved.given.channels as ChannelId[]
    const channel = channelName(only ?? scene.account.channel)
    return { parts: [say('flows/channel-order:only_one', { channel })], next: { flow: 'menu' } }
  },
  put_first: async ({ scene, turn }) => {
    const first = turn.answers.first ?? ''
    const done = await putFirst(scene, first)
    const words = done
      ? say('flows/channel-order:chosen', { channel: channelName(first as ChannelId) })
      : say('flows/channel-order:gone')
    return { parts: [words], next: { flow: 'menu' } }
  },
}
