import { type ZaloCost, zaloCost } from '../domain/announcement-cost.ts'
import { dayOf, firstOfMonth } from '../domain/day.ts'
import { expectedEnd } from '../domain/expected-end.ts'
import type { Announcement } from '../ports/announcements.ts'
import type { ChannelId } from '../ports/channel.ts'
import type { CheckDeps } from './announcement-finding.ts'
import { hoursOf } from './sending-progress.ts'

/** How an announcement would go by one channel. */
export interface ChannelPlan {
  channel: ChannelId
  count: number
  /** Where the channel may cost something. */
  cost?: ZaloCost
}

/** How an announcement would go: by which channels, at what cost, and until when. */
export interface SendingPlan {
  channels: ChannelPlan[]
  /** When the last message would have gone, as fast as the channels are set to. Absent where nobody knows how fast that is. */
  end?: Date
}

/** Reckons how an announcement would go, if it were sent now or at its time. Nothing is put aside. */
export async function sendingPlan(deps: CheckDeps, announcement: Announcement): Promise<SendingPlan> {
  const { store, clock, rates = {} } = deps
  const now = announcement.sendAt ?? clock.now()
  const reached = await store.announcements.byChannel(announcement.audience, announcement.officeId, now)
  const channels = await Promise.all(
    reached.map(async (reach): Promise<ChannelPlan> => {
      const { channel, count } = reach as typeof reach & { channel: ChannelId }
      if (channel !== 'zalo') return { channel, count }
      const { packageLeft, templates, budget, spent } = await store.ways.means('zalo', firstOfMonth(dayOf(now)))
      const templateDong = templates.announcement?.byUser?.dong
      const purse = { packageLeft, budgetLeft: Math.max(0, (budget ?? 0) - spent) }
      return {
        channel,
        count,
        cost: zaloCost(reach, { ...purse, ...(templateDong === undefined ? {} : { templateDong }) }),
      }
    }),
  )
  const hours = hoursOf(await store.units.office(announcement.officeId))
  const ends = channels.flatMap(({ channel, count }) => {
    const perSecond = rates[channel]
    return perSecond === undefined ? [] : (expectedEnd({ now, left: count, perSecond, hours }) ?? [])
  })
  const end = ends.sort((a, b) => b.getTime() - a.getTime())[0]
  return { channels, ...(end ? { end } : {}) }
}
