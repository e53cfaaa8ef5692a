import { z } from 'zod'
import { receiveMessages } from '../app/receive-messages.ts'
import type { ChannelId } from '../ports/channel.ts'
import { job } from './job.ts'

/** Answers everything that waits from one sender. */
export default job({
  name: 'receive-message',
  payload: z.object({ channel: z.string(), address: z.string() }),
  queue: 'loa-receive',
  run: ({ channel, address }, { receive }) => receiveMessages(receive, { channel: channel as ChannelId, address }),
})
