import { expectedEnd, speedOf } from '../domain/expected-end.ts'
import { areOpen, nextOpening, openingOf, type SendingHours } from '../domain/sending-hours.ts'
import type { Announcement, LastTurn, Progress, Reason } from '../ports/announcements.ts'
import type { ChannelId } from '../ports/channel.ts'
import type { Clock } from '../ports/clock.ts'
import type { Store } from '../ports/store.ts'
import type { Office } from '../ports/units.ts'

/** What following a sending needs. */
export interface ProgressDeps {
  store: Pick<Store, 'announcements' | 'units'>
  clock: Clock
  /** The channels that the configuration opens. */
  openChannels: readonly ChannelId[]
}

/** A sending as whoever follows it sees it. The four figures add up to `total`. */
export interface SendingProgress {
  total: number
  sent: number
  toGo: number
  /** What ended without having gone: refused, blocked or left out. */
  failed: number
  inDoubt: number
  progress: Progress
  /** Reasons of those that did not go or not yet. */
  reasons: readonly Reason[]
  /** Since when it has stood as it stands. */
  since: Date
  /** When the last message will have gone. Absent when it stands still or is over. */
  end?: Date
  standing?: Standing
}

/** Why a sending stands still. */
export type Standing =
  | { why: 'paused_by'; by: LastTurn }
  | { why: 'paused_itself'; code: string }
  | { why: 'hours'; hours: SendingHours; until: Date }
  | { why: 'channel_closed'; channels: ChannelId[] }
  | { why: 'held'; channels: ChannelId[]; until: Date }
  | { why: 'put_off'; until: Date }

/** How far an announcement has come, when it will be through, and why it stands still where it does. `progress` is read anew where it is not given. */
export async function sendingProgress(
  { store, clock, openChannels }: ProgressDeps,
  announcement: Announcement & { mailingId: string },
  read: (mailingId: string) => Promise<Progress> = (id) => store.announcements.progress(id, clock.now()),
): Promise<SendingProgress> {
  const progress = await read(announcement.mailingId)
  const office = await store.units.office(announcement.officeId)
  const turn = await store.announcements.lastTurn(announcement.id)
  const at = { now: clock.now(), hours: hoursOf(office), openChannels, turn }
  const standing = standingOf(announcement, progress, at)
  const end = standing && endless.includes(standing.why) ? undefined : endOf(announcement, progress, at)
  return {
    ...countsOf(progress),
    progress,
    reasons: progress.reasons,
    since: sinceOf(announcement, progress, turn),
    ...(end ? { end } : {}),
    ...(standing ? { standing } : {}),
  }
}

/** The hours of an office; one that is not known keeps none. */
export function hoursOf(office: Pick<Office, 'quietUntil' | 'quietFrom'> | undefined): SendingHours {
  return office ? { from: office.quietUntil, until: office.quietFrom } : { from: 0, until: 24 }
}

/** Nobody knows when these end. */
const endless: readonly Standing['why'][] = ['paused_by', 'paused_itself', 'channel_closed']

interface At {
  now: Date
  hours: SendingHours
  openChannels: readonly ChannelId[]
  turn: LastTurn | undefined
}

function countsOf({ states }: Progress) {
  const toGo = states.pending + states.retry + states.sending
  const failed = states.failed + states.blocked + states.skipped
  const counts = { sent: states.sent, toGo, failed, inDoubt: states.uncertain }
  return { total: counts.sent + toGo + failed + counts.inDoubt, ...counts }
}

function standingOf(
  { status, pauseReason }: Announcement,
  { channels, putOff, states }: Progress,
  { now, hours, openChannels, turn }: At,
): Standing | undefined {
  if (status === 'paused' && pauseReason) return { why: 'paused_itself', code: pauseReason }
  if (status === 'paused') return turn && { why: 'paused_by', by: turn }
  if (status !== 'sending' || channels.length === 0) return undefined
  const closed = channels.map((c) => c.channel).filter((channel) => !openChannels.includes(channel))
  if (closed.length > 0) return { why: 'channel_closed', channels: closed }
  if (!areOpen(hours, now)) return { why: 'hours', hours, until: nextOpening(hours, now) }
  const held = channels.flatMap(({ channel, heldUntil }) => (heldUntil ? [{ channel, heldUntil }] : []))
  const until = held.map((h) => h.heldUntil).sort((a, b) => a.getTime() - b.getTime())[0]
  if (until && held.length === channels.length) return { why: 'held', channels: held.map((h) => h.channel), until }
  const all = putOff?.count === states.pending + states.retry + states.sending
  return putOff && all && putOff.from > now ? { why: 'put_off', until: putOff.from } : undefined
}

function endOf({ status, sentAt }: Announcement, progress: Progress, { now, hours, turn }: At): Date | undefined {
  const { states, putOff, channels, lastMinute } = progress
  const toGo = states.pending + states.retry + states.sending
  if (status !== 'sending' || toGo === 0) return undefined
  const perSecond = channels.flatMap((c) => c.perSecond ?? []).reduce((sum, rate) => sum + rate, 0)
  const began = Math.max(...[sentAt, turn?.at, openingOf(hours, now)].flatMap((at) => (at ? [at.getTime()] : [])))
  // Until it goes again, as long as it is night or nothing may go today, the speed is the one that it is set to.
  const rests = !areOpen(hours, now) || putOff?.count === toGo
  const configured = perSecond > 0 ? { configured: perSecond } : {}
  const since = rests ? now : new Date(began)
  const later = putOff ? { later: putOff } : {}
  const left = toGo - (putOff?.count ?? 0)
  return expectedEnd({ now, left, hours, ...later, perSecond: speedOf({ now, since, lastMinute, ...configured }) })
}

/** What paused itself did so at its last try. */
function sinceOf(
  { status, pauseReason, sentAt, createdAt }: Announcement,
  { triedAt }: Progress,
  turn: LastTurn | undefined,
): Date {
  const began = sentAt ?? createdAt
  if (status === 'paused') return (pauseReason ? triedAt : turn?.at) ?? began
  return began
}
