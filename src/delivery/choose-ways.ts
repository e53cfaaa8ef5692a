import { type Day, dayOf, firstOfMonth } from '../domain/day.ts'
import { type Lane, lanes } from '../domain/delivery.ts'
import { factsFor } from '../domain/template.ts'
import { consultationDong, freeHours, type Offer, type Reaching, type Refusal, waysTo } from '../domain/zalo-window.ts'
import type { ChannelId, Passage } from '../ports/channel.ts'
import type { Charge, ShutCode } from '../ports/charge.ts'
import type { Sending, Settlement } from '../ports/ledger.ts'
import type { Means, WaysOf } from '../ports/ways.ts'
import { aboutOf } from './after-send.ts'
import type { SendDeps } from './stream.ts'

/** What a message is expected to cost, and the first day of the month whose budget it was put aside in. */
export interface Fare extends Omit<Charge, 'way'> {
  month: Day
}

/** A message with the way that was chosen for it, and what was put aside. */
export interface Chosen {
  sending: Sending
  passage: Passage
  fare: Fare
}

/** What became of messages that were to go: a way, none, or another channel. */
export interface Choice {
  go: Chosen[]
  shut: { sending: Sending; settled: Settlement }[]
  elsewhere: { sending: Sending; channel: ChannelId }[]
}

/**
 * Chooses the cheapest way that is open for each message, by the table of `domain/zalo-window.ts`, and puts its price aside. Whoever
 * was heard of within the free hours is not even asked about: that is nearly everybody who gets a reply.
 */
export async function chooseWays(
  deps: Pick<SendDeps, 'ways' | 'clock'>,
  channel: ChannelId,
  sendings: readonly Sending[],
): Promise<Choice> {
  const now = deps.clock.now()
  const month = firstOfMonth(dayOf(now))
  const freely = (sending: Sending) =>
    sending.heardAt && now.getTime() - sending.heardAt.getTime() <= freeHours * 3_600_000
  const fare: Fare = { costClass: 'free', dong: 0, month }
  const go = sendings.filter(freely).map((sending) => ({ sending, passage: { way: 'consultation' } as const, fare }))
  const choice: Choice = { go, shut: [], elsewhere: [] }
  const others = sendings.filter((sending) => !freely(sending))
  if (others.length === 0) return choice
  const [known, means] = [await deps.ways.of(others, now), await deps.ways.means(channel, month)]
  for (const sending of others) {
    const asked = { sending, known: known.get(sending.deliveryId), means, now }
    await choose(deps, { channel, month, choice }, asked)
  }
  return choice
}

interface Asked {
  sending: Sending
  /** Undefined for one that is gone. */
  known: WaysOf | undefined
  means: Means
  now: Date
}

type Choosing = { channel: ChannelId; month: Fare['month']; choice: Choice }

async function choose(deps: Pick<SendDeps, 'ways'>, choosing: Choosing, asked: Asked): Promise<void> {
  const { sending, known } = asked
  const { choice, month } = choosing
  const { open, closed } = known ? waysTo(reachingOf(asked, known)) : { open: [], closed: [] }
  for (const offer of open) {
    if (offer.way === 'other_channel') {
      choice.elsewhere.push({ sending, channel: offer.channel as ChannelId })
      return
    }
    const paid = await pay(deps, choosing, { offer, budget: asked.means.budget ?? 0 })
    if (paid) {
      choice.go.push({ sending, passage: passageOf(offer.way, asked), fare: { ...paid, month } })
      return
    }
    closed.push({ way: offer.way, why: 'budget' })
  }
  choice.shut.push({ sending, settled: shutBy(sending, closed) })
}

/** The package may be emptier than it was when it was last asked about; then the message costs money. */
async function pay(
  { ways }: Pick<SendDeps, 'ways'>,
  { channel, month }: Choosing,
  { offer, budget }: { offer: Offer; budget: number },
): Promise<Omit<Charge, 'way'> | undefined> {
  if (offer.cost === 'free') return { costClass: 'free', dong: 0 }
  if (offer.cost === 'package' && (await ways.takeOfPackage(channel))) return { costClass: 'package', dong: 0 }
  const dong = offer.cost === 'package' ? consultationDong : offer.dong
  return (await ways.putAside(channel, { month, dong, budget })) ? { costClass: 'billed', dong } : undefined
}

const purposes: Record<Lane, Reaching['purpose']> = {
  [lanes.reply]: 'reply',
  [lanes.reminder]: 'reminder',
  [lanes.announcement]: 'announcement',
}

// Consent was asked about with the intent.
function reachingOf({ sending, means, now }: Asked, known: WaysOf): Reaching {
  const { lastInboundAt, accountKnown, phone, order } = known
  // What may have arrived there is not begun anew elsewhere.
  const others = sending.doubts > 0 ? [] : known.others
  const { byUser, byPhone } = templatesOf(sending, means)
  const templates = {
    ...(byUser ? { byUser: byUser.dong } : {}),
    ...(byPhone ? { byPhone: byPhone.dong } : {}),
  }
  const { packageLeft, budget, spent } = means
  return {
    now,
    purpose: purposes[sending.lane],
    consented: true,
    ...(lastInboundAt ? { lastInboundAt } : {}),
    accountKnown,
    phoneKnown: phone !== undefined,
    packageLeft,
    templates,
    budgetLeft: Math.max(0, (budget ?? 0) - spent),
    others,
    order,
  }
}

/** The registered texts for this message, as far as it has the facts for all their gaps and each may go that way. */
function templatesOf({ message: { facts } }: Sending, { templates }: Means) {
  const { byUser, byPhone } = (facts && templates[facts.form]) ?? {}
  const fits = (via: 'byUser' | 'byPhone', template = via === 'byUser' ? byUser : byPhone) =>
    facts && template?.params.every(({ fact }) => fact in facts.with && factsFor(facts.form, via).includes(fact))
  return { byUser: fits('byUser') ? byUser : undefined, byPhone: fits('byPhone') ? byPhone : undefined }
}

function passageOf(way: Passage['way'], { sending, known, means }: Asked): Passage {
  const { byUser, byPhone } = templatesOf(sending, means)
  if (way === 'template_by_user' && byUser) return { way, template: byUser }
  if (way === 'template_by_phone' && byPhone && known?.phone !== undefined)
    return { way, template: byPhone, phone: known.phone }
  return { way: 'consultation' }
}

/**
 * What the night shuts opens by itself. Everything else is an end, with the reason that somebody could do something about; what may have
 * arrived before stays in doubt.
 */
function shutBy(sending: Sending, closed: readonly Refusal[]): Settlement {
  const about = aboutOf(sending)
  const until = closed.find(({ why }) => why === 'night')?.until
  if (until) return { ...about, state: 'retry', uncounted: true, notBefore: until, errorCode: 'night' }
  const why = new Set(closed.map((refusal) => refusal.why))
  const order: [Refusal['why'], ShutCode][] = [
    ['budget', 'budget'],
    ['window_over', 'window_over'],
    ['never_wrote', 'window_over'],
    ['no_template', 'no_template'],
  ]
  const errorCode = order.find(([reason]) => why.has(reason))?.[1] ?? 'no_way'
  if (sending.doubts > 0) return { ...about, state: 'uncertain', errorCode }
  return { ...about, state: sending.lane === lanes.reply ? 'failed' : 'skipped', errorCode }
}
