import type { Words } from '../conversation/words.ts'
import { dayOf, dayOfMonth, monthOf, yearOf } from '../domain/day.ts'
import type { ChannelId, SendErrorCode } from '../ports/channel.ts'
import type { Standing } from './sending-progress.ts'

/** The errors of the channels: each says itself what it is. */
const ofChannels = {
  blocked: true,
  deactivated: true,
  not_found: true,
  not_started: true,
  moved: true,
  too_many: true,
  content: true,
  unauthorized: true,
  conflict: true,
  refused: true,
  unreachable: true,
  uncertain: true,
} as const satisfies Record<SendErrorCode, true>

/** The reasons of the senders themselves. `not_allowed` is what they said before they told reasons apart. */
export const sendersReasons: readonly string[] = [
  ...['cancelled', 'expired', 'no_consent', 'not_linked', 'no_longer_due', 'spoken_since', 'too_often', 'too_soon'],
  // The first ones fared so badly that the rest was stopped, as `TrialStop` names it.
  ...['trial_errors', 'trial_opt_outs', 'trial_nothing_went'],
  // No way was open on a channel that has several, as `ShutCode` names it.
  ...['budget', 'window_over', 'no_template', 'night', 'no_way'],
  'not_allowed',
]

/** Why a message did not go or not yet, in words. */
export function reasonWords(code: string): Words {
  if (code in ofChannels) return { key: `channels:errors.${code}` }
  if (sendersReasons.includes(code)) return { key: `announcements:why.${code}` }
  return { key: 'announcements:why.other', with: { code } }
}

/** Why a sending stands still, in words. */
export function standingWords(standing: Standing): Words {
  const key = `announcements:standing.${standing.why}`
  switch (standing.why) {
    case 'paused_by': {
      const { at, actorKind, actorName, actorId } = standing.by
      const system = { words: { key: 'announcements:standing.command_line' } }
      return { key, with: { who: actorKind === 'system' ? system : (actorName ?? actorId), at: momentText(at) } }
    }
    case 'paused_itself':
      return { key, with: { reason: { words: reasonWords(standing.code) } } }
    case 'hours': {
      const { from, until } = standing.hours
      return { key, with: { from: clockText(from), until: clockText(until), at: momentText(standing.until) } }
    }
    case 'channel_closed':
      return { key, with: { channels: names(standing.channels) } }
    case 'held':
      return { key, with: { channels: names(standing.channels), at: momentText(standing.until) } }
    case 'put_off':
      return { key, with: { at: momentText(standing.until) } }
  }
}

/** "09:05 24/11/2026", the time of Viet Nam. */
export function momentText(at: Date): string {
  const day = dayOf(at)
  const time = new Date(at.getTime() + 7 * 3_600_000).toISOString().slice(11, 16)
  return `${time} ${two(dayOfMonth(day))}/${two(monthOf(day))}/${yearOf(day)}`
}

/** "7:00" of the hour 7. */
export function clockText(hour: number): string {
  return `${hour}:00`
}

function names(channels: readonly ChannelId[]) {
  return { list: channels.map((channel) => ({ words: { key: `console:channels.${channel}` } })) }
}

function two(figure: number): string {
  return String(figure).padStart(2, '0')
}
