import type { ChannelId } from '../ports/channel.ts'

/** True for the channels over which a picture can be fetched. */
export function takesPhotos(channel: ChannelId): boolean {
  return channel !== 'terminal'
}
