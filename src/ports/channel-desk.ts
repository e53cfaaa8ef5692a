import type { ChannelId } from './channel.ts'
import type { ZaloDesk } from './zalo-desk.ts'

/** What the page of the channels wants to know, beside the channels themselves. */
export interface ChannelDesk {
  /** How each channel goes, from what is kept. One that never sent and never received has nothing to show. */
  figures(): Promise<Partial<Record<ChannelId, ChannelFigures>>>
  /** Messages a second that each channel is set to. None: no limit of ours. */
  rates: Partial<Record<ChannelId, number>>
  /** Where Zalo is open. */
  zalo?: ZaloDesk
}

/** How one channel goes. */
export interface ChannelFigures {
  /** When a person was last heard of, among the newest updates of all channels. */
  lastInboundAt?: Date
  /** Missing where nothing was sent yet. */
  pace?: ChannelPace
  /** The newest failure that was not one person's own, among the newest messages. */
  lastError?: { code: string; detail: string; at: Date }
}

/** How fast a channel sends at the moment. */
export interface ChannelPace {
  /** Messages a second, after what the platform's refusals have cut. */
  perSecond: number
  /** Messages that were refused because they came too fast (429), since the installation. */
  refused: number
  /** For how long the platform wants nothing at all, in seconds. */
  pausedSeconds: number
  /** For how long only replies are tried, in seconds: the platform failed too often, or does not let us in. */
  breakerSeconds: number
}
